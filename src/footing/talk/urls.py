"""The second way: the first step, what can be said to somebody, and what can be done alone."""

from django.urls import include, path

from footing.talk import views
from footing.talk.alone import listening, repair, weekly, wishes
from footing.talk.say import views as say

urlpatterns = [
    path("talk/", views.talk, name="talk"),
    path("talk/say/", say.say, name="say"),
    path("talk/say/<uuid:id>/", say.card, name="say-card"),
    path("talk/say/<uuid:id>/delete/", say.delete, name="say-delete"),
    path("talk/repair/", repair.repair, name="repair"),
    path("talk/weekly/", weekly.weekly, name="weekly"),
    path("talk/listening/", listening.listening, name="listening"),
    path("talk/wishes/", wishes.wishes, name="wishes"),
    path("talk/wishes/<uuid:id>/", wishes.wish, name="wish"),
    path("talk/wishes/<uuid:id>/delete/", wishes.delete, name="wish-delete"),
    path("talk/ways/", include("footing.talk.ways.urls")),
]
