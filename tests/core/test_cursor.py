"""Cursors: opaque, bound to their list and order, and refused after any change."""

from __future__ import annotations

import base64
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.crypto import MasterKey
from samsyn.core.cursor import BadCursor, Value, decode, encode, keys_of

KEYS = keys_of(MasterKey(os.urandom(32)))
KEY = KEYS[0]
ROW = uuid4()
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.uuids(),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
)


@given(st.lists(VALUES, max_size=5).map(tuple))
def test_there_and_back(values: tuple[Value, ...]) -> None:
    found = decode(encode(values, KEY, name="cases", sort="-openedAt"), KEYS, name="cases", sort="-openedAt")
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]


def test_nothing_can_be_read_out_of_it() -> None:
    """A sort value may be a pupil's name, and the cursor stands in an address."""
    text = encode(("lindgren ronja", ROW), KEY, name="students", sort="name")
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert b"ronja" not in raw
    assert ROW.bytes not in raw
    assert text != encode(("lindgren ronja", ROW), KEY, name="students", sort="name")


@pytest.mark.parametrize(("name", "sort"), [("goals", "name"), ("cases", "-name"), ("casesname", "")])
def test_another_list_or_order(name: str, sort: str) -> None:
    text = encode(("a", ROW), KEY, name="cases", sort="name")
    assert decode(text, KEYS, name="cases", sort="name") == ("a", ROW)
    with pytest.raises(BadCursor):
        decode(text, KEYS, name=name, sort=sort)


@given(st.data())
def test_any_changed_character(data: st.DataObject) -> None:
    text = encode((datetime(2026, 11, 22, tzinfo=UTC), ROW), KEY, name="cases", sort="-openedAt")
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ å")
    )
    if other == text[at]:
        return
    with pytest.raises(BadCursor):
        decode(text[:at] + other + text[at + 1 :], KEYS, name="cases", sort="-openedAt")


def test_one_cursor_has_one_spelling() -> None:
    """The last character has bits that decoding drops: other spellings of them are refused."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    text = next(t for n in range(4) if len(t := encode(("x" * n,), KEY, name="a", sort="b")) % 4 == 2)
    twin = text[:-1] + alphabet[alphabet.index(text[-1]) + 1]
    assert base64.urlsafe_b64decode(twin + "==") == base64.urlsafe_b64decode(text + "==")
    with pytest.raises(BadCursor):
        decode(twin, KEYS, name="a", sort="b")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    with pytest.raises(BadCursor):
        decode(text, KEYS, name="cases", sort="name")


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "A", lambda t: t + "=", lambda t: "", lambda t: t * 60]
)
def test_cut_or_lengthened(change: Any) -> None:
    text = encode((1, ROW), KEY, name="cases", sort="name")
    with pytest.raises(BadCursor):
        decode(cast(str, change(text)), KEYS, name="cases", sort="name")


def test_another_installation() -> None:
    text = encode((1, ROW), os.urandom(32), name="cases", sort="name")
    with pytest.raises(BadCursor):
        decode(text, KEYS, name="cases", sort="name")


def test_an_open_list_goes_on_after_a_change_of_master_key(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    text = encode((1, ROW), keys_of(MasterKey.create(path))[0], name="cases", sort="name")
    assert decode(text, keys_of(MasterKey.rotate(path)), name="cases", sort="name") == (1, ROW)


def test_what_it_cannot_hold() -> None:
    with pytest.raises(TypeError):
        encode((cast(Value, 1.5),), KEY, name="cases", sort="name")
    with pytest.raises(ValueError, match="too long"):
        encode(("x" * 2000,), KEY, name="cases", sort="name")


def test_a_day_is_not_an_instant_and_true_is_not_one() -> None:
    values: tuple[Value, ...] = (date(2026, 11, 22), datetime(2026, 11, 22, tzinfo=UTC), True, 1, UUID(int=0))
    found = decode(encode(values, KEY, name="a", sort="b"), KEYS, name="a", sort="b")
    assert [type(value) for value in found] == [date, datetime, bool, int, UUID]


def test_a_refusal_is_a_400_with_its_own_code() -> None:
    assert (BadCursor.status, BadCursor.code) == (400, "V04")
