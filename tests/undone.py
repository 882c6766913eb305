"""What one part of a test did is undone for the next: many questions, one world."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.core.cache import cache
from django.db import connections, transaction

from footing.vault import keys


@contextmanager
def undone() -> Iterator[None]:
    """Take back every row that the block writes, on all databases, and what was counted or kept in memory."""
    with ExitStack() as stack:
        for alias in connections:
            block: Any = transaction.atomic(using=alias)
            block._from_testcase = True  # a durable transaction may stand inside, as in any test
            stack.enter_context(block)
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    keys.forget()
    cache.clear()
