"""Words of codes."""

from __future__ import annotations

from functools import lru_cache

from samsyn.core.messages import Language
from samsyn.core.seeds import read_seed


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], tuple[str, str]]:
    rows = read_seed("samsyn.organisation", "lookups.yaml").entries("groups")
    return {
        (g.text("code"), one.text("code")): (one.text("sv"), one.text("en"))
        for g in rows
        for one in g.entries("labels")
    }


def label_of(group: str, code: str, language: Language) -> str:
    sv, en = _words()[group, code]
    return en if language == "en" else sv
