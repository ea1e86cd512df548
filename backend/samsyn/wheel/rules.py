"""The annual wheel: what stands on it, and whether a unit takes stock often enough (W01 to W04).

A check-in is *planned* when it stands on the wheel and *counted* when it also fulfils W03. The status follows
the counted ones: time that nobody protects and nobody attends is not a check-in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from samsyn.core.seeds import Entry, SeedError, read_seed
from samsyn.core.violations import Hint, Violation, block
from samsyn.core.vocabulary import STUDENT_HEALTH_DOMAINS, StatutoryDomain

MINIMUM_CHECK_INS = 2
RECOMMENDED_CHECK_INS = 4
PROTECTED_MINUTES = 60
DOMAINS_PRESENT = 3
LONGEST_GAP_WEEKS = 20
END_OF_YEAR = timedelta(weeks=6)


class ActivityKind(StrEnum):
    CHECKIN_MAJOR = "CHECKIN_MAJOR"
    ANALYSIS = "ANALYSIS"
    GOAL_SETTING = "GOAL_SETTING"
    RESULT_DIALOGUE = "RESULT_DIALOGUE"
    PROGNOSIS = "PROGNOSIS"
    PLAN_REVISION = "PLAN_REVISION"
    DEGRADING_PLAN = "DEGRADING_PLAN"
    STAFF_PLANNING = "STAFF_PLANNING"
    TRANSITION = "TRANSITION"
    PROGRAMME = "PROGRAMME"
    SURVEY_EXISTING = "SURVEY_EXISTING"
    REPORTING = "REPORTING"
    AWARENESS = "AWARENESS"
    OTHER = "OTHER"


class Ring(StrEnum):
    """Category of an activity; from the rim inwards in the drawing."""

    CHECK_INS = "CHECK_INS"
    FOLLOW_UP = "FOLLOW_UP"
    GOALS_AND_RESULTS = "GOALS_AND_RESULTS"
    PLANS = "PLANS"
    ORGANISATION = "ORGANISATION"
    EVERYDAY = "EVERYDAY"


_RINGS = {
    ActivityKind.CHECKIN_MAJOR: Ring.CHECK_INS,
    ActivityKind.ANALYSIS: Ring.FOLLOW_UP,
    ActivityKind.PROGNOSIS: Ring.FOLLOW_UP,
    ActivityKind.SURVEY_EXISTING: Ring.FOLLOW_UP,
    ActivityKind.GOAL_SETTING: Ring.GOALS_AND_RESULTS,
    ActivityKind.RESULT_DIALOGUE: Ring.GOALS_AND_RESULTS,
    ActivityKind.REPORTING: Ring.GOALS_AND_RESULTS,
    ActivityKind.PLAN_REVISION: Ring.PLANS,
    ActivityKind.DEGRADING_PLAN: Ring.PLANS,
    ActivityKind.STAFF_PLANNING: Ring.ORGANISATION,
    ActivityKind.TRANSITION: Ring.ORGANISATION,
    ActivityKind.PROGRAMME: Ring.ORGANISATION,
    ActivityKind.AWARENESS: Ring.EVERYDAY,
    ActivityKind.OTHER: Ring.EVERYDAY,
}


def ring(kind: ActivityKind) -> Ring:
    return _RINGS[kind]


class ActivityStatus(StrEnum):
    """MOVED stands at its new date and still counts; MISSED does not."""

    PLANNED = "PLANNED"
    DONE = "DONE"
    MISSED = "MISSED"
    MOVED = "MOVED"


class WheelState(StrEnum):
    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"
    CLOSED = "CLOSED"


_NEXT = {
    WheelState.PLANNED: frozenset({WheelState.ACTIVE}),
    WheelState.ACTIVE: frozenset({WheelState.CLOSED}),
    WheelState.CLOSED: frozenset[WheelState](),
}


def next_states(state: WheelState) -> frozenset[WheelState]:
    return _NEXT[state]


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


def _is_check_in(activity: Activity) -> bool:
    return activity.kind is ActivityKind.CHECKIN_MAJOR and activity.status is not ActivityStatus.MISSED


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


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One activity of a wheel template: the whole month, or the ISO weeks given."""

    code: str
    month: int
    weeks: tuple[int, ...]
    kind: ActivityKind
    major: bool
    protected_minutes: int
    sv: str
    en: str

    def span(self, first_year: int) -> tuple[date, date]:
        """First and last day in the school year that begins in `first_year`."""
        year = first_year if self.month >= 8 else first_year + 1
        if self.weeks:
            return date.fromisocalendar(year, self.weeks[0], 1), date.fromisocalendar(year, self.weeks[-1], 5)
        following = date(year + self.month // 12, self.month % 12 + 1, 1)
        return date(year, self.month, 1), following - timedelta(days=1)


def load_unit_template() -> tuple[TemplateItem, ...]:
    """The default wheel of a unit, from `seed/unit_template.yaml`, in the order of the school year."""
    rows = read_seed(__package__, "unit_template.yaml").only("items").entries("items")
    items = tuple(_template_item(row) for row in rows)
    if len({item.code for item in items}) != len(items):
        raise SeedError("unit_template.yaml: a code is given twice")
    return items


def _template_item(row: Entry) -> TemplateItem:
    row.only("code", "month", "weeks", "kind", "major", "protected_minutes", "sv", "en")
    item = TemplateItem(
        code=row.text("code"),
        month=row.whole("month"),
        weeks=row.wholes("weeks"),
        kind=row.code("kind", ActivityKind),
        major=row.flag("major"),
        protected_minutes=row.whole("protected_minutes") if row.has("protected_minutes") else 0,
        sv=row.text("sv"),
        en=row.text("en"),
    )
    if not 1 <= item.month <= 12 or any(not 1 <= week <= 52 for week in item.weeks):
        raise SeedError(f"{row.where}: no such month or week")
    if item.major is not (item.kind is ActivityKind.CHECKIN_MAJOR):
        raise SeedError(f"{row.where}: major and kind CHECKIN_MAJOR go together")
    return item
