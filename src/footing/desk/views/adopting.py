"""Every text of the program, and who of the practice stands by it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.accounts import said
from footing.desk.access import Staff, staff
from footing.practice import adoptions


@staff
def texts(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """The list; with `text` one of them, to read and to stand by."""
    typed = request.POST if request.method == "POST" else request.GET
    if "text" not in typed:
        return _list(request, staff)
    line = adoptions.one(typed["text"], now=timezone.now())
    if line is None:
        raise Http404
    if request.method != "POST":
        return _one(request, staff, line)
    try:
        adoptions.adopt(
            therapist=staff.own, by=staff.person.id, id=line.file.id, text_hash=typed.get("words", "")
        )
    except adoptions.NotAProfessionalError:
        wrong = _(
            "Only somebody who is registered in a profession can stand by a text. Ask one of your team."
        )
        return _one(request, staff, line, wrong=wrong)
    except adoptions.ChangedError:
        return _one(
            request, staff, line, wrong=_("This text changed while you were reading. Read it again, please.")
        )
    said.later(request, _("You stand by “%(title)s” now.") % {"title": line.file.title})
    group = list(adoptions.GROUPS).index(line.file.path.split("/")[0]) + 1
    return HttpResponseRedirect(f"{reverse('desk-texts')}#g{group}")


def _list(request: HttpRequest, staff: Staff) -> HttpResponse:
    found = adoptions.lines(now=timezone.now())
    groups = [
        (f"g{number}", title, rows)
        for number, (id, title) in enumerate(adoptions.GROUPS.items(), start=1)
        if (rows := [line for line in found if line.file.path.startswith(f"{id}/")])
    ]
    context = {
        "staff": staff, "groups": groups, "said": said.now(request), "all": len(found),
        "adopted": sum(line.is_adopted for line in found), "several": len({line.file.language for line in found}) > 1,
    }  # fmt: skip
    return render(request, "desk/texts.html", context)


def _one(request: HttpRequest, staff: Staff, line: adoptions.Line, *, wrong: str = "") -> HttpResponse:
    body = adoptions.body(line.file)
    context = {
        "staff": staff, "line": line, "body": body, "wrong": wrong, "may": staff.own is not None,
        "source": "" if body else adoptions.words(line.file.path, line.file.language),
    }  # fmt: skip
    return render(request, "desk/text.html", context, status=422 if wrong else 200)
