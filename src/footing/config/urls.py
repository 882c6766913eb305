"""Every address of the site, composed from the capabilities."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from footing.booking.views import feed
from footing.config import health
from footing.practice import face

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path(".well-known/security.txt", health.security, name="security"),
    path("api/", include("footing.booking.api.urls")),
]
# The desk is English, so it has no second address; nor have a therapist's calendar, photos and the practice's colours.
urlpatterns += [
    path("look/<slug:name>.css", face.sheet, name="look"),
    path("calendar/<slug:key>.ics", feed.feed, name="own-calendar"),
    path("", include("footing.desk.urls")),
]
urlpatterns += i18n_patterns(
    path("", include("footing.accounts.urls")),
    path("", include("footing.practice.urls")),
    path("", include("footing.learn.urls")),
    path("", include("footing.sharing.urls")),
    path("", include("footing.safety.urls")),
    path("", include("footing.check.urls")),
    path("", include("footing.story.urls")),
    path("", include("footing.trustmap.urls")),
    path("", include("footing.talk.urls")),
    path("", include("footing.diary.urls")),
    path("", include("footing.log.urls")),
    path("", include("footing.exercises.urls")),
    path("", include("footing.plan.urls")),
    path("", include("footing.booking.urls")),
    path("", include("footing.couple.urls")),
    path("", include("footing.today.urls")),
    path("", include("footing.welcome.urls")),
    prefix_default_language=False,
)
if settings.DEBUG:
    urlpatterns += [path("design/", include("footing.design.urls"))]

handler400 = "footing.design.views.unreadable"
handler403 = "footing.design.views.forbidden"
handler404 = "footing.design.views.not_found"
handler500 = "footing.design.views.broken"
