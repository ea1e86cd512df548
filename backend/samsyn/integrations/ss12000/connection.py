"""Where a source is, how we show who we are, and how much of our time and memory it may take."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

from samsyn.integrations.ss12000.reach import PUBLIC, Reach
from samsyn.integrations.ss12000.reasons import Kind


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """OAuth2 client credentials, sent in the form body unless ``in_header`` asks for HTTP Basic."""

    client_id: str
    client_secret: str = field(repr=False)
    scope: str | None = None
    in_header: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one pull may cost. Times in seconds, sizes in bytes after decompression.

    ``total_seconds`` covers everything from the first token to the last page, waiting included.
    """

    page_size: int = 500
    page_bytes: int = 32 * 1024 * 1024
    total_bytes: int = 1024 * 1024 * 1024
    pages: int = 20_000
    objects: int = 1_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    total_seconds: float = 1800.0
    attempts: int = 5
    first_wait_seconds: float = 0.5
    longest_wait_seconds: float = 60.0
    restarts: int = 2


@dataclass(frozen=True, slots=True)
class Connection:
    """One SS 12000 server. ``endpoint_urls`` overrides the base for vendors with one path per endpoint.

    ``reach`` says which networks that are not public may be called; ``tls`` carries an own CA or a client
    certificate.
    """

    base_url: str
    token_url: str
    credentials: ClientCredentials
    limits: Limits = Limits()
    reach: Reach = PUBLIC
    endpoint_urls: Mapping[Kind, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = field(default=None, repr=False)

    def url_of(self, kind: Kind) -> str:
        """The address of a list, without query."""
        base = self.endpoint_urls.get(kind, self.base_url)
        return f"{base.rstrip('/')}/{kind.value}"
