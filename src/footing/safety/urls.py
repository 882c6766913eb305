"""Help now."""

from django.urls import path

from footing.safety import views

urlpatterns = [path("help-now/", views.help_now, name="help")]
