"""Journal content in the wrong place: which words of a text say that it may belong in a patient's journal.

The words are data (`seed/journal_words.yaml`). They warn and never stop: whoever writes says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from samsyn.cases.rules import VoiceMethod, VoicePerspective
from samsyn.core.seeds import Entry, read_seed


class JournalKind(StrEnum):
    DIAGNOSIS = "DIAGNOSIS"
    TEST = "TEST"
    MEDICATION = "MEDICATION"


@dataclass(frozen=True, slots=True)
class JournalWord:
    """``said`` is how it stands in the list, never how somebody wrote it."""

    said: str
    kind: JournalKind
    pattern: str


ENDINGS = {"word": r"(?:n|en|s|:s)?", "stem": r"\w*", "phrase": ""}


@cache
def journal_words() -> tuple[JournalWord, ...]:
    """As they stand in the seed file; read at first use."""
    rows = read_seed("samsyn.cases", "journal_words.yaml").only("words").entries("words")
    return tuple(map(_word, rows))


def _word(row: Entry) -> JournalWord:
    form = next((form for form in ENDINGS if row.has(form)), "word")
    said = row.only("kind", form).text(form).casefold()
    pattern = r"[\s-]+".join(map(re.escape, said.split()))
    return JournalWord(said, row.code("kind", JournalKind), pattern + ENDINGS[form])


@cache
def _all() -> re.Pattern[str]:
    """Every word as a group of its own: the text is walked once."""
    groups = "|".join(f"(?P<w{number}>{word.pattern})" for number, word in enumerate(journal_words()))
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)")


def found_in(text: str) -> tuple[JournalWord, ...]:
    """The words of the list that stand in a text, once each, in the order of the text."""
    names = (match.lastgroup or "" for match in _all().finditer(text.casefold()))
    words = journal_words()
    return tuple(dict.fromkeys(words[int(name[1:])] for name in names))


def is_childs_own(perspective: VoicePerspective, method: VoiceMethod) -> bool:
    """Words that a child has said, written or signed. What was observed is described by whoever saw it."""
    return perspective is VoicePerspective.CHILD_OWN and method is not VoiceMethod.OBSERVATION


def is_banned_search(text: str) -> bool:
    """A search for diagnoses, tests or medicines would pick out people by their health."""
    return bool(found_in(text))
