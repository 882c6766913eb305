"""Forms of the practice's face: age rule, its own sentences, colour, logo, texts, help lines near by."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from footing.desk.forms import ProfileForm
from footing.practice import colours, policies, queries, typed
from footing.practice.models import OwnText, Practice

READY = (
    ("#1b554d", _("Pine")), ("#1b4b7a", _("Lake")), ("#5b2a6e", _("Plum")), ("#3a4656", _("Slate")),
    ("#2f4a1f", _("Moss")), ("#4a4a12", _("Olive")),
)  # fmt: skip
KINDS = (
    ("suicide", _("If you think of ending your life")), ("violence", _("If someone scares or hurts you")),
    ("emergency", _("In danger now")), ("stop", _("If you scare or hurt someone")), ("work", _("If it is at work")),
    ("men", _("For men")), ("directory", _("More lines")),
)  # fmt: skip


def _words(label: Any, most: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint, widget=forms.Textarea,
        error_messages={"max_length": _("That is too long. Shorten it a little.")},
    )  # fmt: skip


class AgeForm(forms.Form):
    """From which age, and whether who is responsible by law is asked."""

    minimum_age = forms.IntegerField(
        label=_("From which age people may book by themselves"), min_value=10, max_value=25, initial=16,
        error_messages={"invalid": _("Write the age as a whole number, such as 16.")},
    )  # fmt: skip
    asks_guardian = forms.BooleanField(
        label=_("Ask who is responsible for somebody by law"), required=False,
        help_text=_("For places where you have to know. It is asked of everybody who registers."),
    )  # fmt: skip

    @classmethod
    def initial_of(cls, practice: Practice | None) -> dict[str, object]:
        """The form's values as they are saved."""
        return {n: getattr(practice, n) for n in cls.base_fields} if practice else {}


class WordsForm(forms.Form):
    """The practice's own sentences on the first page."""

    greeting = _words(_("A greeting"), 300, _("Such as: You are welcome here, whatever brings you."))
    what = _words(
        _("What the practice is"), 300, _("Such as: Three counsellors, for people alone and for couples.")
    )
    answers = _words(_("How soon somebody answers"), 200, _("Such as: We answer within two working days."))
    where = _words(_("Where it is"), 300, _("Such as: Second floor, with a lift. The bus stops at the door."))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in self.fields:
            text = " ".join(str(found.get(name, "")).split())
            if sentence := typed.wrong_text(text, most=300):
                self.add_error(name, sentence)
            elif name in found:
                found[name] = text
        return found

    @classmethod
    def initial_of(cls, practice: Practice | None) -> dict[str, object]:
        """The form's values as they are saved."""
        return {n: getattr(practice, n) for n in cls.base_fields} if practice else {}


class ColourForm(forms.Form):
    """The one main colour: one of the ready ones, or a value of one's own."""

    OWN = "own"
    ready = forms.ChoiceField(
        label=_("Main colour"), choices=[*READY, (OWN, _("Another one, written below"))], widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a colour."), "invalid_choice": _("Choose a colour from the list."),
        },
    )  # fmt: skip
    own = forms.CharField(
        label=_("Another colour"), required=False, max_length=7,
        help_text=_("# and six digits or letters from a to f, such as #1b4b7a."),
        error_messages={"max_length": _("Write # and six digits or letters from a to f.")},
    )  # fmt: skip
    nearest = ""

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self.colour = found.get("ready", "")
        if self.colour == self.OWN and "own" in found:
            try:
                self.colour = colours.read(found["own"])
            except colours.ColourError:
                self.add_error("own", _("Write # and six digits or letters from a to f, such as #1b4b7a."))
                return found
            seen = colours.judged(self.colour)
            if not seen.works:
                self.nearest = seen.nearest
                self.add_error("own", self._too_light(seen))
        if self.colour == READY[0][0]:
            self.colour = ""
        return found

    @staticmethod
    def _too_light(seen: colours.Judged) -> str:
        words = _("This is too light to read on our paper: %(found)s to 1, and text needs 7 to 1.")
        nearest = _("The nearest that works is %(nearest)s.")
        return f"{words % {'found': f'{seen.contrast:.1f}'}} {nearest % {'nearest': seen.nearest}}"

    @classmethod
    def initial_of(cls, practice: Practice | None) -> dict[str, object]:
        """The form's values as they are saved."""
        colour = (practice.colour if practice else "") or READY[0][0]
        return {"ready": colour} if colour in dict(READY) else {"ready": cls.OWN, "own": colour}


