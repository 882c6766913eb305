"""`docs/deploy/roles.sql` on a server of its own: tables by one role, rows by another, nothing more."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.journeys import site as sites

ROOT = Path(__file__).resolve().parents[2]
SQL = ROOT / "docs" / "deploy" / "roles.sql"
NAMES = ("footing", "footing_keys", "footing_marks")

pytestmark = [pytest.mark.prove, pytest.mark.xdist_group("roles")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Host and port of a server on which the file was run."""
    try:
        with postgres.cluster(lasting=False, owner="postgres") as made:
            subprocess.run(
                [postgres.binaries() / "psql", "-v", "ON_ERROR_STOP=1", "-q", "-f", SQL, f"{made}/postgres"],
                check=True,
            )
            yield made.rpartition("@")[2]
    except postgres.NoPostgresError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def site(address: str) -> sites.Site:
    """Tables by the owner; everything after by the role that serves."""
    made = sites.prepared(demo=False, settings=named("footing_owner", address))
    made.environment.update(named("footing", address))
    made.run("demo")
    return made


def named(role: str, address: str) -> dict[str, str]:
    return postgres.environment(f"postgres://{role}@{address}")


def refused(address: str, database: str, statement: str, role: str = "footing") -> bool:
    with psycopg.connect(f"postgres://{role}@{address}/{database}") as connection:
        try:
            connection.execute(statement.encode())
        except psycopg.errors.InsufficientPrivilege:
            return True
        finally:
            connection.rollback()
    return False


def test_the_role_that_serves_answers_requests_works_and_backs_up(site: sites.Site, tmp_path: Path) -> None:
    with sites.serving(site) as served:
        for path in ("/readyz", "/team/", "/book/times/?type=introduction&who=&mode=video&tz=UTC"):
            with urllib.request.urlopen(f"{served.url}{path}", timeout=20) as answer:
                assert answer.status == 200
    site.run("work", "--once")
    site.run("keys", "status")
    for kind, arguments in (("data", []), ("keys", ["--keys"])):
        site.run("backup", *arguments, str(tmp_path / f"{kind}.tar"))
        assert (tmp_path / f"{kind}.tar").stat().st_size


@pytest.mark.parametrize("database", NAMES)
def test_it_can_make_change_and_empty_no_table(site: sites.Site, address: str, database: str) -> None:
    table = {"footing": "vault_accesslog", "footing_keys": "vault_key", "footing_marks": "marks_cache"}[
        database
    ]
    assert not refused(address, database, f"SELECT count(*) FROM {table}")  # noqa: S608
    for statement in (
        "CREATE TABLE own (id integer)", "CREATE SCHEMA own", f"DROP TABLE {table}", f"TRUNCATE {table}",
        f"ALTER TABLE {table} ADD COLUMN own integer", f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"CREATE TRIGGER own BEFORE UPDATE ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE TEMPORARY TABLE own (id integer)", "CREATE ROLE own", "SET ROLE footing_owner", "SET ROLE postgres",
        "COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_read_file('/etc/hostname')",
    ):  # fmt: skip
        assert refused(address, database, statement), statement


def test_nobody_else_on_the_server_comes_in(site: sites.Site, address: str) -> None:
    with psycopg.connect(f"postgres://postgres@{address}/postgres", autocommit=True) as connection:
        connection.execute("CREATE ROLE neighbour LOGIN")
    for name in NAMES:
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(f"postgres://neighbour@{address}/{name}")


def test_the_role_that_serves_cannot_migrate_and_says_so(site: sites.Site) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "vault", "zero", "--database", "default"],
        env={**os.environ, **site.environment, "DJANGO_SETTINGS_MODULE": "footing.config.settings"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode
    assert "must be owner" in done.stderr or "permission denied" in done.stderr
