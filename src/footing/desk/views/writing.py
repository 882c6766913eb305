"""The editor of articles: what was typed is shown as visitors would see it, or kept; it is never lost."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.accounts import said
from footing.desk.access import Staff, staff
from footing.desk.articles import ArticleForm, number, uuid
from footing.learn.articles import pictures, plain, queries, services, shown
from footing.learn.models import Article
from footing.practice.photos import PhotoError


@staff
def new(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """An article that is not kept yet."""
    return _write(request, staff, None)


@staff
def text(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """Change what an article says."""
    found = queries.article(staff.person.id, id)
    if not queries.may_write(staff.person.id, found):
        raise Http404
    return _write(request, staff, found)


def _write(request: HttpRequest, staff: Staff, found: Article | None) -> HttpResponse:
    """`do`: `look` shows it, `edit` goes back to writing, everything else keeps it."""
    if request.method != "POST":
        own = {"key": uuid4(), **({"who": staff.own.slug} if staff.own else {})}
        initial = ArticleForm.initial_of(queries.last(found)) if found else own
        return _editor(request, staff, found, ArticleForm(initial=initial, staff=staff, found=found))
    typed, wrong = _typed(request, staff)
    if request.POST.get("do") == "edit":
        return _editor(request, staff, found, ArticleForm(initial=typed.dict(), staff=staff, found=found))
    form = ArticleForm(typed, staff=staff, found=found)
    if wrong:
        form.add_error(None, wrong)
    if not form.is_valid():
        return _editor(request, staff, found, form, status=422)
    if request.POST.get("do") == "look":
        return _look(request, staff, found, form)
    return _kept(request, staff, found, form)


def _kept(request: HttpRequest, staff: Staff, found: Article | None, form: ArticleForm) -> HttpResponse:
    now, by, language = timezone.now(), staff.person.id, form.cleaned_data["language"]
    if found is None:
        try:
            found = services.begin(
                by=by, language=language, text=form.text(), now=now, key=form.cleaned_data["key"]
            )
        except services.KeptError as error:
            found = error.article
            if not form.says(queries.last(found)):
                return _conflict(request, staff, found, form)
    else:
        try:
            services.save(
                by=by, article=found, seen=number(request.POST), language=language, text=form.text(), now=now
            )
        except PermissionError as error:
            raise Http404 from error
        except services.ConflictError:
            return _conflict(request, staff, found, form)
    said.later(request, _("Your text is kept. Visitors do not see it yet."))
    return HttpResponseRedirect(reverse("desk-article", kwargs={"id": found.id}))


def _conflict(request: HttpRequest, staff: Staff, found: Article, form: ArticleForm) -> HttpResponse:
    """Theirs to look at, one's own still in the form; saved again, one's own takes its place."""
    theirs = queries.last(found)
    typed = {**{name: value for name, value in form.data.items()}, "version": str(theirs.number)}
    again = ArticleForm(typed, staff=staff, found=found)
    again.add_error(
        None,
        _(
            "Somebody else has saved this article while you were writing. Nothing of yours is lost: it is in the form. "
            "Look at theirs first. If you save again, yours takes its place."
        ),
    )
    return _editor(request, staff, found, again, theirs=True, status=409)


def _look(request: HttpRequest, staff: Staff, found: Article | None, form: ArticleForm) -> HttpResponse:
    now = timezone.now()
    first = queries.first_out(found) if found else None
    looks = shown.of_version(
        form.shown(found.code if found else "-"), at=now, first=first or now,
        pictures="desk-article-picture",
    )  # fmt: skip
    context = {
        "staff": staff, "article": looks, "typed": _carried(form), "to": request.path,
        "reading": plain.read(form.cleaned_data["body"]), "limits": plain.limits(),
    }  # fmt: skip
    return render(request, "desk/article_look.html", context)


def _editor(
    request: HttpRequest, staff: Staff, found: Article | None, form: ArticleForm, *, theirs: bool = False,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    id = uuid(str(form["picture"].value() or ""))
    context = {
        "staff": staff, "form": form, "found": found,
        "to": reverse("desk-article-text", kwargs={"id": found.id}) if found else request.path,
        "picture": queries.picture_of_id(staff.person.id, id) if id else None,
        "last": queries.last(found) if found else None, "theirs": theirs,
    }  # fmt: skip
    return render(request, "desk/article_text.html", context, status=status)


def _typed(request: HttpRequest, staff: Staff) -> tuple[QueryDict, str]:
    """What was typed. A picture that came with it is written at once, so that no later mistake loses it."""
    typed, upload = request.POST.copy(), request.FILES.get("file")
    if "remove" in typed:
        typed["picture"] = typed["picture_alt"] = ""
    if upload is None:
        return typed, ""
    try:
        content = upload.read(pictures.MOST_BYTES + 1)
        typed["picture"] = str(pictures.put(by=staff.person.id, content=content, now=timezone.now()).id)
    except PhotoError:
        return typed, _(
            "That is not a picture we can use. Choose a JPEG, PNG or WebP file, at least 64 by 64 pixels and "
            "at most 5 MB."
        )
    return typed, ""


def _carried(form: ArticleForm) -> list[tuple[str, str]]:
    return [(name, str(form.data.get(name, ""))) for name in form.fields]
