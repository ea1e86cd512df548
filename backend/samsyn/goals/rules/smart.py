"""The SMART checker, what stops an activation (G01 to G03), and the progress figure.

The checker advises; only G01 to G03 stop an activation. Codes are stable, words may change.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from samsyn.core.seeds import Entry, read_seed
from samsyn.core.violations import Hint, Violation, block
from samsyn.goals.rules.acceptance import Quorum
from samsyn.goals.rules.states import Direction, MetricSource, SmartLetter, SmartStatus

HOME = "samsyn.goals"
TITLE_LENGTH = (8, 140)
BASELINE_MONTHS = 12
DEADLINE_MONTHS = 24
LEAST_CHECK_INS = 2
ACTIVE_GOALS = 3
NEAR = timedelta(days=7)
"""How long before a planned check-in its value may be taken."""
BOLDEST = 2
"""How many times the best yearly change so far a goal may ask for before the checker asks back."""


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """Everything the rules need to know of a goal. Values share one unit, that of the metric."""

    title: str
    target_group: str = ""
    metric: str = ""
    unit: str = ""
    source: MetricSource | None = None
    direction: Direction | None = None
    baseline_value: Decimal | None = None
    baseline_date: date | None = None
    target_value: Decimal | None = None
    start: date | None = None
    deadline: date | None = None
    check_ins: tuple[date, ...] = ()
    resources: str = ""
    best_yearly_change: Decimal | None = None
    other_active_goals: int = 0


@dataclass(frozen=True, slots=True)
class SmartRow:
    letter: SmartLetter
    status: SmartStatus
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class SmartReport:
    """Five rows in the order of the word, always all five."""

    rows: tuple[SmartRow, ...]

    @property
    def ok(self) -> bool:
        return all(row.status is SmartStatus.OK for row in self.rows)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(hint.code for row in self.rows for hint in row.hints)


@dataclass(frozen=True, slots=True)
class Advice:
    """One line of `seed/smart.yaml`; its texts hold names in braces that the checker fills in."""

    code: str
    status: SmartStatus
    sv: str
    en: str

    def hint(self, values: Mapping[str, object]) -> Hint:
        return Hint(self.code, self.sv.format_map(values), self.en.format_map(values))


@cache
def load_advice() -> Mapping[str, Advice]:
    """What the checker can say, by code."""
    rows = read_seed(HOME, "smart.yaml").only("advice").entries("advice")
    return {row.text("code"): _advice(row.only("code", "status", "sv", "en")) for row in rows}


def _advice(row: Entry) -> Advice:
    return Advice(row.text("code"), row.code("status", SmartStatus), row.text("sv"), row.text("en"))


def smart_check(goal: GoalFacts, acceptance: Quorum, today: date) -> SmartReport:
    return SmartReport(
        (
            _row(SmartLetter.S, _specific(goal), word=vague_wording(goal.title)),
            _row(SmartLetter.M, _measurable(goal, today), months=BASELINE_MONTHS),
            _row(SmartLetter.A, _accepted(acceptance)),
            _row(SmartLetter.R, _realistic(goal, today), goals=ACTIVE_GOALS),
            _row(SmartLetter.T, _time_bound(goal, today), months=DEADLINE_MONTHS),
        )
    )


def advised_errors(report: SmartReport) -> bool:
    """Whether something is to be mended before the team is asked; acceptance can only come afterwards."""
    return any(r.status is SmartStatus.ERROR for r in report.rows if r.letter is not SmartLetter.A)


def _row(letter: SmartLetter, codes: Iterable[str], **values: object) -> SmartRow:
    values |= {"least": TITLE_LENGTH[0], "most": TITLE_LENGTH[1], "check_ins": LEAST_CHECK_INS}
    found = [load_advice()[code] for code in codes]
    worst = max((advice.status for advice in found), key=list(SmartStatus).index, default=SmartStatus.OK)
    return SmartRow(letter, worst, tuple(advice.hint(values) for advice in found))


# Wordings that name no change. "förbättra" and "improve" are vague only where no object follows.
_NO_OBJECT = r"(?=\W*$|\W+(?:oss|det|detta|arbetet|och|inom|i|på|för|us|it|this|things|and|in|on)\b)"
_VAGUE = re.compile(
    r"\b(?:bättre|better|(?:öka|ökar|öka på|höja|höjer) medvetenheten|(?:raise|increase) awareness"
    r"|(?:jobba|jobbar|arbeta|arbetar) med|work(?:ing)? (?:on|with)|lyft(?:a|er)?|lift|se[r]? över|look into"
    rf"|förbättra[r]?{_NO_OBJECT}|improve{_NO_OBJECT})(?!\w)",
    re.IGNORECASE,
)


def vague_wording(text: str) -> str | None:
    """The first vague wording of a text, as written, or None."""
    match = _VAGUE.search(text)
    return match[0] if match else None


def _specific(goal: GoalFacts) -> Iterator[str]:
    least, most = TITLE_LENGTH
    if not least <= len(goal.title.strip()) <= most:
        yield "SMART_S_TITLE_LENGTH"
    if vague_wording(goal.title):
        yield "SMART_S_VAGUE"
    if not goal.target_group.strip():
        yield "SMART_S_TARGET_GROUP_MISSING"


def _measurable(goal: GoalFacts, today: date) -> Iterator[str]:
    if not (goal.metric.strip() and goal.unit.strip()):
        yield "SMART_M_METRIC_MISSING"
    if goal.source is None:
        yield "SMART_M_SOURCE_MISSING"
    if goal.source is MetricSource.NEW_SURVEY:
        yield "SMART_M_NEW_SURVEY"
    yield from filter(None, (_baseline_fault(goal, today), _target_fault(goal)))


def _baseline_fault(goal: GoalFacts, today: date) -> str | None:
    if goal.baseline_value is None or goal.baseline_date is None:
        return "SMART_M_BASELINE_MISSING"
    if goal.baseline_date > today:
        return "SMART_M_BASELINE_FUTURE"
    if months_after(goal.baseline_date, BASELINE_MONTHS) < today:
        return "SMART_M_BASELINE_OLD"
    return None


def _target_fault(goal: GoalFacts) -> str | None:
    if goal.target_value is None:
        return "SMART_M_TARGET_MISSING"
    if goal.baseline_value is None:
        return None
    if goal.target_value == goal.baseline_value:
        return "SMART_M_TARGET_EQUALS_BASELINE"
    way = Direction.INCREASE if goal.target_value > goal.baseline_value else Direction.DECREASE
    return None if goal.direction is way else "SMART_M_DIRECTION"


def _accepted(acceptance: Quorum) -> Iterator[str]:
    if not acceptance.reached:
        yield "SMART_A_NOT_ACCEPTED"
    if acceptance.open_objections:
        yield "SMART_A_OBJECTION_OPEN"


def _realistic(goal: GoalFacts, today: date) -> Iterator[str]:
    if not goal.resources.strip():
        yield "SMART_R_RESOURCES_MISSING"
    if _too_bold(goal, today):
        yield "SMART_R_CHANGE_TOO_LARGE"
    if goal.other_active_goals + 1 > ACTIVE_GOALS:
        yield "SMART_R_TOO_MANY_GOALS"


def _too_bold(goal: GoalFacts, today: date) -> bool:
    """Compared per year, but a goal for less than a year is not blown up to one."""
    if goal.best_yearly_change is None or goal.baseline_value is None or goal.target_value is None:
        return False
    start, end = goal.start or today, goal.deadline or today
    years = max(Decimal(1), Decimal((end - start).days) / Decimal("365.25"))
    return abs(goal.target_value - goal.baseline_value) / years > BOLDEST * abs(goal.best_yearly_change)


def _time_bound(goal: GoalFacts, today: date) -> Iterator[str]:
    start = goal.start or today
    if goal.deadline is None:
        yield "SMART_T_DEADLINE_MISSING"
        return
    if goal.deadline <= start or goal.deadline < today:
        yield "SMART_T_DEADLINE_PAST"
    if goal.deadline > months_after(start, DEADLINE_MONTHS):
        yield "SMART_T_DEADLINE_TOO_FAR"
    if _check_ins_before(goal) < LEAST_CHECK_INS:
        yield "SMART_T_TOO_FEW_CHECK_INS"


def _check_ins_before(goal: GoalFacts) -> int:
    """Different days, from the start and strictly before the deadline."""
    if goal.deadline is None:
        return 0
    first = goal.start or date.min
    return len({day for day in goal.check_ins if first <= day < goal.deadline})


def months_after(day: date, months: int) -> date:
    """The same day of the month later on, or the last day of a shorter month; at most `date.max`."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def activation_violations(goal: GoalFacts, acceptance: Quorum, today: date) -> tuple[Violation, ...]:
    """G01, G02 and G03: what stops a goal from becoming active, each at most once, in the checker words."""
    baseline = next(filter(None, (_baseline_fault(goal, today), _target_fault(goal))), None)
    too_few = _check_ins_before(goal) < LEAST_CHECK_INS
    broken = {
        "G01": next(_accepted(acceptance), None),
        "G02": baseline,
        "G03": "SMART_T_TOO_FEW_CHECK_INS" if too_few else None,
    }
    values = {"months": BASELINE_MONTHS, "check_ins": LEAST_CHECK_INS}
    hints = {code: load_advice()[advice].hint(values) for code, advice in broken.items() if advice}
    return tuple(block(code, hint.sv, hint.en) for code, hint in hints.items())


def progress(goal: GoalFacts, value: Decimal | None) -> float | None:
    """Share of the way from baseline to target, 0 to 1; a value on the wrong side of the baseline is 0.

    None when a value is missing or no number, when there is no way to go, or when the direction disagrees.
    """
    baseline, target = goal.baseline_value, goal.target_value
    if value is None or baseline is None or target is None:
        return None
    if not (value.is_finite() and baseline.is_finite() and target.is_finite()) or _target_fault(goal):
        return None
    return float(min(max((value - baseline) / (target - baseline), Decimal(0)), Decimal(1)))


def due_check_in(planned: Iterable[date], measured: date | None, today: date) -> date | None:
    """The planned check-in to do now: the last one passed or near, unless a value is as fresh as that."""
    reached = [day for day in planned if day <= today + NEAR]
    if not reached or (measured is not None and measured >= max(reached) - NEAR):
        return None
    return max(reached)
