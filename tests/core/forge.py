"""Makes tokens by hand, good and bad ones, without the program's own signer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from samsyn.core.tokens import SigningKey

ISSUER, AUDIENCE = "https://samsyn.example", "https://samsyn.example/samsyn/v1"
ENDPOINT = f"{AUDIENCE}/oauth/token"
CLIENT = uuid4()
START = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
"""Ahead, so that tokens are still young for the library's own clock when a long run comes to them."""
NOW = int(START.timestamp())


def rsa_pem(bits: int, exponent: int = 65537) -> bytes:
    key = rsa.generate_private_key(exponent, bits)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def ec_pem(curve: ec.EllipticCurve | None = None) -> bytes:
    key = ec.generate_private_key(curve or ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(key: SigningKey) -> bytes:
    return key.verification.jose.to_pem()


RSA_KEY, EC_KEY, STRANGER = SigningKey(rsa_pem(2048)), SigningKey(ec_pem()), SigningKey(ec_pem())
KEYS = [RSA_KEY.verification, EC_KEY.verification]


def encoded(part: object) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def claims_with(**changes: Any) -> dict[str, Any]:
    """Valid claims; a change to ``None`` takes the claim away."""
    valid: dict[str, Any] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(CLIENT),
        "client_id": str(CLIENT),
        "tenant": 7,
        "scope": "cases:read",
        "iat": NOW,
        "exp": NOW + 300,
        "jti": str(uuid4()),
    }
    return {name: value for name, value in (valid | changes).items() if value is not None}


def signed(claims: dict[str, Any], key: SigningKey = RSA_KEY, **headers: Any) -> str:
    usual: dict[str, Any] = {"alg": key.algorithm, "typ": "at+jwt", "kid": key.kid}
    header = {name: value for name, value in (usual | headers).items() if value is not None}
    return sealed_by(key, encoded(header), encoded(claims))


def sealed_by(key: SigningKey, header: str, body: str) -> str:
    return f"{header}.{body}.{encoded(key.jose.sign(f'{header}.{body}'.encode()))}"


def hmac_signed(secret: bytes, claims: dict[str, Any], kid: str = RSA_KEY.kid) -> str:
    start = f"{encoded({'alg': 'HS256', 'typ': 'at+jwt', 'kid': kid})}.{encoded(claims)}"
    return f"{start}.{encoded(hmac.digest(secret, start.encode(), hashlib.sha256))}"
