"""Keys for tokens: kept private, strong enough, and tied to one algorithm."""

from __future__ import annotations

import pickle
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from jose import jwt

from samsyn.core.clock import SetClock
from samsyn.core.crypto import SecretFileError, write_secret
from samsyn.core.tokens import BadKey, SigningKey, TokenReader, VerificationKey
from tests.core.forge import (
    AUDIENCE,
    EC_KEY,
    ISSUER,
    RSA_KEY,
    START,
    claims_with,
    ec_pem,
    public_pem,
    rsa_pem,
    signed,
)


class TestKeys:
    def test_created_loaded_and_private(self, tmp_path: Path) -> None:
        path = tmp_path / "signing.pem"
        made = SigningKey.create(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert (SigningKey.load(path).kid, made.algorithm) == (made.kid, "ES256")
        with pytest.raises(SecretFileError, match="already exists"):
            SigningKey.create(path)
        path.chmod(0o644)
        with pytest.raises(SecretFileError, match="chmod 600"):
            SigningKey.load(path)

    @pytest.mark.parametrize(
        "content", [b"", b"junk", rsa_pem(1024), ec_pem(ec.SECP384R1()), public_pem(EC_KEY)]
    )
    def test_a_file_without_a_fit_key(self, content: bytes, tmp_path: Path) -> None:
        write_secret(tmp_path / "key", content)
        with pytest.raises(SecretFileError):
            SigningKey.load(tmp_path / "key")

    @pytest.mark.parametrize("key", [RSA_KEY, EC_KEY], ids=["RSA", "EC"])
    def test_the_published_key_is_public_and_enough(self, key: SigningKey) -> None:
        published = key.verification.jwk
        assert not published.keys() & {"d", "p", "q", "dp", "dq", "qi", "k"}
        assert (published["kid"], published["use"], published["alg"]) == (key.kid, "sig", key.algorithm)
        reader = TokenReader(ISSUER, AUDIENCE, [VerificationKey.from_jwk(published)], SetClock(START))
        assert reader.read(signed(claims_with(), key)).tenant == 7

    def test_thumbprint_is_the_one_of_rfc_7638(self) -> None:
        """The key and the answer are the ones printed in RFC 7638 §3.1."""
        modulus = (
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZ"
            "CiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJ"
            "ZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBn"
            "iIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
        )
        key = VerificationKey.from_jwk({"kty": "RSA", "n": modulus, "e": "AQAB", "kid": "named"})
        assert key.kid == "named"
        assert VerificationKey(key.jose.to_pem()).kid == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"

    def test_weak_or_strange_public_keys(self) -> None:
        for private in (rsa_pem(1024), rsa_pem(2048, 3), ec_pem(ec.SECP384R1()), ec_pem(ec.SECP256K1())):
            with pytest.raises(BadKey):
                SigningKey(private)
        for text in (b"", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", rsa_pem(2048)):
            with pytest.raises(BadKey):
                VerificationKey(text)

    def test_rsa_1024_passes_the_library_but_not_us(self) -> None:
        private = rsa_pem(1024)
        public = load_pem_private_key(private, None).public_key()
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        assert jwt.decode(jwt.encode({"a": 1}, private, "RS256"), pem, ["RS256"]) == {"a": 1}
        with pytest.raises(BadKey, match="2048"):
            VerificationKey(pem)
        with pytest.raises(BadKey, match="2048"):
            SigningKey(private)

    @pytest.mark.parametrize(
        "change",
        [
            {"kty": "oct", "k": "eA"},
            {"kty": "OKP"},
            {"kty": ["RSA"]},
            {"d": "AQAB"},
            {"use": "enc"},
            {"key_ops": ["encrypt"]},
            {"key_ops": 5},
            {"kid": ""},
            {"kid": None},
            {"kid": "a b"},
            {"alg": "HS256"},
            {"alg": "RS512"},
            {"n": "AQAB"},
            {"n": None},
            {"e": "Ag"},
            {"n": 5},
            {str(n): n for n in range(40)},
        ],
        ids=str,
    )
    def test_jwk_that_must_not_be_registered(self, change: dict[str, Any]) -> None:
        with pytest.raises(BadKey):
            VerificationKey.from_jwk(RSA_KEY.verification.jwk | change)

    @pytest.mark.parametrize("key", [RSA_KEY, EC_KEY], ids=["RSA", "EC"])
    def test_a_private_key_is_not_registered(self, key: SigningKey) -> None:
        with pytest.raises(BadKey, match="private"):
            VerificationKey.from_jwk(key.jose.to_dict() | {"kid": "a"})

    def test_a_point_off_the_curve(self) -> None:
        with pytest.raises(BadKey):
            VerificationKey.from_jwk(EC_KEY.verification.jwk | {"y": EC_KEY.verification.jwk["x"]})

    def test_neither_printed_nor_pickled(self) -> None:
        assert "PRIVATE" not in repr(EC_KEY)
        with pytest.raises(TypeError):
            pickle.dumps(EC_KEY)
