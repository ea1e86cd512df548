"""Everybody may see who they are and leave; staff see the staff of their units; the administrator all."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import and_, any_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql import ColumnElement

from samsyn.core.actor import Actor, Function
from samsyn.core.scope import ADMINISTERS, EVERYWHERE, KEY, PERSON, TENANT, UNITS, scoped
from samsyn.identity.models import ApiClient, Assignment, Person
from samsyn.identity.rules import AccountState, PersonStatus
from samsyn.organisation import School


class SessionAction(StrEnum):
    READ = "session.read"
    STEP_UP = "session.step-up"
    END = "session.end"


class PersonAction(StrEnum):
    LIST = "person.list"
    READ = "person.read"
    CREATE = "person.create"
    CHANGE = "person.change"


class AssignmentAction(StrEnum):
    LIST = "assignment.list"
    READ = "assignment.read"
    CREATE = "assignment.create"
    END = "assignment.end"


class AccountAction(StrEnum):
    """On somebody else's account."""

    READ = "account.read"
    OPEN = "account.open"
    RESET = "account.reset"
    LOCK = "account.lock"
    UNLOCK = "account.unlock"


class OwnAccountAction(StrEnum):
    READ = "own-account.read"
    CHANGE_PASSWORD = "own-account.change-password"  # noqa: S105 - the name of an action
    ENROL = "own-account.enrol"
    RENEW_RECOVERY_CODES = "own-account.renew-recovery-codes"
    END_OTHER_SESSIONS = "own-account.end-other-sessions"


class ClientAction(StrEnum):
    LIST = "api-client.list"
    READ = "api-client.read"
    CREATE = "api-client.create"
    CHANGE = "api-client.change"
    ROTATE = "api-client.rotate"
    END = "api-client.end"


ME_READ = "me.read"

VALID_NOW: ColumnElement[bool] = and_(
    Assignment.valid_from <= func.samsyn_today(),
    or_(Assignment.valid_to.is_(None), Assignment.valid_to >= func.samsyn_today()),
)
_OWN = aliased(Assignment)
IS_CASE_OFFICER: ColumnElement[bool] = exists().where(
    _OWN.tenant_id == TENANT,
    _OWN.person_id == PERSON,
    _OWN.function == Function.ORGANISER_CASE_OFFICER,
    _OWN.scope_type == "ORGANISER",
    _OWN.valid_from <= func.samsyn_today(),
    or_(_OWN.valid_to.is_(None), _OWN.valid_to >= func.samsyn_today()),
)
"""Brings staff of any unit into the cases that the organiser investigates (skollagen 6:10)."""
REACHES_MY_UNITS: ColumnElement[bool] = or_(
    Assignment.school_id == any_(UNITS),
    IS_CASE_OFFICER,
    and_(Assignment.scope_type == "ORGANISER", func.cardinality(UNITS) > 0),
    exists().where(
        School.tenant_id == Assignment.tenant_id,
        School.area_id == Assignment.area_id,
        School.id == any_(UNITS),
    ),
)
"""Held at a unit of the caller's, or above it. Who works nowhere now has no colleagues; the organiser's case
officer has all."""

SEES_ALL_STAFF = or_(ADMINISTERS, EVERYWHERE)

VISIBLE_ASSIGNMENTS = scoped(
    select(Assignment, Person.given_name, Person.family_name)
    .join(Person, and_(Person.tenant_id == Assignment.tenant_id, Person.id == Assignment.person_id))
    .where(
        Assignment.tenant_id == TENANT,
        or_(SEES_ALL_STAFF, Assignment.person_id == PERSON, and_(VALID_NOW, REACHES_MY_UNITS)),
    ),
    Assignment,
    Person,
    School,
)
"""Colleagues' past assignments are the administrator's and the person's own business."""

