"""Writes of sources."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work
from samsyn.integrations.errors import AddressRefused, NameTaken, SecretNeeded
from samsyn.integrations.models import SyncSource
from samsyn.integrations.policy import SOURCES
from samsyn.integrations.schemas import NoMarksConfirmationIn, SyncSourceIn, SyncSourcePatch
from samsyn.integrations.ss12000 import LOOPBACK, PUBLIC, SourceFault, check_url

TABLE, SECRET = "sync_sources", "client_secret"


async def create_source(work: Work, body: SyncSourceIn) -> SyncSource:
    """Raises NameTaken, AddressRefused. The secret is sealed at once."""
    given = body.model_dump(exclude={"client_secret", "endpoint_urls"})
    urls = body.endpoint_urls.given() if body.endpoint_urls else {}
    _check_addresses(work, given | {"endpoint_urls": urls})
    await _refuse_taken(work, body.name)
    source = SyncSource(tenant_id=work.tenant, id=uuid7(), **(given | {"api_version": str(body.api_version)}))
    source.endpoint_urls = urls
    source.client_secret = await _sealed(work, source, body.client_secret)
    work.add(source)
    await work.flush()
    return source


async def change_source(work: Work, source: SyncSource, body: SyncSourcePatch) -> SyncSource:
    """Raises NameTaken, AddressRefused, SecretNeeded. A secret that is left out stays."""
    given = body.model_dump(exclude_unset=True, exclude={"client_secret", "endpoint_urls"})
    if "endpoint_urls" in body.model_fields_set:
        given["endpoint_urls"] = body.endpoint_urls.given() if body.endpoint_urls else {}
    _check_addresses(work, given)
    if given.get("token_url", source.token_url) != source.token_url and body.client_secret is None:
        raise SecretNeeded
    if given.get("name", source.name) != source.name:
        await _refuse_taken(work, given["name"])
    for field, value in given.items():
        setattr(source, field, str(value) if field == "api_version" else value)
    if body.client_secret is not None:
        source.client_secret = await _sealed(work, source, body.client_secret)
    await work.flush()
    return source


async def confirm_no_marks(work: Work, source: SyncSource, body: NoMarksConfirmationIn) -> SyncSource:
    """The caller answers for it by name, from now."""
    source.no_marks_by, source.no_marks_at = work.actor.id, work.clock.now()
    source.no_marks_handling = body.handling
    await work.flush()
    return source


async def withdraw_no_marks(work: Work, source: SyncSource) -> None:
    """From the next pull on, those without a mark are handled as protected again."""
    source.no_marks_by = source.no_marks_at = source.no_marks_handling = None
    await work.flush()


async def secret_of(work: Work, source: SyncSource) -> str:
    sealer = await sealer_of(work)
    return sealer.open_text(work.tenant, TABLE, source.id, SECRET, source.client_secret)


async def _sealed(work: Work, source: SyncSource, secret: str) -> bytes:
    sealer = await sealer_of(work)
    return sealer.seal_text(work.tenant, TABLE, source.id, SECRET, secret)


async def _refuse_taken(work: Work, name: str) -> None:
    if (await work.scalars(SOURCES.where(SyncSource.name == name))).first() is not None:
        raise NameTaken


def _check_addresses(work: Work, given: dict[str, Any]) -> None:
    urls = {"/baseUrl": given.get("base_url"), "/tokenUrl": given.get("token_url")}
    urls |= {f"/endpointUrls/{kind}": url for kind, url in given.get("endpoint_urls", {}).items()}
    wrong = [at for at, url in urls.items() if url is not None and not _may_call(work, url)]
    if wrong:
        raise AddressRefused(*wrong)


def _may_call(work: Work, url: str) -> bool:
    """What a name stands for is looked at at every connection; what is an address is looked at now."""
    try:
        host = check_url(url).host
    except SourceFault:
        return False
    demo = bool(work.runtime.settings.demo)
    try:
        return (LOOPBACK if demo else PUBLIC).admits(ip_address(host))
    except ValueError:
        return demo or host != "localhost"
