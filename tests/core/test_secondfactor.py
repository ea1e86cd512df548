"""Codes of the second step: each is good once."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.secondfactor import (
    STEP_SECONDS,
    accepted_step,
    matching_recovery_code,
    new_one_time_code,
    new_recovery_codes,
    new_totp_secret,
    one_time_code_fits,
    one_time_code_hash,
    qr_code,
    recovery_code_hash,
    totp_uri,
)

SECRET = base64.b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 11, 22, 8, 0, 15, tzinfo=UTC)
STEP = int(NOW.timestamp()) // STEP_SECONDS


def code_at(step: int) -> str:
    return pyotp.TOTP(SECRET).generate_otp(step)


class TestTotp:
    @pytest.mark.parametrize(
        ("seconds", "code"),
        [
            (59, "287082"),
            (1111111109, "081804"),
            (1111111111, "050471"),
            (1234567890, "005924"),
            (2000000000, "279037"),
        ],
    )
    def test_vectors_of_rfc_6238(self, seconds: int, code: str) -> None:
        """Appendix B, the last six of eight digits."""
        now = datetime.fromtimestamp(seconds, UTC)
        assert accepted_step(SECRET, code, now, None) == seconds // 30

    @pytest.mark.parametrize(("off", "passes"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
    def test_window(self, off: int, passes: bool) -> None:
        assert accepted_step(SECRET, code_at(STEP + off), NOW, None) == (STEP + off if passes else None)

    def test_no_code_twice(self) -> None:
        code = code_at(STEP)
        first = accepted_step(SECRET, code, NOW, None)
        assert first == STEP
        assert accepted_step(SECRET, code, NOW, first) is None
        assert accepted_step(SECRET, code, NOW + timedelta(seconds=20), first) is None

    def test_no_older_code_after_a_newer_one(self) -> None:
        newer = accepted_step(SECRET, code_at(STEP + 1), NOW, None)
        assert accepted_step(SECRET, code_at(STEP), NOW, newer) is None
        later = NOW + timedelta(seconds=60)
        assert accepted_step(SECRET, code_at(STEP + 2), later, newer) == STEP + 2

    def test_spaces_are_forgiven(self) -> None:
        code = code_at(STEP)
        assert accepted_step(SECRET, f" {code[:3]} {code[3:]} ", NOW, None) == STEP

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "1e5000"])
    def test_what_is_no_code(self, code: str) -> None:
        assert accepted_step(SECRET, code, NOW, None) is None

    def test_another_secret(self) -> None:
        codes = {code_at(STEP + off) for off in (-1, 0, 1)}
        other = next(s for s in iter(new_totp_secret, None) if pyotp.TOTP(s).generate_otp(STEP) not in codes)
        assert accepted_step(SECRET, pyotp.TOTP(other).generate_otp(STEP), NOW, None) is None

    def test_secrets_are_long_and_new(self) -> None:
        made = {new_totp_secret() for _ in range(20)}
        assert len(made) == 20
        assert {len(base64.b32decode(secret)) for secret in made} == {20}

    def test_address_for_the_app(self) -> None:
        address = urlsplit(totp_uri(SECRET, "åsa.ek", "Samsyn"))
        assert (address.scheme, address.netloc) == ("otpauth", "totp")
        assert parse_qs(address.query) == {"secret": [SECRET], "issuer": ["Samsyn"]}


class TestRecoveryCodes:
    def test_made(self) -> None:
        codes = new_recovery_codes()
        assert len(set(codes)) == 10
        assert all(re.fullmatch(r"([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}", code) for code in codes)

    def test_the_one_that_fits_is_named(self) -> None:
        codes = new_recovery_codes(3)
        stored = [recovery_code_hash(code) for code in codes]
        assert matching_recovery_code(codes[1], stored) == stored[1]
        assert matching_recovery_code(codes[1], [stored[0], stored[2]]) is None
        assert matching_recovery_code("", stored) is None
        assert matching_recovery_code(codes[1], []) is None

    @pytest.mark.parametrize(
        "typed", ["0A1B-2C3D-4E5F-6G7H", "oaIb 2c3d 4e5f 6g7h", "0alb2c3d4e5f6g7h", " 0a1b-2c3d4e5f-6g7h "]
    )
    def test_typed_in_many_ways(self, typed: str) -> None:
        assert recovery_code_hash(typed) == recovery_code_hash("0a1b-2c3d-4e5f-6g7h")

    @given(st.text(max_size=40))
    def test_any_text_is_answered(self, text: str) -> None:
        stored = [recovery_code_hash(code) for code in new_recovery_codes(1)]
        assert matching_recovery_code(text, stored) is None


def test_a_one_time_code_fits_its_own_hash_and_nothing_else() -> None:
    code = new_one_time_code()
    kept = one_time_code_hash(code)
    assert one_time_code_fits(code.upper().replace("-", " "), kept)
    assert not one_time_code_fits(new_one_time_code(), kept)
    assert not one_time_code_fits(code, None)
    assert not one_time_code_fits(code, recovery_code_hash(code))


def test_a_qr_code_keeps_its_quiet_zone_and_holds_every_dark_module() -> None:
    text = "otpauth://totp/Samsyn:ada?secret=ABCDEFGHIJKLMNOP"
    drawn = qr_code(text)
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.path)}
    assert drawn.path == "".join(f"M{x} {y}h1v1h-1z" for x, y in sorted(dark, key=lambda at: (at[1], at[0])))
    assert min(min(at) for at in dark) == 4
    assert max(max(at) for at in dark) == drawn.size - 5
    matrix = segno.make(text, error="m", micro=False).matrix
    assert {(x - 4, y - 4) for x, y in dark} == {
        (x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module
    }
