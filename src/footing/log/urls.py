"""The log."""

from django.urls import path

from footing.log import views

urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/new/", views.new, name="log-new"),
    path("log/delete/", views.delete_all, name="log-delete-all"),
    path("log/<uuid:id>/", views.entry, name="log-entry"),
    path("log/<uuid:id>/delete/", views.delete, name="log-delete"),
]
