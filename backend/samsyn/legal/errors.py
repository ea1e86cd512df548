"""Refusals of rule packs."""

from __future__ import annotations

from samsyn.core.errors import Invalid


class _At(Invalid):
    """At one field of what was sent."""

    pointer = ""
    why = ""

    def __init__(self) -> None:
        one = {"pointer": self.pointer, "code": self.why, "sv": self.sv, "en": self.en}
        super().__init__(errors=[one])


class NoSuchClock(_At):
    code, pointer, why = "RULE_CLOCK", "/clock", "unknown"
    sv, en = "Regelpaketet har ingen sådan klocka.", "The rule pack has no such clock."


class FixedByLaw(_At):
    code, pointer, why = "RULE_FIXED", "/amount", "fixed"
    sv = "Tiden står i lagen och kan inte ändras här."
    en = "The time stands in the law and cannot be changed here."


class NothingToReview(_At):
    code, pointer, why = "RULE_REVIEW", "/code", "unknown"
    sv, en = "Regelpaketet har inget sådant lagrum.", "The rule pack cites nothing of that name."
