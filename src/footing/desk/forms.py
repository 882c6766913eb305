"""Forms of the desk: joining, the practice, the team, and the public profile with its photo."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.booking import guests
from footing.booking.forms import MODE_WORDS, DetailsForm
from footing.booking.models import AppointmentType
from footing.desk.fitform import FitFields
from footing.practice import policies, typed
from footing.practice.models import Practice, Therapist
from footing.safety import queries as safety

MOST_WORDS = 12


class JoinForm(forms.Form):
    """An invitation's secret, a name to sign in with, a pass phrase."""

    secret = forms.CharField(
        label=_("Invitation"), max_length=100, help_text=_("The part of the link after the #.")
    )
    name = forms.CharField(
        label=_("Name to sign in with"), max_length=80, help_text=_("Any case, spaces allowed."),
        validators=[typed.one_line],
    )  # fmt: skip
    passphrase = forms.CharField(
        label=_("Pass phrase"), max_length=200, widget=forms.PasswordInput,
        help_text=_("At least ten characters. Four or five words that do not belong together are good."),
    )  # fmt: skip


class ZonedForm(forms.Form):
    """A form with a time zone, by its name."""

    time_zone = forms.CharField(
        label=_("Time zone"), max_length=64, help_text=_("Such as America/Toronto or Europe/Dublin.")
    )

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"])
        if zone not in guests.zones():
            raise forms.ValidationError(_("Write a time zone by its name, such as America/Toronto."))
        return zone


class PracticeForm(ZonedForm):
    """Whose house this is."""

    name = forms.CharField(label=_("Name of the practice"), max_length=80, validators=[typed.one_line])
    country = forms.ChoiceField(
        label=_("Country"), help_text=_("The help page shows its lines first."),
        error_messages={"invalid_choice": _("Choose a country from the list.")},
    )  # fmt: skip
    region = forms.CharField(
        label=_("Province or region"), max_length=3, required=False,
        help_text=_("In Canada two letters, such as ON. Elsewhere leave it empty."),
    )  # fmt: skip
    telephone = forms.RegexField(
        r"\+?[0-9 ()./-]{5,40}", label=_("Telephone"), required=False,
        error_messages={"invalid": _("Write the telephone number in digits, such as +1 416 555 0134.")},
    )  # fmt: skip
    mail = forms.EmailField(
        label=_("Mail address"), required=False, max_length=typed.MAIL_LENGTH,
        help_text=_("Shown on the first page. Leave it empty if people should write by the form only."),
        error_messages={"invalid": _("Write the e-mail address in full, such as sam@example.org.")},
    )  # fmt: skip
    field_order = ("name", "country", "region", "time_zone", "telephone", "mail")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
        field.choices = safety.help_for().countries

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if "region" in found and "country" in found:
            found["region"] = found["region"].upper()
            known = [code for code, _name in safety.help_for(safety.Place(found["country"])).regions]
            if found["region"] and found["region"] not in known:
                sentence = _("Write one of these: %(codes)s.") if known else _("Leave this empty here.")
                self.add_error("region", sentence % {"codes": ", ".join(known)})
        return found

    @classmethod
    def initial_of(cls, practice: Practice | None) -> dict[str, object]:
        """The form's values for the practice as it is saved."""
        return {n: getattr(practice, n) for n in cls.field_order} if practice else {}


class TherapistForm(ZonedForm):
    """What is said of a therapist from the first day."""

    name = forms.CharField(label=_("Name"), max_length=80, validators=[typed.one_line])
    pronouns = forms.CharField(label=_("Pronouns"), max_length=40, required=False)
    profession = forms.CharField(label=_("Profession"), max_length=80)
    registration_body = forms.CharField(label=_("Registered with"), max_length=120)
    registration_number = forms.CharField(label=_("Registration number"), max_length=40)
    languages = forms.CharField(
        label=_("Languages"), max_length=300, help_text=_("With commas, such as English, French.")
    )
    ways_of_working = forms.CharField(
        label=_("Ways of working"), max_length=600, required=False, help_text=_("A few words each, with commas.")
    )  # fmt: skip
    field_order: tuple[str, ...] = (
        "name", "pronouns", "profession", "registration_body", "registration_number", "languages",
        "ways_of_working", "time_zone",
    )  # fmt: skip

    def clean_languages(self) -> list[str]:
        found = _listed(self.cleaned_data["languages"])
        if not found:
            raise forms.ValidationError(_("Write at least one language."))
        return found

    def clean_ways_of_working(self) -> list[str]:
        return _listed(self.cleaned_data["ways_of_working"])


