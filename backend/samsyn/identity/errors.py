"""Refusals of signing in. None says whether the user name exists."""

from collections.abc import Mapping

from samsyn.core.errors import DomainError, Invalid
from samsyn.core.passwords import PasswordProblem


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


class WrongOneTimeCode(DomainError):
    status, code = 401, "A14"
    sv = "Användarnamnet eller koden stämmer inte, eller så gäller koden inte längre. Fråga administratören."
    en = "The user name or the code is not right, or the code is no longer valid. Ask the administrator."


class WrongPassword(Invalid):
    code = "A16"
    sv = "Det nuvarande lösenordet stämmer inte."
    en = "The present password is not right."


class NotConfirmed(Invalid):
    code = "A31"
    sv = "Koden eller lösenordet stämmer inte, eller koden är redan använd. Ta den som visas nu."
    en = "The code or the password is not right, or the code was used already. Take the one shown now."


class NothingProposed(DomainError):
    status, code = 409, "A17"
    sv = "Börja om: det finns ingen ny nyckel att bekräfta."
    en = "Start again: there is no new key to confirm."


class EnrolmentClosed(DomainError):
    status, code = 403, "A18"
    sv = "Tvåstegsinloggning kan bara läggas till direkt efter en engångskod. Be administratören om en ny."
    en = "A second factor can only be added right after a one-time code. Ask the administrator for a new one."


class NoSecondFactorYet(DomainError):
    status, code = 409, "A19"
    sv, en = "Kontot har ingen tvåstegsinloggning.", "The account has no second factor."


PROBLEMS: Mapping[PasswordProblem, tuple[str, str]] = {
    PasswordProblem.TOO_SHORT: (
        "Minst 12 tecken. Flera ord efter varandra är lätt att minnas.",
        "At least 12 characters. Several words in a row are easy to remember.",
    ),
    PasswordProblem.TOO_LONG: ("Högst 200 tecken.", "At most 200 characters."),
    PasswordProblem.TOO_COMMON: (
        "Det lösenordet är lätt att gissa eller finns bland läckta. Välj ett annat.",
        "That password is easy to guess or among leaked ones. Choose another.",
    ),
    PasswordProblem.HOLDS_USERNAME: (
        "Lösenordet får inte innehålla användarnamnet.",
        "The password must not hold the user name.",
    ),
}


class UnfitPassword(Invalid):
    """A new password that nobody should have, at ``/newPassword``."""

    code = "A23"
    sv, en = "Välj ett annat lösenord.", "Choose another password."

    def __init__(self, problem: PasswordProblem) -> None:
        sv, en = PROBLEMS[problem]
        super().__init__(errors=[{"pointer": "/newPassword", "code": str(problem), "sv": sv, "en": en}])


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


class UsernameTaken(DomainError):
    status, code = 409, "I06"
    sv = "Användarnamnet är upptaget. Välj ett annat."
    en = "The user name is taken. Choose another."


class HasAccount(DomainError):
    status, code = 409, "I07"
    sv, en = "Personen har redan ett konto.", "The person has an account already."


class HasNoAccount(DomainError):
    status, code = 409, "I08"
    sv, en = "Personen har inget konto.", "The person has no account."


class NotOwnAccount(DomainError):
    status, code = 409, "I09"
    sv = "Ditt eget konto sköter du under Mitt konto. Be en annan administratör om du är utelåst."
    en = "Your own account is kept under My account. Ask another administrator when you are locked out."


class UnfitClient(Invalid):
    """``pointer`` names the field."""

    code = "I10"
    sv, en = "API-klienten kan inte se ut så.", "The API client cannot be like that."

    def __init__(self, pointer: str, code: str, sv: str, en: str) -> None:
        super().__init__(errors=[{"pointer": pointer, "code": code, "sv": sv, "en": en}])


class ClientNameTaken(DomainError):
    status, code = 409, "I11"
    sv, en = "Det finns redan en API-klient med det namnet.", "There is an API client of that name already."


class NoSuch(Invalid):
    """A reference in the body to something that is not there, at ``pointer``."""

    def __init__(self, pointer: str) -> None:
        super().__init__(
            errors=[{"pointer": pointer, "code": "unknown", "sv": "Finns inte.", "en": "Does not exist."}]
        )
