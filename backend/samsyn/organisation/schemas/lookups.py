"""Words of the codes."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.core.schema import Out


class LookupOut(Out):
    """A code's words, and the one sentence that is shown where the word stands."""

    code: str
    sv: str
    en: str
    help_sv: str
    help_en: str


class LookupGroupOut(Out):
    """The codes of one kind in the order shown."""

    code: str
    sv: str
    en: str
    labels: Sequence[LookupOut]
