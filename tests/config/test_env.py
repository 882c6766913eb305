"""A wrong setting stops the start with a sentence; the documentation names every setting."""

from pathlib import Path

import pytest

from footing.config import env
from footing.vault import secrets

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"FOOTING_URL": "rooms.example"},
        {"FOOTING_URL": "http://rooms.example"},
        {"FOOTING_URL": "https://rooms.example/path"},
        {"FOOTING_PROXIES": "many"},
        {"FOOTING_PROXIES": "9"},
        {"FOOTING_DATABASE_URL": "mysql://x"},
        {"FOOTING_MAIL_URL": "carrier-pigeon:"},
        {"FOOTING_MAIL_FROM": "nobody"},
        {"FOOTING_LEAVE_URL": "http://plain.example"},
        {"FOOTING_RATE_LIMITS": "maybe"},
        {"FOOTING_DEBUG": "on", "FOOTING_URL": "https://rooms.example"},
        {"FOOTING_URLL": "http://localhost"},
    ],
)
def test_a_wrong_setting_is_named_in_a_sentence(wrong: dict[str, str]) -> None:
    with pytest.raises(env.SettingError) as error:
        env.read(wrong)
    assert next(iter(wrong)) in str(error.value)
    assert str(error.value).endswith((".", "example."))


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
