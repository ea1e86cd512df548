"""Pupils with protected personal data, and kinds of groups."""

import re
from enum import StrEnum
from typing import Final

from samsyn.core.sortkey import swedish_sort_key


class ProtectionLevel(StrEnum):
    """What the population register says; any but NONE is handled as secrecy class K4."""

    NONE = "NONE"
    CONFIDENTIAL_MARK = "CONFIDENTIAL_MARK"
    PROTECTED_REGISTRATION = "PROTECTED_REGISTRATION"
    ASSUMED_IDENTITY = "ASSUMED_IDENTITY"


def is_protected(level: ProtectionLevel, known: bool) -> bool:
    """Nobody has said that there is no protection: handled as protected."""
    return not known or level is not ProtectionLevel.NONE


class GroupType(StrEnum):
    """Kinds of groups of pupils."""

    CLASS = "CLASS"
    MENTOR = "MENTOR"
    TEACHING = "TEACHING"
    PRESCHOOL_SECTION = "PRESCHOOL_SECTION"
    OTHER = "OTHER"


class LeaderRole(StrEnum):
    """What somebody is to a group. All of them see its pupils while the assignment lasts."""

    MENTOR = "MENTOR"
    TEACHER = "TEACHER"
    STAFF = "STAFF"


MOST_WORDS: Final = 60
LONGEST_NAME: Final = 4
"""Words of a given and a family name together."""


def name_keys(text: str) -> frozenset[str]:
    """What the sort key of a pupil would be, for each run of words that may be a whole name, in either order
    and with a genitive's s."""
    words = re.findall(r"[^\W\d_]+", text)[:MOST_WORDS]
    keys: set[str] = set()
    for size in range(2, LONGEST_NAME + 1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            bare = [*run[:-1], run[-1].removesuffix("s").removesuffix("S")]
            for name in (run, bare):
                keys.update(swedish_sort_key(" ".join(name[at:] + name[:at])) for at in range(size))
    return frozenset(keys)
