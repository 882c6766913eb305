"""The first step of the second way."""

from django.urls import path

from footing.talk import views

urlpatterns = [path("talk/", views.talk, name="talk")]
