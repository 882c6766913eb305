"""The team."""

from django.urls import path

from footing.practice import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/<slug:slug>/", views.therapist, name="therapist"),
]
