"""The note, as something that can be shown."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from footing.sharing.models import Note
from footing.sharing.things import Thing, register


def note_of(person: UUID) -> str | None:
    """The text of a person's note; None before they wrote one."""
    row = Note.objects.filter(holder=person).first()
    return row.text if row else None


register(
    Thing(
        kind="note",
        title=_("Note for the first talk"),
        about=_("A few lines in your own words."),
        template="sharing/note_shown.html",
        content=note_of,
    )
)
