"""The bill of materials says what the lock file installs, no more and no less."""

import json
import re
import sys
from pathlib import Path

import pytest
from bench import bom

LOCK = bom.LOCK.read_text(encoding="utf-8")


def test_every_locked_package_is_in_the_bill_with_its_version_and_all_digests() -> None:
    made = bom.bill(LOCK, "1.2.3")
    lines = [line for line in LOCK.splitlines() if re.match(r"\w", line)]
    assert len(lines) > 20
    assert [f"{part['name']}=={part['version']}" for part in made["components"]] == [
        line.split(" ")[0] for line in lines
    ]
    digests = [item["value"] for part in made["components"] for item in part["properties"]]
    assert digests == re.findall(r"sha256:([0-9a-f]{64})", LOCK)
    assert all(part["properties"] for part in made["components"])


def test_it_has_the_form_of_cyclonedx() -> None:
    made = bom.bill(LOCK, "1.2.3")
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["serialNumber"])
    assert made["metadata"]["component"]["version"] == "1.2.3"
    names = [part["bom-ref"] for part in made["components"]]
    assert len(names) == len(set(names))
    for part in made["components"]:
        assert part["type"] == "library"
        assert re.fullmatch(r"pkg:pypi/[a-z0-9.-]+@[\w.+!-]+", part["purl"])
        assert all(set(entry) in ({"expression"}, {"license"}) for entry in part.get("licenses", ()))


def test_the_same_lock_gives_the_same_bill_and_another_one_another() -> None:
    assert bom.bill(LOCK, "1") == bom.bill(LOCK, "1")
    assert bom.bill(LOCK, "1")["serialNumber"] != bom.bill(LOCK + "\n", "1")["serialNumber"]


def test_the_command_writes_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bom", str(tmp_path / "bom.json")])
    assert bom.main() == 0
    assert json.loads((tmp_path / "bom.json").read_text())["components"]
