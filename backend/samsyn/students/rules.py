"""Pupils with protected personal data, and kinds of groups."""

from enum import StrEnum


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
