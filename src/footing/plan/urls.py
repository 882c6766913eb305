"""The plan."""

from django.urls import path

from footing.plan import views

urlpatterns = [path("plan/", views.plan, name="plan")]
