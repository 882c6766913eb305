"""The team, and how to write to it."""

from django.urls import path

from footing.practice import views, writing

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/<slug:slug>/", views.therapist, name="therapist"),
    path("register/", writing.register, name="register"),
    path("contact/", writing.contact, name="contact"),
]
