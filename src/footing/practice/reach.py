"""The fields of whoever wants to be reached, and that they are old enough: for a letter and for a booking."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from footing.practice import typed

REACH = ("name", "phone", "may_leave_message", "email", "may_mail", "hours", "say")
CONTACT = ("email", "phone", "say", "hours", "may_mail", "may_leave_message")


class ReachForm(forms.Form):
    """A name, a safe way to be reached, and an age. `lines` are the fields that may have more than one line."""

    lines: tuple[str, ...] = ()

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
    old_enough = forms.BooleanField()

    def __init__(self, *args: Any, minimum_age: int, **options: Any) -> None:
        super().__init__(*args, **options)
        ask_age(self.fields["old_enough"], minimum_age)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name, text in list(found.items()):
            if isinstance(text, str) and name in self.fields:
                limit = getattr(self.fields[name], "max_length", None) or typed.LINE_LENGTH
                sentence = typed.wrong_text(text, most=limit, lines=name in self.lines)
                if sentence:
                    self.add_error(name, sentence)
        for name, wrong in (("phone", typed.wrong_phone), ("email", typed.wrong_mail)):
            if found.get(name) and not self.has_error(name) and (sentence := wrong(found[name])):
                self.add_error(name, sentence)
        if self.ways_are_right() and not found.get("phone") and not found.get("email"):
            self.add_error("phone", _("Write a phone number or an e-mail address, so that we can reach you."))
        return found

    def ways_are_right(self) -> bool:
        """Whether nothing is wrong with the number and the address, so that more can be asked of them."""
        return not self.has_error("phone") and not self.has_error("email")

    def contact(self) -> dict[str, str | bool]:
        """What a sealed `contact` holds."""
        return {name: self.cleaned_data[name] for name in CONTACT}


def known(chosen: Mapping[str, str]) -> dict[str, Any]:
    """What somebody said in their account about being reached, for the fields that ask for it again."""
    if chosen["how"] == "mail":
        return {"email": chosen["address"], "may_mail": True}
    return {"phone": chosen["address"], "hours": chosen["hours"]} if chosen["how"] == "hours" else {}


def ask_age(box: forms.Field, minimum_age: int) -> None:
    """Give a box its words: old enough, without a birth date."""
    box.label = _("I am %(age)s or older") % {"age": minimum_age}
    box.help_text = _("If you are younger, the help page has people to talk to.")
    box.error_messages["required"] = _(
        "Tick this if it is so. If you are younger than %(age)s, look at the help page instead."
    ) % {"age": minimum_age}
