"""Refusals about pupils. None says whether a pupil exists."""

from samsyn.core.errors import DomainError, Invalid


class GrantTooLong(Invalid):
    code = "S01"
    sv = "Behörigheten ska börja gälla i dag och sluta inom ett år."
    en = "The grant begins today and ends within a year."


class NoSuchPerson(Invalid):
    """The person in the body is nobody that the caller works with."""

    def __init__(self) -> None:
        text = {"sv": "Finns inte.", "en": "Does not exist."}
        super().__init__(errors=[{"pointer": "/personId", "code": "unknown", **text}])


class GrantOver(DomainError):
    status, code = 409, "S02"
    sv, en = "Behörigheten är redan avslutad.", "The grant has ended already."
