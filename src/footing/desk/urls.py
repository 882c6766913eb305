"""Pages of those who work here."""

from django.urls import path

from footing.desk.views import (
    back,
    calendars,
    caller,
    change,
    convert,
    hours,
    intake,
    people,
    requests,
    shared,
    team,
    week,
)

urlpatterns = [
    path("desk/", week.week, name="desk"),
    path("desk/day/", week.day, name="desk-day"),
    path("desk/book/", caller.find, name="desk-book"),
    path("desk/book/details/", caller.details, name="desk-book-details"),
    path("desk/book/again/", caller.again, name="desk-book-again"),
    path("desk/book/done/", caller.done, name="desk-book-done"),
    path("desk/book/change/", change.change, name="desk-change"),
    path("desk/book/change/move/", change.move, name="desk-change-move"),
    path("desk/book/change/cancel/", change.cancel, name="desk-change-cancel"),
    path("desk/booking/<uuid:id>/", week.booking, name="desk-booking"),
    path("desk/booking/<uuid:id>/move/", week.move, name="desk-move"),
    path("desk/booking/<uuid:id>/apart/", week.keep_apart, name="desk-apart"),
    path("desk/booking/<uuid:id>/cancel/", week.cancel, name="desk-cancel"),
    path("desk/requests/", requests.requests, name="desk-requests"),
    path("desk/requests/<uuid:id>/answer/", requests.answer, name="desk-answer-request"),
    path("desk/intake/", intake.intake, name="desk-intake"),
    path("desk/intake/<uuid:id>/", intake.inquiry, name="desk-inquiry"),
    path("desk/intake/<uuid:id>/take/", intake.take, name="desk-take"),
    path("desk/intake/<uuid:id>/give/", intake.give, name="desk-give"),
    path("desk/intake/<uuid:id>/answer/", intake.answer, name="desk-answer"),
    path("desk/intake/<uuid:id>/book/", convert.convert, name="desk-convert"),
    path("desk/intake/<uuid:id>/close/", intake.close, name="desk-close"),
    path("desk/shared/", shared.shared, name="desk-shared"),
    path("desk/shared/<uuid:id>/", shared.seen, name="desk-seen"),
    path("desk/shared/<uuid:id>/still/", shared.still, name="desk-still"),
    path("desk/hours/", hours.hours, name="desk-hours"),
    path("desk/hours/off/", hours.time_off, name="desk-time-off"),
    path("desk/hours/holidays/", hours.public_days, name="desk-holidays"),
    path("desk/calendars/", calendars.calendars, name="desk-calendars"),
    path("desk/calendars/file/", calendars.file, name="desk-calendar-file"),
    path("desk/profile/", people.profile, name="desk-profile"),
    path("desk/profile/photo/", people.photo, name="desk-photo"),
    path("desk/team/", team.team, name="desk-team"),
    path("account/confirm/", back.confirm, name="confirm-back"),
    path("account/join/", people.join, name="join"),
    path(
        "photos/<slug:stem>.webp", lambda request, stem: people.picture(request, f"{stem}.webp"), name="photo"
    ),
]
