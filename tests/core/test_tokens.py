"""Access tokens: every known hole of python-jose 3.5.0 is tried against the wrapper.

Where the library itself accepts the attack, the test first shows that it does: the token is a real one.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st
from jose import jwt

from samsyn.core.clock import SetClock
from samsyn.core.errors import Unauthenticated
from samsyn.core.tokens import (
    MAX_TOKEN_BYTES,
    AccessClaims,
    ClientAssertionReader,
    SigningKey,
    TokenReader,
    TokenRefused,
    TokenSigner,
    VerificationKey,
)
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
    encoded,
    hmac_signed,
    public_pem,
    sealed_by,
    signed,
)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def reader(clock: SetClock) -> TokenReader:
    return TokenReader(ISSUER, AUDIENCE, KEYS, clock)


def refused(reader: TokenReader, token: str, reason: str) -> None:
    with pytest.raises(TokenRefused) as caught:
        reader.read(token)
    assert caught.value.reason == reason


class TestIssuedAndRead:
    @pytest.mark.parametrize("key", [RSA_KEY, EC_KEY], ids=["RS256", "ES256"])
    def test_there_and_back(self, key: SigningKey, reader: TokenReader, clock: SetClock) -> None:
        issued = TokenSigner(ISSUER, AUDIENCE, key, clock).issue(7, CLIENT, ["cases:read", "concerns:write"])
        assert issued.expires_in == 300
        assert reader.read(issued.token) == AccessClaims(
            tenant=7,
            client_id=CLIENT,
            scopes=frozenset({"cases:read", "concerns:write"}),
            jti=issued.jti,
            expires_at=START + timedelta(minutes=5),
        )

    def test_no_scope_is_no_scope(self, reader: TokenReader, clock: SetClock) -> None:
        issued = TokenSigner(ISSUER, AUDIENCE, EC_KEY, clock).issue(7, CLIENT, [])
        assert reader.read(issued.token).scopes == frozenset()

    def test_each_token_has_its_own_id(self, clock: SetClock) -> None:
        signer = TokenSigner(ISSUER, AUDIENCE, EC_KEY, clock)
        assert len({signer.issue(7, CLIENT, []).jti for _ in range(20)}) == 20

    @pytest.mark.parametrize(
        ("tenant", "scopes", "seconds"),
        [
            (7, [], 301),
            (7, [], 0),
            (7, [], -5),
            (0, [], 60),
            (2**31, [], 60),
            (7, ["a b"], 60),
            (7, [""], 60),
        ],
    )
    def test_what_may_not_be_issued(
        self, tenant: int, scopes: list[str], seconds: int, clock: SetClock
    ) -> None:
        with pytest.raises(ValueError, match=r"300 seconds|not a scope"):
            TokenSigner(ISSUER, AUDIENCE, EC_KEY, clock).issue(
                tenant, CLIENT, scopes, timedelta(seconds=seconds)
            )

    def test_a_refusal_is_a_401_that_tells_the_client_nothing(self, reader: TokenReader) -> None:
        with pytest.raises(Unauthenticated) as caught:
            reader.read(signed(claims_with(tenant=0)))
        assert caught.value.status == 401
        assert str(CLIENT) not in str(caught.value)
        assert caught.value.detail("en") == Unauthenticated().detail("en")

    def test_hand_made_valid_token_is_read(self, reader: TokenReader) -> None:
        """Keeps the refusals below honest: the same token without the attack passes."""
        assert reader.read(signed(claims_with())).client_id == CLIENT


class TestSignature:
    @pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", ""])
    def test_alg_none(self, alg: str, reader: TokenReader) -> None:
        header = encoded({"alg": alg, "typ": "at+jwt", "kid": RSA_KEY.kid})
        refused(reader, f"{header}.{encoded(claims_with())}.", "unreadable")
        refused(reader, f"{header}.{encoded(claims_with())}.AA", "alg")

    def test_hs256_with_the_public_key_as_der(self, reader: TokenReader) -> None:
        der = load_pem_public_key(public_pem(RSA_KEY)).public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
        token = hmac_signed(der, claims_with())
        assert jwt.decode(token, der, audience=AUDIENCE)["tenant"] == 7
        refused(reader, token, "alg")

    @pytest.mark.parametrize("key", [RSA_KEY, EC_KEY], ids=["RSA", "EC"])
    def test_hs256_with_the_public_key_as_pem(self, key: SigningKey, reader: TokenReader) -> None:
        for secret in (public_pem(key), public_pem(key).strip()):
            refused(reader, hmac_signed(secret, claims_with(), key.kid), "alg")

    def test_hs256_with_one_byte(self, reader: TokenReader) -> None:
        token = hmac_signed(b"x", claims_with())
        assert jwt.decode(token, b"x", algorithms=["HS256"], audience=AUDIENCE)["tenant"] == 7
        refused(reader, token, "alg")

    @pytest.mark.parametrize(
        "alg", ["RS384", "RS512", "PS256", "ES256", "ES384", "HS512", None, 1, ["RS256"]]
    )
    def test_a_key_serves_one_algorithm_only(self, alg: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(), alg=alg), "alg")

    def test_a_stranger_s_key_under_a_known_kid(self, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(), STRANGER, kid=EC_KEY.kid), "signature")

    @pytest.mark.parametrize("part", [0, 1, 2])
    def test_a_changed_part(self, part: int, reader: TokenReader) -> None:
        pieces = signed(claims_with()).split(".")
        pieces[part] = signed(claims_with(tenant=8), RSA_KEY, typ="AT+JWT").split(".")[part]
        refused(reader, ".".join(pieces), "signature")

    def test_an_empty_or_short_signature(self, reader: TokenReader) -> None:
        header, body, signature = signed(claims_with()).split(".")
        refused(reader, f"{header}.{body}.{signature[:-8]}", "signature")
        refused(reader, f"{header}.{body}", "unreadable")

    @pytest.mark.parametrize("strange", ["!", "\n", " ", "=", "å", "\x00"])
    def test_characters_that_the_library_drops(self, strange: str, reader: TokenReader) -> None:
        """Two spellings of one signature would slip past anything that remembers tokens."""
        token = signed(claims_with()) + strange * 4
        if strange in "! \n":
            lax = {"verify_aud": False}
            assert jwt.decode(token, RSA_KEY.verification.jose, ["RS256"], options=lax)["tenant"] == 7
        refused(reader, token, "unreadable")


class TestHeader:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("crit", ["exp"]),
            ("crit", []),
            ("jku", "https://evil.example/keys"),
            ("x5u", "https://evil.example/cert"),
            ("x5c", ["MIIB"]),
            ("x5t", "abc"),
            ("jwk", STRANGER.verification.jwk),
            ("zip", "DEF"),
            ("b64", False),
            ("cty", "JWT"),
            ("anything", 1),
        ],
    )
    def test_headers_that_bring_a_key_or_change_the_rules(
        self, name: str, value: Any, reader: TokenReader
    ) -> None:
        token = signed(claims_with(), **{name: value})
        lax = jwt.decode(token, RSA_KEY.verification.jose, ["RS256"], audience=AUDIENCE)
        assert lax["tenant"] == 7, "the library looks at none of them"
        refused(reader, token, "header")

    def test_signed_by_the_key_it_brings(self, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(), STRANGER, jwk=STRANGER.verification.jwk), "header")
        refused(reader, signed(claims_with(), STRANGER), "kid")

    @pytest.mark.parametrize(
        "kid",
        [
            None,
            "",
            "unknown",
            "../../dev/null",
            "/etc/passwd",
            "' OR 1=1 --",
            "http://evil.example/key",
            RSA_KEY.kid + " ",
            RSA_KEY.kid.upper() + "\x00",
            "k" * 5000,
            0,
            True,
            {"a": 1},
            [RSA_KEY.kid],
        ],
    )
    def test_kid_is_a_name_among_pinned_keys_and_nothing_else(self, kid: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(), kid=kid), "kid")

    @pytest.mark.parametrize("typ", [None, "", "JWT", "id_token+jwt", "logout+jwt", 1, ["at+jwt"]])
    def test_only_access_tokens(self, typ: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(), typ=typ), "typ")

    @pytest.mark.parametrize("typ", ["at+jwt", "AT+JWT", "application/at+jwt"])
    def test_spellings_of_the_type(self, typ: str, reader: TokenReader) -> None:
        assert reader.read(signed(claims_with(), typ=typ)).tenant == 7

    def test_a_header_member_twice(self, reader: TokenReader) -> None:
        header = f'{{"alg":"none","alg":"RS256","typ":"at+jwt","kid":"{RSA_KEY.kid}"}}'.encode()
        refused(reader, sealed_by(RSA_KEY, encoded(header), encoded(claims_with())), "unreadable")


class TestClaims:
    @pytest.mark.parametrize("name", ["exp", "iat", "jti", "client_id", "sub", "tenant", "scope"])
    def test_missing(self, name: str, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(**{name: None})), name)

    @pytest.mark.parametrize("name", ["aud", "iss", "exp"])
    def test_missing_and_not_noticed_by_the_library(self, name: str, reader: TokenReader) -> None:
        token = signed(claims_with(**{name: None}))
        issuer = None if name == "iss" else ISSUER
        assert jwt.decode(token, RSA_KEY.verification.jose, ["RS256"], audience=AUDIENCE, issuer=issuer)
        refused(reader, token, "exp" if name == "exp" else "signature")

    @pytest.mark.parametrize(
        "aud",
        ["https://other.example", "", AUDIENCE + "/", [], ["https://other.example"], 7, {"a": 1}],
    )
    def test_wrong_audience(self, aud: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(aud=aud)), "signature")

    def test_one_audience_among_several(self, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(aud=[AUDIENCE, "https://other.example"])), "aud")

    @pytest.mark.parametrize("iss", ["https://evil.example", "", ISSUER + "/", 7])
    def test_wrong_issuer(self, iss: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(iss=iss)), "signature")

    @pytest.mark.parametrize(("late", "passes"), [(0, True), (329, True), (330, False), (3600, False)])
    def test_expired(self, late: int, passes: bool, reader: TokenReader, clock: SetClock) -> None:
        token = signed(claims_with())
        clock.advance(timedelta(seconds=late))
        if passes:
            assert reader.read(token).tenant == 7
        else:
            refused(reader, token, "expired")

    @pytest.mark.parametrize(("ahead", "passes"), [(30, True), (31, False), (3600, False)])
    @pytest.mark.parametrize("name", ["iat", "nbf"])
    def test_future(self, name: str, ahead: int, passes: bool, reader: TokenReader) -> None:
        changes = {name: NOW + ahead} | ({"exp": NOW + ahead + 60} if name == "iat" else {})
        token = signed(claims_with(**changes))
        if name == "iat":
            lax = jwt.decode(token, RSA_KEY.verification.jose, ["RS256"], audience=AUDIENCE)
            assert lax["iat"] == NOW + ahead, "the library does not look at a future iat"
        if passes:
            assert reader.read(token).tenant == 7
        else:
            refused(reader, token, "not yet valid")

    def test_future_iat_behind_a_past_nbf(self, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(iat=NOW + 31, exp=NOW + 60, nbf=NOW)), "not yet valid")

    @pytest.mark.parametrize("seconds", [301, 86_400, 10**9, 0, -1])
    def test_lifetime(self, seconds: int, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(iat=NOW, exp=NOW + seconds)), "lifetime")

    @pytest.mark.parametrize("name", ["exp", "iat", "nbf"])
    @pytest.mark.parametrize("value", [str(NOW), True, [NOW], {"a": NOW}, 1e300, -1, 0])
    def test_times_are_numbers(self, name: str, value: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(**{name: value})), name)

    @pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
    def test_numbers_that_are_not_json(self, value: str, reader: TokenReader) -> None:
        body = json.dumps(claims_with(exp="X")).replace('"X"', value).encode()
        refused(reader, sealed_by(RSA_KEY, signed(claims_with()).split(".")[0], encoded(body)), "unreadable")

    @pytest.mark.parametrize("tenant", [0, -1, "7", 7.0, True, 2**31, [7]])
    def test_tenant(self, tenant: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(tenant=tenant)), "tenant")

    @pytest.mark.parametrize(
        "scope", [["cases:read"], "cases:read  x:read", "CASES:READ", "*", "a:b " * 600, 1]
    )
    def test_scope(self, scope: object, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(scope=scope)), "scope")

    @pytest.mark.parametrize(
        "value", ["not a uuid", "{" + str(CLIENT) + "}", CLIENT.hex, str(CLIENT).upper()]
    )
    def test_ids_are_written_in_one_way(self, value: str, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(client_id=value, sub=value)), "client_id")

    def test_subject_is_the_client(self, reader: TokenReader) -> None:
        refused(reader, signed(claims_with(sub=str(uuid4()))), "sub")

    def test_a_claim_twice(self, reader: TokenReader) -> None:
        body = json.dumps(claims_with()).replace('"tenant": 7', '"tenant": 8, "tenant": 7').encode()
        token = sealed_by(RSA_KEY, signed(claims_with()).split(".")[0], encoded(body))
        assert jwt.decode(token, RSA_KEY.verification.jose, ["RS256"], audience=AUDIENCE)["tenant"] == 7
        refused(reader, token, "unreadable")


class TestJunk:
    @given(st.text(max_size=300))
    def test_any_text_is_refused_by_name(self, text: str) -> None:
        with pytest.raises(TokenRefused):
            TokenReader(ISSUER, AUDIENCE, KEYS, SetClock(START)).read(text)

    @given(st.binary(max_size=80), st.binary(max_size=80))
    def test_any_bytes_in_compact_form_are_refused_by_name(self, header: bytes, body: bytes) -> None:
        with pytest.raises(TokenRefused):
            TokenReader(ISSUER, AUDIENCE, KEYS, SetClock(START)).read(f"{encoded(header)}.{encoded(body)}.AA")

    @pytest.mark.parametrize(
        "header", [b"[]", b"null", b"1", b'"a"', b"[" * 4000, b"{" * 4000, b"\xff", b"9" * 5000]
    )
    def test_strange_json(self, header: bytes, reader: TokenReader) -> None:
        refused(reader, f"{encoded(header)}.{encoded(claims_with())}.AA", "unreadable")
        start = signed(claims_with()).split(".")[0]
        refused(reader, sealed_by(RSA_KEY, start, encoded(header)), "unreadable")

    def test_a_huge_token_is_not_even_parsed(self, reader: TokenReader) -> None:
        token = signed(claims_with(padding="x" * MAX_TOKEN_BYTES))
        assert jwt.decode(token, RSA_KEY.verification.jose, ["RS256"], audience=AUDIENCE)["tenant"] == 7
        refused(reader, token, "too large")

    def test_five_parts_are_no_token(self, reader: TokenReader) -> None:
        refused(reader, signed(claims_with()) + ".AA.AA", "unreadable")


class TestReader:
    @pytest.mark.parametrize("leeway", [-1, 61, 3600])
    def test_leeway_is_a_minute_at_most(self, leeway: int, clock: SetClock) -> None:
        with pytest.raises(ValueError, match="leeway"):
            TokenReader(ISSUER, AUDIENCE, KEYS, clock, leeway)
        with pytest.raises(ValueError, match="leeway"):
            ClientAssertionReader(ENDPOINT, clock, leeway)

    def test_two_keys_with_one_name(self, clock: SetClock) -> None:
        twins = [VerificationKey(public_pem(RSA_KEY), "a"), VerificationKey(public_pem(EC_KEY), "a")]
        with pytest.raises(ValueError, match="same kid"):
            TokenReader(ISSUER, AUDIENCE, twins, clock)

    def test_a_retired_key_is_refused(self, clock: SetClock) -> None:
        refused(TokenReader(ISSUER, AUDIENCE, [EC_KEY.verification], clock), signed(claims_with()), "kid")
