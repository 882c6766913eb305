"""What the documents name exists."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CAPABILITY = re.compile(r"`(\w+)`")


def test_every_capability_is_in_the_architecture_page_and_every_name_there_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    order = text[text.index("(`.importlinter` holds it)") : text.index("Inside a capability")]
    named = set(CAPABILITY.findall(order))
    present = {p.parent.name for p in (ROOT / "src" / "footing").glob("*/__init__.py")}
    assert named == present


def test_links_between_documents_lead_somewhere() -> None:
    for file in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)\)", file.read_text(encoding="utf-8")):
            if not target.startswith(("http", "mailto")):
                assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_no_committed_lock_names_a_host() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
