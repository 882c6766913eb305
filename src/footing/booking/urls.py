"""The way to an appointment, and back to it."""

from django.urls import path

from footing.booking.views import confirm, find, first, fit, kept, manage, own, remind, wait, waiting

urlpatterns = [
    path("book/", find.find, name="book"),
    path("book/first/", first.first, name="book-first"),
    path("book/fit/", fit.fit, name="book-fit"),
    path("book/times/", find.times, name="book-times"),
    path("book/details/", confirm.details, name="book-details"),
    path("book/done/", confirm.book, name="book-done"),
    path("book/again/", confirm.again, name="book-again"),
    path("book/manage/", manage.manage, name="manage"),
    path("book/wait/", wait.wait, name="wait"),
    path("book/waiting/", waiting.waiting, name="waiting"),
    path("book/waiting/take/", waiting.take, name="waiting-take"),
    path("book/waiting/pass/", waiting.decline, name="waiting-pass"),
    path("book/waiting/stop/", waiting.stop, name="waiting-stop"),
    path("book/waiting/link/", waiting.new_link, name="waiting-link"),
    path("book/waiting/mail/", waiting.stop_mail, name="waiting-mail"),
    path("book/waiting/kept/", waiting.kept, name="waiting-kept"),
    path("book/waiting/kept/file/", waiting.kept_file, name="waiting-kept-file"),
    path("book/waiting/erase/", waiting.erase_all, name="waiting-erase"),
    path("book/own/", own.own, name="own"),
    path("book/manage/times/", manage.times, name="manage-times"),
    path("book/manage/move/", manage.move, name="manage-move"),
    path("book/manage/cancel/", manage.cancel, name="manage-cancel"),
    path("book/manage/time.ics", manage.calendar_file, name="manage-calendar"),
    path("book/manage/link/", manage.new_link, name="manage-link"),
    path("book/manage/mail/", manage.stop_mail, name="manage-mail"),
    path("book/manage/remind/", remind.remind, name="manage-remind"),
    path("book/manage/come/", remind.come, name="manage-come"),
    path("book/manage/kept/", kept.kept, name="manage-kept"),
    path("book/manage/kept/file/", kept.kept_file, name="manage-kept-file"),
    path("book/manage/erase/", kept.erase_all, name="manage-erase"),
]
