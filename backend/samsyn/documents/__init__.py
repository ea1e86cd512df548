"""What somebody is writing and has not sent yet (drafts, own only, sealed), and sealed blobs.

``keep_blob`` and its readers are for the domain whose row owns the blob: it gates, logs and names it.
"""

from samsyn.documents.commands import TakenIn, forget_draft_key, keep_blob, take_in
from samsyn.documents.models import Blob
from samsyn.documents.queries import SANDBOX, blob_pieces, one_blob, read_blob, served_blob
from samsyn.documents.routes import router
from samsyn.documents.rules import MEDIA_TYPES, PREVIEWED, FileKind

__all__ = [
    "MEDIA_TYPES",
    "PREVIEWED",
    "SANDBOX",
    "Blob",
    "FileKind",
    "TakenIn",
    "blob_pieces",
    "forget_draft_key",
    "keep_blob",
    "one_blob",
    "read_blob",
    "router",
    "served_blob",
    "take_in",
]
