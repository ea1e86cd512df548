"""Refusals of signing in. None says whether the user name exists."""

from samsyn.core.errors import DomainError


class WrongCredentials(DomainError):
    status, code = 401, "A10"
    sv = "Användarnamnet eller lösenordet stämmer inte."
    en = "The user name or the password is not right."


class WrongCode(DomainError):
    status, code = 422, "A11"
    sv = "Koden stämmer inte, eller är redan använd. Ta den som visas nu."
    en = "The code is not right, or was used already. Take the one shown now."


class NoSecondFactor(DomainError):
    status, code = 409, "A13"
    sv = "Kontot har ingen tvåstegsinloggning. Fråga administratören."
    en = "The account has no second factor. Ask the administrator."


class TokenError(Exception):
    """RFC 6749 §5.2: the token endpoint's own error object, in its own words."""

    def __init__(self, error: str, status: int = 400) -> None:
        super().__init__(error)
        self.error, self.status = error, status
