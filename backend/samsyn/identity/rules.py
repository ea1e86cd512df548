"""How long a session lives, and what a signed-in person is shown the way to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from samsyn.core.actor import HEADS, HEALTH, ORGANISER_READERS, STAFF, TRIAGE, Actor, Function

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)


ONE_TIME_CODE_LIFETIME = timedelta(hours=48)


class SecondFactor(StrEnum):
    """What is still to come. NONE: nothing; ENROLMENT_OPEN: this session may give the account its first;
    NOT_ENROLLED: there is none, and only a new one-time code opens the way to one."""

    NONE = "NONE"
    TOTP_REQUIRED = "TOTP_REQUIRED"
    ENROLMENT_OPEN = "ENROLMENT_OPEN"
    NOT_ENROLLED = "NOT_ENROLLED"


class AccountState(StrEnum):
    """CODE_GIVEN: waits for the one-time code; CODE_EXPIRED: it ran out and a new one is needed."""

    NONE = "NONE"
    CODE_GIVEN = "CODE_GIVEN"
    CODE_EXPIRED = "CODE_EXPIRED"
    ACTIVE = "ACTIVE"
    LOCKED = "LOCKED"


def second_factor_to_come(assurance: int, enrolled: bool, enrols: bool) -> SecondFactor:
    if assurance > 1:
        return SecondFactor.NONE
    if enrolled:
        return SecondFactor.TOTP_REQUIRED
    return SecondFactor.ENROLMENT_OPEN if enrols else SecondFactor.NOT_ENROLLED


def account_state(
    locked: bool, has_password: bool, code_expires_at: datetime | None, now: datetime
) -> AccountState:
    """Of an account that is there."""
    if locked:
        return AccountState.LOCKED
    if has_password:
        return AccountState.ACTIVE
    waits = code_expires_at is not None and code_expires_at > now
    return AccountState.CODE_GIVEN if waits else AccountState.CODE_EXPIRED


class Navigation(StrEnum):
    """The rail of `ux.md`: tasks, not tables."""

    FOCUS = "FOCUS"
    REPORT_CONCERN = "REPORT_CONCERN"
    MY_STUDENTS = "MY_STUDENTS"
    CASES = "CASES"
    SHARED = "SHARED"
    MEETINGS = "MEETINGS"
    SCHOOL_YEAR = "SCHOOL_YEAR"
    SCHOOL = "SCHOOL"
    SETTINGS = "SETTINGS"


ADMIN = frozenset({Function.SYSTEM_ADMIN})
CENTRAL = frozenset({Function.CENTRAL_MANAGER, Function.SCHOOL_CHIEF, Function.ORGANISER_ANALYST})
TEACHING = frozenset({Function.MENTOR, Function.TEACHER, Function.TEAM_LEAD})
WAYS: tuple[tuple[Navigation, frozenset[Function]], ...] = (
    (Navigation.FOCUS, frozenset(Function)),
    (Navigation.REPORT_CONCERN, STAFF),
    (Navigation.MY_STUDENTS, TEACHING | HEALTH | HEADS),
    (Navigation.CASES, TRIAGE | {Function.ORGANISER_CASE_OFFICER} | TEACHING),
    (Navigation.SHARED, frozenset({Function.EXTERNAL_PARTNER})),
    (Navigation.MEETINGS, STAFF | ORGANISER_READERS),
    (Navigation.SCHOOL_YEAR, STAFF | ORGANISER_READERS),
    (Navigation.SCHOOL, STAFF | CENTRAL | ADMIN),
    (Navigation.SETTINGS, ADMIN),
)


def navigation(actor: Actor) -> tuple[Navigation, ...]:
    """What this person's rail shows; rights are still decided at each request."""
    return tuple(way for way, functions in WAYS if actor.holds(*functions))


def session_end(started: datetime) -> datetime:
    return started + ABSOLUTE


def idle_end(last_seen: datetime, ends: datetime) -> datetime:
    """When the session ends unless something is done before."""
    return min(last_seen + IDLE, ends)


class PersonStatus(StrEnum):
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"


class AssignmentScope(StrEnum):
    """Where an assignment holds."""

    ORGANISER = "ORGANISER"
    AREA = "AREA"
    UNIT = "UNIT"


class AssignmentSource(StrEnum):
    """Entered by hand, or pulled from the register (SIS), which then ends it too."""

    MANUAL = "MANUAL"
    SIS = "SIS"


AT_THE_ORGANISER_ONLY = frozenset(
    {
        Function.CENTRAL_MANAGER,
        Function.ORGANISER_CASE_OFFICER,
        Function.ORGANISER_ANALYST,
        Function.SCHOOL_CHIEF,
        Function.REGISTRAR,
        Function.LOG_REVIEWER,
        Function.SYSTEM_ADMIN,
    }
)
BELOW_THE_ORGANISER_ONLY = HEADS | {Function.MENTOR, Function.TEAM_LEAD}


def fits(function: Function, scope: AssignmentScope) -> bool:
    """Whether a function can be held there. Student health and teachers may be employed centrally: that gives
    coverage to every unit, and access to none until there is an assignment at one."""
    if scope is AssignmentScope.ORGANISER:
        return function not in BELOW_THE_ORGANISER_ONLY
    return function not in AT_THE_ORGANISER_ONLY


def last_day_when_ended(today: date, wanted: date | None) -> date:
    """An assignment holds through its last day, so one that ends now had its last day yesterday."""
    return today - timedelta(days=1) if wanted is None else wanted


CLIENT_SCOPES = frozenset(
    {
        "calendar:read",
        "case-types:read",
        "cases:read",
        "concerns:write",
        "goals:read",
        "groups:read",
        "lookups:read",
        "meetings:read",
        "people:read",
        "professions:read",
        "schools:read",
        "teams:read",
        "wheels:read",
    }
)
"""Those that some operation asks for; a test compares them with the routes."""
LIVE_SECRETS = 2
"""The new one and the one before it, so that a system can change over without a stop."""
