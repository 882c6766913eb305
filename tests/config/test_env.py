"""A wrong setting stops the start with a sentence; the documentation names every setting."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from footing.config import env, serve
from footing.vault import secrets

ROOT = Path(__file__).resolve().parents[2]


WRONG = [
    ("FOOTING_URL", "rooms.example"), ("FOOTING_URL", "http://rooms.example"), ("FOOTING_URL", "https://rooms.example/path"),
    ("FOOTING_URL", "https://[::1"), ("FOOTING_URL", "http://localhost:port"), ("FOOTING_URL", "https://a:b@rooms.example"),
    ("FOOTING_URL", "https://rooms.example#x"), ("FOOTING_URL", "ftp://localhost"), ("FOOTING_URL", "https://"),
    ("FOOTING_DATA_DIR", "/dev/null"), ("FOOTING_DATA_DIR", "/dev/null/below"),
    ("FOOTING_DATABASE_URL", "mysql://x"), ("FOOTING_DATABASE_URL", "postgres://"), ("FOOTING_DATABASE_URL", "postgres://[host/x"),
    ("FOOTING_KEYS_DATABASE_URL", "keys.sqlite3"), ("FOOTING_KEYS_DATABASE_URL", "postgres://host:port/x"),
    ("FOOTING_CACHE_URL", "redis://localhost"), ("FOOTING_KEY_FILE", "/dev/null"),
    ("FOOTING_PROXIES", "many"), ("FOOTING_PROXIES", "9"), ("FOOTING_PROXIES", "-1"), ("FOOTING_PROXIES", "²"),
    ("FOOTING_MAIL_URL", "carrier-pigeon:"), ("FOOTING_MAIL_URL", "smtp://"), ("FOOTING_MAIL_URL", "smtp://host:port"),
    ("FOOTING_MAIL_FROM", "nobody"), ("FOOTING_MAIL_FROM", "a@b\nBcc: c@d"), ("FOOTING_MAIL_FROM", "@"),
    ("FOOTING_MAIL_GRACE_SECONDS", "soon"), ("FOOTING_MAIL_GRACE_SECONDS", "3601"), ("FOOTING_MAIL_GRACE_SECONDS", "²"),
    ("FOOTING_LEAVE_URL", "http://plain.example"), ("FOOTING_LEAVE_URL", "javascript:alert(1)"),
    ("FOOTING_LEAVE_URL", "https://[x"), ("FOOTING_RATE_LIMITS", "maybe"), ("FOOTING_RATE_LIMITS", "0"),
    ("FOOTING_LANGUAGES", "fr"), ("FOOTING_LANGUAGES", "en,xx"),
    ("FOOTING_DEBUG", "yes"), ("FOOTING_KEEP_BOOKINGS_DAYS", "soon"), ("FOOTING_KEEP_BOOKINGS_DAYS", "-5"),
    ("FOOTING_KEEP_BOOKINGS_DAYS", "²⁵⁰"),
    ("FOOTING_APART_MINUTES", "10"),
    ("FOOTING_KEEP_INTAKE_DAYS", "0"), ("FOOTING_KEEP_INTAKE_DAYS", "soon"),
    ("FOOTING_URLL", "http://localhost"),
    ("FOOTING_KEEP_ACCESS_LOG_DAYS", "ever"), ("FOOTING_SECURITY_CONTACT", "me@rooms.example"),
    ("FOOTING_SECURITY_CONTACT", "mailto:me@rooms.example\nPolicy: x"), ("FOOTING_URLL", "http://localhost"),
]  # fmt: skip
SENTENCE = re.compile(r"[A-Z].*(\.|example\.|chmod 400 .*)", re.DOTALL)


@pytest.mark.parametrize(("name", "value"), [pair for pair in WRONG if pair[0] != "FOOTING_KEY_FILE"])
def test_a_wrong_setting_is_named_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(env.SettingError) as error:
        env.read({name: value})
    assert name in str(error.value)
    assert SENTENCE.fullmatch(str(error.value))


def test_debugging_is_for_this_machine_only() -> None:
    with pytest.raises(env.SettingError, match="FOOTING_DEBUG=on works on this machine only"):
        env.read({"FOOTING_DEBUG": "on", "FOOTING_URL": "https://rooms.example"})


def test_every_setting_has_a_wrong_value_here() -> None:
    assert {name for name, _ in WRONG} >= {setting.name for setting in env.SETTINGS}


@pytest.mark.parametrize("name", [setting.name for setting in env.SETTINGS])
def test_a_wrong_setting_stops_the_start_with_its_sentence_and_no_trace(name: str, tmp_path: Path) -> None:
    """The command itself, as an operator starts it."""
    value = next(value for key, value in WRONG if key == name)
    own = {key: kept for key, kept in os.environ.items() if not key.startswith(("FOOTING_", "DJANGO_"))}
    settings = {**own, "PYTHONPATH": str(ROOT / "src"), "FOOTING_DATA_DIR": str(tmp_path), name: value}
    for command in ("migrate", "serve"):
        done = subprocess.run(
            [sys.executable, "-m", "footing.config.cli", command],
            env=settings, capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path,
        )  # fmt: skip
        assert done.returncode == 1, (command, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert name in done.stderr or "key file" in done.stderr
        assert SENTENCE.fullmatch(done.stderr.strip())
        assert not list(tmp_path.glob("*.sqlite3"))


@pytest.mark.parametrize("port", ["", "0", "65536", "eighty", "²", "-1"])
def test_a_wrong_port_stops_the_start_with_a_sentence(
    port: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOOTING_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORT", port or "none")
    with pytest.raises(env.SettingError, match=r"Set it to a number from 1 to 65535\."):
        serve.serve()


@pytest.mark.parametrize("host", ["999.9", "a b", "localhost", "127.0.0.1:80"])
def test_a_wrong_host_stops_the_start_with_a_sentence(
    host: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FOOTING_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HOST", host)
    with pytest.raises(env.SettingError, match=r"HOST is .*, such as 127\.0\.0\.1\."):
        serve.serve()


def test_the_defaults_work_and_are_for_this_machine_only() -> None:
    settings = env.read({})
    assert settings.loopback
    assert not settings.debug
    assert settings.rate_limits


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for setting in env.SETTINGS:
        assert f"| `{setting.name}` | {setting.default or 'empty'} | {setting.meaning} |" in text


def test_a_key_is_made_once_and_never_over_data(tmp_path: Path) -> None:
    key = secrets.load_or_make(tmp_path / "key")
    assert secrets.load_or_make(tmp_path / "key") == key
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o400
    (tmp_path / "key").unlink()
    (tmp_path / "footing.sqlite3").touch()
    with pytest.raises(secrets.KeyFileError, match="Put the key back"):
        secrets.load_or_make(tmp_path / "key")


def test_a_key_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    secrets.load_or_make(tmp_path / "key")
    (tmp_path / "key").chmod(0o444)
    with pytest.raises(secrets.KeyFileError, match="chmod 400"):
        secrets.load_or_make(tmp_path / "key")
