"""Who is signed in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from samsyn.core.accounts import session_standing
from samsyn.core.actor import AssignmentView
from samsyn.core.errors import Unauthenticated
from samsyn.core.messages import Language
from samsyn.core.schema import Link, Links, Named, self_link
from samsyn.core.work import Work
from samsyn.identity.models import Person
from samsyn.identity.policy import SessionAction
from samsyn.identity.rules import SecondFactor, idle_end, navigation, second_factor_to_come
from samsyn.identity.schemas import Me, MyAssignment, SessionOut
from samsyn.organisation import Organiser, School, function_label, school_year_of


async def session_shown(work: Work) -> SessionOut:
    """The session this request came with."""
    standing = await session_standing(work, work.credential.values[0])
    if standing is None:
        raise Unauthenticated
    seen, ends, enrolled, enrols = standing
    to_come = second_factor_to_come(work.actor.assurance, enrolled, enrols)
    steps = [SessionAction.STEP_UP] if to_come is SecondFactor.TOTP_REQUIRED else []
    return SessionOut(
        links=Links(self=Link(href="/samsyn/v1/session")),
        allowed_actions=sorted([SessionAction.READ, SessionAction.END, *steps]),
        assurance=work.actor.assurance,
        second_factor=to_come,
        expires_at=ends,
        idle_expires_at=idle_end(seen, ends),
    )


async def me(work: Work, language: Language) -> Me:
    """The signed-in person; ``functionLabel`` in the caller's language."""
    actor = work.actor
    person: Person = await work.one_or_none(
        select(Person).where(Person.tenant_id == work.tenant, Person.id == actor.id)
    )
    organiser: Organiser = await work.one_or_none(select(Organiser).where(Organiser.tenant_id == work.tenant))
    names = await _school_names(work, {s for a in actor.assignments for s in a.schools})
    return Me(
        links=self_link("/me"),
        person=Named(id=person.id, name=person.name),
        organiser=Named(id=organiser.id, name=organiser.name),
        assignments=[_assignment(a, names, language) for a in actor.assignments],
        assurance=actor.assurance,
        navigation=navigation(actor),
        current_school_year=school_year_of(work.clock.today()).code,
    )


def _assignment(view: AssignmentView, names: dict[UUID, str], language: Language) -> MyAssignment:
    return MyAssignment(
        id=view.id,
        function=view.function,
        function_label=function_label(view.function, language),
        scope_type=view.scope,
        schools=[Named(id=s, name=names.get(s, "")) for s in view.schools],
    )


async def _school_names(work: Work, ids: set[UUID]) -> dict[UUID, str]:
    wanted = select(School.id, School.name).where(School.tenant_id == work.tenant, School.id.in_(ids))
    return {row.id: row.name for row in await work.execute(wanted)}