class LogoForm(forms.Form):
    """What the logo says, for whoever does not see it; the file is read by itself."""

    logo_words = forms.CharField(
        label=_("What the logo shows, in words"), max_length=120, validators=[typed.one_line],
        help_text=_("Read aloud to people who do not see it. Often the name alone."),
        error_messages={"required": _("Write what the logo shows. The name alone is fine.")},
    )  # fmt: skip


class OwnTextForm(forms.Form):
    """One of the practice's own texts that people agree to."""

    text = _words(_("Your words"), policies.MOST, _("Plain sentences. An empty line begins a new paragraph."))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6, required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if sentence := typed.wrong_text(text, most=policies.MOST, lines=True):
            raise forms.ValidationError(sentence)
        return text

    @classmethod
    def initial_of(cls, rows: list[OwnText]) -> dict[str, object]:
        """The form's values for a text with these versions, the latest first."""
        return {"text": rows[0].text, "seen": rows[0].version} if rows else {"text": "", "seen": 0}

    def save(self, policy: str, *, by: UUID) -> bool:
        """Write it; or say that somebody else was faster, with what to do. The form was valid."""
        try:
            policies.write(
                policy=policy, text=self.cleaned_data["text"], by=by, seen=self.cleaned_data["seen"]
            )
        except policies.OtherWordsError:
            self.data = {
                **{name: self.data[name] for name in self.data},
                self.add_prefix("seen"): str(policies.versions(policy)[0].version),
            }
            self.add_error("text", _(
                "Somebody else has written new words meanwhile. Yours are here still. Read theirs below; "
                "if you save again, yours take their place."))  # fmt: skip
            return False
        return True


class OwnLineForm(forms.Form):
    """A help line near by."""

    kind = forms.ChoiceField(
        label=_("For what"), choices=KINDS, error_messages={"invalid_choice": _("Choose one from the list.")}
    )
    name = forms.CharField(label=_("Name of the line"), max_length=80, validators=[typed.one_line])
    number = forms.RegexField(
        r"^\+?[0-9][0-9 ()./-]{1,38}\Z", label=_("Number to call"), widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"invalid": _("Write the number in digits, such as 1-866-555-0134 or 988.")},
    )  # fmt: skip
    hours = forms.CharField(
        label=_("When somebody answers"), max_length=80, validators=[typed.one_line],
        help_text=_("Such as: Day and night."),
    )  # fmt: skip
    languages = forms.CharField(
        label=_("Languages"), max_length=80, required=False, validators=[typed.one_line],
        help_text=_("Such as: English and French."),
    )  # fmt: skip
    checked_on = forms.DateField(
        label=_("Checked on"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day on which you called it, or read it at their own place."),
        error_messages={"invalid": _("Write the day as 2026-12-24.")},
    )  # fmt: skip

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip()
        if sum(map(str.isdigit, number)) < 3:
            raise forms.ValidationError(_("Write the number in digits, such as 1-866-555-0134 or 988."))
        return number

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > queries.local_day(timezone.now()):
            raise forms.ValidationError(
                _("That day has not come yet. Write the day on which you checked it.")
            )
        return day


class FirstTherapistForm(ProfileForm):
    """What the first therapist's page needs; the rest waits on the page of the profile."""

    KEPT = (
        "name", "profession", "registration_body", "registration_number", "languages", "line", "bio", "modes", "fee",
        "fee_currency",
    )  # fmt: skip
    myself = forms.BooleanField(
        label=_("This is me"),
        required=False,
        initial=True,
        help_text=_("Then you see your own week at the desk, too."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in [name for name in self.fields if name not in (*self.KEPT, "myself")]:
            del self.fields[name]
        self.order_fields(["myself", *self.KEPT])
