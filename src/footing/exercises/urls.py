"""The exercises. Their ids say nothing."""

from django.urls import path

from footing.exercises import views

urlpatterns = [
    path("steps/", views.steps, name="steps"),
    path("steps/delete/", views.delete_all, name="steps-delete-all"),
    path("steps/kept/<uuid:id>/", views.sheet, name="steps-sheet"),
    path("steps/kept/<uuid:id>/delete/", views.delete, name="steps-delete"),
    path("steps/<slug:id>/", views.step, name="step"),
]
