"""Questions asked in an investigation, of staff, pupils and guardians (underlag), and links to answer by."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samsyn.cases.rules import load_invariants
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import ConfidentialityClass

LINK_LASTS = timedelta(days=14)
MOST_TRIES = 5
CODE_DIGITS = 6
TOKEN_BYTES = 32
LEAST_CLASS = ConfidentialityClass.K3
"""What an answer has until the circle has sorted it."""


class RespondentRole(StrEnum):
    TEACHER = "TEACHER"
    PROFESSION = "PROFESSION"
    STUDENT = "STUDENT"
    GUARDIAN = "GUARDIAN"


AT_HOME = frozenset({RespondentRole.STUDENT, RespondentRole.GUARDIAN})
"""Those without an account."""


class AgeGroup(StrEnum):
    """The pupil's age on the day of the question."""

    UNDER_16 = "UNDER_16"
    FROM_16 = "FROM_16"
    ADULT = "ADULT"


class AnswerChannel(StrEnum):
    ACCOUNT = "ACCOUNT"
    LINK = "LINK"
    PAPER = "PAPER"
    TELEPHONE = "TELEPHONE"


class ContributionState(StrEnum):
    ASKED = "ASKED"
    ANSWERED = "ANSWERED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class HomeAsked:
    """Whom a question goes to at home. ``about_home``: the concern is about somebody there (C22)."""

    roles: Collection[RespondentRole]
    age: AgeGroup | None
    every_guardian: bool = False
    consent: bool = False
    about_home: bool = False


def recipient_violations(asked: HomeAsked) -> tuple[Violation, ...]:
    """C21 and C22 (skollagen 29:12): under 16 every guardian; 16–17 the pupil and every guardian; from 18 the
    pupil, and guardians by her consent. Nothing to a guardian where the concern is about the home."""
    roles = set(asked.roles) & AT_HOME
    if not roles:
        return ()
    guardians = RespondentRole.GUARDIAN in roles
    if asked.about_home:
        return (_broken("C22_GUARDIAN"),) if guardians else ()
    if asked.age is None:
        return (_broken("C21_AGE"),)
    found = []
    if asked.age is not AgeGroup.UNDER_16 and RespondentRole.STUDENT not in roles:
        found.append(_broken("C21_STUDENT"))
    if asked.age is AgeGroup.ADULT:
        if guardians and not asked.consent:
            found.append(_broken("C21_CONSENT"))
    elif not (guardians and asked.every_guardian):
        found.append(_broken("C21_GUARDIANS"))
    return tuple(found)


_WORD = re.compile(r"\w+")


def says_who(text: str, names: Iterable[str]) -> bool:
    """Whether a text holds one of the names, or a word that begins with one, as in the genitive."""
    words = [word.casefold() for word in _WORD.findall(text)]
    parts = {part.casefold() for name in names for part in _WORD.findall(name) if len(part) > 1}
    return any(word == part or word == f"{part}s" for word in words for part in parts)


@dataclass(frozen=True, slots=True)
class NewLink:
    """The token goes into the address, after ``#``; the code is told another way. Both are known once."""

    token: str
    code: str

    @property
    def token_hash(self) -> bytes:
        return hash_of_token(self.token)

    @property
    def code_hash(self) -> bytes:
        return hash_of_code(self.token, self.code)


def new_link() -> NewLink:
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    return NewLink(secrets.token_urlsafe(TOKEN_BYTES), code)


def hash_of_token(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def hash_of_code(token: str, code: str) -> bytes:
    """Useless without the token, which is kept nowhere: a million codes are soon tried."""
    return hashlib.sha256(f"{token}:{code}".encode()).digest()


def link_is_live(expires_at: datetime | None, tries: int, now: datetime) -> bool:
    return expires_at is not None and expires_at > now and tries < MOST_TRIES


def sorting_violations(
    before: ConfidentialityClass, after: ConfidentialityClass, least: ConfidentialityClass, reason: str
) -> tuple[Violation, ...]:
    """Never below its case; lowered with a reason."""
    if after.rank < least.rank:
        return (_broken("CONTRIBUTION_CLASS"),)
    if after.rank < before.rank and not reason.strip():
        return (_broken("CONTRIBUTION_REASON"),)
    return ()


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)
