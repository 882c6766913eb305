"""The first step of the first way, and the whole map. The addresses say nothing."""

from django.urls import path

from footing.trustmap import map_views, picture_views, views

urlpatterns = [
    path("map/", views.trust_map, name="map"),
    path("map/own/", map_views.own, name="map-own"),
    path("map/people/", map_views.people, name="map-people"),
    path("map/look/", map_views.qualities, name="map-qualities"),
    path("map/rate/", map_views.rate, name="map-rate"),
    path("map/picture/", picture_views.picture, name="map-picture"),
    path("map/more/", picture_views.more, name="map-more"),
    path("map/days/", picture_views.earlier, name="map-earlier"),
    path("map/days/<uuid:id>/", picture_views.compare, name="map-day"),
]
