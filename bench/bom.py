"""`make bom`: what the server is built of, as a bill of materials (CycloneDX 1.6, JSON) from the lock file."""

import hashlib
import json
import re
import sys
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "run.lock"
PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def bill(lock: str, version: str) -> dict[str, Any]:
    """The bill of a lock file's text. The same text gives the same bill: no clock, no chance.

    The digests of a package are of all files that may be installed of it (one for each kind of machine), so that
    they are properties and not the digest of one component.
    """
    own = {"type": "application", "name": "footing", "version": version, "bom-ref": f"footing@{version}"}
    parts = [_component(*found) for found in _locked(lock)]
    number = uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(lock.encode()).hexdigest())
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{number}", "version": 1,
        "metadata": {"component": {**own, "licenses": [{"license": {"id": "Apache-2.0"}}]}}, "components": parts,
    }  # fmt: skip


def _locked(lock: str) -> list[tuple[str, str, list[str]]]:
    """Name, version and digests of every package."""
    found = list(PINNED.finditer(lock))
    ends = [*(match.start() for match in found[1:]), len(lock)]
    return [
        (match[1], match[2], re.findall(r"sha256:([0-9a-f]{64})", lock[match.start() : end]))
        for match, end in zip(found, ends, strict=True)
    ]


def _component(name: str, version: str, digests: list[str]) -> dict[str, Any]:
    address = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    part: dict[str, Any] = {
        "type": "library", "bom-ref": address, "name": name, "version": version, "purl": address,
        "properties": [{"name": "footing:sha256", "value": digest} for digest in digests],
    }  # fmt: skip
    licence = _licence(name)
    return {**part, "licenses": [licence]} if licence else part


def _licence(name: str) -> dict[str, Any] | None:
    """What the installed package says of its licence; None where it is not installed or says nothing."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    expression = told.get("License-Expression")
    if expression:
        return {"expression": expression}
    written = (told.get("License") or "").strip().partition("\n")[0]
    return {"license": {"name": written}} if written else None


def main() -> int:
    """Print the bill, or write it to the file that is named."""
    version = re.findall(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[0]
    text = json.dumps(bill(LOCK.read_text(encoding="utf-8"), version), indent=1) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
