"""What the codes of SS 12000 mean here. Unknown codes are counted by the caller, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samsyn.core.actor import Function
from samsyn.core.vocabulary import SchoolForm

SCHOOL_FORMS: dict[str, SchoolForm] = {
    "FS": SchoolForm.PRESCHOOL,
    "FKLASS": SchoolForm.PRESCHOOL_CLASS,
    "FTH": SchoolForm.AFTER_SCHOOL_CENTRE,
    "OPPFTH": SchoolForm.AFTER_SCHOOL_CENTRE,
    "GR": SchoolForm.COMPULSORY,
    "GRS": SchoolForm.ADAPTED_COMPULSORY,
    "GRAN": SchoolForm.ADAPTED_COMPULSORY,
    "TR": SchoolForm.ADAPTED_COMPULSORY,
    "SP": SchoolForm.SPECIAL,
    "SAM": SchoolForm.SAMI,
    "GY": SchoolForm.UPPER_SECONDARY,
    "GYS": SchoolForm.ADAPTED_UPPER_SECONDARY,
    "GYAN": SchoolForm.ADAPTED_UPPER_SECONDARY,
    **dict.fromkeys(
        (
            *("VUX", "KOMVUX", "VUXSFI", "VUXGR", "VUXGY", "VUXSARGR", "VUXSARTR", "VUXSARGY"),
            *("SFI", "SARVUX", "SARVUXGR", "SARVUXGY", "SUV"),
        ),
        SchoolForm.ADULT_EDUCATION,
    ),
}
"""2.0 and 2.1, and the names of today's law that Skolverket's register already uses (GRAN, GYAN)."""

WITHOUT_UNIT_CODE = frozenset({SchoolForm.PRESCHOOL, SchoolForm.AFTER_SCHOOL_CENTRE})
"""Forms whose units may lack the eight-digit code."""


class OrganisationType(StrEnum):
    """The levels that decide how a node is handled; all others are areas."""

    ORGANISER = "Huvudman"
    COMPANY = "Bolag"
    SCHOOL = "Skola"
    UNIT = "Skolenhet"
    PRINCIPAL_AREA = "Rektorsområde"


AREA_TYPES = frozenset(
    {"Verksamhetsområde", "Förvaltning", "Rektorsområde", "Stadsdel", "Varumärke", "Bolag", "Övrigt"}
)


class Profession(StrEnum):
    """Codes of the shipped professions that a duty can show."""

    PRINCIPAL = "PRINCIPAL"
    DEPUTY_PRINCIPAL = "DEPUTY_PRINCIPAL"
    SCHOOL_NURSE = "SCHOOL_NURSE"
    SCHOOL_DOCTOR = "SCHOOL_DOCTOR"
    SCHOOL_PSYCHOLOGIST = "SCHOOL_PSYCHOLOGIST"
    SCHOOL_COUNSELLOR = "SCHOOL_COUNSELLOR"
    SPECIAL_EDUCATOR = "SPECIAL_EDUCATOR"
    SPECIAL_TEACHER = "SPECIAL_TEACHER"
    CAREER_COUNSELLOR = "CAREER_COUNSELLOR"
    TEACHER = "TEACHER"
    PRESCHOOL_TEACHER = "PRESCHOOL_TEACHER"
    AFTER_SCHOOL = "AFTER_SCHOOL"
    STUDENT_ASSISTANT = "STUDENT_ASSISTANT"


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody does: function (rights) and profession (trade)."""

    function: Function
    profession: Profession | None = None


_NURSE = Post(Function.EHT_MEDICAL, Profession.SCHOOL_NURSE)
_DOCTOR = Post(Function.EHT_MEDICAL, Profession.SCHOOL_DOCTOR)
_PSYCHOLOGIST = Post(Function.EHT_PSYCHOLOGY, Profession.SCHOOL_PSYCHOLOGIST)
_COUNSELLOR = Post(Function.EHT_PSYCHOSOCIAL, Profession.SCHOOL_COUNSELLOR)
_EDUCATOR = Post(Function.EHT_SPECIAL, Profession.SPECIAL_EDUCATOR)
_SPECIAL_TEACHER = Post(Function.EHT_SPECIAL, Profession.SPECIAL_TEACHER)
LEAST = Post(Function.STAFF)

