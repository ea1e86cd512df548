"""Meeting series as they are shown."""

from __future__ import annotations

from uuid import UUID

from samsyn.core.errors import NotThere
from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Page, self_link
from samsyn.core.work import Work
from samsyn.meetings.models import MeetingSeries
from samsyn.meetings.policy import ONE_SERIES, VISIBLE_SERIES, MeetingAction
from samsyn.meetings.queries.meetings import title_of
from samsyn.meetings.schemas import MeetingSeriesOut, TeamOfMeeting

ORDER = Order("meeting-series", {"firstOn": MeetingSeries.first_on}, "-firstOn", MeetingSeries.id)
MADE_HERE = {"links", "allowed_actions", "title", "team"}


def shown(row: MeetingSeries, language: Language) -> MeetingSeriesOut:
    own = {n: getattr(row, n) for n in MeetingSeriesOut.model_fields if n not in MADE_HERE}
    return MeetingSeriesOut(
        links=self_link(f"/meeting-series/{row.id}"),
        allowed_actions=[MeetingAction.READ_SERIES],
        title=title_of(row.type, row.team_name, language),
        team=TeamOfMeeting(id=row.team_id, name=row.team_name, type=row.team_type),
        **own,
    )


async def all_series(work: Work, asked: Paging, language: Language) -> Page[MeetingSeriesOut]:
    """Latest first."""
    return await listed(work, VISIBLE_SERIES, ORDER, asked, lambda row: shown(row[0], language))


async def fetch(work: Work, series_id: UUID) -> MeetingSeries:
    """Read anew, with what is counted. Raises NotThere."""
    found: MeetingSeries | None = await work.one_or_none(ONE_SERIES, key=series_id)
    if found is None:
        raise NotThere
    return found
