"""Refusals of the organisation."""

from samsyn.core.errors import DomainError, Invalid


class CodeTaken(DomainError):
    status, code = 409, "O01"
    sv = "En annan skola har redan den koden."
    en = "Another school has that code already."


class CalendarInvalid(Invalid):
    code = "O02"
    sv, en = (
        "Läsårets dagar går inte ihop. Rätta det som är markerat.",
        "The days of the year do not fit. Correct what is marked.",
    )


class YearTaken(DomainError):
    status, code = 409, "O03"
    sv, en = "Läsåret finns redan.", "The school year is there already."


class NameTaken(DomainError):
    status, code = 409, "O04"
    sv, en = "Det namnet finns redan.", "That name is there already."


class NoSuchYear(DomainError):
    status, code = 409, "O05"
    sv = "Läsåret är inte inlagt ännu. Lägg in det först."
    en = "The school year has not been entered yet. Enter it first."


class DayTaken(DomainError):
    status, code = 409, "O06"
    sv, en = "Dagen är redan ändrad.", "The day has been changed already."


class Circular(DomainError):
    status, code = 409, "O07"
    sv, en = "Ett område kan inte ligga under sig självt.", "An area cannot lie under itself."


class BranchFixed(DomainError):
    status, code = 409, "O08"
    sv = "Sekretessgrenen följer av lag för de professioner som skollagen nämner."
    en = "The secrecy branch follows from law for the professions that the Education Act names."


class NotAYear(Invalid):
    code = "O09"
    sv, en = "Skriv läsåret som 2026/2027.", "Write the school year as 2026/2027."


class NoSuch(Invalid):
    """A reference in the body to something that is not there, at ``pointer``."""

    def __init__(self, *pointers: str) -> None:
        text = {"sv": "Finns inte.", "en": "Does not exist."}
        super().__init__(errors=[{"pointer": p, "code": "unknown", **text} for p in pointers])
