"""Swedish personnummer and samordningsnummer: read, checked, shown masked.

They never stand in an address, a log or an error: nothing here puts one in an exception or a ``repr``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

ADULT: Final = 18
COORDINATION_DAY: Final = 60
"""A samordningsnummer writes the day of birth plus 60 (SFS 2022:1697)."""
OLDEST_YEAR: Final = 1840

_WRITTEN: Final = re.compile(r"(?P<century>\d{2})?(?P<date>\d{6})(?P<sign>[-+]?)(?P<last>\d{4})", re.ASCII)
_DASHES: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-"})
_SOMEWHERE: Final = re.compile(
    r"(?<!\d)(?:(?:1[89]|20)\d{2}|\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?P<sign>\s?[-+]\s?|\s)?(?P<last>\d{4}|TF\d{2}|T\d{3})(?![\d])",
    re.ASCII | re.IGNORECASE,
)


class BadPersonnummer(ValueError):
    """Not a personnummer. Says which rule was broken and never what was written."""


def check_digit(nine: str) -> int:
    """The Luhn digit after nine digits (year of two digits, month, day, birth number)."""
    products = (int(digit) * (2 - at % 2) for at, digit in enumerate(nine))
    return -sum(product // 10 + product % 10 for product in products) % 10


class Personnummer:
    """A valid number in its one normal form of twelve digits, however it was written."""

    __slots__ = ("_birth_date", "_digits")

    def __init__(self, text: str, today: date) -> None:
        """``today`` decides the century of a ten-digit number. Raises BadPersonnummer."""
        found = _WRITTEN.fullmatch("".join(text.translate(_DASHES).split()))
        if found is None:
            raise BadPersonnummer("ten or twelve digits are needed")
        if check_digit(found["date"] + found["last"][:3]) != int(found["last"][3]):
            raise BadPersonnummer("the check digit is wrong")
        if found["last"].startswith("000"):
            raise BadPersonnummer("no birth number is 000")
        self._birth_date = _birth_date(found["century"], found["date"], found["sign"], today)
        self._digits = f"{self._birth_date.year:04}{found['date'][2:]}{found['last']}"

    @property
    def twelve(self) -> str:
        """``YYYYMMDDNNNN``: what is sealed, and what the blind index is made of."""
        return self._digits

    @property
    def birth_date(self) -> date:
        return self._birth_date

    @property
    def is_coordination(self) -> bool:
        """A samordningsnummer: given to people who are not registered as living in Sweden."""
        return int(self._digits[6:8]) > COORDINATION_DAY

    @property
    def is_test(self) -> bool:
        """Birth number 980–999: the range of which Skatteverket's test numbers are made."""
        return self._digits[8:10] in ("98", "99")

    def age_on(self, day: date) -> int:
        """Full years. Who was born on 29 February becomes a year older on the last day of February
        (lag 1930:173 om beräkning av lagstadgad tid, 1 §). Raises ValueError before the birth."""
        if day < self._birth_date:
            raise ValueError("not born on that day")
        years = day.year - self._birth_date.year
        return years - (day < _birthday(self._birth_date, day.year))

    def is_adult_on(self, day: date) -> bool:
        """18 or older: pupils decide for themselves and guardians lose access (föräldrabalken 9 kap. 1 §)."""
        return self.age_on(day) >= ADULT

    def masked(self) -> str:
        """``YYYYMMDD-****`` for a screen on which the person is already known."""
        return f"{self._digits[:8]}-****"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Personnummer) and self._digits == other._digits

    def __hash__(self) -> int:
        return hash(self._digits)

    def __repr__(self) -> str:
        return "Personnummer(****)"

    __str__ = __repr__


def _birth_date(century: str | None, six: str, sign: str, today: date) -> date:
    """With ten digits ``-`` means under a hundred years this calendar year and ``+`` a hundred or more
    (folkbokföringslagen 18 §)."""
    short, month, day = int(six[:2]), int(six[2:4]), int(six[4:])
    if century is None:
        year = today.year - (today.year - short) % 100 - (100 if sign == "+" else 0)
    else:
        year = int(century) * 100 + short
    try:
        born = date(year, month, day - COORDINATION_DAY if day > COORDINATION_DAY else day)
    except ValueError:
        raise BadPersonnummer("the date does not exist") from None
    if not born.year >= OLDEST_YEAR or born > today:
        raise BadPersonnummer("the date of birth lies in the future or too far back")
    return born


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def looks_like_personnummer(text: str) -> bool:
    """Whether a text holds something that is probably one: for search boxes, titles, addresses and logs.

    Errs on the safe side: a wrong check digit still counts where the number is written with a sign, and the
    temporary numbers of schools (TF) and reserve numbers count too. Works in any text, in linear time.
    """
    return any(_is_likely(found) for found in _SOMEWHERE.finditer(text.translate(_DASHES)))


def _is_likely(found: re.Match[str]) -> bool:
    month, day = int(found["month"]), int(found["day"])
    if not 1 <= month <= 12 or not 1 <= day % COORDINATION_DAY <= 31:
        return False
    digits = "".join(character for character in found.group() if character.isdigit())
    written_as_one = bool(found["sign"] and found["sign"].strip()) or not found["last"].isdigit()
    return written_as_one or check_digit(digits[-10:-1]) == int(digits[-1])
