"""What the source never does, whoever writes the next page: read from the files themselves."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "footing"
# Run on the machine of whoever measures or tries, never in an answer.
DEMO = "config/demo/"
NEVER_CALLED = {"eval", "exec", "compile", "__import__"}
NEVER_USED = {"raw", "extra", "RawSQL", "mark_safe", "system", "popen", "from_string"}
NEVER_READ = {"pickle", "marshal", "shelve", "yaml", "xml", "lxml", "ldap"}
TALKS_TO_OTHERS = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "smtplib", "ftplib"}
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*['\"]|"
    r"createElement\(['\"]script"
)
KEPT = re.compile(
    r"localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\b|serviceWorker|\bpostMessage\b"
)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield file.relative_to(SOURCE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Every module that is imported, and for `from a import b` also `a.b`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def scripts() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(SOURCE.rglob("*.js")))


def test_nothing_runs_text_or_opens_objects_that_somebody_sent() -> None:
    seen = 0
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in NEVER_CALLED, name
            if isinstance(node, ast.keyword):
                assert node.arg != "shell", name
            if isinstance(node, ast.Attribute):
                assert node.attr not in NEVER_USED, f"{name}: {node.attr}"
        assert not {i.split(".")[0] for i in imported(tree)} & NEVER_READ, name
        seen += 1
    assert seen > 100


def test_a_query_is_written_by_hand_in_few_places_none_of_which_a_page_fills() -> None:
    """Health, the demo, backups, counts and their sweep, the vault's columns, whose names come from the models, and
    what every search and every phone in a round asks: constants and placeholders only, all values go beside them.
    """
    found = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (node.attr in {"execute", "executemany"} or ast.unparse(node) == "asking.answers")
    }
    allowed = {
        "booking/queries/search.py",
        "calendars/asking.py",
        "calendars/away.py",
        "calendars/memory.py",
        "calendars/watch.py",
        "config/health.py",
        "couple/turns/now.py",
        f"{DEMO}rows.py",
        "vault/backup.py",
        "vault/sweep.py",
        "vault/keys.py",
        "vault/visitors.py",
    }
    assert found == allowed


def test_encryption_and_hashes_stand_where_the_inventory_says() -> None:
    inventory = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    for name, tree in modules():
        if any(i.split(".")[0] == "cryptography" for i in imported(tree)):
            assert name in {"vault/crypto.py", "vault/secrets.py"}, name
        hashed = {"hashlib", "hmac"} & imported(tree)
        text = (SOURCE / name).read_text(encoding="utf-8")
        assert not re.search(r"md5|sha1\b|\bECB\b|\bCBC\b|\bDES\b|RC4", text, re.IGNORECASE), name
        if hashed or "footing.vault.crypto" in imported(tree):
            assert f"`{name}`" in inventory or name.startswith("vault/"), name


def test_chance_of_the_weak_kind_makes_no_secret() -> None:
    """`random` shares out times among therapists and fills the demo; what nobody may guess comes from `secrets`."""
    found = {name for name, tree in modules() if "random" in imported(tree)}
    assert {name for name in found if not name.startswith(DEMO)} == {
        "booking/services/choose.py",
        "booking/services/claims.py",
    }


def test_the_application_calls_no_other_server_but_its_databases_and_its_mail_server() -> None:
    """And, in one module with guards of its own, the calendars whose addresses a therapist gave."""
    calls = "calendars/outside/fetch.py"
    assert calls in {name for name, _ in modules()}
    for name, tree in modules():
        assert not imported(tree) & TALKS_TO_OTHERS or name == calls, name
        assert "socket" not in imported(tree) or name in {"config/run.py", calls}, name


def test_no_form_is_made_from_a_table() -> None:
    """So that a field of a row that nobody meant to offer can never be filled in from outside."""
    for name, tree in modules():
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} | imported(tree)
        assert not any("ModelForm" in one or "modelform" in one for one in used), name


def test_templates_let_no_markup_through_and_only_two_filters_make_any() -> None:
    for file in sorted(SOURCE.rglob("*.html")):
        # A macro of the house gets fixed words of ours as markup; a value that somebody typed never is.
        text = re.sub(r"'[^'{}]*' \| safe", "", file.read_text(encoding="utf-8"))
        assert not re.search(r"\|\s*safe\b|autoescape|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", text), (
            file.name
        )
    marked = [name for name, tree in modules() if "markupsafe.Markup" in imported(tree)]
    assert marked == ["design/filters.py", "learn/articles/rendering.py"]


def test_scripts_write_text_keep_nothing_and_take_no_messages() -> None:
    assert len(scripts()) > 3000
    assert not MARKUP.findall(scripts())
    # One note each, that somebody left: decision 0020 says what they hold and when they go.
    leaving = (SOURCE / "design/static/design/leave.js").read_text(encoding="utf-8")
    assert KEPT.findall(scripts()) == KEPT.findall(leaving) == ["sessionStorage", "document.cookie"]
    assert "document.cookie = `${left}=1;" in leaving


def test_every_locked_package_has_a_version_and_a_digest() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        entries = re.split(r"\n(?=\w)", lock.read_text(encoding="utf-8").strip())
        assert entries
        for entry in entries:
            assert re.match(r"[\w.\[\],-]+==\S+", entry), entry[:60]
            assert "--hash=sha256:" in entry, entry[:60]