DUTY_ROLES: dict[str, Post] = {
    "Rektor": Post(Function.PRINCIPAL, Profession.PRINCIPAL),
    "Förskolechef": Post(Function.PRINCIPAL, Profession.PRINCIPAL),
    "Lärare": Post(Function.TEACHER, Profession.TEACHER),
    "Förstelärare": Post(Function.TEACHER, Profession.TEACHER),
    "Förskollärare": Post(Function.TEACHER, Profession.PRESCHOOL_TEACHER),
    "Fritidspedagog": Post(Function.TEACHER, Profession.AFTER_SCHOOL),
    "Lärarassistent": Post(Function.STAFF, Profession.STUDENT_ASSISTANT),
    "Studie- och yrkesvägledare": Post(Function.STAFF, Profession.CAREER_COUNSELLOR),
    "Kurator": _COUNSELLOR,
    "Skolsköterska": _NURSE,
    "Skolläkare": _DOCTOR,
    "Skolpsykolog": _PSYCHOLOGIST,
    "Speciallärare/specialpedagog": _EDUCATOR,
    **dict.fromkeys(
        (
            "Barnskötare",
            "Bibliotekarie",
            "Annan personal",
            "Skoladministratör",
            "Övrig arbetsledning",
            "Övrig pedagogisk personal",
        ),
        LEAST,
    ),
}

TITLES: dict[str, Post] = {
    "kurator": _COUNSELLOR,
    "skolkurator": _COUNSELLOR,
    "skolsköterska": _NURSE,
    "skolläkare": _DOCTOR,
    "psykolog": _PSYCHOLOGIST,
    "skolpsykolog": _PSYCHOLOGIST,
    "specialpedagog": _EDUCATOR,
    "speciallärare": _SPECIAL_TEACHER,
    "biträdande rektor": Post(Function.DEPUTY_PRINCIPAL, Profession.DEPUTY_PRINCIPAL),
    "studie- och yrkesvägledare": Post(Function.STAFF, Profession.CAREER_COUNSELLOR),
    "elevassistent": Post(Function.STAFF, Profession.STUDENT_ASSISTANT),
}
"""Whole descriptions, lower case. A 2.0 server says no more than *Annan personal* about pupil health staff.
Only a description that is exactly a title counts: *undersköterska* is no *sköterska*, and free text gives no
rights."""

TITLED_ROLES = frozenset({"Annan personal", "Övrig arbetsledning", "Övrig pedagogisk personal"})
"""Duty roles so wide that the title may tell more."""

SPECIAL_ROLE = "Speciallärare/specialpedagog"
ROLE_MENTOR = "Mentor"
ROLE_SPECIAL = "Specialpedagog"
ROLE_HEALTH = "Elevhälsopersonal"


class GroupKind(StrEnum):
    """Kinds of pupil group."""

    CLASS = "CLASS"
    MENTOR = "MENTOR"
    TEACHING = "TEACHING"
    PRESCHOOL_SECTION = "PRESCHOOL_SECTION"
    OTHER = "OTHER"


GROUP_KINDS: dict[str, GroupKind] = {
    "Klass": GroupKind.CLASS,
    "Mentor": GroupKind.MENTOR,
    "Undervisning": GroupKind.TEACHING,
    "Avdelning": GroupKind.PRESCHOOL_SECTION,
    "Provgrupp": GroupKind.OTHER,
    "Schema": GroupKind.OTHER,
    "Övrigt": GroupKind.OTHER,
}
STAFF_GROUP = "Personalgrupp"

ACTIVE = "Aktiv"
GONE = frozenset({"Utvandrad", "Avliden"})
