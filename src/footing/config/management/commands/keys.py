"""`footing keys …`: look at the keys, change them, put them on paper and back."""

import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count
from django.utils import timezone

from footing.vault import escrow, keys, rewrap, rotate, secrets
from footing.vault.models import Key


class Command(BaseCommand):
    help = "Look at the keys, change them, put the master key on paper and back."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        parts.add_parser("status", help="How many keys there are, and under which master key.")
        wrap = parts.add_parser("rewrap", help="Change the master key; goes on where it was stopped.")
        wrap.add_argument("--new-key", type=Path, help="File with the new master key; made here without it.")
        wrap.add_argument("--prepare", action="store_true", help="Only put the new key beside the old one.")
        turn = parts.add_parser("rotate", help="Change data keys of holders; goes on where it was stopped.")
        turn.add_argument("holders", nargs="*", type=UUID, metavar="HOLDER")
        turn.add_argument("--all", action="store_true", help="Of every holder.")
        turn.add_argument("--settle", type=float, default=60, help="Seconds to wait for requests under way.")
        paper = parts.add_parser("escrow", help="The master key as a page to print.")
        paper.add_argument("--out", type=Path, help="A file (mode 0400) in place of the screen.")
        parts.add_parser("restore-escrow", help="Type the page back; needs no key file.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            {"status": self._status, "rewrap": self._rewrap, "rotate": self._rotate, "escrow": self._escrow}[
                options["part"]
            ](options)
        except (rewrap.RewrapError, secrets.KeyFileError) as error:
            raise CommandError(str(error)) from error

    def _status(self, options: dict[str, Any]) -> None:
        ring = keys.ring()
        names = {secrets.key_id(ring.current): "current"} | {secrets.key_id(k): "old" for k in ring.old}
        self.stdout.write(f"Master key {secrets.key_id(ring.current)} in {settings.FOOTING_KEY_FILE}.")
        live = Key.objects.filter(wrapped__isnull=False)
        for kek, count in live.values_list("kek").annotate(Count("id")).order_by("kek"):
            self.stdout.write(f"{count} data keys under {kek} ({names.get(kek, 'NOT IN THE KEY FILE')}).")
        self.stdout.write(f"{Key.objects.filter(erased_at__isnull=False).count()} tombstones.")
        if ring.old:
            self.stdout.write("A change of the master key has begun. Finish it: footing keys rewrap.")

    def _rewrap(self, options: dict[str, Any]) -> None:
        path: Path = settings.FOOTING_KEY_FILE
        new = None
        if options["new_key"]:
            new = secrets.parse(
                options["new_key"].read_text(encoding="ascii"), str(options["new_key"])
            ).current
        ring = rewrap.begin(path, new=new)
        if options["prepare"]:
            self.stdout.write("Both keys are in the file. Copy it to every host, then: footing keys rewrap.")
            return
        done = rewrap.rewrap(said=lambda count: self.stderr.write(f"{count} keys wrapped anew"))
        rewrap.finish(path)
        self.stdout.write(
            f"{done} data keys wrapped anew under {secrets.key_id(ring.current)}; the old master key is gone"
            " from the file. Now print a new page (footing keys escrow) and make a new backup of the keys:"
            " older ones open with the old page only."
        )

    def _rotate(self, options: dict[str, Any]) -> None:
        if bool(options["holders"]) == options["all"]:
            raise CommandError("Name holders, or say --all.")
        live = Key.objects.filter(wrapped__isnull=False)
        wanted = options["holders"] or sorted(set(live.values_list("holder", flat=True)))
        damaged = rotate.rotate(wanted, settle=lambda: time.sleep(options["settle"]))
        for holder in damaged:
            self.stderr.write(f"{holder}: a value does not open, so the old key stays. See docs/keys.md.")
        self.stdout.write(
            f"{len(wanted) - len(damaged)} holders have a new data key. Make new backups now: what an older"
            " backup of the data holds of them cannot be read with the new keys."
        )

    def _escrow(self, options: dict[str, Any]) -> None:
        page = escrow.page(keys.ring(), day=timezone.now().date().isoformat())
        if not options["out"]:
            self.stdout.write(page)
            return
        options["out"].touch(mode=0o600, exist_ok=False)
        options["out"].write_text(page, encoding="ascii")
        self.stdout.write(f"Written to {options['out']}. Print it, then delete the file.")
