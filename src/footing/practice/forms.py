"""Forms for those who write to the practice. Field names and texts tell nothing on a shared device."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from footing.design import saying
from footing.practice import policies, typed
from footing.practice.models import Therapist
from footing.practice.reach import REACH, ReachForm


class WriteForm(ReachForm):
    """Whoever writes to the practice, and the texts that were read."""

    lines = ("message", "words")

    agree = forms.BooleanField(
        label=_("I have read what stays with you, what cannot, and what is kept"),
        error_messages={"required": _("Read the first part of this page, and tick this if you agree.")},
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if self.ways_are_right() and not found.get("phone") and not found.get("may_mail"):
            # An address alone, without leave to write to it, is no way.
            self.add_error(
                "may_mail", _("Tick this, or write a phone number. Otherwise we cannot reach you.")
            )
        self.texts = policies.current()
        if found.get("agree") and found.get("shown") != policies.shown(self.texts):
            self.add_error("agree", _("These texts changed while you were writing. Read them again, please."))
        return found

    def wish(self) -> dict[str, object]:
        """What the sealed `wish` holds."""
        raise NotImplementedError


class ContactForm(WriteForm):
    """A question or a word to the team."""

    message = forms.CharField(
        label=_("What would you like to say?"),
        max_length=typed.MESSAGE_LENGTH,
        widget=forms.Textarea,
        error_messages={"required": _("Write what you would like to say. One line is enough.")},
    )
    field_order = ("message", *REACH)

    def wish(self) -> dict[str, object]:
        return {"words": self.cleaned_data["message"]}


class RegisterForm(WriteForm):
    """To become a client: what somebody wants, with whom, where they live."""

    reasons = forms.MultipleChoiceField(
        label=_("What would you like help with?"),
        help_text=_("Tick what is yours, or nothing."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Not needed. You can say it in person."),
        required=False,
        max_length=typed.MESSAGE_LENGTH,
        widget=forms.Textarea,
    )
    together = forms.ChoiceField(
        label=_("Alone, or together?"),
        help_text=_("Together begins apart, for everyone: each person first talks with us alone."),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one. “I don't know yet” is fine."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    who = forms.ChoiceField(
        label=_("With whom?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    region = forms.CharField(
        label=_("Where do you live?"),
        help_text=_("A province or a state is enough. It decides who may work with you."),
        required=False,
        max_length=typed.NAME_LENGTH,
    )
    guardian = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is so. Nobody hears of it before we have spoken to you."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    guardian_words = forms.CharField(
        label=_("Anything we should know about that?"), required=False, max_length=typed.LINE_LENGTH
    )
    field_order = (
        *REACH, "reasons", "words", "together", "who", "language", "region", "guardian", "guardian_words",
    )  # fmt: skip

    def __init__(self, *args: Any, team: Sequence[Therapist], asks_guardian: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        rules = policies.rules()
        self.team = {t.slug: t for t in team}
        languages = sorted({language for t in team for language in t.languages})
        self._choices("reasons", [(r["id"], r["label"]) for r in rules["reason"]])
        self._choices("together", [(r["id"], r["label"]) for r in rules["who"]])
        self._choices("who", [("", _("Whoever fits first")), *((t.slug, t.name) for t in team)])
        spoken = [(name, capfirst(saying.language(name))) for name in languages]
        self._choices("language", [("", _("Any of these")), *spoken])
        self._choices("guardian", [(r["id"], r["label"]) for r in rules["guardian"]])
        self.fields["guardian"].label = rules["words"]["guardian"]
        self.fields["guardian"].help_text = rules["words"]["guardian_hint"]
        if not asks_guardian:
            del self.fields["guardian"], self.fields["guardian_words"]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
        field.choices = choices

    def wish(self) -> dict[str, object]:
        names = ("reasons", "words", "together", "language", "region", "guardian", "guardian_words")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def therapist(self) -> Therapist | None:
        """Whom they named."""
        return self.team.get(self.cleaned_data["who"])
