"""What stands on a wheel, in which ring, and the states of both."""

from enum import StrEnum


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
    """MOVED stands at its new date and still counts; MISSED does not. REMOVED is off the wheel, and can come
    back."""

    PLANNED = "PLANNED"
    DONE = "DONE"
    MISSED = "MISSED"
    MOVED = "MOVED"
    REMOVED = "REMOVED"


AHEAD = frozenset({ActivityStatus.PLANNED, ActivityStatus.MOVED})
"""Still to come, or to be told about."""


class WheelState(StrEnum):
    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"
    CLOSED = "CLOSED"


_NEXT = {
    WheelState.PLANNED: frozenset({WheelState.ACTIVE}),
    WheelState.ACTIVE: frozenset({WheelState.CLOSED}),
    WheelState.CLOSED: frozenset[WheelState](),
}


WRITABLE = frozenset({WheelState.PLANNED, WheelState.ACTIVE})


def next_states(state: WheelState) -> frozenset[WheelState]:
    return _NEXT[state]
