"""What a pull reads and writes, as the program itself: only what came from the one source.

The database lets the worker alone through to pupils of a whole organiser.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Uuid, bindparam, exists, select

from samsyn.core.scope import KEY, TENANT, scoped
from samsyn.identity import Assignment, Person
from samsyn.integrations.models import SyncLink, SyncRun, SyncSource
from samsyn.integrations.rules import RunState
from samsyn.organisation import Area, School
from samsyn.students import GroupLeader, GroupMember, LeaderRole, Student, StudentGroup

SOURCE: Any = bindparam("source", type_=Uuid)
MODELS: dict[str, Any] = {
    "AREA": Area,
    "SCHOOL_UNIT": School,
    "PERSON": Person,
    "ASSIGNMENT": Assignment,
    "PUPIL": Student,
    "GROUP": StudentGroup,
}

A_SOURCE = scoped(select(SyncSource).where(SyncSource.tenant_id == TENANT, SyncSource.id == KEY), SyncSource)
SOURCES_ON = scoped(
    select(SyncSource)
    .where(SyncSource.tenant_id == TENANT, SyncSource.enabled.is_(True))
    .order_by(SyncSource.name),
    SyncSource,
)
A_RUN = scoped(
    select(SyncRun).where(SyncRun.tenant_id == TENANT, SyncRun.id == KEY).with_for_update(), SyncRun
)
RUNNING = scoped(
    select(SyncRun).where(
        SyncRun.tenant_id == TENANT, SyncRun.source_id == SOURCE, SyncRun.state == RunState.RUNNING.value
    ),
    SyncRun,
)
"""Without a lock: who writes what a pull has fetched holds the row until all of it is written."""
RUNNING_TO_CLOSE = scoped(RUNNING.with_for_update().execution_options(populate_existing=True), SyncRun)


def _linked(kind: str, column: Any) -> Any:
    """The row's link, whoever's source it is of."""
    return exists().where(SyncLink.tenant_id == TENANT, SyncLink.kind == kind, SyncLink.object_id == column)


def _ours(kind: str, column: Any) -> Any:
    """The row came from this source."""
    return exists().where(
        SyncLink.tenant_id == TENANT,
        SyncLink.source_id == SOURCE,
        SyncLink.kind == kind,
        SyncLink.object_id == column,
    )


PULLED: dict[str, Any] = {
    kind: scoped(select(model).where(model.tenant_id == TENANT, _ours(kind, model.id)), model)
    for kind, model in MODELS.items()
}
UNLINKED: dict[str, Any] = {
    kind: scoped(
        select(model).where(
            model.tenant_id == TENANT, model.external_id.is_not(None), ~_linked(kind, model.id)
        ),
        model,
    )
    for kind, model in MODELS.items()
}
"""Rows with an id of some source that no source accounts for."""

PULLED_MEMBERS = scoped(
    select(GroupMember).where(
        GroupMember.tenant_id == TENANT,
        _ours("GROUP", GroupMember.group_id),
        _ours("PUPIL", GroupMember.student_id),
    ),
    GroupMember,
)
PULLED_MENTORS = scoped(
    select(GroupLeader).where(
        GroupLeader.tenant_id == TENANT,
        GroupLeader.role == LeaderRole.MENTOR.value,
        _ours("GROUP", GroupLeader.group_id),
        _ours("PERSON", GroupLeader.person_id),
    ),
    GroupLeader,
)
