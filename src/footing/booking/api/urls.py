"""`/api/v1/…`, described in `/api/v1/openapi.json`; everything else under `/api/` is a problem document."""

from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from footing.booking.api import problems, read, write

api = NinjaAPI(
    title="Footing", version="1.0.0", docs_url=None, parser=problems.JsonParser(), urls_namespace="api",
    description="Open times and bookings of one practice. Errors are problem documents (RFC 9457).",
)  # fmt: skip
api.add_router("", read.router)
api.add_router("", write.router)
problems.install(api)

_own = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
for _pattern in _own:
    _pattern.callback = problems.guarded(_pattern.callback)

urlpatterns = [path("v1/", (_own, "api", "api")), re_path(r"^", problems.unknown)]
