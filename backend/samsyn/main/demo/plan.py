"""The two invented municipalities: which schools, classes and staff they have."""

from __future__ import annotations

from dataclasses import dataclass, field

from samsyn.core.actor import Function
from samsyn.core.vocabulary import SchoolForm


@dataclass(frozen=True, slots=True)
class Post:
    """``count`` people with the same function and profession at a school; ``share`` of full time each."""

    function: Function
    profession: str | None
    count: int = 1
    share: str = "1"
    login: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """``classes``: name → number of pupils and their grade. ``suffix`` of its people's user names."""

    name: str
    short_code: str
    unit_code: str
    forms: tuple[SchoolForm, ...]
    grades: tuple[str, ...]
    classes: tuple[tuple[str, str, int], ...]
    posts: tuple[Post, ...]
    area: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class MunicipalityPlan:
    """``central``: people of the organiser itself."""

    name: str
    code: str
    areas: tuple[str, ...]
    schools: tuple[SchoolPlan, ...]
    central: tuple[Post, ...] = field(default=())
    suffix: str = ""
    seed: int = 1


def team(*, teachers: int, mentors: int, psychologist: str = "0.4", nurse: str = "0.8") -> tuple[Post, ...]:
    """Head, student health team and teachers of a school; the logins are the functions' Swedish names."""
    return (
        Post(Function.PRINCIPAL, "PRINCIPAL", login="rektor"),
        Post(Function.DEPUTY_PRINCIPAL, "DEPUTY_PRINCIPAL", login="bitradande"),
        Post(Function.EHT_SPECIAL, "SPECIAL_EDUCATOR", login="specialpedagog"),
        Post(Function.EHT_SPECIAL, "SPECIAL_TEACHER", login="speciallarare"),
        Post(Function.EHT_PSYCHOSOCIAL, "SCHOOL_COUNSELLOR", login="kurator"),
        Post(Function.EHT_MEDICAL, "SCHOOL_NURSE", share=nurse, login="skolskoterska"),
        Post(Function.EHT_PSYCHOLOGY, "SCHOOL_PSYCHOLOGIST", share=psychologist, login="psykolog"),
        Post(Function.TEAM_LEAD, "DEVELOPMENT_LEAD", login="forstelarare"),
        Post(Function.MENTOR, "MENTOR", mentors, login="mentor"),
        Post(Function.TEACHER, "TEACHER", teachers, login="larare"),
        Post(Function.STAFF, "STUDENT_ASSISTANT", 2, "0.75", login="elevassistent"),
    )


def classes(grades: range, letters: str, size: int) -> tuple[tuple[str, str, int], ...]:
    """Classes 1A, 1B …; every other one is a pupil larger."""
    found = [(f"{g}{letter}", str(g)) for g in grades for letter in letters]
    return tuple((name, grade, size + n % 2) for n, (name, grade) in enumerate(found))


PRESCHOOL = SchoolPlan(
    "Solgläntans förskola",
    "SO",
    "90000104",
    (SchoolForm.PRESCHOOL,),
    (),
    (("Smultronet", "1–2 år", 14), ("Blåbäret", "3–4 år", 17), ("Lingonet", "5 år", 19)),
    (
        Post(Function.PRINCIPAL, "PRINCIPAL"),
        Post(Function.EHT_SPECIAL, "SPECIAL_EDUCATOR", share="0.5"),
        Post(Function.TEACHER, "PRESCHOOL_TEACHER", 7, login="forskollarare"),
        Post(Function.STAFF, "STUDENT_ASSISTANT", 4, "0.75"),
    ),
    "Förskola",
)
BJORKSKOLAN = SchoolPlan(
    "Björkskolan",
    "BJ",
    "90000101",
    (SchoolForm.PRESCHOOL_CLASS, SchoolForm.COMPULSORY),
    ("F", *map(str, range(1, 10))),
    (("F-klass", "F", 22), *classes(range(1, 10), "AB", 19)),
    (*team(teachers=18, mentors=10), Post(Function.TEACHER, "AFTER_SCHOOL", 3)),
    "Grundskola",
)
ANGSKOLAN = SchoolPlan(
    "Ängskolan",
    "ÄN",
    "90000102",
    (SchoolForm.COMPULSORY,),
    tuple(map(str, range(1, 7))),
    classes(range(1, 7), "AB", 18),
    (
        *team(teachers=10, mentors=7, psychologist="0.2", nurse="0.5"),
        Post(Function.TEACHER, "PRESCHOOL_TEACHER", login="forskollarare"),
    ),
    "Grundskola",
    "-2",
)
GYMNASIUM = SchoolPlan(
    "Ekbackens gymnasium",
    "EK",
    "90000103",
    (SchoolForm.UPPER_SECONDARY,),
    ("1", "2", "3"),
    tuple(
        (f"{programme}{year}", str(year), 22 + (year + len(programme)) % 3)
        for programme in ("NA", "SA", "BF", "EE")
        for year in (1, 2, 3)
    ),
    (
        Post(Function.PRINCIPAL, "PRINCIPAL"),
        Post(Function.DEPUTY_PRINCIPAL, "DEPUTY_PRINCIPAL"),
        Post(Function.EHT_SPECIAL, "SPECIAL_EDUCATOR"),
        Post(Function.EHT_PSYCHOSOCIAL, "SCHOOL_COUNSELLOR"),
        Post(Function.EHT_MEDICAL, "SCHOOL_NURSE", share="0.6"),
        Post(Function.TEAM_LEAD, "DEVELOPMENT_LEAD"),
        Post(Function.STAFF, "CAREER_COUNSELLOR", share="0.8"),
        Post(Function.MENTOR, "MENTOR", 12),
        Post(Function.TEACHER, "TEACHER", 11),
    ),
    "Gymnasium",
)
CENTRAL = (
    Post(Function.ORGANISER_CASE_OFFICER, None, login="utredare"),
    Post(Function.CENTRAL_MANAGER, "CENTRAL_HEAD", login="chef"),
    Post(Function.SCHOOL_CHIEF, None, login="skolchef"),
    Post(Function.ORGANISER_ANALYST, None, login="analytiker"),
    Post(Function.REGISTRAR, None, login="registrator"),
    Post(Function.LOG_REVIEWER, None, login="loggranskare"),
    Post(Function.SYSTEM_ADMIN, None, login="admin"),
    Post(Function.EXTERNAL_PARTNER, None, login="partner"),
)
GRANKOPING = MunicipalityPlan(
    "Granköpings kommun",
    "2499",
    ("Förskola", "Grundskola", "Gymnasium"),
    (BJORKSKOLAN, ANGSKOLAN, GYMNASIUM, PRESCHOOL),
    CENTRAL,
    seed=26,
)
TALLVIK = MunicipalityPlan(
    "Tallviks kommun",
    "2498",
    ("Skola",),
    (
        SchoolPlan(
            "Sjöskolan",
            "SJ",
            "90000201",
            (SchoolForm.COMPULSORY,),
            tuple(map(str, range(1, 7))),
            classes(range(1, 7), "A", 15),
            (
                *team(teachers=3, mentors=4),
                Post(Function.TEACHER, "PRESCHOOL_TEACHER", login="forskollarare"),
            ),
            "Skola",
        ),
    ),
    CENTRAL,
    suffix="-b",
    seed=27,
)
MUNICIPALITIES = (GRANKOPING, TALLVIK)
