"""Team pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from footing.practice import fit, openings, queries


def team(request: HttpRequest) -> HttpResponse:
    """Who works here, and when each can be seen next."""
    context = {"tiles": queries.team(timezone.now()), "practice": queries.practice()}
    return render(request, "practice/team.html", context)


def therapist(request: HttpRequest, slug: str) -> HttpResponse:
    """One person of the team."""
    found = queries.by_slug(slug)
    start = openings.next_open(timezone.now()).get(found.id)
    context = {"therapist": found, "next_open": start, "facts": fit.facts(found)}
    return render(request, "practice/therapist.html", context)
