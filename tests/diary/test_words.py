"""The words of the weeks and of what changed: plain, short, about oneself, no praise, no leaflet."""

import re
from typing import Any

from django.conf import settings

from footing.diary import queries
from footing.today import changed

# What would praise, count, blame, or say that a doubt is empty; and words about another person.
NEVER = re.compile(
    r"well done|great|congrat|streak|in a row|missed|proud|unfounded|no reason|only in your head|partner'?s|jealous",
    re.IGNORECASE,
)


def strings(value: Any) -> list[str]:
    """Every text in a table."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]


def test_nothing_praises_counts_or_calls_a_doubt_empty() -> None:
    said = (
        strings(queries.words()["question"])
        + strings(changed.words()["sign"])
        + strings(changed.words()["said"])
    )
    for text in said:
        assert not NEVER.search(text), text


def test_each_question_is_about_oneself_and_its_answers_are_counted_from_the_least() -> None:
    questions = queries.questions()
    assert [q.id for q in questions] == ["rest", "doubts", "handled", "company", "kind"]
    for question in questions:
        assert len(question.answers) == len(set(question.answers)) == 5
        assert re.search(r"\byou\b|doubts", question.ask)
        assert "{n}" in question.better
        assert "{n}" in question.worse
        assert (question.measure.sd, question.measure.higher_is_better) == (None, question.id != "doubts")


def test_the_files_hold_no_word_that_no_page_uses() -> None:
    files = [file for folder in ("diary", "today") for file in (settings.SOURCE / folder).rglob("*")]
    used = "".join(file.read_text("utf-8") for file in files if file.suffix in {".py", ".html"})
    for table in (queries.words(), changed.words()):
        for section in (
            part for name, part in table.items() if isinstance(part, dict) and name not in {"said", "errors"}
        ):
            for name in section:
                assert re.search(rf"\b{re.escape(name)}\b", used), name
