"""Forms for those who write to the practice. Field names and texts tell nothing on a shared device."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.practice import policies, typed
from footing.practice.models import Therapist

REACH = ("name", "phone", "may_leave_message", "email", "may_mail", "hours", "say")
ONE_LINE = ("name", "phone", "email", "hours", "say", "region", "guardian_words")


class WriteForm(forms.Form):
    """A name, a safe way to be reached, an age, and the texts that were read."""

    name = forms.CharField(
        label=_("What shall we call you?"),
        help_text=_("Any name you like."),
        max_length=typed.NAME_LENGTH,
        error_messages={"required": _("Write a name. Any name that you like will do.")},
    )
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    may_leave_message = forms.BooleanField(label=_("You may leave a message on this number"), required=False)
    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=typed.MAIL_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "email"}),
    )
    may_mail = forms.BooleanField(
        label=_("You may send mail to this address"),
        help_text=_(
            "Plain words, no hint of what it is about. Leave it empty if somebody else reads your mail."
        ),
        required=False,
    )
    hours = forms.CharField(
        label=_("When is it safe to reach you?"),
        help_text=_("Such as: weekdays before four."),
        required=False,
        max_length=typed.LINE_LENGTH,
    )
    say = forms.CharField(
        label=_("Who shall we say is calling?"),
        help_text=_("In case somebody else answers. A first name, or nothing."),
        required=False,
        max_length=typed.LINE_LENGTH,
    )
    old_enough = forms.BooleanField(help_text=_("If you are younger, the help page has people to talk to."))
    agree = forms.BooleanField(
        label=_("I have read what stays with you, what cannot, and what is kept"),
        error_messages={"required": _("Read the first part of this page, and tick this if you agree.")},
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, minimum_age: int, **options: Any) -> None:
        super().__init__(*args, **options)
        age = self.fields["old_enough"]
        age.label = _("I am %(age)s or older") % {"age": minimum_age}
        age.error_messages["required"] = _(
            "Tick this if it is so. If you are younger than %(age)s, look at the help page instead."
        ) % {"age": minimum_age}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name, text in list(found.items()):
            if isinstance(text, str) and name in self.fields:
                limit = getattr(self.fields[name], "max_length", None) or typed.LINE_LENGTH
                sentence = typed.wrong_text(text, most=limit, lines=name not in ONE_LINE)
                if sentence:
                    self.add_error(name, sentence)
        for name, wrong in (("phone", typed.wrong_phone), ("email", typed.wrong_mail)):
            if found.get(name) and not self.has_error(name) and (sentence := wrong(found[name])):
                self.add_error(name, sentence)
        self._reach(found)
        if found.get("agree") and found.get("shown") != policies.shown(policies.current()):
            self.add_error("agree", _("These texts changed while you were writing. Read them again, please."))
        return found

    def _reach(self, found: dict[str, Any]) -> None:
        """There must be one way that they allow: an address alone, without leave to write to it, is none."""
        if self.has_error("phone") or self.has_error("email"):
            return
        if not found.get("phone") and not found.get("email"):
            self.add_error("phone", _("Write a phone number or an e-mail address, so that we can reach you."))
        elif not found.get("phone") and not found.get("may_mail"):
            self.add_error(
                "may_mail", _("Tick this, or write a phone number. Otherwise we cannot reach you.")
            )

    def contact(self) -> dict[str, str | bool]:
        """What the sealed `contact` holds."""
        names = ("email", "phone", "say", "hours", "may_mail", "may_leave_message")
        return {name: self.cleaned_data[name] for name in names}

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
        self._choices("language", [("", _("Any of these")), *((name, name) for name in languages)])
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
