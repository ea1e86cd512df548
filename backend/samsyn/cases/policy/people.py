"""Names of staff, which everybody may know who works for the same organiser."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ARRAY, Uuid, any_, bindparam, select

from samsyn.core.scope import TENANT, scoped
from samsyn.identity import Person

NAMES: Final = scoped(
    select(Person.id, Person.given_name, Person.family_name).where(
        Person.tenant_id == TENANT, Person.id == any_(bindparam("wanted", type_=ARRAY(Uuid())))
    )
)
"""Of the people ``wanted``."""
