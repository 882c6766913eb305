"""`footing work`: send the outbox and run periodic jobs until told to stop."""

import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from footing.outbox import periodic, services
from footing.vault import keys


class Command(BaseCommand):
    help = "Send mail and run periodic jobs until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Work off what is due, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        running = True

        def stop(*_: object) -> None:
            nonlocal running
            running = False

        signal.signal(signal.SIGTERM, stop)
        keys.check_master()
        periodic.discover()
        try:
            while running:
                busy = self._turn()
                if options["once"] and not busy:
                    return
                time.sleep(0 if busy else 1)
        except KeyboardInterrupt:
            return

    def _turn(self) -> bool:
        keys.forget()
        close_old_connections()
        try:
            return bool(services.send_due() + periodic.run_due())
        except OperationalError as error:
            self.stderr.write(f"The database does not answer ({type(error).__name__}); trying again.")
            return False
