"""Pages of those who work here."""

from django.urls import path

from footing.desk.views import back, convert, hours, intake, matching, people, shared, team, week

urlpatterns = [
    path("desk/", week.week, name="desk"),
    path("desk/booking/<uuid:id>/", week.booking, name="desk-booking"),
    path("desk/booking/<uuid:id>/move/", week.move, name="desk-move"),
    path("desk/booking/<uuid:id>/cancel/", week.cancel, name="desk-cancel"),
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
    path("desk/profile/", people.profile, name="desk-profile"),
    path("desk/profile/photo/", people.photo, name="desk-photo"),
    path("desk/team/", team.team, name="desk-team"),
    path("desk/matching/", matching.matching, name="desk-matching"),
    path("account/confirm/", back.confirm, name="confirm-back"),
    path("account/join/", people.join, name="join"),
    path(
        "photos/<slug:stem>.webp", lambda request, stem: people.picture(request, f"{stem}.webp"), name="photo"
    ),
]
