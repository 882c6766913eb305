"""Five hard situations as rounds, through the real pages; the document says what was seen."""

import pytest
from bench import rounds

pytestmark = [pytest.mark.django_db(databases=["default", "keys", "marks"]), pytest.mark.one_database]


def test_the_document_has_each_of_five_rounds_as_the_pages_answer() -> None:
    written = rounds.report()
    assert written.count("\n## ") == 5
    assert written == rounds.REPORT.read_text("utf-8")
