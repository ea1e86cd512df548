"""What may stand in a line for those who teach, and until when it is shared."""

import re
from collections.abc import Iterable
from datetime import date

from samsyn.cases.rules import UNDER_WAY, MeasureState, load_invariants
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import SubjectKind

CASE_NUMBER = re.compile(r"\b[A-ZÅÄÖ]{2,3}-(S?[0-9]{2})-[0-9]{3,}\b", re.IGNORECASE)
WORD = re.compile(r"\w+")


def sharing_violations(
    subject: SubjectKind, pupils: int, state: MeasureState, since: date, until: date, today: date
) -> tuple[Violation, ...]:
    """What stands in the way of sharing a measure at all, or for these days."""
    say = load_invariants().broken
    if subject is not SubjectKind.STUDENT or pupils == 0:
        return (say("AGREED_SUBJECT"),)
    if state not in UNDER_WAY:
        return (say("AGREED_STATE"),)
    return () if until >= max(since, today) else (say("AGREED_DAYS"),)


def line_violations(line: str, names: Iterable[str]) -> tuple[Violation, ...]:
    """``names``: given and family names of the pupils of the case, as far as the writer knows them. Short
    ones are passed over, since they are words too."""
    words = {word.casefold() for word in WORD.findall(line)}
    named = {part.casefold() for name in names for part in WORD.findall(name) if len(part) > 2}
    wrong = CASE_NUMBER.search(line) or "\n" in line or words & named
    return (load_invariants().broken("AGREED_CASE"),) if wrong else ()
