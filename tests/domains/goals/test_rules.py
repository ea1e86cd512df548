"""The SMART checker (N03), acceptance (N04), activation (G01 to G03) and the progress figure."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.goals.rules import (
    Acceptance,
    Direction,
    GoalFacts,
    GoalState,
    MetricSource,
    Quorum,
    SmartLetter,
    SmartReport,
    SmartStatus,
    Stance,
    activation_violations,
    advised_errors,
    load_advice,
    months_after,
    next_states,
    progress,
    quorum,
    smart_check,
    vague_wording,
)

TODAY = date(2026, 11, 23)
REACHED = Quorum((), principal_missing=False, team_missing=0, open_objections=0)
NOBODY = Quorum(("SCHOOL_NURSE",), principal_missing=True, team_missing=3, open_objections=0)
GOOD = GoalFacts(
    title="Närvaron i årskurs 7 är minst 94 procent i maj",
    target_group="Eleverna i årskurs 7",
    metric="Närvaro",
    unit="procent",
    source=MetricSource.INDICATOR,
    direction=Direction.INCREASE,
    baseline_value=Decimal("91.5"),
    baseline_date=date(2026, 10, 15),
    target_value=Decimal(94),
    start=date(2026, 11, 23),
    deadline=date(2027, 5, 31),
    check_ins=(date(2027, 1, 19), date(2027, 4, 20)),
    resources="Två timmar i veckan för kurator och mentorer",
    best_yearly_change=Decimal("1.5"),
    other_active_goals=2,
)


def check(**changes: Any) -> SmartReport:
    return smart_check(replace(GOOD, **changes), REACHED, TODAY)


def test_a_good_goal_has_five_green_rows() -> None:
    report = check()
    assert [row.letter for row in report.rows] == list(SmartLetter)
    assert report.ok
    assert report.codes == ()


def test_n03_no_baseline_vague_title_no_acceptance_and_far_deadline() -> None:
    goal = replace(
        GOOD,
        title="Öka medvetenheten om närvaro",
        baseline_value=None,
        deadline=date(2028, 11, 24),
    )
    report = smart_check(goal, NOBODY, TODAY)
    rows = {row.letter: (row.status, [hint.code for hint in row.hints]) for row in report.rows}
    assert rows[SmartLetter.S] == (SmartStatus.WARN, ["SMART_S_VAGUE"])
    assert rows[SmartLetter.M] == (SmartStatus.ERROR, ["SMART_M_BASELINE_MISSING"])
    assert rows[SmartLetter.A] == (SmartStatus.ERROR, ["SMART_A_NOT_ACCEPTED"])
    assert rows[SmartLetter.T] == (SmartStatus.WARN, ["SMART_T_DEADLINE_TOO_FAR"])
    assert "Öka medvetenheten" in report.rows[0].hints[0].sv


def test_only_what_can_be_mended_before_the_team_is_asked_makes_a_draft() -> None:
    assert not advised_errors(smart_check(GOOD, NOBODY, TODAY))
    assert not advised_errors(check(title="Vi ska bli bättre i matte")), "a warning is only advice"
    assert advised_errors(check(target_value=None))


def test_n03_twenty_four_months_to_the_day_is_near_enough() -> None:
    assert check(deadline=date(2028, 11, 23)).ok


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"title": "Närvaro"}, ["SMART_S_TITLE_LENGTH"]),
        ({"title": "x" * 141}, ["SMART_S_TITLE_LENGTH"]),
        ({"target_group": " "}, ["SMART_S_TARGET_GROUP_MISSING"]),
        ({"unit": ""}, ["SMART_M_METRIC_MISSING"]),
        ({"source": None}, ["SMART_M_SOURCE_MISSING"]),
        ({"source": MetricSource.NEW_SURVEY}, ["SMART_M_NEW_SURVEY"]),
        ({"baseline_date": None}, ["SMART_M_BASELINE_MISSING"]),
        ({"baseline_date": date(2026, 11, 24)}, ["SMART_M_BASELINE_FUTURE"]),
        ({"baseline_date": date(2025, 11, 22)}, ["SMART_M_BASELINE_OLD"]),
        ({"baseline_date": date(2025, 11, 23)}, []),
        ({"target_value": None}, ["SMART_M_TARGET_MISSING"]),
        ({"target_value": Decimal("91.50")}, ["SMART_M_TARGET_EQUALS_BASELINE"]),
        ({"direction": Direction.DECREASE}, ["SMART_M_DIRECTION"]),
        ({"direction": None}, ["SMART_M_DIRECTION"]),
        ({"resources": ""}, ["SMART_R_RESOURCES_MISSING"]),
        ({"target_value": Decimal("94.6")}, ["SMART_R_CHANGE_TOO_LARGE"]),
        ({"target_value": Decimal("94.5")}, []),
        ({"other_active_goals": 3}, ["SMART_R_TOO_MANY_GOALS"]),
        ({"deadline": None}, ["SMART_T_DEADLINE_MISSING"]),
        ({"check_ins": (date(2027, 1, 19), date(2027, 1, 19))}, ["SMART_T_TOO_FEW_CHECK_INS"]),
        ({"check_ins": (date(2027, 1, 19), date(2027, 5, 31))}, ["SMART_T_TOO_FEW_CHECK_INS"]),
        ({"deadline": date(2026, 11, 23)}, ["SMART_T_DEADLINE_PAST", "SMART_T_TOO_FEW_CHECK_INS"]),
    ],
)
def test_each_shortcoming_has_its_code(changes: dict[str, Any], codes: list[str]) -> None:
    assert list(check(**changes).codes) == codes


@pytest.mark.parametrize(
    "title",
    [
        "Vi ska bli bättre",
        "Jobba med trygghet",
        "Vi lyfter frågan",
        "Se över rutiner",
        "Förbättra",
        "Förbättra oss",
    ],
)
def test_vague_wordings_are_found(title: str) -> None:
    assert vague_wording(title)


@pytest.mark.parametrize(
    "title",
    [
        "Förbättra läsförståelsen i årskurs 3",
        "Förbättringen syns i maj",
        "Alla elever har en lyftbar pall",
        "",
    ],
)
def test_wordings_with_an_object_are_left_alone(title: str) -> None:
    assert vague_wording(title) is None


EHT = ("SCHOOL_NURSE", "SCHOOL_COUNSELLOR")
YES = [
    Acceptance(Stance.ACCEPT, "SCHOOL_NURSE"),
    Acceptance(Stance.ACCEPT_WITH_DOUBT, "SCHOOL_COUNSELLOR"),
    Acceptance(Stance.ACCEPT, is_principal=True),
    *[Acceptance(Stance.ACCEPT, in_work_team=True)] * 3,
]


def test_n04_the_quorum_is_every_profession_the_principal_and_half_the_team() -> None:
    assert quorum(YES, EHT, team_size=6).reached
    assert not quorum(YES, EHT, team_size=7).reached
    assert quorum(YES, [*EHT, "SCHOOL_DOCTOR"], 6).missing_professions == ("SCHOOL_DOCTOR",)
    assert quorum(YES[:2], EHT, 0).principal_missing
    assert quorum([], [], 0).principal_missing


def test_n04_a_goal_does_not_become_active_until_the_quorum_is_reached() -> None:
    for n in range(len(YES)):
        codes = [v.code for v in activation_violations(GOOD, quorum(YES[:n], EHT, 6), TODAY)]
        assert codes == ["G01"], n
    assert activation_violations(GOOD, quorum(YES, EHT, 6), TODAY) == ()


def test_n04_an_objection_stands_until_it_is_answered() -> None:
    objection = Acceptance(Stance.OBJECT, in_work_team=True)
    against = quorum([*YES, objection], EHT, 6)
    assert against.reached
    assert against.open_objections == 1
    assert [v.code for v in activation_violations(GOOD, against, TODAY)] == ["G01"]
    answered = quorum([*YES, replace(objection, objection_answered=True)], EHT, 6)
    assert activation_violations(GOOD, answered, TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"baseline_value": None}, ["G02"]),
        ({"baseline_date": date(2025, 11, 22)}, ["G02"]),
        ({"target_value": Decimal("91.5")}, ["G02"]),
        ({"check_ins": (date(2027, 1, 19),)}, ["G03"]),
        ({"deadline": None}, ["G03"]),
        ({"title": "Bättre", "resources": "", "source": None}, []),
    ],
)
def test_g02_and_g03_stop_and_the_rest_only_advises(changes: dict[str, Any], broken: list[str]) -> None:
    goal = replace(GOOD, **changes)
    assert [v.code for v in activation_violations(goal, REACHED, TODAY)] == broken


def test_progress_by_hand() -> None:
    assert progress(GOOD, Decimal("91.5")) == 0
    assert progress(GOOD, Decimal("92.75")) == 0.5
    assert progress(GOOD, Decimal(96)) == 1
    assert progress(GOOD, Decimal(80)) == 0
    down = replace(GOOD, baseline_value=Decimal(20), target_value=Decimal(10), direction=Direction.DECREASE)
    assert progress(down, Decimal("12.5")) == 0.75


@pytest.mark.parametrize("value", [None, Decimal("NaN"), Decimal("Infinity")])
def test_progress_is_none_without_a_figure(value: Decimal | None) -> None:
    assert progress(GOOD, value) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"baseline_value": None},
        {"target_value": None},
        {"target_value": Decimal("91.5")},
        {"direction": Direction.DECREASE},
        {"baseline_value": Decimal("NaN")},
    ],
)
def test_progress_is_none_when_it_cannot_be_computed(changes: dict[str, Any]) -> None:
    assert progress(replace(GOOD, **changes), Decimal(92)) is None


numbers = st.decimals(-10_000, 10_000, places=3)


@given(numbers, numbers, numbers, st.sampled_from(Direction))
def test_progress_is_a_share_and_full_only_at_the_target(
    baseline: Decimal, target: Decimal, value: Decimal, direction: Direction
) -> None:
    goal = replace(GOOD, baseline_value=baseline, target_value=target, direction=direction)
    share = progress(goal, value)
    if baseline == target or (target > baseline) is not (direction is Direction.INCREASE):
        assert share is None
        return
    assert share is not None
    assert 0 <= share <= 1
    reached = value >= target if direction is Direction.INCREASE else value <= target
    assert (share == 1) is reached


@given(
    st.builds(
        GoalFacts,
        title=st.text(max_size=200),
        baseline_value=st.none() | numbers,
        target_value=st.none() | numbers,
        baseline_date=st.none() | st.dates(),
        start=st.none() | st.dates(),
        deadline=st.none() | st.dates(),
        check_ins=st.lists(st.dates(), max_size=4).map(tuple),
        best_yearly_change=st.none() | numbers,
    ),
    st.dates(),
)
def test_the_checker_answers_whatever_was_typed(goal: GoalFacts, today: date) -> None:
    report = smart_check(goal, NOBODY, today)
    assert len(report.rows) == 5
    for row in report.rows:
        assert (row.status is SmartStatus.OK) is (row.hints == ())


def test_every_advice_is_used_and_filled_in() -> None:
    far = date(2030, 1, 1)
    worst = [
        GoalFacts(title="Bättre", source=MetricSource.NEW_SURVEY),
        replace(GOOD, source=None, baseline_date=far, direction=None, deadline=TODAY, other_active_goals=5),
        replace(GOOD, baseline_date=date(2020, 1, 1), target_value=GOOD.baseline_value, deadline=far),
        replace(GOOD, target_value=Decimal(900)),
    ]
    reports = [smart_check(g, replace(NOBODY, open_objections=1), TODAY) for g in worst]
    hints = [hint for report in reports for row in report.rows for hint in row.hints]
    assert {hint.code for hint in hints} == set(load_advice())
    assert not any("{" in hint.sv + hint.en for hint in hints)


def test_states() -> None:
    assert next_states(GoalState.DRAFT) == {GoalState.CHECKED, GoalState.ABANDONED}
    assert GoalState.ACTIVE not in next_states(GoalState.PROPOSED)
    assert GoalState.DRAFT in next_states(GoalState.ACCEPTED), "reworked, and the team is asked anew"
    assert GoalState.DRAFT not in next_states(GoalState.ACTIVE)
    assert GoalState.ACTIVE in next_states(GoalState.ADJUSTED)
    assert next_states(GoalState.EVALUATED) == {GoalState.CLOSED}
    assert next_states(GoalState.CLOSED) == next_states(GoalState.ABANDONED) == set()


def test_months_after_ends_in_short_months_and_at_the_end_of_time() -> None:
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2026, 12, 31), 12) == date(2027, 12, 31)
    assert months_after(date(9999, 1, 1), 24) == date.max


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 240))
def test_months_after_keeps_the_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
