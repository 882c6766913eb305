"""Five hard situations through the real pages; the document says what was seen."""

from pathlib import Path

import pytest
from bench import situations

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]
DOCUMENT = Path(__file__).parents[2] / "docs" / "personas.md"


def test_the_document_has_each_of_five_situations_as_the_pages_answer() -> None:
    written = "\n".join(situations.section())
    assert written.count("### ") == 5
    assert written in DOCUMENT.read_text("utf-8")
