"""Swedish order: what a Swede expects of a list of names."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.sortkey import swedish_sort_key

IN_ORDER = [
    "10B",
    "1A",
    "2C",
    "9A",
    "Abrahamsson",
    "af Klint",
    "Ahlqvist",
    "Alm",
    "Alm, Åsa",
    "Almén",
    "Almgren",
    "Ann-Marie",
    "Ann Sofie",
    "Anna",
    "Annakarin",
    "Bengtsson",
    "Berg-Öberg",
    "Berg Östlund",
    "Bergman",
    "Celik",
    "Çelikten",
    "Dahl",
    "Đorđević",
    "Ek",
    "Eklund",
    "Eklöf",
    "Élise",
    "Elof",
    "Håkansson",
    "Häggström",
    "Höglund",
    "Idén",
    "Idenfors",
    "Łazarz",
    "Lind",
    "Lindén",
    "Lindenkrona",
    "Ljung",
    "Muller",
    "Mustafa",
    "Müller",
    "Myllerud",
    "Ñandu",
    "Nilsson",
    "Obradović",
    "O'Brien",
    "Oskarsson",
    "Sjöberg",
    "Strand",
    "Straße",
    "Strassö",
    "Thorsson",
    "Þorsten",
    "Tove",
    "Ulla",
    "Vallin",
    "Viktor",
    "Wallin",
    "Wikström",
    "Xhaka",
    "Ylva",
    "Zetterlund",
    "Zlatan",
    "Åberg",
    "Åsa",
    "Åström",
    "Äng",
    "Ärlig",
    "Ærø",
    "Öberg",
    "Ødegård",
    "Öman",
    "Östlund",
]


@pytest.mark.parametrize("seed", range(5))
def test_names_come_out_in_swedish_order(seed: int) -> None:
    shuffled = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=swedish_sort_key) == IN_ORDER


def test_the_bytes_of_the_key_sort_like_its_characters() -> None:
    """PostgreSQL's C collation compares UTF-8 bytes."""
    assert sorted(IN_ORDER, key=lambda name: swedish_sort_key(name).encode()) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÅSA", "åsa"),
        ("André", "Andre"),
        ("Linnéa", "LINNEA"),
        ("Zoë", "Zoe"),
        ("Ann-Marie", "ann  marie"),
        ("O'Brien", "O’Brien"),
        ("O'Brien", "Obrien"),
        (" Ek ", "Ek"),
        ("Ek,", "Ek"),
        ("A\u030asa", "Åsa"),
        ("O\u0308rjan", "Örjan"),
        ("\u212bsa", "Åsa"),
        ("Ærø", "Ärö"),
        ("Müller", "Myller"),
        ("Ｅｋ", "Ek"),
        ("ﬁnn", "Finn"),
        ("Grade ٧", "grade 7"),
        ("Việt", "Viet"),
        ("Bob\u200b", "Bob"),
    ],
)
def test_count_as_the_same(one: str, other: str) -> None:
    assert swedish_sort_key(one) == swedish_sort_key(other)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("v", "w"),
        ("vz", "wa"),
        ("z", "å"),
        ("å", "ä"),
        ("ä", "ö"),
        ("za", "åa"),
        ("a", "å"),
        ("o", "ö"),
        ("9", "a"),
        ("", "0"),
        ("Ek Öman", "Eka"),
        ("Ö", "Ω"),
        ("Ö", "Ю"),
        ("Ö", "ع"),
        ("ZZZ", "Åa"),
    ],
)
def test_stands_before(first: str, second: str) -> None:
    assert swedish_sort_key(first) < swedish_sort_key(second)


@given(st.text(max_size=40))
def test_the_key_of_any_text(text: str) -> None:
    key = swedish_sort_key(text)
    assert key == key.strip()
    assert "\x00" not in key
    assert key.isprintable()
    assert key == swedish_sort_key(unicodedata.normalize("NFD", text))
    key.encode()


@given(st.text("abcåäöABCÅÄÖé -'", max_size=15), st.text("abcåäöÅÄÖ", max_size=15))
def test_a_name_stands_before_everything_that_begins_with_it(name: str, more: str) -> None:
    assert swedish_sort_key(name) <= swedish_sort_key(name + more)


@given(st.sampled_from("abcdefghijklmnopqrstuvwxyzåäö"), st.sampled_from("abcdefghijklmnopqrstuvwxyzåäö"))
def test_the_alphabet(one: str, other: str) -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyzåäö"
    expected = alphabet.index(one) < alphabet.index(other)
    assert (swedish_sort_key(one) < swedish_sort_key(other)) == expected
    assert (swedish_sort_key(one.upper()) < swedish_sort_key(other)) == expected
