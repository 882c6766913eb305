"""What `docs/deploy` hands to an operator fits the software: settings, commands, limits, headers."""

import configparser
import re
import shlex
from pathlib import Path

import pytest

from footing.config import env, settings
from footing.design.middleware import LARGER_BODIES, LARGER_ROOM, LARGEST_BODY

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "deploy"
UNITS = sorted(FOLDER.glob("*.service"))
COMMANDS = {p.stem for p in (ROOT / "src/footing/config/management/commands").glob("[a-z]*.py")} | {
    "serve",
    "migrate",
}
PROGRAM = "/opt/footing/.venv/bin/footing"
GUARDS = {
    "User": "footing", "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "ProtectSystem": "strict",
    "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes", "MemoryDenyWriteExecute": "yes",
    "SystemCallFilter": "@system-service", "IPAddressDeny": "any", "UMask": "0077", "RestrictSUIDSGID": "yes",
}  # fmt: skip


class Unit(configparser.RawConfigParser):
    """A unit file; a key that stands more than once has a line for each."""

    def __init__(self, file: Path) -> None:
        super().__init__(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.lines = file.read_text(encoding="utf-8").splitlines()
        self.read_string("\n".join(self.lines))

    def every(self, name: str) -> list[str]:
        return [line.partition("=")[2] for line in self.lines if line.startswith(f"{name}=")]


def environment(name: str) -> dict[str, str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def seconds_of_hsts() -> int:
    """What the application itself sends at a public address."""
    source = (ROOT / "src/footing/config/settings.py").read_text(encoding="utf-8")
    return int(re.findall(r"SECURE_HSTS_SECONDS = ([\d_]+) if", source)[0])


def site() -> str:
    """nginx's file without its comments."""
    return re.sub(r"#.*", "", (FOLDER / "nginx.conf").read_text(encoding="utf-8"))


def test_every_setting_that_is_named_exists() -> None:
    known = {setting.name for setting in env.SETTINGS}
    files = [*FOLDER.iterdir(), ROOT / "docs" / "deploy.md"]
    named = {word for file in files for word in re.findall(r"FOOTING_[A-Z_]+", file.read_text("utf-8"))}
    assert {"FOOTING_URL", "FOOTING_PROXIES", "FOOTING_KEY_FILE"} <= named <= known


@pytest.mark.parametrize("over", [[], ["owner.env"]])
def test_the_settings_are_taken_as_they_stand(over: list[str], tmp_path: Path) -> None:
    given = environment("footing.env")
    for name in over:
        given |= environment(name)
    seen = env.read({**given, "FOOTING_DATA_DIR": str(tmp_path)})
    assert seen.secure
    assert not seen.loopback
    assert seen.proxies == 1
    assert seen.key_file.parent != Path(given["FOOTING_DATA_DIR"])
    assert len({seen.database_url, seen.keys_database_url, seen.cache_url}) == 3


def test_nothing_of_these_settings_goes_in_the_clear(tmp_path: Path) -> None:
    from footing.config import transport

    seen = env.read({**environment("footing.env"), "FOOTING_DATA_DIR": str(tmp_path)})
    assert list(transport.findings(seen)) == []


@pytest.mark.parametrize("file", UNITS, ids=lambda file: file.stem)
def test_a_unit_starts_commands_that_exist_and_gives_up_what_it_does_not_need(file: Path) -> None:
    unit = Unit(file)
    started = [word for line in unit.every("ExecStart") for word in re.findall(rf"{PROGRAM} (\w+)", line)]
    assert started
    assert set(started) <= COMMANDS
    for line in unit.every("ExecStart"):
        assert Path(shlex.split(line)[0]).is_absolute()
    for name, value in GUARDS.items():
        assert unit["Service"][name] == value, name
    assert "localhost" in unit["Service"]["IPAddressAllow"]
    assert "Environment" not in unit["Service"], "secrets in a unit can be read by everybody on the machine"


def test_the_folders_of_data_and_key_are_made_by_systemd_for_this_user_alone() -> None:
    given = environment("footing.env")
    wanted = {str(Path(given["FOOTING_DATA_DIR"])), str(Path(given["FOOTING_KEY_FILE"]).parent)}
    for file in UNITS:
        own = Unit(file)["Service"]
        assert {f"/var/lib/{name}" for name in own["StateDirectory"].split()} == wanted
        assert own["StateDirectoryMode"] == "0700"


def test_systemd_waits_for_longer_than_the_server_and_the_worker_take_to_end() -> None:
    serve, work = (Unit(FOLDER / f"footing-{name}.service")["Service"] for name in ("serve", "work"))
    assert int(serve["TimeoutStopSec"]) > 10
    assert int(work["TimeoutStopSec"]) > 20  # how long a mail server may be silent: EMAIL_TIMEOUT
    assert serve["KillMode"] == work["KillMode"] == "mixed"


def test_backups_of_keys_go_before_anything_can_fail_and_within_seven_days() -> None:
    unit = Unit(FOLDER / "footing-backup.service")
    first, *_rest, last = unit.every("ExecStart")
    days = re.search(r"footing-keys -name keys-\*\.tar -mtime \+(\d+) -delete", first)
    assert days
    # `-mtime +4` means five whole days or more; the timer comes every day.
    assert int(days[1]) + 2 < 7
    assert last == f"{PROGRAM} doctor"
    written = set(re.findall(r"(/var/backups/[\w-]+)/", "\n".join(unit.every("ExecStart"))))
    assert written == set(unit["Service"]["ReadWritePaths"].split())
    timer = Unit(FOLDER / "footing-backup.timer")
    assert timer["Timer"]["OnCalendar"].startswith("*-*-* ")
    assert timer["Timer"]["Persistent"] == "true"


def test_the_proxy_speaks_tls_as_promised_and_writes_down_nobody() -> None:
    text = site()
    assert re.findall(r"ssl_protocols (.*);", text) == ["TLSv1.2 TLSv1.3"]
    ciphers = re.findall(r"ssl_ciphers (.*);", text)[0].split(":")
    assert all(re.fullmatch(r"ECDHE-(ECDSA|RSA)-(AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)", c) for c in ciphers)
    servers = text.split("\nserver {")[1:]
    assert len(servers) == 2
    for one in servers:
        assert "access_log off;" in one
        assert re.findall(r"error_log \S+ (\w+);", one) == ["emerg"]
    hsts = re.findall(
        r'add_header Strict-Transport-Security "max-age=(\d+); includeSubDomains" always;', servers[1]
    )
    assert [int(seconds) for seconds in hsts] == [seconds_of_hsts()]
    assert "proxy_hide_header Strict-Transport-Security;" in servers[1]
    assert re.search(r"location /api/ \{\s+return 403;", servers[0])


def test_the_proxy_names_one_address_and_the_scheme_as_the_settings_expect() -> None:
    headers = dict(re.findall(r"proxy_set_header (\S+) (.*);", site()))
    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "https"
    assert headers["Host"] == "$host"
    assert set(re.findall(r"proxy_pass (\S+);", site())) == {"http://127.0.0.1:8000"}


def test_the_proxy_lets_through_what_footing_takes_and_keeps_it_off_the_disk() -> None:
    size = {"k": 1024, "m": 1024 * 1024}
    found = re.findall(r"client_max_body_size (\d+)([km]);", site())
    form, *larger = (int(number) * size[unit] for number, unit in found)
    assert settings.FOOTING_BODY_LIMIT < form <= 2 * settings.FOOTING_BODY_LIMIT
    places = re.findall(r"location (?:= )?(\S+) \{\s+client_max_body_size", site())
    assert dict(zip(places, larger, strict=True)) == {**LARGER_BODIES, LARGER_ROOM: LARGEST_BODY}
    buffer = re.findall(r"client_body_buffer_size (\d+)([km]);", site())
    # What somebody wrote; a draft; a calendar. A photo is for everybody to see.
    assert buffer == [found[0], *found[3:]]
    assert "proxy_max_temp_file_size 0;" in site()
