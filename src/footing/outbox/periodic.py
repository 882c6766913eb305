"""Periodic jobs: each capability's `jobs.py` names its own; the worker runs those that are due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from footing.outbox.models import PeriodicJob

LEASE = timedelta(minutes=10)
logger = logging.getLogger("footing.outbox")


@dataclass(frozen=True)
class Job:
    """What to run and how often."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


_jobs: dict[str, Job] = {}


def periodic(
    name: str, *, every: timedelta
) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Register `run(now)` under a fixed name."""

    def register(run: Callable[[datetime], None]) -> Callable[[datetime], None]:
        _jobs[name] = Job(name, every, run)
        return run

    return register


def discover() -> None:
    """Import every capability's `jobs.py`."""
    for config in apps.get_app_configs():
        if config.name.startswith("footing.") and find_spec(f"{config.name}.jobs"):
            import_module(f"{config.name}.jobs")


def names() -> list[str]:
    """The names of all jobs."""
    return sorted(_jobs)


def run_due(*, now: datetime | None = None) -> int:
    """Run each job that is due and not leased; returns how many ran."""
    moment = now or timezone.now()
    return sum(_run(job, moment) for job in _jobs.values())


def _run(job: Job, now: datetime) -> bool:
    PeriodicJob.objects.get_or_create(name=job.name, defaults={"next_at": now})
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    due = PeriodicJob.objects.filter(free, name=job.name, next_at__lte=now)
    if not due.update(leased_until=now + LEASE):
        return False
    try:
        job.run(now)
    except Exception as error:
        logger.error("job %s failed: %s", job.name, type(error).__name__)
    PeriodicJob.objects.filter(name=job.name).update(leased_until=None, next_at=now + job.every)
    return True
