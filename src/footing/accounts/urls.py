"""Leave, and sign-in of the team."""

from django.urls import path

from footing.accounts import views

urlpatterns = [path("leave/", views.leave, name="leave")]
