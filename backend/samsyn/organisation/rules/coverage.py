"""Coverage of the five professions that skollagen 2:25 names, and pupils per post."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samsyn.core.vocabulary import SchoolForm


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
