"""Reading: neutral ids, so that an address gives nothing away."""

from django.urls import path

from footing.learn import views

urlpatterns = [
    path("learn/", views.index, name="learn"),
    path("learn/feed/", views.feed, name="feed"),
    path("learn/pictures/<slug:stem>.webp", views.picture, name="article-picture"),
    path("learn/<slug:id>/", views.page, name="page"),
    path("privacy/", views.about, {"id": "privacy"}, name="privacy"),
    path("about/device/", views.about, {"id": "device"}, name="device"),
    path("about/facts/", views.about, {"id": "facts"}, name="facts"),
]
