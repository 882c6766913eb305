"""The first step of the second way."""

from django.urls import include, path

from footing.talk import views

urlpatterns = [
    path("talk/", views.talk, name="talk"),
    path("talk/ways/", include("footing.talk.ways.urls")),
]
