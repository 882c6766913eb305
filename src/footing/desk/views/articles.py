"""The practice's articles: the list, one with what became of it, and what is done with it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from footing.accounts import said
from footing.desk.access import Staff, staff
from footing.desk.articles import MISSING, STATES, WhenForm, number
from footing.learn import views as learn
from footing.learn.articles import queries, services, shown
from footing.learn.models import Article
from footing.practice import queries as practice


@staff
def articles(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """What they may see, with what visitors see of it."""
    lines = queries.lines(staff.person.id, timezone.now())
    context = {
        "staff": staff, "lines": lines, "states": STATES, "zone": practice.zone(), "said": said.now(request),
        "ready": [line for line in lines if line.state == "handed"] if staff.manager else [],
    }  # fmt: skip
    return render(request, "desk/articles.html", context)


@staff
def article(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """One of them. `do` says what is wanted: hand, publish, plan, withdraw or delete."""
    found = queries.article(staff.person.id, id)
    if request.method != "POST":
        return _page(request, staff, found)
    try:
        return _done(request, staff, found, request.POST.get("do", ""))
    except PermissionError as error:
        raise Http404 from error
    except services.ConflictError:
        wrong = _("Somebody has saved another text meanwhile. Look at it below, then do this again.")
        return _page(request, staff, found, wrong=[wrong], status=409)
    except services.UnfinishedError as error:
        return _page(request, staff, found, wrong=[str(MISSING[name]) for name in error.missing], status=422)
    except services.TimeError:
        wrong = _("This moment has passed, or is more than two years away. Choose another.")
        return _page(request, staff, found, wrong=[wrong], when=WhenForm(request.POST), status=422)
    except services.PublishedError:
        return _page(request, staff, found, wrong=[_("It was published, so it is kept here.")], status=422)


@staff
def version(request: HttpRequest, id: UUID, *, staff: Staff) -> HttpResponse:
    """One text, also an earlier one, as visitors would see it."""
    found = queries.version(staff.person.id, id)
    first = queries.first_out(found.article) or timezone.now()
    looks = shown.of_version(found, at=found.at, first=first, pictures="desk-article-picture")
    return render(request, "desk/article_shown.html", {"staff": staff, "article": looks, "version": found})


@staff
def picture(request: HttpRequest, stem: str, *, staff: Staff) -> HttpResponseBase:
    """A picture of an article that they may see, or one that they sent just now."""
    return learn.sent(queries.picture(staff.person.id, stem))


def _done(request: HttpRequest, staff: Staff, found: Article, do: str) -> HttpResponse:
    by, now, seen = staff.person.id, timezone.now(), number(request.POST)
    if do == "hand":
        services.hand_over(by=by, article=found, now=now)
        said.later(request, _("The managers see now that it is ready."))
    elif do == "publish":
        services.publish(by=by, article=found, seen=seen, now=now)
        said.later(request, _("Visitors can read it now."))
    elif do == "plan":
        when = WhenForm(request.POST)
        if not when.is_valid():
            return _page(request, staff, found, when=when, status=422)
        services.publish(by=by, article=found, seen=seen, now=now, starts_at=when.moment(practice.zone()))
        said.later(request, _("It comes out by itself at that time."))
    elif do == "withdraw":
        services.withdraw(by=by, article=found, now=now)
        said.later(request, _("Visitors do not find it any more. It is kept here."))
    elif do == "delete":
        services.delete(by=by, article=found)
        said.later(request, _("The draft is deleted."))
        return HttpResponseRedirect(reverse("desk-articles"))
    return HttpResponseRedirect(reverse("desk-article", kwargs={"id": found.id}))


def _page(
    request: HttpRequest, staff: Staff, found: Article, *, wrong: list[str] | None = None,
    when: WhenForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    now = timezone.now()
    line = queries.line(queries.article(staff.person.id, found.id), now)
    past = queries.was_published(found, now)
    people = {line.last.by, *(row.by for row in past)} | (
        {found.handed.by} if hasattr(found, "handed") else set()
    )
    context = {
        "staff": staff, "line": line, "last": line.last, "article": line.article, "past": past, "states": STATES,
        "zone": practice.zone(), "names": practice.names(people), "wrong": wrong or [], "when": when or WhenForm(),
        "may_write": queries.may_write(staff.person.id, found), "said": said.now(request),
        "kept": found.publications.exists(),
    }  # fmt: skip
    return render(request, "desk/article.html", context, status=status)
