"""Why an outside calendar could not be read: a few words that code and rows use; pages say them in sentences."""

REFUSED = "refused"
NO_ANSWER = "no-answer"
SLOW = "slow"
GONE = "gone"
ANSWER = "answer"
LARGE = "large"
NO_CALENDAR = "no-calendar"
TOO_MUCH = "too-much"
ALL = (REFUSED, NO_ANSWER, SLOW, GONE, ANSWER, LARGE, NO_CALENDAR, TOO_MUCH)


class TroubleError(Exception):
    """A calendar could not be read; `kind` is one of the words above. Never holds anything of the calendar."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
