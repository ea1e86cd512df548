"""Personnummer. Every number here is from the range that Skatteverket reserves for tests (birth number
980–999) and belongs to nobody; a test below keeps it so."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.personnummer import BadPersonnummer, Personnummer, check_digit, looks_like_personnummer

TODAY = date(2026, 11, 22)
PUBLISHED = ["189001019802", "196411139808", "198112189876", "198507099805", "198507099813"]
"""Test numbers in common use, all within the reserved range."""


def number(born: date, birth_number: int = 980, coordination: bool = False) -> str:
    """Twelve digits in the test range."""
    day = born.day + (60 if coordination else 0)
    nine = f"{born:%y%m}{day:02}{birth_number:03}"
    return f"{born.year:04}{nine[2:]}{check_digit(nine)}"


TEST_NUMBERS = st.builds(
    number, st.dates(date(1900, 1, 1), TODAY), st.integers(980, 999), coordination=st.booleans()
)


def refused(text: str, today: date = TODAY) -> str:
    with pytest.raises(BadPersonnummer) as caught:
        Personnummer(text, today)
    return str(caught.value)


def test_every_number_in_this_file_is_a_test_number() -> None:
    written = re.findall(r"\b(?:\d{2})?\d{6}[-+ ]?(\d{2})\d{2}\b", Path(__file__).read_text(), re.ASCII)
    assert len(written) >= 20
    assert set(written) <= {"98", "99"}


class TestReading:
    @pytest.mark.parametrize("text", PUBLISHED)
    def test_published(self, text: str) -> None:
        found = Personnummer(text, TODAY)
        assert found.twelve == text
        assert found.is_test
        assert not found.is_coordination
        assert f"{found.birth_date:%Y%m%d}" == text[:8]

    @pytest.mark.parametrize(
        "text",
        [
            "198112189876",
            "19811218-9876",
            "811218-9876",
            "8112189876",
            " 811218 - 9876 ",
            "19811218 9876",
            "811218–9876",
            "811218−9876",
            "19811218\u20119876",
        ],
    )
    def test_one_normal_form(self, text: str) -> None:
        assert Personnummer(text, TODAY) == Personnummer("198112189876", TODAY)
        assert len({Personnummer(text, TODAY), Personnummer("198112189876", TODAY)}) == 1

    @given(TEST_NUMBERS)
    def test_any(self, twelve: str) -> None:
        found = Personnummer(twelve, TODAY)
        assert found.twelve == twelve
        assert found.is_coordination == (int(twelve[6:8]) > 60)
        sign = "+" if TODAY.year - found.birth_date.year >= 100 else "-"
        assert Personnummer(twelve[2:8] + sign + twelve[8:], TODAY) == found

    @given(TEST_NUMBERS, st.integers(2, 11), st.integers(1, 9))
    def test_one_wrong_digit_is_always_noticed(self, twelve: str, at: int, by: int) -> None:
        wrong = twelve[:at] + str((int(twelve[at]) + by) % 10) + twelve[at + 1 :]
        refused(wrong)

    def test_coordination_number(self) -> None:
        found = Personnummer(number(date(2012, 3, 5), coordination=True), TODAY)
        assert found.is_coordination
        assert found.birth_date == date(2012, 3, 5)
        assert found.twelve[6:8] == "65"

    def test_check_digit_worked_by_hand(self) -> None:
        """8·2→7, 1, 1·2, 2, 1·2, 8, 9·2→9, 8, 7·2→5: the sum is 44, and 50 follows."""
        assert check_digit("811218987") == 6

    @pytest.mark.parametrize(
        ("today", "text", "year"),
        [
            (date(2026, 1, 1), number(date(1927, 5, 4))[2:8] + "-" + number(date(1927, 5, 4))[8:], 1927),
            (date(2027, 1, 1), number(date(1927, 5, 4))[2:8] + "+" + number(date(1927, 5, 4))[8:], 1927),
            (date(2026, 1, 1), number(date(2014, 5, 4))[2:], 2014),
            (date(2026, 1, 1), number(date(1914, 5, 4))[2:8] + "+" + number(date(1914, 5, 4))[8:], 1914),
            (date(2026, 1, 1), number(date(1999, 5, 4))[2:], 1999),
        ],
    )
    def test_century(self, today: date, text: str, year: int) -> None:
        assert Personnummer(text, today).birth_date.year == year


class TestRefused:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "811218",
            "81-1218-9876",
            "8112189876x",
            "811218/9876",
            "１９８１１２１８９８７６",
            "811218--9876",
            "TF",
        ],
    )
    def test_not_written_like_one(self, text: str) -> None:
        assert "digits are needed" in refused(text)

    @pytest.mark.parametrize("six", ["990230", "991301", "990001", "990100", "990132", "990192", "990160"])
    def test_impossible_date(self, six: str) -> None:
        nine = f"{six}980"
        assert "does not exist" in refused(f"19{nine}{check_digit(nine)}")

    def test_wrong_check_digit(self) -> None:
        assert "check digit" in refused("19811218-9875")

    def test_birth_number_zero(self) -> None:
        nine = "811218" + "000"
        assert "000" in refused(f"{nine}{check_digit(nine)}")

    def test_future_and_distant_past(self) -> None:
        assert "future" in refused(number(date(2026, 11, 23)))
        assert "future" in refused(number(date(2026, 11, 23))[2:])
        assert "too far" in refused(number(date(1839, 12, 31)))
        assert Personnummer(number(TODAY), TODAY).birth_date == TODAY

    @given(st.text(max_size=30))
    def test_nothing_written_comes_back_in_the_error(self, text: str) -> None:
        message = refused(text)
        assert not re.search(r"\d{4}", message)


class TestAge:
    @pytest.mark.parametrize(
        ("born", "day", "age"),
        [
            (date(2008, 11, 23), date(2026, 11, 22), 17),
            (date(2008, 11, 22), date(2026, 11, 22), 18),
            (date(2008, 12, 31), date(2027, 1, 1), 18),
            (date(2008, 2, 29), date(2026, 2, 27), 17),
            (date(2008, 2, 29), date(2026, 2, 28), 18),
            (date(2008, 2, 29), date(2028, 2, 28), 19),
            (date(2008, 2, 29), date(2028, 2, 29), 20),
            (date(2020, 5, 1), date(2020, 5, 1), 0),
        ],
    )
    def test_known(self, born: date, day: date, age: int) -> None:
        found = Personnummer(number(born), date(2030, 1, 1))
        assert found.age_on(day) == age
        assert found.is_adult_on(day) is (age >= 18)

    def test_before_birth(self) -> None:
        with pytest.raises(ValueError, match="not born"):
            Personnummer(number(date(2020, 5, 1)), TODAY).age_on(date(2020, 4, 30))


class TestSecrecy:
    def test_neither_printed_nor_formatted(self) -> None:
        found = Personnummer("198112189876", TODAY)
        for text in (repr(found), str(found), f"{found}", repr([found])):
            assert not re.search(r"\d", text)

    def test_masked(self) -> None:
        assert Personnummer("198112189876", TODAY).masked() == "19811218-****"

    def test_equal_only_to_its_like(self) -> None:
        assert Personnummer("198112189876", TODAY) != "198112189876"
        assert Personnummer("198112189876", TODAY) != Personnummer("198507099805", TODAY)


class TestLooksLike:
    @pytest.mark.parametrize("text", PUBLISHED)
    @pytest.mark.parametrize(
        "frame", ["{}", "Elev {} frånvarande", "pnr:{}.", "/students/{}/notes", "x{}y", "({})"]
    )
    def test_found_in_any_text(self, text: str, frame: str) -> None:
        shapes = [
            text,
            f"{text[:8]}-{text[8:]}",
            f"{text[2:8]}-{text[8:]}",
            f"{text[2:8]}+{text[8:]}",
            text[2:],
        ]
        for shape in [*shapes, f"{text[:8]} {text[8:]}", f"{text[2:8]}–{text[8:]}"]:
            assert looks_like_personnummer(frame.format(shape)), shape

    @given(TEST_NUMBERS)
    def test_whatever_can_be_read_is_found(self, twelve: str) -> None:
        assert looks_like_personnummer(twelve)
        assert looks_like_personnummer(twelve[2:])

    @pytest.mark.parametrize(
        "text", ["19811218-9875", "20120305-TF12", "20120305TF12", "20120305-T123", "120305-tf01"]
    )
    def test_mistyped_and_temporary_numbers(self, text: str) -> None:
        assert looks_like_personnummer(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Möte 2026-11-22 kl 10.00",
            "20261122",
            "ärende 2026-00123",
            "070-123 45 67",
            "08-508 00 000",
            "556677-9899",
            "202600-9889",
            "0191d6a0-7b3c-7d2e-8f10-123456789abc",
            "198112189875",
            "1234567890123",
            "12 345 678",
        ],
    )
    def test_not_everything_with_digits(self, text: str) -> None:
        assert not looks_like_personnummer(text)

    def test_long_text_takes_no_time(self) -> None:
        start = time.process_time()
        assert not looks_like_personnummer("1" * 200_000)
        assert not looks_like_personnummer("191 " * 50_000)
        assert not looks_like_personnummer(("20" + " " * 50) * 4_000)
        assert time.process_time() - start < 1
