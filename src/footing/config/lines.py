"""A line of the process log: when (UTC, with its zone), how grave, who says it, what."""

import logging
import time


class Line(logging.Formatter):
    """The same moment in the same letters on every machine, whatever its zone."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
