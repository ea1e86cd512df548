"""Schools, school years and professions: codes, coverage and staffing, and their seed files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from samsyn.core.schooldays import SchoolCalendar, school_year
from samsyn.core.seeds import Entry, SeedError, read_seed
from samsyn.core.violations import Violation, block
from samsyn.core.vocabulary import Level, OrganiserType, SchoolForm, SecrecyBranch, StatutoryDomain

# Words of this domain that have their home in the core because others speak them too: handed on.
__all__ = ["Level", "OrganiserType", "SchoolForm", "SecrecyBranch", "StatutoryDomain"]


class Term(StrEnum):
    """HT hösttermin, VT vårtermin."""

    HT = "HT"
    VT = "VT"


class BreakKind(StrEnum):
    """Why a day inside the school year is not a school day."""

    AUTUMN_BREAK = "AUTUMN_BREAK"
    CHRISTMAS_BREAK = "CHRISTMAS_BREAK"
    WINTER_BREAK = "WINTER_BREAK"
    EASTER_BREAK = "EASTER_BREAK"
    SUMMER_BREAK = "SUMMER_BREAK"
    PUBLIC_HOLIDAY = "PUBLIC_HOLIDAY"
    STUDY_DAY = "STUDY_DAY"
    LOCAL_CLOSURE = "LOCAL_CLOSURE"


# School unit codes ------------------------------------------------------------------------------------------


def is_school_unit_code(code: str) -> bool:
    """Skolverket's skolenhetskod: eight ASCII digits; there is no check digit to verify."""
    return re.fullmatch(r"[0-9]{8}", code) is not None


def unit_code_violations(code: str) -> tuple[Violation, ...]:
    if is_school_unit_code(code):
        return ()
    return (
        block(
            "UNIT_CODE",
            "Skolenhetskoden ska ha åtta siffror.",
            "The school unit code must have eight digits.",
        ),
    )


# School years -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A läsår by its first calendar year. When the terms begin and end is local data, not a rule."""

    first: int

    @property
    def code(self) -> str:
        return f"{self.first:04d}/{self.first + 1:04d}"

    def next(self) -> "SchoolYear":
        return SchoolYear(self.first + 1)


def parse_school_year(code: str) -> SchoolYear:
    """From "2026/2027"; raises ValueError for any other form and for years that do not follow each other."""
    match = re.fullmatch(r"([12][0-9]{3})/([12][0-9]{3})", code)
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise ValueError("a school year is written as 2026/2027")
    return SchoolYear(int(match[1]))


def school_year_of(day: date) -> SchoolYear:
    """The school year that a day belongs to; the line is drawn at 1 July, as in the core."""
    return SchoolYear(school_year(day).first.year)


def term_of(day: date) -> Term:
    """By the half of the calendar year, for headings; a term's real days are those of its calendar."""
    return Term.HT if day.month >= 7 else Term.VT


def school_weeks(calendar: SchoolCalendar, first: date, last: date) -> tuple[date, ...]:
    """The Monday of each week with a school day from `first` to `last`; the calendar must cover both."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(sorted({day - timedelta(days=day.weekday()) for day in days if calendar.is_school_day(day)}))


# Coverage of the five statutory professions -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody's time-limited assignment in a profession at a unit; the last day is included."""

    profession_code: str
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class CoverageItem:
    """One of the five that skollagen 2:25 names, with what the page says about it."""

    code: str
    covered: bool
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Coverage:
    items: tuple[CoverageItem, ...]

    @property
    def missing(self) -> tuple[CoverageItem, ...]:
        return tuple(item for item in self.items if not item.covered)

    @property
    def complete(self) -> bool:
        return not self.missing


# Code, professions that fill it, words. For special education the law names a competence, not a title.
_STATUTORY = (
    ("SCHOOL_DOCTOR", {"SCHOOL_DOCTOR"}, "skolläkare", "school doctor"),
    ("SCHOOL_NURSE", {"SCHOOL_NURSE"}, "skolsköterska", "school nurse"),
    ("SCHOOL_PSYCHOLOGIST", {"SCHOOL_PSYCHOLOGIST"}, "psykolog", "psychologist"),
    ("SCHOOL_COUNSELLOR", {"SCHOOL_COUNSELLOR"}, "kurator", "counsellor"),
    (
        "SPECIAL_EDUCATION",
        {"SPECIAL_EDUCATOR", "SPECIAL_TEACHER"},
        "specialpedagogisk kompetens",
        "special education",
    ),
)