ONE_ASSIGNMENT = scoped(
    select(Assignment).where(
        Assignment.tenant_id == TENANT,
        Assignment.id == KEY,
        or_(SEES_ALL_STAFF, Assignment.person_id == PERSON, and_(VALID_NOW, REACHES_MY_UNITS)),
    ),
    Assignment,
    School,
)
WORKS_WITH_ME: ColumnElement[bool] = exists().where(
    Assignment.tenant_id == Person.tenant_id, Assignment.person_id == Person.id, VALID_NOW, REACHES_MY_UNITS
)
VISIBLE_PEOPLE = scoped(
    select(Person).where(Person.tenant_id == TENANT, or_(SEES_ALL_STAFF, Person.id == PERSON, WORKS_WITH_ME)),
    Person,
    Assignment,
    School,
)
API_CLIENTS = scoped(select(ApiClient).where(ApiClient.tenant_id == TENANT, ADMINISTERS), ApiClient)
ONE_API_CLIENT = scoped(API_CLIENTS.where(ApiClient.id == KEY), ApiClient)
ONE_PERSON = scoped(VISIBLE_PEOPLE.where(Person.id == KEY), Person, Assignment, School)


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"


def administers(actor: Actor) -> bool:
    return actor.holds(Function.SYSTEM_ADMIN)


def allowed_on_person(actor: Actor, person: Person) -> frozenset[PersonAction]:
    own = {PersonAction.READ}
    return frozenset(own | {PersonAction.CHANGE} if administers(actor) else own)


def allowed_on_account(actor: Actor, _: Person) -> frozenset[AccountAction]:
    """Before it is known whether there is one: an administrator keeps everybody's."""
    return frozenset(AccountAction) if administers(actor) else frozenset()


ON_ACCOUNT: Mapping[AccountState, frozenset[AccountAction]] = {
    AccountState.NONE: frozenset({AccountAction.OPEN}),
    AccountState.CODE_GIVEN: frozenset({AccountAction.RESET, AccountAction.LOCK}),
    AccountState.CODE_EXPIRED: frozenset({AccountAction.RESET, AccountAction.LOCK}),
    AccountState.ACTIVE: frozenset({AccountAction.RESET, AccountAction.LOCK}),
    AccountState.LOCKED: frozenset({AccountAction.UNLOCK}),
}


def allowed_on_account_in(state: AccountState, actor: Actor, person: Person) -> frozenset[AccountAction]:
    """Nobody resets or locks the own account from the administrator's side, and nobody who left gets one."""
    if person.id == actor.id:
        return frozenset({AccountAction.READ})
    left = person.status == PersonStatus.ENDED
    opening = {AccountAction.OPEN, AccountAction.RESET, AccountAction.UNLOCK} if left else set()
    return (ON_ACCOUNT[state] | {AccountAction.READ}) - opening


def allowed_on_own(assurance: int, enrolled: bool, enrols: bool) -> frozenset[OwnAccountAction]:
    """With the password alone: what could hand the account over to who has stolen it is left out."""
    allowed = {OwnAccountAction.READ, OwnAccountAction.END_OTHER_SESSIONS}
    if assurance > 1 or not enrolled:
        allowed.add(OwnAccountAction.CHANGE_PASSWORD)
    if assurance > 1 or enrols:
        allowed.add(OwnAccountAction.ENROL)
    if assurance > 1 and enrolled:
        allowed.add(OwnAccountAction.RENEW_RECOVERY_CODES)
    return frozenset(allowed)


def allowed_on_assignment(actor: Actor, assignment: Assignment) -> frozenset[AssignmentAction]:
    """Nobody ends the own assignment: the last administrator would lock everybody out."""
    own = {AssignmentAction.READ}
    ends = administers(actor) and assignment.person_id != actor.id
    return frozenset(own | {AssignmentAction.END} if ends else own)


def allowed_on_client(_: Actor, client: ApiClient) -> frozenset[ClientAction]:
    """Whoever sees it administers it; one that has been ended stays ended."""
    if client.disabled_at is not None:
        return frozenset({ClientAction.READ})
    rotates = {ClientAction.ROTATE} if client.public_key is None else set()
    return frozenset({ClientAction.READ, ClientAction.CHANGE, ClientAction.END} | rotates)
