"""What holds where the address is a public one, and what another language's addresses look like."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

PUBLIC = "https://rooms.example"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process of its own whose address is public."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("FOOTING_")}
    return subprocess.run(
        [sys.executable, *arguments], env={**known, "FOOTING_URL": PUBLIC, "FOOTING_DATA_DIR": str(folder)},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_cookies_and_transport_are_strict_at_a_public_address(tmp_path: Path) -> None:
    code = (
        "from footing.config import settings as s; print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, "
        "s.ALLOWED_HOSTS, s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
    )
    assert run(tmp_path, "-c", code).stdout.strip() == "__Host-s True ['rooms.example'] True True"


def test_demo_people_are_refused_at_a_public_address(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "footing.config.cli", "demo")
    assert done.returncode == 1
    assert "Demo people belong on this machine only." in done.stderr
    assert not (tmp_path / "demo-people.json").exists()


@pytest.mark.django_db
def test_another_language_has_its_own_addresses_and_english_keeps_the_short_ones(
    settings: Any, client: Client
) -> None:
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    french, english = client.get("/fr/check/"), client.get("/check/", headers={"Accept-Language": "fr"})
    assert '<html lang="fr">' in french.content.decode()
    assert 'href="/fr/learn/"' in french.content.decode()
    assert '<html lang="en">' in english.content.decode()
    assert client.get("/en/check/").status_code == 404