_WITHOUT_STUDENT_HEALTH = {
    SchoolForm.PRESCHOOL,
    SchoolForm.ADULT_EDUCATION,
    SchoolForm.AFTER_SCHOOL_CENTRE,
    SchoolForm.PEDAGOGICAL_CARE,
}


def needs_student_health(forms: Iterable[SchoolForm]) -> bool:
    """Whether skollagen 2:25 obliges the unit. Preschools and adult education may have elevhälsa (2:26)."""
    return bool(set(forms) - _WITHOUT_STUDENT_HEALTH)


def coverage(posts: Iterable[Post], on: date) -> Coverage:
    """Which of the five professions the unit can reach on a day, in the order of the law."""
    held = {post.profession_code for post in posts if post.holds(on)}
    return Coverage(tuple(_coverage_item(*row, held=held) for row in _STATUTORY))


def _coverage_item(code: str, fills: set[str], sv: str, en: str, *, held: set[str]) -> CoverageItem:
    if held & fills:
        return CoverageItem(code, True, f"Tillgång till {sv} finns.", f"Access to {en} is in place.")
    return CoverageItem(
        code,
        False,
        f"Enheten saknar {sv}. Eleverna ska ha tillgång till det (2 kap. 25 § skollagen).",
        f"The unit lacks {en}. Pupils must have access to it (Education Act 2:25).",
    )


def pupils_per_post(pupils: int, full_time_share: Decimal) -> Decimal | None:
    """Pupils per full-time post with one decimal; None where there is no post, as that is no number."""
    if full_time_share <= 0 or pupils < 0:
        return None
    return (Decimal(pupils) / full_time_share).quantize(Decimal("0.1"))


# Seed files -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TaskSeed:
    code: str
    level: Level
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class ProfessionSeed:
    code: str
    sv: str
    en: str
    statutory_domain: StatutoryDomain
    is_statutory: bool
    secrecy_branch: SecrecyBranch
    sort: int
    tasks: tuple[TaskSeed, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A code's words; `help_*` is the one sentence shown where the word stands."""

    code: str
    sv: str
    en: str
    help_sv: str
    help_en: str


@dataclass(frozen=True, slots=True)
class LookupGroup:
    code: str
    sv: str
    en: str
    labels: tuple[Label, ...]


def load_professions() -> tuple[ProfessionSeed, ...]:
    """The professions of `seed/professions.yaml` in the order of the file, which is the order shown."""
    rows = read_seed(__package__, "professions.yaml").only("professions").entries("professions")
    _refuse_doubles(rows)
    return tuple(_profession(row, sort) for sort, row in enumerate(rows, start=1))


def load_lookups() -> tuple[LookupGroup, ...]:
    """The labels of every code in the program; a group has the name of its enum in snake_case."""
    rows = read_seed(__package__, "lookups.yaml").only("groups").entries("groups")
    _refuse_doubles(rows)
    return tuple(_lookup_group(row) for row in rows)


def _profession(row: Entry, sort: int) -> ProfessionSeed:
    row.only("code", "sv", "en", "statutory_domain", "is_statutory", "secrecy_branch", *Level)
    code = row.text("code")
    return ProfessionSeed(
        code=code,
        sv=row.text("sv"),
        en=row.text("en"),
        statutory_domain=row.code("statutory_domain", StatutoryDomain),
        is_statutory=row.flag("is_statutory"),
        secrecy_branch=row.code("secrecy_branch", SecrecyBranch),
        sort=sort,
        tasks=tuple(
            _task(code, level, n, task) for level in Level for n, task in enumerate(row.entries(level), 1)
        ),
    )


def _task(profession: str, level: Level, n: int, row: Entry) -> TaskSeed:
    row.only("sv", "en")
    return TaskSeed(f"{profession}_{level}_{n}", level, row.text("sv"), row.text("en"))


def _lookup_group(row: Entry) -> LookupGroup:
    row.only("code", "sv", "en", "labels")
    labels = row.entries("labels")
    _refuse_doubles(labels)
    return LookupGroup(row.text("code"), row.text("sv"), row.text("en"), tuple(map(_label, labels)))


def _label(row: Entry) -> Label:
    row.only("code", "sv", "en", "help_sv", "help_en")
    return Label(*(row.text(key) for key in ("code", "sv", "en", "help_sv", "help_en")))


def _refuse_doubles(rows: tuple[Entry, ...]) -> None:
    seen: set[str] = set()
    for row in rows:
        if (code := row.text("code")) in seen:
            raise SeedError(f"{row.where}: {code} is given twice")
        seen.add(code)
