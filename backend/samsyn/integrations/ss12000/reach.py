"""Which addresses a configured source may have (SSRF).

The name is resolved by us, every address it has is vetted, and the connection goes to a vetted address, so a
name that changes its mind between the check and the call gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

from samsyn.integrations.ss12000.faults import FaultCode, SourceFault

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reach:
    """``opened``: networks that are not public, which whoever runs the server has opened for this."""

    opened: tuple[Network, ...] = ()

    def admits(self, address: Address) -> bool:
        """Public, or opened. Link-local (cloud metadata), multicast and unspecified never are."""
        plain = _plain(address)
        if plain.is_link_local or plain.is_multicast or plain.is_unspecified:
            return False
        return plain.is_global or any(plain in network for network in self.opened)


PUBLIC = Reach()
LOOPBACK = Reach((ipaddress.IPv4Network("127.0.0.0/8"), ipaddress.IPv6Network("::1/128")))


def _plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, else the address itself."""
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def check_url(url: str) -> httpx.URL:
    """Parse an address that an administrator typed. Raises `SourceFault` (ADDRESS_REFUSED).

    https, or http to a loopback name; no credentials, query or fragment in it. The host's addresses are
    vetted at every connection, not here.
    """
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, TypeError):
        raise SourceFault(FaultCode.ADDRESS_REFUSED) from None
    secure = parsed.scheme == "https" or (parsed.scheme == "http" and _named_loopback(parsed.host))
    extras = parsed.userinfo or parsed.fragment or parsed.query
    if not (secure and parsed.host) or extras or not 0 < (parsed.port or 443) < 65536:
        raise SourceFault(FaultCode.ADDRESS_REFUSED)
    return parsed


def _named_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def resolve_name(host: str, port: int) -> Sequence[str]:
    """Every address of ``host``, by the system's resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects only to vetted addresses. One pool per host name: TLS is never shared between names."""

    def __init__(
        self, reach: Reach, tls: ssl.SSLContext | None = None, resolve: Resolve = resolve_name
    ) -> None:
        self._reach = reach
        self._tls = tls
        self._resolve = resolve
        self._pools: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        addresses = await self._vetted(request.url)
        pool = self._pool(request.url.host)
        for address in addresses[:-1]:
            try:
                return await pool.handle_async_request(_pinned(request, address))
            except httpx.ConnectError:
                continue
        return await pool.handle_async_request(_pinned(request, addresses[-1]))

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()

    def _pool(self, host: str) -> httpx.AsyncHTTPTransport:
        if host not in self._pools:
            verify = self._tls or ssl.create_default_context()
            self._pools[host] = httpx.AsyncHTTPTransport(verify=verify, trust_env=False)
        return self._pools[host]

    async def _vetted(self, url: httpx.URL) -> list[Address]:
        check_url(str(url.copy_with(query=None, fragment=None)))
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = [ipaddress.ip_address(found) for found in await self._resolve(url.host, port)]
        except (OSError, UnicodeError):
            raise httpx.ConnectError("the name has no address") from None
        except ValueError:
            raise SourceFault(FaultCode.ADDRESS_REFUSED) from None
        if not addresses:
            raise httpx.ConnectError("the name has no address")
        plaintext = url.scheme == "http"
        if not all(self._reach.admits(one) and (one.is_loopback or not plaintext) for one in addresses):
            raise SourceFault(FaultCode.ADDRESS_REFUSED)
        return list(addresses)


def _pinned(request: httpx.Request, address: Address) -> httpx.Request:
    """The same request to a numeric address; Host header and TLS name stay those of the URL."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
