"""Refusals of the organisation."""

from samsyn.core.errors import DomainError


class CodeTaken(DomainError):
    status, code = 409, "O01"
    sv = "En annan skola har redan den koden."
    en = "Another school has that code already."
