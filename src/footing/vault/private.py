"""A model field whose column holds only sealed values.

`bulk_update()`, `.update()` and filters get clear text from Django and would write it; so
`get_prep_value` takes a sealed value and nothing else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from footing.vault import crypto, keys

KEY_ID_BYTES = 16
# What opening a value can raise: its holder was erased, or the value is altered.
UNREADABLE = (keys.ErasedError, crypto.OpenError)


@dataclass(frozen=True)
class Sealed:
    """The column's bytes: `key id (16) | blob`."""

    blob: bytes


class _Opening(DeferredAttribute):
    """Opens on access: what lies on the instance is clear (set by code) or Sealed (from the row)."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        return cast("Private", self.field).open(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Private(models.BinaryField):  # type: ignore[type-arg]
    """A value sealed under its row's holder.

    `label` stands in the associated data in place of table and column: it is never renamed.
    `kind` is `str` or `dict` (any JSON). The model has `id` (a UUID made before saving) and `holder`.
    """

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    descriptor_class = _Opening

    def __init__(self, label: str, kind: type = str, **options: Any) -> None:
        self.label, self.kind = label, kind
        options["editable"] = False
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, _, options = super().deconstruct()
        options.pop("editable", None)
        return name, path, [self.label, self.kind], options

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        value = model_instance.__dict__.get(self.attname)
        return value if value is None or isinstance(value, Sealed) else self.seal(model_instance, value)

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.label} takes only a sealed value; set it on the row and save the row")
        return value.blob

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(
            self.get_prep_value(value) if not prepared else value, connection, True
        )

    def get_default(self) -> Any:
        return None if self.null else ("" if self.kind is str else {})

    def seal(self, row: Any, value: Any) -> Sealed:
        """Seal a clear value for this row. Raises keys.ErasedError, TypeError."""
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.label} holds {self.kind.__name__}")
        clear = str(value) if self.kind is str else json.dumps(value, ensure_ascii=False, sort_keys=True)
        key_id, key = keys.live_key(row.holder)
        return Sealed(key_id.bytes + crypto.seal(key, clear.encode(), self._associated(row, key_id)))

    def open(self, row: Any, sealed: Sealed) -> Any:
        """Open a column's value for this row. Raises keys.ErasedError, crypto.OpenError."""
        key_id = UUID(bytes=sealed.blob[:KEY_ID_BYTES])
        key = keys.key_by_id(row.holder, key_id)
        clear = crypto.unseal(key, sealed.blob[KEY_ID_BYTES:], self._associated(row, key_id)).decode()
        return clear if self.kind is str else json.loads(clear)

    def moved(self, row: Any, known: Mapping[UUID, bytes], newest: UUID, key: bytes) -> Sealed | None:
        """A row's value sealed anew under a newer key; None where there is nothing to do.

        `known` are the holder's live keys. Raises keys.ErasedError, crypto.OpenError.
        """
        value = row.__dict__.get(self.attname)
        if not isinstance(value, Sealed):
            return None
        old = UUID(bytes=value.blob[:KEY_ID_BYTES])
        if old == newest:
            return None
        if old not in known:
            raise keys.ErasedError(str(row.holder))
        clear = crypto.unseal(known[old], value.blob[KEY_ID_BYTES:], self._associated(row, old))
        return Sealed(newest.bytes + crypto.seal(key, clear, self._associated(row, newest)))

    def _associated(self, row: Any, key_id: UUID) -> bytes:
        return f"v1|{self.label}|{row.pk}|{row.holder}|{key_id}".encode()
