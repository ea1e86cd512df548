"""Refusals of sources and pulls."""

from __future__ import annotations

from samsyn.core.errors import DomainError, Invalid


class NameTaken(DomainError):
    code = "SYNC_NAME"
    sv, en = "En annan källa heter redan så.", "Another source has that name already."


class AddressRefused(Invalid):
    """Nothing but https, and nothing on the server's own machine outside a demo."""

    code = "SYNC_ADDRESS"
    sv = "Adressen får inte användas. Ange en fullständig https-adress utan lösenord och frågetecken."
    en = "The address may not be used. Give a full https address without password and question mark."

    def __init__(self, *pointers: str) -> None:
        super().__init__(
            errors=[{"pointer": one, "code": "address", "sv": self.sv, "en": self.en} for one in pointers]
        )


class SecretNeeded(Invalid):
    """A secret is sent to the address it was given for, and to no other."""

    code = "SYNC_SECRET"
    sv = "Ange klienthemligheten igen när adressen för inloggning ändras."
    en = "Give the client secret again when the address for signing in changes."

    def __init__(self) -> None:
        one = {"pointer": "/clientSecret", "code": "secret", "sv": self.sv, "en": self.en}
        super().__init__(errors=[one])


class AlreadyRunning(DomainError):
    code = "SYNC_RUNNING"
    sv = "En hämtning från källan pågår redan. Vänta tills den är klar."
    en = "A pull from this source is under way. Wait until it is done."


class SourceOff(DomainError):
    code = "SYNC_OFF"
    sv = "Källan är avstängd. Slå på den först."
    en = "The source is switched off. Switch it on first."


class NothingToConfirm(DomainError):
    code = "SYNC_CONFIRMATION"
    sv = "Det finns inget att bekräfta här längre. Öppna den senaste hämtningen."
    en = "There is nothing to confirm here any more. Open the latest pull."
