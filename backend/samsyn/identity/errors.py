"""Refusals of signing in. None says whether the user name exists."""

from samsyn.core.errors import DomainError, Invalid


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


class DoesNotFit(Invalid):
    code = "I01"
    sv, en = (
        "Det uppdraget kan inte gälla där. Välj en annan plats.",
        "That assignment cannot hold there. Choose another place.",
    )


class NotOneself(DomainError):
    status, code = 409, "I02"
    sv = "Ingen ger eller avslutar sitt eget uppdrag. Be en annan administratör."
    en = "Nobody gives or ends an assignment of their own. Ask another administrator."


class AlreadyEnded(DomainError):
    status, code = 409, "I03"
    sv, en = "Uppdraget är redan avslutat.", "The assignment has ended already."


class EndsTooLate(Invalid):
    code = "I04"
    sv = "Sista dagen ska vara i dag eller senare, och inte efter den som redan gäller."
    en = "The last day must be today or later, and not after the one that holds already."


class PersonEnded(DomainError):
    status, code = 409, "I05"
    sv, en = (
        "Personen är avslutad och kan inte få uppdrag.",
        "The person has left and cannot get assignments.",
    )


class NoSuch(Invalid):
    """A reference in the body to something that is not there, at ``pointer``."""

    def __init__(self, pointer: str) -> None:
        super().__init__(
            errors=[{"pointer": pointer, "code": "unknown", "sv": "Finns inte.", "en": "Does not exist."}]
        )
