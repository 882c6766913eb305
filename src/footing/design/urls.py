"""Shown with FOOTING_DEBUG=on only."""

from django.urls import path

from footing.design import views

urlpatterns = [path("", views.components, name="design")]
