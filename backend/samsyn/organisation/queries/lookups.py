"""Words of codes, from the packaged file."""

from __future__ import annotations

from functools import lru_cache

from samsyn.core.messages import Language
from samsyn.organisation.rules import Label, LookupGroup, load_lookups, load_professions


@lru_cache(maxsize=1)
def _groups() -> dict[str, LookupGroup]:
    return {group.code: group for group in load_lookups()}


@lru_cache(maxsize=1)
def _labels() -> dict[tuple[str, str], Label]:
    return {(group.code, label.code): label for group in _groups().values() for label in group.labels}


@lru_cache(maxsize=1)
def _professions() -> dict[str, tuple[str, str]]:
    return {seed.code: (seed.sv, seed.en) for seed in load_professions()}


def all_lookups() -> tuple[LookupGroup, ...]:
    """Every group of words, in the order of the file."""
    return tuple(_groups().values())


def label_of(group: str, code: str, language: Language) -> str:
    """What a code is called; the code itself where nobody has named it."""
    label = _labels().get((group, code))
    if label is None:
        return code
    return label.en if language == "en" else label.sv


def function_label(function: str, language: Language) -> str:
    """What an assignment's function is called."""
    return label_of("function", function, language)


def profession_label(code: str, language: Language) -> str:
    """What a profession is called by default; an organiser's own words stand in its professions."""
    words = _professions().get(code)
    if words is None:
        return code
    return words[1] if language == "en" else words[0]
