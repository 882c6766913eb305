"""The team, and how to write to it."""

from django.urls import path

from footing.practice import face, views, writing, yours

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/<slug:slug>/", views.therapist, name="therapist"),
    path("register/", writing.register, name="register"),
    path("contact/", writing.contact, name="contact"),
    path("about/texts/", face.texts, name="own-texts"),
    path("contact/yours/", yours.yours, name="yours"),
    path("contact/yours/link/", yours.new_link, name="yours-link"),
    path("contact/yours/mail/", yours.stop_mail, name="yours-mail"),
    path("contact/yours/kept/", yours.kept, name="yours-kept"),
    path("contact/yours/kept/file/", yours.kept_file, name="yours-kept-file"),
    path("contact/yours/erase/", yours.erase_all, name="yours-erase"),
    path("contact/own/", yours.own, name="yours-own"),
]
