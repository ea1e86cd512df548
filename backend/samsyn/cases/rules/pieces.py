"""Finding words in texts at hand, and the piece of a text that is shown around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

BEFORE, AFTER = 60, 160
"""Characters of the text around the first word found."""

Piece = tuple[tuple[str, bool], ...]
"""Consecutive bits of a text; true where a bit is what was sought."""


def words_of(sought: str) -> tuple[str, ...]:
    """Each word once, as typed."""
    return tuple(dict.fromkeys(sought.split()))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)


def piece_of(texts: Iterable[str | None], words: Sequence[str]) -> Piece | None:
    """The first of the texts that holds a word, where all the words stand in them together; else None.

    A word is found inside longer words too, in capitals or not: ``placering`` in ``Omplaceringen``.
    """
    said = [text for text in texts if text]
    together = "\n".join(said)
    if not words or not all(_pattern([word]).search(together) for word in words):
        return None
    text = next(text for text in said if _pattern(words).search(text))
    return _around(text, _pattern(words))


def _around(text: str, pattern: re.Pattern[str]) -> Piece:
    first = pattern.search(text)
    start = _at_word(text, (first.start() if first else 0) - BEFORE)
    end = min(len(text), start + BEFORE + AFTER)
    bits: list[tuple[str, bool]] = []
    at = start
    for match in pattern.finditer(text, start, end):
        bits += [(text[at : match.start()], False), (match.group(), True)]
        at = match.end()
    bits.append((text[at:end], False))
    return tuple(bit for bit in bits if bit[0])


def _at_word(text: str, at: int) -> int:
    """Where the first whole word after ``at`` begins; 0 before the text."""
    if at <= 0:
        return 0
    return text.find(" ", at) + 1 if " " in text[at : at + BEFORE] else at
