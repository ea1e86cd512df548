"""Whether a unit takes stock often enough (W01 to W04).

A check-in is *planned* when it stands on the wheel and *counted* when it also fulfils W03. The status follows
the counted ones: time that nobody protects and nobody attends is not a check-in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from samsyn.core.violations import Hint, Violation, block
from samsyn.core.vocabulary import STUDENT_HEALTH_DOMAINS, StatutoryDomain
from samsyn.wheel.rules.activities import ActivityKind, ActivityStatus

MINIMUM_CHECK_INS = 2
RECOMMENDED_CHECK_INS = 4
PROTECTED_MINUTES = 60
DOMAINS_PRESENT = 3
LONGEST_GAP_WEEKS = 20
END_OF_YEAR = timedelta(weeks=6)
NOT_HELD = frozenset({ActivityStatus.MISSED, ActivityStatus.REMOVED})
CURRENT = timedelta(weeks=6)
"""How long before a check-in a goal's value may have been taken and still be of use there."""


class RuleStatusCode(StrEnum):
    NOT_MET = "NOT_MET"
    MINIMUM_MET = "MINIMUM_MET"
    RECOMMENDED_MET = "RECOMMENDED_MET"


@dataclass(frozen=True, slots=True)
class RuleStatus:
    """`counted` and `planned` are numbers of major check-ins in the year; the first hint is the headline."""

    status: RuleStatusCode
    counted: int
    planned: int
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """What the rules need of a wheel activity. `domains` are those of the people who are to be there.

    `linked` is how many indicators and goals are prepared for it.
    """

    kind: ActivityKind
    title: str
    day: date
    protected_minutes: int = 0
    domains: frozenset[StatutoryDomain] = frozenset()
    linked: int = 0
    status: ActivityStatus = ActivityStatus.PLANNED


@dataclass(frozen=True, slots=True)
class WheelYear:
    """The school year of one wheel: its terms (code, first, last day) and the Mondays of its school weeks."""

    start: date
    end: date
    terms: tuple[tuple[str, date, date], ...]
    school_weeks: Sequence[date]


def rule_status(activities: Iterable[Activity], year: WheelYear) -> RuleStatus:
    """W01 with everything that explains it. Activities outside the school year are left out."""
    planned = sorted(
        (a for a in activities if _is_check_in(a) and year.start <= a.day <= year.end), key=lambda a: a.day
    )
    shortfalls = [hint for a in planned if (hint := check_in_hint(a)) is not None]
    days = [a.day for a in planned if check_in_hint(a) is None]
    status = status_of(len(days))
    hints = (_headline(status, len(days), len(planned)), *shortfalls, *_spread_hints(days, year))
    return RuleStatus(status, len(days), len(planned), hints)


def status_of(counted: int) -> RuleStatusCode:
    """W01."""
    if counted < MINIMUM_CHECK_INS:
        return RuleStatusCode.NOT_MET
    if counted < RECOMMENDED_CHECK_INS:
        return RuleStatusCode.MINIMUM_MET
    return RuleStatusCode.RECOMMENDED_MET


def check_in_hint(activity: Activity) -> Hint | None:
    """W03: what keeps a planned check-in from counting, or None when it counts."""
    lacks = _lacks(activity)
    if not lacks:
        return None
    sv, en = ", ".join(sv for sv, _ in lacks), ", ".join(en for _, en in lacks)
    return Hint(
        "W03",
        f"”{activity.title}” räknas inte ännu. Det som saknas: {sv}.",
        f"“{activity.title}” does not count yet. What is missing: {en}.",
    )


def activation_violations(status: RuleStatusCode, reason: str) -> tuple[Violation, ...]:
    """A wheel that does not reach the minimum may be activated, but only with a reason."""
    if status is not RuleStatusCode.NOT_MET or reason.strip():
        return ()
    return (
        block(
            "W01",
            "Årshjulet har färre än två avstämningar. Skriv varför ni börjar använda det ändå.",
            "The wheel has fewer than two check-ins. Say why you start using it all the same.",
        ),
    )


def months_of(first: date, last: date) -> tuple[date, date]:
    """The days of the circle: whole months, so that staff days before and after the pupils' have a place."""
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return first.replace(day=1), following - timedelta(days=1)


def is_current(measured: date | None, check_in: date) -> bool:
    """Whether a value is of use at a check-in."""
    return measured is not None and check_in - CURRENT <= measured


def _is_check_in(activity: Activity) -> bool:
    return activity.kind is ActivityKind.CHECKIN_MAJOR and activity.status not in NOT_HELD


