"""Refusals about pupils. None says whether a pupil exists."""

from collections.abc import Iterable

from samsyn.core.errors import DomainError, Invalid


class GrantTooLong(Invalid):
    code = "S01"
    sv = "Behörigheten ska börja gälla i dag och sluta inom ett år."
    en = "The grant begins today and ends within a year."


class NameOfPupil(DomainError):
    """A warning: with a reason the name stays. Nothing of what was written is repeated."""

    status, code = 422, "NAME_OF_PUPIL"
    sv = "Texten innehåller namnet på en elev på enheten. Skriv om den, eller skriv varför namnet behövs här."
    en = "The text holds the name of a pupil of the unit. Rewrite it, or say why the name is needed here."

    def __init__(self, pointers: Iterable[str]) -> None:
        words = {"code": self.code, "sv": "En elevs namn.", "en": "The name of a pupil."}
        super().__init__(errors=[{"pointer": pointer, **words} for pointer in pointers])


class NoSuchPerson(Invalid):
    """The person in the body is nobody that the caller works with."""

    def __init__(self) -> None:
        text = {"sv": "Finns inte.", "en": "Does not exist."}
        super().__init__(errors=[{"pointer": "/personId", "code": "unknown", **text}])


class GrantOver(DomainError):
    status, code = 409, "S02"
    sv, en = "Behörigheten är redan avslutad.", "The grant has ended already."
