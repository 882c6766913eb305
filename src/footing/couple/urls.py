"""Two people. The addresses say nothing of whom."""

from django.urls import path

from footing.couple import views

urlpatterns = [
    path("two/", views.overview, name="two"),
    path("two/<uuid:id>/", views.one, name="two-one"),
    path("two/<uuid:id>/end/", views.end, name="two-end"),
]
