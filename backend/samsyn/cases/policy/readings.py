"""Who has opened a case (läslogg): rows of the access log about one case, for who answers for it.

The program may only add to the log. A function of the database answers, and asks itself who asks.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Date, DateTime, Integer, Text, Uuid, bindparam, column, func, select

from samsyn.core.scope import KEY, scoped

_ROWS = func.case_readings(
    KEY,
    bindparam("place_at", type_=DateTime(timezone=True)),
    bindparam("place_id", type_=Uuid),
    bindparam("upto", type_=Integer),
).table_valued(
    column("person_id", Uuid),
    column("kind", Text),
    column("held", Text),
    column("day", Date),
    column("first_at", DateTime(timezone=True)),
    column("last_at", DateTime(timezone=True)),
    column("times", Integer),
    column("refused", Boolean),
    column("with_reason", Boolean),
    name="readings",
)
READINGS: Final = scoped(
    select(*_ROWS.c, _ROWS.c.last_at.label("sort_value"), _ROWS.c.person_id.label("tie_value")).offset(
        bindparam("skip", type_=Integer)
    )
)
"""By person and day, the newest first. Only behind a gate that has found the case ``key``."""
