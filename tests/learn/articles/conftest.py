"""The practice with its people, and clients for each of them."""

from pathlib import Path
from typing import Any

import pytest

from tests.everywhere.conftest import as_, world

__all__ = ["as_", "world"]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "photos"
    return tmp_path / "photos"
