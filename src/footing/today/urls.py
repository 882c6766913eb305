"""A client's own pages, and the way to become one."""

from django.urls import path

from footing.today import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/changed/", views.changed, name="changed"),
    path("today/look/", views.put_aside, name="look-aside"),
    path("today/private/", views.erase_private, name="erase-private"),
    path("account/new/", views.new, name="account-new"),
]
