"""What the running program holds: engine, clock, keys, registry. Made once by ``main.create_app``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncEngine

from samsyn.core.clock import Clock, SystemClock
from samsyn.core.registry import Registry

if TYPE_CHECKING:
    from samsyn.core.crypto import KeyedHasher, MasterKey, Sealer
    from samsyn.core.doorway import Doorway
    from samsyn.core.settings import Settings
    from samsyn.core.tokens import ClientAssertionReader, TokenReader, TokenSigner


@dataclass
class Runtime:
    """``engine`` is the application role's pool. ``master`` opens the tenants' data keys."""

    engine: AsyncEngine
    settings: Settings
    master: MasterKey
    hasher: KeyedHasher
    sealer: Sealer
    cursor_keys: tuple[bytes, ...]
    signer: TokenSigner
    tokens: TokenReader
    assertions: ClientAssertionReader
    doorway: Doorway
    clock: Clock = field(default_factory=SystemClock)
    registry: Registry = field(default_factory=Registry)
    kept: dict[str, Any] = field(default_factory=dict)
