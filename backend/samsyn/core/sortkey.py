"""Swedish alphabetical order without a collation in the database.

Stored beside the text and indexed as ``COLLATE "C"``. ``ORDER BY`` on the key in PostgreSQL and ``sorted`` in
Python then give the same order; equal keys are told apart by the row's id.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_AA, _AE, _OE = "{|}"
"""Å, ä and ö in the key: the three ASCII characters after z."""

_RING, _DIAERESIS, _DOUBLE_ACUTE = "\u030a", "\u0308", "\u030b"
_MARKED: Final = {
    ("a", _RING): _AA,
    ("a", _DIAERESIS): _AE,
    ("o", _DIAERESIS): _OE,
    ("o", _DOUBLE_ACUTE): _OE,
    ("u", _DIAERESIS): "y",
    ("u", _DOUBLE_ACUTE): "y",
}
"""The only marks that make another letter in Swedish; ü is sorted as y (Müller beside Myller)."""

_UNMARKED: Final = {
    "æ": _AE,
    "ø": _OE,
    "œ": _OE,
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "ı": "i",
    "ə": "e",
}
_IGNORED: Final = frozenset("'’‘ʼʻ`´\u00ad\u200b\u200c\u200d")
"""Apostrophes and invisible characters: O'Brien stands beside Obrien."""


def swedish_sort_key(text: str) -> str:
    """The text as it is compared: digits, a–z, å, ä, ö, then other scripts by code point.

    Case and accents do not count (é as e), v and w are two letters, and every run of other characters counts
    as one space, so that Ann-Marie and Ann Marie stand together and before Anna.
    """
    decomposed = unicodedata.normalize(
        "NFD", unicodedata.normalize("NFKC", _without_ignored(text)).casefold()
    )
    words = "".join(_letters(decomposed)).split()
    return " ".join(words)


def _without_ignored(text: str) -> str:
    return "".join(character for character in text if character not in _IGNORED)


def _letters(decomposed: str) -> list[str]:
    found: list[str] = []
    base = ""
    for character in decomposed:
        if unicodedata.category(character).startswith("M"):
            _apply_mark(found, base, character)
            continue
        base = character
        found.append(_plain(character))
    return found


def _apply_mark(found: list[str], base: str, mark: str) -> None:
    """Changes the letter just written if the mark makes another one of it; other marks are dropped."""
    letter = _MARKED.get((base, mark))
    if letter and found[-1] == base:
        found[-1] = letter


def _plain(character: str) -> str:
    if character in _UNMARKED:
        return _UNMARKED[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return character if unicodedata.category(character).startswith("L") else " "
