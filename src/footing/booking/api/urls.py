"""`/api/v1/…`, described in `/api/v1/openapi.json`; everything else under `/api/` is a problem document."""

from typing import Any

from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from footing.booking.api import problems, read, write

ERRORS = "45"


class Api(NinjaAPI):
    """Describes its errors as what they are: problem documents."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if str(status)[0] in ERRORS:
                        response["content"] = {problems.TYPE: response["content"]["application/json"]}
        return schema


api = Api(
    title="Footing", version="1.0.0", docs_url=None, parser=problems.JsonParser(), urls_namespace="api",
    description="Open times and bookings of one practice. Errors are problem documents (RFC 9457).",
)  # fmt: skip
api.add_router("", read.router)
api.add_router("", write.router)
problems.install(api)

_own = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
for _pattern in _own:
    _view = require_GET(_pattern.callback) if _pattern.name == "openapi-json" else _pattern.callback
    _pattern.callback = problems.guarded(_view)

urlpatterns = [path("v1/", (_own, "api", "api")), re_path(r"^", problems.unknown)]
