"""The master key on paper: what is typed back is the key, and what is mistyped is named by its line."""

import secrets as chance
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footing.vault import escrow
from footing.vault.secrets import Ring, load_or_make, ring

ROOT = Path(__file__).resolve().parents[2]
KEY = st.binary(min_size=32, max_size=32)


@given(KEY, KEY, st.lists(KEY, max_size=1))
def test_a_page_typed_back_is_the_key_file(current: bytes, signing: bytes, old: list[bytes]) -> None:
    whole = Ring(current, tuple(old), signing)
    page = escrow.page(whole, day="2026-11-24")
    assert escrow.read(page) == whole
    assert escrow.read(page.upper().replace("   ", " ")) == whole
    assert max(map(len, page.splitlines())) <= 110


@given(KEY, st.integers(0, 3), st.integers(0, 15), st.sampled_from("0123456789abcdef"))
def test_one_wrong_sign_is_named_by_its_line(key: bytes, line: int, place: int, sign: str) -> None:
    ring, number = Ring(key, (), key), line + 1
    page = escrow.page(ring, day="2026-11-24").splitlines()
    at = next(n for n, text in enumerate(page) if text.startswith(f"M{number} "))
    signs = list(page[at])
    digits = [n for n, s in enumerate(signs) if n > 2 and s not in " /"]
    if signs[digits[place]] == sign:
        return
    signs[digits[place]] = sign
    page[at] = "".join(signs)
    with pytest.raises(escrow.EscrowError) as error:
        escrow.read("\n".join(page))
    assert error.value.lines == (f"Line M{number} does not fit its check. Compare each sign with the paper.",)


def test_lines_in_each_others_place_short_ones_and_missing_ones_are_named() -> None:
    key = chance.token_bytes(32)
    lines = [line for line in escrow.page(Ring(key, (), key), day="d").splitlines() if line[:1] == "M"]
    swapped = [lines[0].replace("M1", "M2"), lines[1].replace("M2", "M1"), *lines[2:]]
    with pytest.raises(escrow.EscrowError) as error:
        escrow.read("\n".join(swapped))
    assert [text[:7] for text in error.value.lines] == ["Line M1", "Line M2"]
    with pytest.raises(escrow.EscrowError, match="Line M3 is missing"):
        escrow.read("\n".join([*lines[:2], lines[3]]))
    with pytest.raises(escrow.EscrowError, match="Line M4 must have 16 digits"):
        escrow.read("\n".join([*lines[:3], "M4 1234 / 1234"]))
    with pytest.raises(escrow.EscrowError, match="Line M1 is missing"):
        escrow.read("")


def test_the_command_puts_a_lost_key_file_back_and_never_over_another(tmp_path: Path) -> None:
    load_or_make(tmp_path / "key")
    whole = ring(tmp_path / "key")
    page = escrow.page(whole, day="2026-11-24")

    def typed(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "footing.config.cli", "keys", "restore-escrow"],
            input=text, capture_output=True, text=True, check=False, timeout=60,
            env={"PYTHONPATH": str(ROOT / "src"), "FOOTING_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip

    assert "Move it away first" in typed(page).stderr
    (tmp_path / "key").unlink()
    (tmp_path / "footing.sqlite3").touch()
    wrong = typed(page.replace("M2", "M3"))
    assert wrong.returncode == 1
    assert "Line M" in wrong.stderr
    assert not (tmp_path / "key").exists()
    assert typed(page).returncode == 0
    assert ring(tmp_path / "key") == whole
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o400
