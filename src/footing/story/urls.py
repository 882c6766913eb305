"""Causes, and the story at depth."""

from django.urls import path

from footing.story import own_views, views

urlpatterns = [
    path("story/", views.story, name="story"),
    path("story/own/", own_views.own, name="story-own"),
    path("story/own/pause/", own_views.pause, name="story-pause"),
    path("story/own/delete/", own_views.delete_all, name="story-delete-all"),
    path("story/own/<uuid:id>/", own_views.item, name="story-item"),
    path("story/own/<uuid:id>/delete/", own_views.delete, name="story-delete"),
    path("story/own/<slug:cause>/", own_views.new, name="story-new"),
]
