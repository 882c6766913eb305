"""Check-ins."""

from django.urls import path

from footing.diary import views

urlpatterns = [
    path("diary/", views.diary, name="diary"),
    path("diary/new/", views.new, name="diary-new"),
    path("diary/often/", views.often, name="diary-often"),
    path("diary/delete/", views.delete_all, name="diary-delete-all"),
    path("diary/<uuid:id>/", views.one, name="diary-one"),
    path("diary/<uuid:id>/delete/", views.delete, name="diary-delete"),
]
