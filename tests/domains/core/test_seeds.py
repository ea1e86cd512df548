"""Seed files are read strictly, and every error says where."""

from collections.abc import Callable
from enum import StrEnum

import pytest

from samsyn.core.seeds import Entry, SeedError, parse_seed


class Colour(StrEnum):
    RED = "RED"


def entry(text: str) -> Entry:
    return parse_seed("x.yaml", text)


def test_reads_each_type() -> None:
    row = entry("{name: ' Åsa ', n: 3, on_: true, day: 2026-08-17, colour: RED, list: [A, B], weeks: [3, 4]}")
    assert row.text("name") == "Åsa"
    assert row.whole("n") == 3
    assert row.flag("on_") is True
    assert row.day("day").isoformat() == "2026-08-17"
    assert row.code("colour", Colour) is Colour.RED
    assert row.texts("list") == ("A", "B")
    assert row.wholes("weeks") == (3, 4)


def test_what_is_left_out_is_empty() -> None:
    row = entry("{a: 1}")
    assert (row.flag("x"), row.texts("x"), row.wholes("x"), row.entries("x"), row.has("x")) == (
        False,
        (),
        (),
        (),
        False,
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{a: 1}", lambda row: row.text("a")),
        ("{a: '  '}", lambda row: row.text("a")),
        ("{a: NO}", lambda row: row.text("a")),
        ("{a: true}", lambda row: row.whole("a")),
        ("{a: x}", lambda row: row.day("a")),
        ("{a: BLUE}", lambda row: row.code("a", Colour)),
        ("{a: [1]}", lambda row: row.texts("a")),
        ("{a: [x]}", lambda row: row.wholes("a")),
        ("{a: [x]}", lambda row: row.entries("a")),
        ("{b: 1}", lambda row: row.text("a")),
        ("{a: 1}", lambda row: row.only("b")),
    ],
)
def test_refuses_and_says_where(text: str, read: Callable[[Entry], object]) -> None:
    with pytest.raises(SeedError, match=r"x\.yaml"):
        read(entry(text))


@pytest.mark.parametrize("text", ["- a", "{1: a}", "a: 1\na: 2", "b: {a: 1, a: 2}", "{a: [}"])
def test_refuses_files_that_are_not_one_clear_mapping(text: str) -> None:
    with pytest.raises(SeedError):
        entry(text)
