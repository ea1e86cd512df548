"""What somebody is writing and has not sent yet: drafts, own only, sealed."""

from samsyn.documents.commands import forget_draft_key
from samsyn.documents.routes import router

__all__ = ["forget_draft_key", "router"]
