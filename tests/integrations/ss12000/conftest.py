"""A municipality, a server that serves it, and a connection to it whose waits take no time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from samsyn.integrations.ss12000 import (
    LOOPBACK,
    ClientCredentials,
    Connection,
    Delivery,
    Limits,
    SourceFault,
    gather,
    open_source,
)
from samsyn.integrations.ss12000.exchange import Timing
from samsyn.integrations.ss12000.reasons import Kind
from samsyn.integrations.ss12000.records import State
from tests.integrations.ss12000 import municipality
from tests.integrations.ss12000.pulls import desired
from tests.integrations.ss12000.server import CLIENT_ID, CLIENT_SECRET, FakeSource, serving


@dataclass
class Waits:
    """Remembers the waits that were asked for and takes none of them."""

    slept: list[float] = field(default_factory=list)
    now: float | None = None

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self.now is not None:
            self.now += seconds

    def monotonic(self) -> float:
        return time.monotonic() if self.now is None else self.now

    def timing(self) -> Timing:
        return Timing(self.monotonic, self.sleep, lambda: 0.5)


@dataclass
class Rig:
    """The server, and how to pull from it."""

    source: FakeSource
    connection: Connection
    waits: Waits = field(default_factory=Waits)

    def limit(self, **limits: Any) -> None:
        self.connection = replace(self.connection, limits=replace(self.connection.limits, **limits))

    async def gather(self) -> Delivery:
        async with open_source(self.connection, timing=self.waits.timing()) as source:
            return await gather(source)

    async def items(self, kind: Kind) -> list[object]:
        async with open_source(self.connection, timing=self.waits.timing()) as source:
            return [item async for page in source.pages(kind) for item in page.items]

    async def fault(self, kind: Kind = Kind.PERSON) -> SourceFault:
        """The fault that a pull of ``kind`` must end in."""
        with pytest.raises(SourceFault) as caught:
            await self.items(kind)
        return caught.value


@pytest.fixture
def town() -> municipality.Municipality:
    return municipality.make()


@pytest.fixture
def rig(town: municipality.Municipality) -> Iterator[Rig]:
    source = FakeSource(town.lists())
    with serving(source) as base:
        connection = Connection(
            base_url=f"{base}/ss12000/v2.0",
            token_url=f"{base}/connect/token",
            credentials=ClientCredentials(CLIENT_ID, CLIENT_SECRET),
            limits=Limits(page_size=10, read_seconds=5, attempts=3),
            reach=LOOPBACK,
        )
        yield Rig(source, connection)


@pytest.fixture
def held(town: municipality.Municipality) -> State:
    """What is held after a first pull."""
    return desired(town).state
