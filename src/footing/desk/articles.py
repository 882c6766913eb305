"""Forms of the articles' editor, and words for what became of an article."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.desk.access import Staff
from footing.learn.articles import queries, rendering
from footing.learn.articles.tools import tools
from footing.learn.models import LANGUAGES, Article, Picture, Version
from footing.practice import typed
from footing.practice.models import Therapist

GUEST, MOST_SOURCES, MOST_LETTERS = "guest", 20, 20_000
STATES = {
    "draft": _("draft"), "handed": _("for a manager to look at"), "scheduled": _("planned"),
    "published": _("published"), "withdrawn": _("withdrawn"),
}  # fmt: skip
MISSING = {
    "body": _("The text itself is missing."), "summary": _("The two sentences for the list are missing."),
    "author": _("Say who wrote it."),
}  # fmt: skip


class ArticleForm(forms.Form):
    """What an article says. Only the title is needed to keep a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    picture = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=120, validators=[typed.one_line],
        help_text=_("Shown on the page. The browser's tab and the address never show it."),
        error_messages={"required": _("Write a title, also one for now.")},
    )  # fmt: skip
    summary = forms.CharField(
        label=_("Two sentences for the list"), max_length=240, required=False, validators=[typed.one_line]
    )
    body = forms.CharField(
        label=_("The text"), required=False, widget=forms.Textarea,
        help_text=_(
            "No client's words, and nobody who could know themselves in it. An empty line begins a paragraph, "
            "“## ” a heading, “- ” an item of a list, “> ” a box. [words](https://…) is a link, *words* stand out."
        ),
    )  # fmt: skip
    who = forms.ChoiceField(
        label=_("Who wrote it"),
        required=False,
        error_messages={"invalid_choice": _("Choose somebody from the list.")},
    )
    byline = forms.CharField(
        label=_("Name of the guest"), max_length=80, required=False, validators=[typed.one_line]
    )
    guest_line = forms.CharField(
        label=_("One line about the guest"), max_length=160, required=False, validators=[typed.one_line],
        help_text=_("Such as: teaches nurses in Halifax."),
    )  # fmt: skip
    shown_on = forms.DateField(
        label=_("The day that stands above it"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Left empty, it is the day on which it comes out."),
        error_messages={"invalid": _("Write the day as 2026-11-23.")},
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="en")
    evidence = forms.ChoiceField(
        label=_("How good is what it says?"), required=False,
        choices=[
            ("", _("Not said")), ("good", _("Good: several good studies agree")), ("some", _("Some: a study or two")),
            ("weak", _("Weak: experience, or very small studies")), ("popular", _("Popular, but hardly tested")),
        ],
    )  # fmt: skip
    evidence_note = forms.CharField(
        label=_("Why, in a sentence or two"), max_length=400, required=False, widget=forms.Textarea,
        help_text=_("Readers trust a page more that says what it does not know."),
    )  # fmt: skip
    sources = forms.CharField(
        label=_("Sources"), max_length=6000, required=False, widget=forms.Textarea,
        help_text=_("One on each line. What it is in your own words, and at the end its https address if it has one."),
    )  # fmt: skip
    tool = forms.ChoiceField(
        label=_("What the reader can do next"), initial="check",
        help_text=_("A button below the text. Beside it stands one to book."),
    )  # fmt: skip
    picture_alt = forms.CharField(
        label=_("What the picture shows"), max_length=240, required=False, validators=[typed.one_line],
        help_text=_("For people who do not see it. A picture needs this."),
    )  # fmt: skip

    def __init__(self, *args: Any, staff: Staff, found: Article | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.staff = staff
        self.found: Picture | None = None
        self.team: dict[str, Therapist] = {}
        if found and found.publications.exists():
            # Visitors find it in this language's list: to write on it moves nothing that they read.
            _choose(self.fields["language"], [pair for pair in LANGUAGES if pair[0] == found.language])
        _choose(self.fields["tool"], [(one.id, one.label) for one in tools().values()])
        if staff.manager:
            self.team = {t.slug: t for t in staff.team()}
            names = [
                ("", _("Choose")),
                *((t.slug, t.name) for t in self.team.values()),
                (GUEST, _("A guest")),
            ]
            _choose(self.fields["who"], names)
        else:
            for name in ("who", "byline", "guest_line"):
                del self.fields[name]

    def clean_body(self) -> str:
        text = str(self.cleaned_data["body"]).replace("\r\n", "\n").strip()
        if len(text) > MOST_LETTERS:
            over = len(text) - MOST_LETTERS
            raise forms.ValidationError(
                _("That is %(over)s letters more than fit. Shorten it; nothing is lost.") % {"over": over}
            )
        if sentence := typed.wrong_text(text, most=MOST_LETTERS, lines=True):
            raise forms.ValidationError(sentence)
        if rendering.is_laden(text):
            raise forms.ValidationError(
                _("There are more brackets, stars or lines than an article needs. Take some out.")
            )
        return text

    def clean_sources(self) -> list[dict[str, str]]:
        text = str(self.cleaned_data["sources"])
        if sentence := typed.wrong_text(text, most=6000, lines=True):
            raise forms.ValidationError(sentence)
        found = [_source(line) for line in text.splitlines() if line.strip()]
        if len(found) > MOST_SOURCES:
            raise forms.ValidationError(_("That is too many. Keep the twenty that matter most."))
        if any(not source["text"] for source in found):
            raise forms.ValidationError(_("Say of each source what it is, before its address."))
        return found

    def clean_evidence_note(self) -> str:
        text = " ".join(str(self.cleaned_data["evidence_note"]).split())
        typed.one_line(text)
        return text

    def clean_picture(self) -> Picture | None:
        id = self.cleaned_data["picture"]
        self.found = queries.picture_of_id(self.staff.person.id, id) if id else None
        return self.found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.found and not said.get("picture_alt") and "picture_alt" not in self.errors:
            self.add_error("picture_alt", _("Say what the picture shows, or take the picture off."))
        if said.get("who") == GUEST and not said.get("byline") and "byline" not in self.errors:
            self.add_error("byline", _("Write the guest's name."))
        return said

    def text(self) -> dict[str, Any]:
        """What was typed, as the columns of a version."""
        said = dict(self.cleaned_data)
        who = said.pop("who", "")
        said["author"] = self.team.get(who)
        for name in ("byline", "guest_line"):
            said[name] = said.get(name, "") if who == GUEST else ""
        return {name: value for name, value in said.items() if name not in {"version", "language", "key"}}

    def says(self, version: Version) -> bool:
        """Whether a version says what was typed."""
        said = self.text() | ({} if self.staff.manager else {"author": self.staff.own})
        if said["author"]:
            said["byline"] = said["author"].name
        return all(getattr(version, name) == value for name, value in said.items())

    def shown(self, code: str) -> Version:
        """What was typed, as a version that is not kept: for looking at."""
        text = self.text()
        if not self.staff.manager:
            text["author"] = self.staff.own
        return Version(article=Article(code=code, language=self.cleaned_data["language"]), **text)

    @classmethod
    def initial_of(cls, version: Version) -> dict[str, Any]:
        """The form's values for a text as it is kept."""
        same = (
            "title", "summary", "body", "byline", "guest_line", "shown_on", "evidence", "evidence_note", "tool",
            "picture_alt",
        )  # fmt: skip
        guest = GUEST if version.byline else ""
        return {
            **{name: getattr(version, name) for name in same}, "version": version.number,
            "picture": version.picture_id, "language": version.article.language,
            "who": version.author.slug if version.author else guest,
            "byline": "" if version.author else version.byline,
            "sources": "\n".join(f"{s['text']} {s['url']}".strip() for s in version.sources),
        }  # fmt: skip


class WhenForm(forms.Form):
    """On which day and at what time, in the practice's zone."""

    day = forms.DateField(
        label=_("On"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the day as 2026-11-23.")},
    )  # fmt: skip
    at = forms.TimeField(
        label=_("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=time(9),
        error_messages={"required": _("Choose a time."), "invalid": _("Write the time as 09:00.")},
    )  # fmt: skip

    def moment(self, zone: str) -> datetime:
        """The moment that this is where the practice is."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"], ZoneInfo(zone))


def number(said: Mapping[str, str]) -> int:
    """The number of the text that a form was about; of none, one that fits nothing."""
    text = said.get("version", "")
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


def uuid(text: str) -> UUID | None:
    """An id as a form carries it."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _source(line: str) -> dict[str, str]:
    words = line.split()
    url = words[-1] if words[-1].startswith("https://") and rendering.is_safe(words[-1]) else ""
    return {"text": " ".join(words[:-1] if url else words), "url": url}


def _choose(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
    field.choices = choices
