"""Which database holds which rows: keys apart from data, throttles on a connection of their own."""

from typing import Any

from django.db.models import Model


class ByPurpose:
    """Models name their database in `footing_database`; the cache lives in `marks`."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        if model._meta.app_label == "django_cache":
            return "marks"
        return getattr(model, "footing_database", "default")

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        if app_label == "django_cache":
            return db == "marks"
        if app_label == "vault" and model_name == "key":
            return db == "keys"
        return db == "default"
