"""Ways of showing love. The addresses say nothing; whom somebody has in mind is a number."""

from django.urls import path

from footing.talk.ways import views

urlpatterns = [
    path("", views.hub, name="ways"),
    path("rate/", views.rate, name="ways-rate"),
    path("pair/", views.pair, name="ways-pair"),
    path("one/", views.one, name="ways-one"),
    path("delete/", views.delete, name="ways-delete"),
]
