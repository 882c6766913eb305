"""The practice's face, for managers: whose house it is, its sentences, logo, colour, texts and lines near by."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.desk import services
from footing.desk.access import Staff, staff
from footing.desk.face_forms import AgeForm, ColourForm, LogoForm, OwnLineForm, OwnTextForm, WordsForm
from footing.desk.forms import PracticeForm
from footing.practice import house, photos, policies, queries
from footing.safety import queries as safety
from footing.safety import services as lines

NUMBER = re.compile(r"[0-9]{1,18}")


@staff
def practice(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Show it, or write one part: `do` is practice, age, words or colour."""
    if not staff.manager:
        raise Http404
    forms = _forms()
    do = request.POST.get("do", "")
    if request.method != "POST" or do not in forms or (do != "practice" and queries.practice() is None):
        return page(request, staff)
    kind = type(forms[do])
    form = kind(request.POST, auto_id=f"{do}_%s")
    if not form.is_valid():
        return page(request, staff, status=422, **{do: form})
    save(do, form)
    said.later(request, _("Saved."))
    return HttpResponseRedirect(reverse("desk-practice"))


@require_POST
@staff
def logo(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Put or remove the logo, or say anew what it shows."""
    if not staff.manager or queries.practice() is None:
        raise Http404
    if "remove" in request.POST:
        photos.remove_logo()
        return HttpResponseRedirect(reverse("desk-practice"))
    form, upload = LogoForm(request.POST, auto_id="logo_%s"), request.FILES.get("logo")
    if not form.is_valid():
        return page(request, staff, status=422, logo=form)
    house, words = queries.practice(), form.cleaned_data["logo_words"]
    try:
        if upload is None and house and house.logo:
            photos.name_logo(words=words)
        else:
            photos.put_logo(content=upload.read() if upload else b"", words=words)
    except photos.PhotoError:
        form.add_error(
            None, _("That is not a picture we can use. Choose a JPEG, PNG or WebP file up to 5 MB.")
        )
        return page(request, staff, status=422, logo=form)
    said.later(request, _("Saved."))
    return HttpResponseRedirect(reverse("desk-practice"))


@staff
def texts(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """The practice's own texts that people agree to; each change is a new version."""
    if not staff.manager:
        raise Http404
    wrong: dict[str, OwnTextForm] = {}
    policy = request.POST.get("policy", "")
    if request.method == "POST" and policy in policies.OWN and queries.practice() is not None:
        form = OwnTextForm(request.POST, auto_id=f"{policy}_%s")
        if form.is_valid() and form.save(policy, by=staff.person.id):
            said.later(request, _("Saved. From now on people agree to these words."))
            return HttpResponseRedirect(reverse("desk-own-texts"))
        wrong[policy] = form
    rows = {id: policies.versions(id) for id in policies.OWN}
    found = [
        (id, title, rows[id], wrong.get(id) or OwnTextForm(
            initial=OwnTextForm.initial_of(rows[id]), auto_id=f"{id}_%s"))
        for id, title in policies.OWN.items()
    ]  # fmt: skip
    context = {
        "staff": staff, "texts": found, "said": said.now(request), "wrong": list(wrong.values()),
        "names": queries.names({row.by for versions in rows.values() for row in versions}),
    }  # fmt: skip
    return render(request, "desk/own_texts.html", context, status=422 if wrong else 200)


@staff
def near(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Help lines near by that the practice answers for: add, look at again ("again"), take off ("remove")."""
    if not staff.manager:
        raise Http404
    if request.method != "POST":
        return _near(request, staff, OwnLineForm())
    by, today = staff.person.id, queries.local_day(timezone.now())
    if NUMBER.fullmatch(request.POST.get("remove", "")):
        lines.remove_line(id=int(request.POST["remove"]))
    elif NUMBER.fullmatch(request.POST.get("again", "")):
        lines.check_line(by=by, id=int(request.POST["again"]), day=today)
    else:
        form = OwnLineForm(request.POST)
        if not form.is_valid():
            return _near(request, staff, form, status=422)
        try:
            lines.add_line(by=by, **form.cleaned_data)
        except lines.TooManyError:
            form.add_error(None, _("Eight lines are enough for somebody in need. Take one off first."))
            return _near(request, staff, form, status=422)
    return HttpResponseRedirect(reverse("desk-near"))


def save(do: str, form: PracticeForm | AgeForm | WordsForm | ColourForm) -> None:
    """Write what a form of the face says. The form was valid."""
    if isinstance(form, ColourForm):
        house.set_colour(colour=form.colour)
    elif do == "practice":
        services.set_practice(values=form.cleaned_data)
    elif do == "age":
        house.set_age(**form.cleaned_data)
    else:
        house.set_words(**form.cleaned_data)


def page(request: HttpRequest, staff: Staff, *, status: int = 200, **given: object) -> HttpResponse:
    """The page; a form that is given is shown as it was filled in."""
    saved = queries.practice()
    logo = LogoForm(
        initial={"logo_words": (saved.logo_words or saved.name) if saved else ""}, auto_id="logo_%s"
    )
    forms = {**_forms(), "logo": logo, **given}
    context = {"staff": staff, "house": saved, "said": said.now(request), "forms": forms}
    return render(request, "desk/practice.html", context, status=status)


def _forms() -> dict[str, PracticeForm | AgeForm | WordsForm | ColourForm]:
    """The forms of the face, by what `do` calls them, as they are saved."""
    saved = queries.practice()
    return {
        "practice": PracticeForm(initial=PracticeForm.initial_of(saved), auto_id="practice_%s"),
        "age": AgeForm(initial=AgeForm.initial_of(saved), auto_id="age_%s"),
        "words": WordsForm(initial=WordsForm.initial_of(saved), auto_id="words_%s"),
        "colour": ColourForm(initial=ColourForm.initial_of(saved), auto_id="colour_%s"),
    }


def _near(request: HttpRequest, staff: Staff, form: OwnLineForm, status: int = 200) -> HttpResponse:
    today = queries.local_day(timezone.now())
    context = {
        "staff": staff, "form": form, "lines": safety.own_lines(), "old": {row.id for row in safety.old_lines(today)},
        "kinds": dict(form.fields["kind"].choices),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "desk/near.html", context, status=status)
