"""Assertions with which a system proves who it is (``private_key_jwt``)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from samsyn.core.clock import SetClock
from samsyn.core.tokens import AssertionClaims, ClientAssertionReader, SigningKey, TokenReader, TokenRefused
from tests.core.forge import (
    AUDIENCE,
    CLIENT,
    EC_KEY,
    ENDPOINT,
    ISSUER,
    KEYS,
    NOW,
    RSA_KEY,
    START,
    STRANGER,
    claims_with,
    hmac_signed,
    public_pem,
    signed,
)


class TestAssertions:
    @pytest.fixture
    def clock(self) -> SetClock:
        return SetClock(START)

    @pytest.fixture
    def assertions(self, clock: SetClock) -> ClientAssertionReader:
        return ClientAssertionReader(ENDPOINT, clock)

    @staticmethod
    def made(key: SigningKey = EC_KEY, typ: str | None = "JWT", **changes: Any) -> str:
        valid = {"iss": str(CLIENT), "sub": str(CLIENT), "aud": ENDPOINT, "exp": NOW + 60, "jti": "a1"}
        claims = {name: value for name, value in (valid | changes).items() if value is not None}
        return signed(claims, key, typ=typ)

    @pytest.mark.parametrize("typ", ["JWT", None, "client-authentication+jwt"])
    @pytest.mark.parametrize("key", [RSA_KEY, EC_KEY], ids=["RS256", "ES256"])
    def test_read(self, typ: str | None, key: SigningKey, assertions: ClientAssertionReader) -> None:
        token = self.made(key, typ, iat=NOW)
        assert assertions.claimed_client(token) == CLIENT
        assert assertions.read(token, CLIENT, KEYS) == AssertionClaims(
            CLIENT, "a1", START + timedelta(seconds=90)
        )

    def test_remembered_for_as_long_as_it_is_accepted(
        self, assertions: ClientAssertionReader, clock: SetClock
    ) -> None:
        token = self.made()
        until = assertions.read(token, CLIENT, KEYS).remember_until
        clock.set(until - timedelta(seconds=1))
        assert assertions.read(token, CLIENT, KEYS).jti == "a1"
        clock.set(until)
        with pytest.raises(TokenRefused) as caught:
            assertions.read(token, CLIENT, KEYS)
        assert caught.value.reason == "expired"

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"aud": ISSUER}, "signature"),
            ({"aud": [ENDPOINT, ISSUER]}, "aud"),
            ({"aud": None}, "signature"),
            ({"iss": str(uuid4())}, "signature"),
            ({"iss": None}, "signature"),
            ({"sub": str(uuid4())}, "sub"),
            ({"sub": None}, "sub"),
            ({"exp": None}, "exp"),
            ({"exp": NOW - 31}, "expired"),
            ({"exp": NOW + 331}, "lifetime"),
            ({"iat": NOW + 31}, "not yet valid"),
            ({"nbf": NOW + 31}, "not yet valid"),
            ({"jti": None}, "jti"),
            ({"jti": ""}, "jti"),
            ({"jti": 7}, "signature"),
            ({"jti": "x" * 201}, "jti"),
        ],
    )
    def test_refused(self, changes: dict[str, Any], reason: str, assertions: ClientAssertionReader) -> None:
        with pytest.raises(TokenRefused) as caught:
            assertions.read(self.made(**changes), CLIENT, KEYS)
        assert caught.value.reason == reason

    def test_another_client_s_key(self, assertions: ClientAssertionReader) -> None:
        with pytest.raises(TokenRefused) as caught:
            assertions.read(self.made(EC_KEY), CLIENT, [RSA_KEY.verification])
        assert caught.value.reason == "kid"

    def test_another_client_s_name(self, assertions: ClientAssertionReader) -> None:
        """Whoever holds a key of their own may not speak for somebody else."""
        with pytest.raises(TokenRefused):
            assertions.read(self.made(), uuid4(), KEYS)

    def test_an_access_token_is_no_assertion_and_the_other_way_round(
        self, assertions: ClientAssertionReader, clock: SetClock
    ) -> None:
        with pytest.raises(TokenRefused) as caught:
            assertions.read(self.made(typ="at+jwt"), CLIENT, KEYS)
        assert caught.value.reason == "typ"
        with pytest.raises(TokenRefused) as caught:
            TokenReader(ISSUER, AUDIENCE, KEYS, clock).read(signed(claims_with(), typ=""))
        assert caught.value.reason == "typ"

    def test_hs256_with_the_registered_public_key(self, assertions: ClientAssertionReader) -> None:
        claims = {"iss": str(CLIENT), "sub": str(CLIENT), "aud": ENDPOINT, "exp": NOW + 60, "jti": "a"}
        with pytest.raises(TokenRefused):
            assertions.read(hmac_signed(public_pem(RSA_KEY), claims), CLIENT, KEYS)

    @pytest.mark.parametrize("iss", [None, "", "me", 7, CLIENT.hex, "å"])
    def test_a_claimed_client_is_an_id(self, iss: object, assertions: ClientAssertionReader) -> None:
        with pytest.raises(TokenRefused):
            assertions.claimed_client(self.made(iss=iss))

    def test_a_stranger_s_key_under_a_registered_kid(self, assertions: ClientAssertionReader) -> None:
        claims = claims_with(aud=ENDPOINT, iss=str(CLIENT))
        token = signed(claims, STRANGER, kid=EC_KEY.kid, typ="JWT")
        with pytest.raises(TokenRefused) as caught:
            assertions.read(token, CLIENT, KEYS)
        assert caught.value.reason == "signature"