class ProfileForm(FitFields, TherapistForm):
    """What visitors read about a therapist."""

    line = forms.CharField(label=_("One line about your work"), max_length=160)
    bio = forms.CharField(label=_("About you"), max_length=4000, widget=forms.Textarea)
    modes = forms.MultipleChoiceField(
        label=_("How you meet people"), choices=list(MODE_WORDS.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way to meet.")},
    )  # fmt: skip
    fee = forms.DecimalField(
        label=_("Fee for 50 minutes"), min_value=0, max_value=10000, decimal_places=2,
        error_messages={"invalid": _("Write the fee as 120.00.")},
    )  # fmt: skip
    fee_currency = forms.RegexField(
        r"^[A-Z]{3}\Z", label=_("Currency"), help_text=_("Three capital letters, such as CAD."),
        error_messages={"invalid": _("Write the currency as three capital letters, such as CAD.")},
    )  # fmt: skip
    fee_note = forms.CharField(label=_("About the fee"), max_length=200, required=False)
    video_room = forms.URLField(
        label=_("Address of your video room"), required=False, assume_scheme="https", max_length=200,
        error_messages={"invalid": _("Write the whole address, such as https://meet.example/room.")},
    )  # fmt: skip
    telephone_note = forms.CharField(
        label=_("How a call goes"), max_length=200, required=False, widget=forms.Textarea
    )
    address = forms.CharField(label=_("Where you meet in person"), max_length=200, required=False)
    access_notes = forms.CharField(
        label=_("Getting in: steps, lift, waiting"), max_length=400, required=False, widget=forms.Textarea
    )
    is_listed = forms.BooleanField(
        label=_("Show this on the team page"), required=False, help_text=_("Then people can book.")
    )
    field_order = (
        "line", "bio", "modes", "fee", "fee_currency", "fee_note", "video_room", "telephone_note", "address",
        "access_notes", *TherapistForm.field_order, "is_listed",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        found = [name for name in self.fields if name not in self.field_order]
        self.order_fields([*self.field_order[:-1], *found, "is_listed"])

    def profile(self) -> dict[str, Any]:
        """What was written, without what `said` gives."""
        return {name: self.cleaned_data[name] for name in self.field_order}

    @classmethod
    def initial_of(cls, therapist: Therapist) -> dict[str, object]:
        """The form's values for a therapist as they are saved."""
        saved = {n: getattr(therapist, n) for n in cls.field_order if n != "fee"}
        lists = {n: ", ".join(saved[n]) for n in ("languages", "ways_of_working")}
        return {**saved, **lists, "fee": f"{therapist.fee_minor / 100:.2f}", **cls.said_by(therapist)}


def _listed(text: str) -> list[str]:
    found = [word.strip() for word in text.split(",") if word.strip()]
    if len(found) > MOST_WORDS:
        raise forms.ValidationError(_("That is too many. Keep the twelve that matter most."))
    return found


class TryForm(forms.Form):
    """For what the starts beside the hours are shown."""

    kind = forms.ChoiceField(label=_("Show the times for"), required=False)
    mode = forms.ChoiceField(label=_("Meeting by"), required=False)

    def __init__(self, *args: Any, types: Sequence[AppointmentType], **options: Any) -> None:
        super().__init__(*args, **options)
        self.types = {t.id: t for t in types}
        _choose(self.fields["kind"], [(t.id, t.name) for t in types])
        _choose(
            self.fields["mode"],
            [("", _("any way")), ("video", _("video")), ("phone", _("phone")), ("in-person", _("in person"))],
        )

    def chosen(self) -> tuple[AppointmentType | None, str]:
        """The type, the shortest without a choice, and the mode, empty for any."""
        found = self.cleaned_data if self.is_bound and self.is_valid() else {}
        shortest = min(self.types.values(), key=lambda t: t.minutes, default=None)
        return self.types.get(found.get("kind", ""), shortest), found.get("mode", "")


class GiveForm(forms.Form):
    """Whose an inquiry is to answer."""

    owner = forms.ChoiceField(
        label=_("Give it to"),
        error_messages={
            "required": _("Choose somebody of the practice."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["owner"], [("", _("Choose")), *owners])


class AnswerForm(forms.Form):
    """What is written or said to somebody."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=typed.MESSAGE_LENGTH,
        widget=forms.Textarea,
        error_messages={"required": _("Write what you say to them, or begin from one of the answers above.")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if sentence := typed.wrong_text(text, most=typed.MESSAGE_LENGTH, lines=True):
            raise forms.ValidationError(sentence)
        return text


class CloseForm(forms.Form):
    """Why nothing more is done."""

    reason = forms.ChoiceField(
        label=_("Why is it done?"),
        error_messages={
            "required": _("Choose why it is done."),
            "invalid_choice": _("Choose a reason from the list."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reasons = [(reason["id"], reason["label"]) for reason in policies.rules()["close"]]
        _choose(self.fields["reason"], [("", _("Choose")), *reasons])


class CallerForm(DetailsForm):
    """What a caller says, and that the limits were read to them first. Labels are said as they stand."""

    read_out = forms.BooleanField(
        label=_("I have read this to them, and they want to go on"),
        error_messages={"required": _("Read the sentences to them first. Then tick this.")},
    )

    def __init__(self, *args: Any, minimum_age: int, **options: Any) -> None:
        super().__init__(*args, minimum_age=minimum_age, **options)
        box = self.fields["old_enough"]
        box.label = _("They say that they are %(age)s or older") % {"age": minimum_age}
        box.help_text = _("If not, give them a number of the help page, or ask who could come with them.")
        box.error_messages["required"] = _(
            "Ask how old they are. Younger people can talk to us with somebody who looks after them."
        )


class ConfirmForm(forms.Form):
    """The code of somebody who asks to be let back in, and that one knows them."""

    code = forms.CharField(
        label=_("The code that they brought"),
        max_length=40,
        error_messages={
            "required": _("Type the code that they brought."),
            "max_length": _("That is too long. Type the ten signs only."),
        },
    )
    known = forms.BooleanField(
        label=_("I have met this person and know who they are"),
        help_text=_("A voice on the phone is not enough. Somebody else may want to get in."),
        error_messages={"required": _("Tick this only if it is so. Otherwise ask them to come by.")},
    )


def _choose(field: forms.Field, choices: Sequence[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (narrows the type)
    field.choices = list(choices)
