"""Causes."""

from django.urls import path

from footing.story import views

urlpatterns = [path("story/", views.story, name="story")]
