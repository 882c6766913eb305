"""`footing retention`: what is kept of people, how long, and which job ends it."""

from typing import Any

from django.core.management.base import BaseCommand

from footing.vault import registry


class Command(BaseCommand):
    help = (
        "List every personal table: how long its rows are kept, and which of the worker's jobs deletes them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for table in registry.personal():
            policy = registry.policy_of(table)
            until, job = (policy.until, policy.job) if policy else ("nothing says", "")
            end = f" ({job})" if job else ""
            self.stdout.write(f"{table.model._meta.label}: {until}{end}")
