"""What others may see of one's own."""

from django.urls import path

from footing.sharing import views

urlpatterns = [
    path("share/", views.overview, name="share"),
    path("share/note/", views.note, name="share-note"),
    path("share/<slug:kind>/give/", views.give, name="share-give"),
    path("share/<uuid:id>/more/", views.renew, name="share-renew"),
    path("share/<uuid:id>/stop/", views.stop, name="share-stop"),
]
