"""Help lines: by place, only what was read at a source, dated, and the same for everyone."""

from datetime import date, timedelta

import pytest
from django.test import Client

from footing.design import content
from footing.safety import queries

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.both_databases]
LINES = content.table("safety/help_lines.toml")


def test_only_lines_that_were_read_at_a_source_and_lately_are_shown() -> None:
    for line in LINES["line"]:
        assert line["mark"] in {"V", "V2"}, line["id"]
        assert line["source"], line["id"]
        assert line["last_checked"] > date(2026, 11, 23) - timedelta(days=180), line["id"]
        assert line["kind"] in queries.KINDS, line["id"]
        assert line.get("number") or line.get("url"), line["id"]
        assert line.get("tel", "").isdigit() == bool(line.get("number")), line["id"]
    assert "1-866-863-0511" not in str(LINES)


def test_every_province_and_territory_can_be_chosen(client: Client) -> None:
    assert len(queries.help_for(queries.Place("CA")).regions) == 13
    for code, _name in queries.help_for(queries.Place("CA")).regions:
        page = client.get("/help-now/", {"country": "CA", "region": code}).content.decode()
        assert "sheltersafe.ca" in page
        assert "9-8-8" in page


def test_a_line_of_a_region_stands_first_and_only_there() -> None:
    quebec = queries.help_for(queries.Place("CA", "QC"))
    assert quebec.lines["violence"][0]["id"] == "ca-qc-sos"
    assert "ca-qc-sos" not in {
        line["id"] for line in queries.help_for(queries.Place("CA", "ON")).of(["violence"])
    }


@pytest.mark.parametrize(
    "query", ["", "?country=XX", "?country=<script>", "?country=CA&region=ZZZZZ", "?country=GB"]
)
def test_the_page_answers_for_every_place(client: Client, query: str) -> None:
    page = client.get(f"/help-now/{query}")
    assert page.status_code == 200
    assert "findahelpline.com" in page.content.decode()
    assert "<script>" not in page.content.decode().split("<main")[1]
