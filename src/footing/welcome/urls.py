"""Public pages that belong to no room."""

from django.urls import path

from footing.welcome import views

urlpatterns = [path("", views.home, name="home"), path("door/<slug:id>/", views.door, name="door")]
