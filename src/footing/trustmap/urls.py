"""The first step of the first way. The address says nothing."""

from django.urls import path

from footing.trustmap import views

urlpatterns = [path("map/", views.trust_map, name="map")]
