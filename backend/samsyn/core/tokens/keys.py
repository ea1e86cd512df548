"""Keys for tokens: each is tied to one algorithm and built once, as parsing costs more than verifying."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeGuard

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from jose import jwk
from jose.backends.base import Key
from jose.exceptions import JWKError

from samsyn.core.crypto import SecretFileError, read_secret, write_secret

RSA_BITS: Final = range(2048, 8193)
"""Below it can be broken, above one check takes so long that it becomes an attack."""
RSA_EXPONENT_MIN: Final = 65537
MAX_JWK_MEMBERS: Final = 20


_KID: Final = re.compile(r"[\x21-\x7e]{1,128}", re.ASCII)


class BadKey(ValueError):
    """A key that must not be used. Says why, never quotes it."""


def is_kid(value: object) -> TypeGuard[str]:
    """A kid is only ever looked up among pinned keys: never a path, an address or a query."""
    return isinstance(value, str) and _KID.fullmatch(value) is not None


def _algorithm(public: object) -> str:
    """The one algorithm a key serves. Raises BadKey for keys that are weak or of another kind."""
    if isinstance(public, RSAPublicKey):
        if public.key_size not in RSA_BITS:
            raise BadKey(
                f"an RSA key has {RSA_BITS.start} to {RSA_BITS.stop - 1} bits, not {public.key_size}"
            )
        if public.public_numbers().e < RSA_EXPONENT_MIN:
            raise BadKey("an RSA key's exponent is at least 65537")
        return "RS256"
    if isinstance(public, EllipticCurvePublicKey) and isinstance(public.curve, SECP256R1):
        return "ES256"
    raise BadKey("a key is RSA or elliptic on the curve P-256")


def _pem(public: RSAPublicKey | EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _thumbprint(members: Mapping[str, str]) -> str:
    """RFC 7638: the same key has the same name everywhere."""
    needed = ("e", "kty", "n") if members["kty"] == "RSA" else ("crv", "kty", "x", "y")
    text = json.dumps({name: members[name] for name in needed}, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def _described(key: Key, algorithm: str) -> dict[str, str]:
    found = key.public_key().to_dict()
    texts = {name: v.decode() if isinstance(v, bytes) else str(v) for name, v in found.items()}
    names: tuple[str, ...] = ("kty", "crv", "x", "y", "n", "e")
    public = {name: texts[name] for name in names if name in texts}
    return {**public, "alg": algorithm, "use": "sig", "kid": _thumbprint(public)}


class VerificationKey:
    """A public key under its ``kid``, good for exactly one algorithm."""

    def __init__(self, pem: bytes, kid: str | None = None) -> None:
        """``kid`` defaults to the key's RFC 7638 thumbprint. Raises BadKey."""
        try:
            public = load_pem_public_key(pem)
        except (ValueError, UnsupportedAlgorithm) as error:
            raise BadKey("not a public key in PEM") from error
        self.algorithm: Final = _algorithm(public)
        self.jose: Final = jwk.construct(pem, self.algorithm)
        self.jwk: Final = _described(self.jose, self.algorithm)
        self.kid: Final = kid or self.jwk["kid"]

    @classmethod
    def from_jwk(cls, members: Mapping[str, Any]) -> VerificationKey:
        """From a client's registered JWK (RFC 7517). Raises BadKey: also for secret and symmetric keys."""
        _check_jwk(members)
        algorithm = {"RSA": "RS256", "EC": "ES256"}[members["kty"]]
        try:
            pem = jwk.construct(dict(members), algorithm).to_pem()
        except (JWKError, ValueError, TypeError, KeyError, AttributeError, UnsupportedAlgorithm) as error:
            raise BadKey("not a readable JWK") from error
        key = cls(pem, members["kid"])
        if members.get("alg", key.algorithm) != key.algorithm:
            raise BadKey(f"this key signs with {key.algorithm}")
        return key

    def __repr__(self) -> str:
        return f"VerificationKey({self.kid}, {self.algorithm})"


def _check_jwk(members: Mapping[str, Any]) -> None:
    if len(members) > MAX_JWK_MEMBERS:
        raise BadKey("a JWK with that many members is no key")
    if members.get("kty") not in ("RSA", "EC"):
        raise BadKey("kty is RSA or EC")
    if members.keys() & {"d", "p", "q", "dp", "dq", "qi", "k", "oth"}:
        raise BadKey("that is a private key: register the public half, and make a new pair")
    if members.get("use", "sig") != "sig" or members.get("key_ops", ["verify"]) != ["verify"]:
        raise BadKey("the key is not meant for signatures")
    if not is_kid(members.get("kid")):
        raise BadKey("kid is 1 to 128 printable ASCII characters")


def _new_pem() -> bytes:
    private = generate_private_key(SECP256R1())
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


class SigningKey:
    """This installation's own key pair, in a file of mode 0600 beside the master key."""

    def __init__(self, pem: bytes) -> None:
        """Raises BadKey."""
        try:
            private = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise BadKey("not a private key in PEM without a passphrase") from error
        if not isinstance(private, RSAPrivateKey | EllipticCurvePrivateKey):
            raise BadKey("a key is RSA or elliptic on the curve P-256")
        self.verification: Final = VerificationKey(_pem(private.public_key()))
        self.algorithm: Final = self.verification.algorithm
        self.kid: Final = self.verification.kid
        self.jose: Final = jwk.construct(pem, self.algorithm)

    @classmethod
    def made(cls) -> SigningKey:
        """A new ES256 pair that is kept nowhere."""
        return cls(_new_pem())

    @classmethod
    def create(cls, path: Path) -> SigningKey:
        """A new ES256 pair in a new file. Raises SecretFileError where one already lies."""
        pem = _new_pem()
        write_secret(path, pem)
        return cls(pem)

    @classmethod
    def load(cls, path: Path) -> SigningKey:
        """Raises SecretFileError when the file is not ours alone or holds no key that may be used."""
        try:
            return cls(read_secret(path))
        except BadKey as error:
            raise SecretFileError(f"{path}: {error}") from error

    def __repr__(self) -> str:
        return f"SigningKey({self.kid}, {self.algorithm})"

    def __reduce__(self) -> str:
        raise TypeError("a signing key is not copied between processes; load it from its file")