def _lacks(activity: Activity) -> list[tuple[str, str]]:
    lacks = []
    if activity.protected_minutes < PROTECTED_MINUTES:
        lacks.append(
            (f"minst {PROTECTED_MINUTES} skyddade minuter", f"at least {PROTECTED_MINUTES} protected minutes")
        )
    if len(activity.domains & STUDENT_HEALTH_DOMAINS) < DOMAINS_PRESENT:
        lacks.append(
            (
                f"minst {DOMAINS_PRESENT} av elevhälsans kompetensområden",
                f"at least {DOMAINS_PRESENT} fields of student health",
            )
        )
    if activity.linked < 1:
        lacks.append(("minst en indikator eller ett mål", "at least one indicator or goal"))
    return lacks


def _headline(status: RuleStatusCode, counted: int, planned: int) -> Hint:
    number_sv = "1 avstämning planerad" if planned == 1 else f"{planned} avstämningar planerade"
    number_en = "1 check-in planned" if planned == 1 else f"{planned} check-ins planned"
    if counted < planned:
        number_sv, number_en = f"{number_sv}, {counted} räknas", f"{number_en}, {counted} counting"
    sv, en = {
        RuleStatusCode.NOT_MET: (
            "miniminivån 2 är inte nådd, 4 rekommenderas",
            "the minimum of 2 is not reached, 4 are recommended",
        ),
        RuleStatusCode.MINIMUM_MET: (
            "miniminivån är nådd, 4 rekommenderas",
            "the minimum is reached, 4 are recommended",
        ),
        RuleStatusCode.RECOMMENDED_MET: ("rekommendationen är nådd", "the recommendation is reached"),
    }[status]
    return Hint("W01", f"{number_sv}: {sv}.", f"{number_en}: {en}.")


def _spread_hints(days: Sequence[date], year: WheelYear) -> list[Hint]:
    hints = []
    if days:
        hints += [
            _term_hint(code) for code, first, last in year.terms if not any(first <= d <= last for d in days)
        ]
        if days[0] > year.end - END_OF_YEAR:
            hints.append(
                Hint(
                    "W04",
                    "Alla avstämningar ligger i slutet av läsåret. Det räcker inte en gång om året.",
                    "All check-ins are at the end of the school year. Once a year is not enough.",
                )
            )
    gap = longest_gap(days, year)
    if gap > LONGEST_GAP_WEEKS:
        hints.append(
            Hint(
                "WHEEL_GAP",
                f"Som längst går det {gap} skolveckor utan avstämning. Sprid dem jämnare över läsåret.",
                f"At the longest, {gap} school weeks pass without a check-in. Spread them over the year.",
            )
        )
    return hints


def _term_hint(code: str) -> Hint:
    sv, en = {"HT": ("Höstterminen", "The autumn term"), "VT": ("Vårterminen", "The spring term")}.get(
        code, (f"Terminen {code}", f"The term {code}")
    )
    return Hint("W02", f"{sv} saknar avstämning.", f"{en} has no check-in.")


def longest_gap(days: Sequence[date], year: WheelYear) -> int:
    """School weeks from one check-in to the next, the beginning and the end of the school year included."""
    marks = [year.start, *days, year.end]
    return max(_weeks(year, a, b) for a, b in pairwise(marks))


def _weeks(year: WheelYear, start: date, end: date) -> int:
    first, last = (day - timedelta(days=day.weekday()) for day in (start, end))
    return sum(first < week <= last for week in year.school_weeks)


NUMBERS = (
    ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)


BOTH = 2


def missing_values(lacking: int, goals: int) -> Hint:
    """How many of the goals to look at have no current value, in one sentence."""
    if goals == 0:
        return Hint(
            "NO_GOALS", "Det finns inget aktivt mål att stämma av.", "There is no active goal to look at."
        )
    if lacking == 0:
        return Hint(
            "READY", "Målen har aktuella värden. Gå igenom dagordningen.", "The goals have current values."
        )
    if goals == 1:
        return Hint("VALUES", "Målet saknar ett aktuellt värde.", "The goal lacks a current value.")
    some_sv, some_en = _number(lacking, 0), _number(lacking, 1)
    if lacking == goals == BOTH:
        return Hint("VALUES", "Båda målen saknar ett aktuellt värde.", "Both goals lack a current value.")
    if lacking == goals:
        return Hint(
            "VALUES",
            f"Alla {some_sv} målen saknar ett aktuellt värde.",
            f"All {some_en} goals lack a current value.",
        )
    lacks = "lacks" if lacking == 1 else "lack"
    sv = "Ett" if lacking == 1 else some_sv.capitalize()
    return Hint(
        "VALUES",
        f"{sv} av {_number(goals, 0)} mål saknar ett aktuellt värde.",
        f"{some_en.capitalize()} of {_number(goals, 1)} goals {lacks} a current value.",
    )


def _number(number: int, language: int) -> str:
    return NUMBERS[language][number] if number < len(NUMBERS[language]) else str(number)
