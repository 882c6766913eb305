"""Two people. The addresses say nothing of whom."""

from django.urls import path

from footing.couple import views
from footing.couple.turns import hand
from footing.couple.turns import views as turns

urlpatterns = [
    path("two/", views.overview, name="two"),
    path("two/<uuid:id>/", views.one, name="two-one"),
    path("two/<uuid:id>/end/", views.end, name="two-end"),
    path("two/<uuid:id>/turns/", turns.before, name="two-turns"),
    path("two/turns/", turns.kept, name="two-kept"),
    path("two/turns/<uuid:id>/", turns.one, name="two-round"),
    path("two/turns/<uuid:id>/still/", turns.one, name="two-round-still"),
    path("two/turns/<uuid:id>/delete/", turns.delete, name="two-kept-delete"),
    path("turns/", hand.turns, name="turns"),
]
