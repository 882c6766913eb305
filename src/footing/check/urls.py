"""The check. Every address after the first is reached by a form only."""

from django.urls import path

from footing.check import views

urlpatterns = [
    path("check/", views.start, name="check"),
    path("check/again/", views.again, name="check-again"),
    path("check/more/", views.private, name="check-private"),
    path("check/next/", views.after, name="check-after"),
    path("check/result/", views.result, name="check-result"),
]
