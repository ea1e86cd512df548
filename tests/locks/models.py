"""Tables of the tests' own, so that the locks are tried whatever the domains hold.

``Letter`` and ``Remark`` are confidential, ``Notice`` is internal. A remark whose body is ``doomed`` is
refused by a deferred trigger: only the commit fails.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, ForeignKeyConstraint, MetaData, select, text
from sqlalchemy.orm import Mapped

from samsyn.core import ddl
from samsyn.core.actor import Actor
from samsyn.core.models import NAMES, Base, Confidential, Internal, Tenanted, Versioned
from samsyn.core.scope import KEY, TENANT, TRIAGE_UNITS, in_own_unit, scoped


class LockBase(Base):
    """Shares the program's mappers, and keeps its tables out of the program's metadata."""

    __abstract__ = True
    metadata = MetaData(naming_convention=NAMES)


class Letter(Tenanted, Versioned, Confidential, LockBase):
    __tablename__ = "lock_letters"
    LIVE: ClassVar = ("letter", "id")
    school_id: Mapped[UUID]
    student_id: Mapped[UUID]
    title: Mapped[str]


class Remark(Tenanted, Versioned, Confidential, LockBase):
    __tablename__ = "lock_remarks"
    letter_id: Mapped[UUID]
    body: Mapped[str]
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "letter_id"], ["lock_letters.tenant_id", "lock_letters.id"]),
    )


class Notice(Tenanted, Versioned, Internal, LockBase):
    __tablename__ = "lock_notices"
    school_id: Mapped[UUID | None]
    said: Mapped[str]


LETTERS = scoped(
    select(Letter).where(Letter.tenant_id == TENANT, Letter.school_id == TRIAGE_UNITS.any_()), Letter
)
ONE_LETTER = LETTERS.where(Letter.id == KEY)
NOTICES = scoped(select(Notice).where(Notice.tenant_id == TENANT, in_own_unit(Notice.school_id)), Notice)
ONE_NOTICE = NOTICES.where(Notice.id == KEY)
ACTIONS = frozenset({"letter.read", "letter.remark", "letter.change"})


def allowed_on_letter(actor: Actor, letter: Letter) -> frozenset[str]:
    """Everybody who sees it reads and remarks; only heads of its unit change it."""
    heads = letter.school_id in actor.parameters["actor_list_units"]
    return ACTIONS if heads else ACTIONS - {"letter.change"}


AT_WORK = f"""EXISTS (SELECT FROM assignments a WHERE a.tenant_id = lock_letters.tenant_id
  AND a.person_id = {ddl.PERSON} AND (a.school_id = lock_letters.school_id OR a.area_id = (SELECT s.area_id
    FROM schools s WHERE s.tenant_id = lock_letters.tenant_id AND s.id = lock_letters.school_id)))"""
DOOMED = """
CREATE FUNCTION lock_doomed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NEW.body = 'doomed' THEN RAISE 'refused at the end: %', NEW.body; END IF; RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER doomed AFTER INSERT ON lock_remarks DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION lock_doomed();
"""


def put_up(connection: Connection) -> None:
    """As the migrations' role, with the very functions that migrations use."""
    LockBase.metadata.create_all(connection)
    with Operations.context(MigrationContext.configure(connection)):
        ddl.circle("lock_letters", AT_WORK)
        ddl.circle("lock_remarks", "true")
        ddl.open_within("lock_notices", "SELECT, INSERT, UPDATE, DELETE")
    connection.execute(text(DOOMED))
