"""Codes of a local sign-in: from an app (RFC 6238), a recovery code, or the one-time code of a new account.

The last two have 80 random bits each, are shown once and stored as a hash.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyotp
import segno

STEP_SECONDS: Final = 30
WINDOW: Final = 1
"""Steps before and after the present one that are accepted: telephones are up to half a minute off."""
RECOVERY_CODES: Final = 10
QUIET: Final = 4
"""Modules of white around a QR code, by its standard."""
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: without the letters that are read as digits."""
_READ_AS: Final = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})
_CODE: Final = re.compile(r"[0-9]{6}", re.ASCII)


def new_totp_secret() -> str:
    """160 random bits in base 32; stored sealed."""
    return pyotp.random_base32()


def totp_uri(secret: str, username: str, installation: str) -> str:
    """For the QR code that the person's app reads. Holds the secret: never logged, never in an address."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=installation)


def accepted_step(secret: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The time step that the code belongs to, or None when it is wrong or used.

    Store it in the same transaction, where the stored step is still lower: a code, and every older one, is
    then worth nothing the second time. ``last_step`` is what was stored, None before the first time.
    """
    plain = "".join(code.split())
    if not _CODE.fullmatch(plain):
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    steps = range(present - WINDOW, present + WINDOW + 1)
    generator = pyotp.TOTP(secret, interval=STEP_SECONDS)
    fits = [step for step in steps if hmac.compare_digest(generator.generate_otp(step), plain)]
    fresh = [step for step in fits if last_step is None or step > last_step]
    return fresh[0] if fresh else None


def new_recovery_codes(count: int = RECOVERY_CODES) -> tuple[str, ...]:
    """Shown once, in groups of four; 80 random bits each."""
    return tuple(_new_code() for _ in range(count))


def _new_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def new_one_time_code() -> str:
    """What an administrator hands to somebody, who sets a password with it."""
    return _new_code()


def one_time_code_hash(code: str) -> bytes:
    """What is stored; never worth anything as a recovery code."""
    return _code_hash(b"samsyn one-time code 1|", code)


def one_time_code_fits(code: str, stored: bytes | None) -> bool:
    """In the same time whether there is a code or none."""
    return hmac.compare_digest(one_time_code_hash(code), stored or bytes(32)) and stored is not None


def recovery_code_hash(code: str) -> bytes:
    """What is stored. A plain hash is enough for 80 random bits; how the code was typed does not matter."""
    return _code_hash(b"samsyn recovery code 1|", code)


def _code_hash(purpose: bytes, code: str) -> bytes:
    plain = code.casefold().translate(_READ_AS)
    return hashlib.sha256(purpose + plain.encode()).digest()


def matching_recovery_code(code: str, stored: Sequence[bytes]) -> bytes | None:
    """The stored hash that the code fits, to be deleted in the same transaction; None when there is none."""
    given = recovery_code_hash(code)
    fits = [kept for kept in stored if hmac.compare_digest(kept, given)]
    return fits[0] if fits else None


@dataclass(frozen=True, slots=True)
class QrCode:
    """The dark modules as one path of an SVG whose sides are ``size`` long, quiet zone included."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """A QR code that a phone reads off a screen. Drawn here: what it holds goes to nobody else."""
    rows = segno.make(text, error="m", micro=False).matrix
    runs = (
        f"M{column + QUIET} {row + QUIET}h1v1h-1z"
        for row, modules in enumerate(rows)
        for column, dark in enumerate(modules)
        if dark
    )
    return QrCode(len(rows) + 2 * QUIET, "".join(runs))
