"""Who sees the ledger of a case, who writes in it, and what a partner outside the organiser is shown."""

from __future__ import annotations

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import Consent, Disclosure
from samsyn.cases.policy.actions import SharedAction
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.cases import holds_today, is_one_of
from samsyn.cases.policy.parts import one_part
from samsyn.cases.rules.disclosures import BY_CONSENT
from samsyn.core.actor import Actor, Function
from samsyn.core.scope import KEY, PERSON, TENANT, scoped
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.identity import Assignment, Person
from samsyn.organisation import School

TODAY = func.samsyn_today()
CONSENT_HOLDS: ColumnElement[bool] = and_(
    Consent.given_on <= TODAY,
    Consent.expires_on >= TODAY,
    or_(Consent.revoked_on.is_(None), Consent.revoked_on > TODAY),
)
WITHOUT_CONSENT: ColumnElement[bool] = ~is_one_of(Disclosure.basis, sorted(BY_CONSENT))
ONE_CONSENT = one_part(Consent)
ONE_DISCLOSURE = one_part(Disclosure)


def is_partner(actor: Actor) -> bool:
    return actor.kind == "PERSON" and Function.EXTERNAL_PARTNER in actor.functions


def allowed_on_shared(actor: Actor, row: Disclosure) -> frozenset[SharedAction]:
    return frozenset({SharedAction.READ})


_PARTNER_TODAY = exists().where(
    Assignment.tenant_id == TENANT,
    Assignment.person_id == PERSON,
    Assignment.function == Function.EXTERNAL_PARTNER,
    holds_today(Assignment),
)
SHARED_WITH_ME: ColumnElement[bool] = and_(
    Disclosure.tenant_id == TENANT,
    Disclosure.partner_id == PERSON,
    Disclosure.ended_at.is_(None),
    Disclosure.shared_until >= TODAY,
    Disclosure.confidentiality != ConfidentialityClass.K4,
    _PARTNER_TODAY,
    not_against_me(Disclosure.case_id),
)
"""What was shared with the caller, as long as it is. Its consent, where there is one, ends it in its row."""


ONE_SHARED = scoped(select(Disclosure).where(SHARED_WITH_ME, Disclosure.id == KEY), Disclosure)
MY_SHARED = scoped(
    select(Disclosure, School.name).where(
        SHARED_WITH_ME, School.tenant_id == TENANT, School.id == Disclosure.school_id
    ),
    Disclosure,
    School,
)
SHARED_UNDER = scoped(
    select(Disclosure).where(
        Disclosure.tenant_id == TENANT,
        Disclosure.consent_id == KEY,
        Disclosure.partner_id.is_not(None),
        Disclosure.ended_at.is_(None),
    ),
    Disclosure,
)
"""Only behind a gate that has found the consent: what stands under it is never stricter than it is."""
PARTNERS = scoped(
    select(Person.id, Person.given_name, Person.family_name)
    .where(
        Person.tenant_id == TENANT,
        exists().where(
            Assignment.tenant_id == Person.tenant_id,
            Assignment.person_id == Person.id,
            Assignment.function == Function.EXTERNAL_PARTNER,
            holds_today(Assignment),
        ),
    )
    .order_by(Person.family_name, Person.given_name, Person.id),
    Person,
)
