"""What the documents name exists."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLResolver, get_resolver, resolve
from django.urls.resolvers import RoutePattern

from footing.learn import queries

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


def test_every_address_is_in_the_table_with_the_folder_that_answers_it() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`/.*) \| `src/footing/(\w+)` \|$", text, re.MULTILINE)
    table = {path: folder for cells, folder in rows for path in re.findall(r"`(/[^`]*)`", cells)}
    missing = []
    for route, module in addresses(get_resolver().url_patterns):
        known = [p for p in table if fits(p, route)]
        folder = table[max(known, key=len)] if known else "nothing"
        if module.startswith("footing.") and module.split(".")[1] != folder:
            missing.append(f"/{route}: {module} is not in {folder}")
    assert not missing, missing
    assert all((ROOT / "src" / "footing" / folder).is_dir() for folder in table.values())


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every route with the module of its view."""
    for pattern in patterns:
        route = before + (str(pattern.pattern) if isinstance(pattern.pattern, RoutePattern) else "")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield route, view.__module__


def fits(path: str, route: str) -> bool:
    start = path.removesuffix("…").lstrip("/")
    return route.startswith(start) if path.endswith("…") or "<" in path else route == start


def test_the_seed_table_names_pages_and_tests_that_exist() -> None:
    text = (ROOT / "docs" / "seed.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .* \| `(/\S*)` \| `(tests/\S+)` \|$", text, re.MULTILINE)
    assert (
        len(rows) == len(re.findall(r"^\| ", text, re.MULTILINE)) - 1 >= 24
    )  # every line of the table but its head
    for page, test in rows:
        match = resolve(page)
        if match.url_name == "page":
            queries.page(match.kwargs["id"])
        file, _, name = test.partition("::")
        source = (ROOT / file).read_text(encoding="utf-8")
        assert not name or f"def {name}(" in source, test


def test_the_example_in_the_readme_runs_and_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})  # noqa: S102 (our own example)
    said = re.search(r"# (\d+) starts", code[1])
    assert said
    assert capsys.readouterr().out.strip() == said[1]


def test_the_commands_that_the_documents_name_exist() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    table = text[text.index("## Commands") : text.index("## Settings")]
    named = set(re.findall(r"^\| `footing (\w+)", table, re.MULTILINE))
    own = {p.stem for p in (ROOT / "src/footing/config/management/commands").glob("[a-z]*.py")}
    assert named == own | {"run", "migrate", "serve", "check"}
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.findall(r"(?:^|`)make (\w+)", readme, re.MULTILINE)
    assert {"run", "test", "bench"} <= set(said)
    assert all(f"\n{name}:" in targets for name in said)
