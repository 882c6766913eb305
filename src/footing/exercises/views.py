"""The steps: three at a time, one by one as a form, and what was kept of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from footing.accounts import said
from footing.accounts.access import person_of, signed_in
from footing.accounts.models import Person
from footing.check import queries as check
from footing.check.asked import about as about_asked
from footing.design import language
from footing.design.sent import number
from footing.exercises import offering, queries, reading, services, showing
from footing.exercises.forms import LookForm, WorkForm, names, rows
from footing.exercises.lines import ME
from footing.exercises.reading import Exercise
from footing.practice import adoptions
from footing.practice.queries import local_day
from footing.safety import queries as safety
from footing.vault import keys


def steps(request: HttpRequest) -> HttpResponse:
    """Three steps and what is kept, for whoever is signed in; for others what there is and how to keep it."""
    person = person_of(request)
    context: dict[str, Any] = {"words": queries.words(), "help": safety.help_for()}
    if person is None:
        context |= {"steps": offering.visitors(), "doors": offering.doors()}
        return render(request, "exercises/about.html", context)
    now = timezone.now()
    context |= {
        "sheets": queries.sheets(person.id, now=now, page=_number(request, "p") or 1),
        "three": offering.three(person.id, _number(request, "t"), now=now), "said": said.now(request),
        "doors": offering.doors(),
        "helped": showing.helped,
    }  # fmt: skip
    return render(request, "exercises/steps.html", context)


def step(request: HttpRequest, id: str) -> HttpResponse:
    """One exercise: read by anybody, written on by who is signed in. Where it is closed, the core step next to it."""
    if request.method == "POST":
        answer: HttpResponse = _write(request, id=id)
        return answer
    asked, person = _asked(id), person_of(request)
    if person is not None:
        keys.prefetch([person.id])
    holder = person.id if person else None
    found, about = queries.at(holder, asked, about_asked(request), now=timezone.now())
    return _page(request, found, about, holder)


@signed_in
def _write(request: HttpRequest, id: str, *, person: Person) -> HttpResponse:
    """Keep what was typed, or finish. What cannot be kept comes back."""
    keys.prefetch([person.id])
    asked, now = _asked(id), timezone.now()
    found, about = queries.at(person.id, asked, about_asked(request), now=now)
    if found != asked:
        return _not_kept(request, asked, found, person)
    form = WorkForm(request.POST, exercise=found, today=local_day(now))
    if form.is_valid():
        done = request.POST.get("step") == "done"
        try:
            sheet = services.keep(
                person=person.id, exercise=found, about=about, work=form.work(), now=now, done=done
            )
        except services.ClosedError:
            return _not_kept(request, asked, reading.in_place_of(asked), person)
        except services.EmptyError:
            form.add_error(None, queries.words()["errors"]["nothing"])
        except services.WaitsError:
            form.add_error(None, queries.words()["errors"]["waits"])
        else:
            said.later(request, queries.words()["list"]["kept"])
            return HttpResponseRedirect(reverse("steps-sheet", args=[sheet]) if done else reverse("steps"))
    return _page(request, found, about, person.id, form=form, status=422)


@signed_in
def sheet(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """One sheet as it was written, and the look back."""
    keys.prefetch([person.id])
    now = timezone.now()
    found = queries.sheet(person.id, id, now=now)
    if found is None:
        raise Http404
    open_ = found.line.done is not None and found.line.looked is None
    data = request.POST if request.method == "POST" and open_ else None
    form = LookForm(data, exercise=found.exercise, due=found.due, helped=found.line.helped)
    if data is not None and form.is_valid():
        services.look(person=person.id, id=id, helped=form.cleaned_data["helped"], later=form.later, now=now)
        said.later(request, queries.words()["list"]["looked"])
        return HttpResponseRedirect(reverse("steps"))
    context = {
        "words": queries.words(), "shown": found, "form": form if open_ else None, "help": safety.help_for(),
        "answers": showing.said(found.content, found.exercise), "said": said.now(request),
        "ratings": showing.ratings(found.content, found.exercise), "helped": showing.helped(found.line.helped),
        "counted": showing.counted(found.content["answers"], found.exercise),
    }  # fmt: skip
    return render(request, "exercises/sheet.html", context, status=422 if data is not None else 200)


@require_POST
@signed_in
def delete(request: HttpRequest, id: UUID, *, person: Person) -> HttpResponse:
    """Delete one sheet."""
    keys.prefetch([person.id])
    try:
        services.delete(person=person.id, id=id)
    except services.NotThereError as error:
        raise Http404 from error
    return _done(request, "deleted")


@require_POST
@signed_in
def delete_all(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Delete every sheet. The answer is the same whether there was anything."""
    services.delete_all(person=person.id)
    return _done(request, "erased")


def _page(
    request: HttpRequest, found: Exercise, about: int, person: UUID | None, *,
    form: WorkForm | None = None, typed: list[str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    language.stands_for(request, {"id": found.id}, {} if about == ME else {"about": about})
    today = local_day(timezone.now())
    if form is None:
        kept = queries.draft(person, found.id, about) if person else None
        form = WorkForm(exercise=found, today=today, draft=kept.content if kept else None)
    whom = check.about(about)
    lines = {one.id: rows(form, one, today) for one in found.fields if one.kind == "lines"}
    context = {
        "words": queries.words(), "exercise": found, "form": form, "about": about, "you": whom.you if whom else "",
        "own": person is not None, "typed": typed, "names": names, "rows": lines, "help": safety.help_for(),
        "counted": showing.counted(form.initial, found),
        "adopted": adoptions.of(f"exercises/{found.id}.toml"),
    }  # fmt: skip
    return render(request, "exercises/step.html", context, status=status)


def _not_kept(request: HttpRequest, asked: Exercise, found: Exercise, person: Person) -> HttpResponse:
    """The core step in place of one that is closed, with what was typed, so that it is not lost."""
    sent = [text for one in asked.fields if one.kind != "choice" for text in request.POST.getlist(one.id)]
    return _page(request, found, ME, person.id, typed=[text for text in sent if text.strip()], status=422)


def _done(request: HttpRequest, what: str) -> HttpResponse:
    said.later(request, queries.words()["list"][what])
    return HttpResponseRedirect(reverse("steps"))


def _asked(id: str) -> Exercise:
    found = reading.exercise(id)
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest, name: str) -> int:
    return number(request.GET.get(name, ""), digits=3, otherwise=0)
