"""Meetings (möten): what a team meets about, who came, what was written, and whether meetings take
place.

Words: meeting (möte), series (mötesserie), agenda item (punkt), minutes (minnesanteckning), action item
(att göra), student health meeting (elevhälsomöte, EHM), forum (samverkansforum), meeting-held rate
(mötesgrad).
"""

from samsyn.meetings.events import MeetingCancelled, MeetingHeld
from samsyn.meetings.models import ActionItem, AgendaItem, ItemMinutes, Meeting, MeetingParticipant
from samsyn.meetings.registrations import register
from samsyn.meetings.routes import router

__all__ = [
    "ActionItem",
    "AgendaItem",
    "ItemMinutes",
    "Meeting",
    "MeetingCancelled",
    "MeetingHeld",
    "MeetingParticipant",
    "register",
    "router",
]
