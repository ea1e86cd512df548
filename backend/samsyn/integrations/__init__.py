"""What Samsyn exchanges with other systems: one folder per counterpart.

A counterpart's folder knows its protocol and nothing of the screens; whatever it learns goes into the tables
of the domains below. Words: source (källa), pull (hämtning), report (rapport).
"""

from samsyn.integrations.jobs import JOBS, sync_all
from samsyn.integrations.models import SyncLink, SyncRun, SyncSource
from samsyn.integrations.routes import router
from samsyn.integrations.rules import RunTrigger
from samsyn.integrations.ss12000 import report_lines

__all__ = [
    "JOBS",
    "RunTrigger",
    "SyncLink",
    "SyncRun",
    "SyncSource",
    "report_lines",
    "router",
    "sync_all",
]
