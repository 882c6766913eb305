"""Cases 14, 15 and 17: keys apart from data, erasure that lasts, and a start that refuses."""

import secrets
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys import site as sites

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> sites.Site:
    """A site with a demo practice, whose databases are files here whatever the pass."""
    own = {f"FOOTING_{name}_URL": "" for name in ("DATABASE", "KEYS_DATABASE", "CACHE")}
    return sites.prepared(settings=own)


def start(site: sites.Site, command: str, data: Path) -> subprocess.CompletedProcess[str]:
    environment = {**site.environment, "FOOTING_DATA_DIR": str(data), "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "footing.config.cli", *command.split()],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def copy(data: sites.Site, tmp_path: Path) -> Path:
    """The data folder again, to break."""
    shutil.copytree(data.data, tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize("command", ["serve", "work --once"])
def test_case_17_a_missing_key_file_refuses_the_start_and_never_makes_a_new_one(
    data: sites.Site, copy: Path, command: str
) -> None:
    (copy / "key").unlink()
    done = start(data, command, copy)
    assert done.returncode == 1
    assert "Put the key back" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (copy / "key").exists()


@pytest.mark.parametrize("command", ["serve", "work --once"])
def test_case_17_a_wrong_key_file_refuses_the_start(data: sites.Site, copy: Path, command: str) -> None:
    (copy / "key").chmod(0o600)
    (copy / "key").write_text(secrets.token_hex(32))
    (copy / "key").chmod(0o400)
    done = start(data, command, copy)
    assert done.returncode == 1
    assert "The key file does not fit these data." in done.stderr
    assert "Traceback" not in done.stderr


def test_case_17_a_key_file_that_others_can_read_refuses_the_start(data: sites.Site, copy: Path) -> None:
    (copy / "key").chmod(0o644)
    done = start(data, "serve", copy)
    assert done.returncode == 1
    assert "chmod 400" in done.stderr


def test_without_tables_the_start_says_to_migrate(data: sites.Site, tmp_path: Path) -> None:
    done = start(data, "serve", tmp_path / "new")
    assert done.returncode == 1
    assert "Run: footing migrate." in done.stderr
    assert "Traceback" not in done.stderr


def test_case_14_a_stolen_data_backup_without_the_keys_has_nothing_readable(
    data: sites.Site, copy: Path
) -> None:
    """The thief has the data and even the key file, but not the keys of people."""
    script = (
        "import django; django.setup()\n"
        "from footing.booking.models import Booking\n"
        "row = Booking.objects.first()\n"
        "try:\n    print('read', row.name)\nexcept Exception as error:\n    print(type(error).__name__)\n"
    )
    environment = {
        **data.environment, "FOOTING_DATA_DIR": str(copy), "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "footing.config.settings",
    }  # fmt: skip

    def read() -> str:
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert read().startswith("read ")
    with closing(sqlite3.connect(copy / "keys.sqlite3")) as keys:
        keys.execute("DELETE FROM vault_key")
        keys.commit()
    assert read() == "ErasedError\n"


def test_no_file_of_the_data_folder_is_for_others_even_where_the_folder_is(
    data: sites.Site, tmp_path: Path
) -> None:
    """Another user of the machine would read who signs in now, and the salt of today's marks."""
    own = tmp_path / "open"
    own.mkdir(mode=0o755)
    assert start(data, "migrate", own).returncode == 0
    kept = list(own.iterdir())
    assert {"footing.sqlite3", "keys.sqlite3", "marks.sqlite3"} <= {file.name for file in kept}
    assert [file.name for file in kept if file.stat().st_mode & 0o077] == []
