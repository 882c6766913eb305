"""Maps for tests: five people, two qualities, all rated."""

from footing.trustmap.document import CLOSE, TRUST, Document

NAMES = ("Ann", "Ben", "Cleo", "Didi", "Eli")
TRUSTED = (5, 4, 3, 2, 1)


def made(*, people: int = 5, qualities: int = 1, hard: int = -1) -> Document:
    """A map on which the first quality goes with trust exactly; further ones say the same of everybody."""
    document = Document()
    for name in NAMES[:people]:
        document = document.with_person(name)
    ids = [person.id for person in document.people]
    for number in range(qualities):
        document = document.with_quality(f"quality {number}", f"opposite {number}")
        rated = TRUSTED[:people] if number == 0 else [4] * people
        answers = {**dict(zip(ids, rated, strict=True)), "me": 4, "wish": 5}
        document = document.with_ratings(document.qualities[-1].id, answers)
    for question in (TRUST, CLOSE):
        document = document.with_ratings(question, dict(zip(ids, TRUSTED, strict=False)))
    return document.with_hard(ids[hard], 1) if hard >= 0 else document
