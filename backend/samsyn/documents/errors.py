"""Refusals of drafts."""

from samsyn.core.errors import NotThere


class NoDraft(NotThere):
    sv, en = "Det finns inget utkast här.", "There is no draft here."
