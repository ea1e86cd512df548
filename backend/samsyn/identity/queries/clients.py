"""API clients as they are shown."""

from __future__ import annotations

from samsyn.core.paging import Order
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.identity.models import ApiClient
from samsyn.identity.policy import allowed_on_client
from samsyn.identity.schemas import ApiClientOut

CLIENT_ORDER = Order("api-clients", {"name": ApiClient.name}, "name", ApiClient.id)


def client_shown(client: ApiClient, work: Work, secret: str | None = None) -> ApiClientOut:
    """``secret``: the one that was made just now."""
    lives = client.valid_to is None or client.valid_to >= work.clock.today()
    return ApiClientOut(
        links=self_link(f"/api-clients/{client.id}"),
        allowed_actions=sorted(allowed_on_client(work.actor, client)),
        id=client.id,
        name=client.name,
        scopes=sorted(client.scopes),
        school_ids=client.school_ids,
        has_public_key=client.public_key is not None,
        live_secrets=len(client.secret_hashes),
        secret=secret,
        valid_to=client.valid_to,
        is_valid_now=lives and client.disabled_at is None,
        ended_at=client.disabled_at,
        last_used_at=client.last_used_at,
        created_at=client.created_at,
        version=client.version,
    )
