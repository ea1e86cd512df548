"""What may not be searched for (sökbegränsning): sensitive data, and numbers of persons in an address.

A search that picks out people by sensitive personal data is forbidden to an authority (lag 2018:218, 3:3).
The names of fields are refused wherever a list is asked for, whatever the list knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import model_validator

from samsyn.core.errors import DomainError
from samsyn.core.personnummer import looks_like_personnummer
from samsyn.core.schema import Body

BANNED = frozenset({
    "diagnos", "diagnoses", "diagnosis", "disability", "disorder", "ethnicity", "funktionsnedsattning",
    "halsa", "health", "iq", "journal", "lakemedel", "medication", "medicin", "medicine", "nationality",
    "personalidentitynumber", "personalnumber", "personnummer", "pnr", "religion", "samordningsnummer",
    "sexualorientation", "ssn", "symptom", "symptoms", "testresult", "testresults", "testscore",
})  # fmt: skip
"""Names of fields in lower case, without marks between words."""


class SearchBan(DomainError):
    status, code = 403, "SEARCH_BAN"
    sv = "Diagnos, hälsa och personnummer går inte att söka på. Sök på ärendets nummer eller på vad ni gör."
    en = "Diagnosis, health and identity numbers cannot be searched. Search for a case or for what you do."


def refuse_names(names: Iterable[str]) -> None:
    """Raises SearchBan for a field that may not be searched, however it is written."""
    for name in names:
        if "".join(c for c in name.lower() if c.isalnum()) in BANNED:
            raise SearchBan


def refuse_numbers(texts: Iterable[Any]) -> None:
    """Raises SearchBan where a personnummer stands."""
    if any(looks_like_personnummer(text) for text in texts if isinstance(text, str)):
        raise SearchBan


class SearchBody(Body):
    """The body of a search: a field that may not be searched is refused before anything else is looked at."""

    @model_validator(mode="before")
    @classmethod
    def _may_be_searched(cls, sent: Any) -> Any:
        if isinstance(sent, dict):
            refuse_names(str(name) for name in sent)
        return sent
