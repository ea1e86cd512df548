"""What somebody is writing and has not sent yet (drafts, own only, sealed), and sealed blobs.

``keep_blob`` and its readers are for the domain whose row owns the blob: it gates, logs and names it.
"""

from samsyn.documents.commands import forget_draft_key, keep_blob
from samsyn.documents.models import Blob
from samsyn.documents.queries import blob_part, blob_pieces, one_blob, read_blob
from samsyn.documents.routes import router

__all__ = [
    "Blob",
    "blob_part",
    "blob_pieces",
    "forget_draft_key",
    "keep_blob",
    "one_blob",
    "read_blob",
    "router",
]
