"""Why a source as a whole could not be read. A fault ends the pull, and nothing of it is applied."""

from __future__ import annotations

from enum import StrEnum


class FaultCode(StrEnum):
    """Stable codes; the text of each is in `FAULT_TEXTS`."""

    ADDRESS_REFUSED = "ADDRESS_REFUSED"
    UNREACHABLE = "UNREACHABLE"
    CERTIFICATE = "CERTIFICATE"
    TIMED_OUT = "TIMED_OUT"
    DEADLINE_PASSED = "DEADLINE_PASSED"
    BUSY = "BUSY"
    SERVER_ERROR = "SERVER_ERROR"
    TOKEN_REFUSED = "TOKEN_REFUSED"  # noqa: S105 - a code, not a secret
    TOKEN_UNREADABLE = "TOKEN_UNREADABLE"  # noqa: S105 - a code, not a secret
    UNAUTHORISED = "UNAUTHORISED"
    FORBIDDEN = "FORBIDDEN"
    NOT_SERVED = "NOT_SERVED"
    REQUEST_REFUSED = "REQUEST_REFUSED"
    REDIRECTED = "REDIRECTED"
    WRONG_CONTENT = "WRONG_CONTENT"
    TOO_LARGE = "TOO_LARGE"
    UNREADABLE = "UNREADABLE"
    UNREADABLE_PAGE = "UNREADABLE_PAGE"
    REPEATED_PAGE = "REPEATED_PAGE"
    TOO_MANY_PAGES = "TOO_MANY_PAGES"
    PAGE_EXPIRED = "PAGE_EXPIRED"
    SCOPE_UNCLEAR = "SCOPE_UNCLEAR"


FAULT_TEXTS: dict[FaultCode, tuple[str, str]] = {
    FaultCode.ADDRESS_REFUSED: (
        "Adressen får inte användas. Ange en https-adress på det öppna nätet.",
        "The address may not be used. Give an https address on the public network.",
    ),
    FaultCode.UNREACHABLE: ("Källan går inte att nå.", "The source cannot be reached."),
    FaultCode.CERTIFICATE: (
        "Källans certifikat går inte att lita på eller gäller en annan adress.",
        "The certificate of the source cannot be trusted or is for another address.",
    ),
    FaultCode.TIMED_OUT: ("Källan svarade inte i tid.", "The source did not answer in time."),
    FaultCode.DEADLINE_PASSED: (
        "Hämtningen tog längre tid än den får och avbröts.",
        "The pull took longer than it may and was stopped.",
    ),
    FaultCode.BUSY: (
        "Källan är upptagen. Försök igen senare.",
        "The source is busy. Try again later.",
    ),
    FaultCode.SERVER_ERROR: ("Källan svarade med ett serverfel.", "The source answered with a server error."),
    FaultCode.TOKEN_REFUSED: (
        "Källan godtog inte klientens id eller hemlighet.",
        "The source did not accept the client's id or secret.",
    ),
    FaultCode.TOKEN_UNREADABLE: (
        "Svaret från tokenadressen går inte att läsa.",
        "The answer of the token address cannot be read.",
    ),
    FaultCode.UNAUTHORISED: (
        "Källan godtog inte den token som den nyss gav ut.",
        "The source did not accept the token it had just issued.",
    ),
    FaultCode.FORBIDDEN: (
        "Klienten får inte läsa de här uppgifterna i källan.",
        "The client may not read this in the source.",
    ),
    FaultCode.NOT_SERVED: (
        "Källan har inte den här resursen. Kontrollera basadressen.",
        "The source does not have this resource. Check the base address.",
    ),
    FaultCode.REQUEST_REFUSED: ("Källan avvisade frågan.", "The source refused the request."),
    FaultCode.REDIRECTED: (
        "Källan hänvisade till en annan adress. Ange den slutliga adressen.",
        "The source pointed to another address. Give the final address.",
    ),
    FaultCode.WRONG_CONTENT: (
        "Källan svarade med något annat än JSON, till exempel en webbsida.",
        "The source answered with something other than JSON, a web page for example.",
    ),
    FaultCode.TOO_LARGE: ("Svaret är större än tillåtet.", "The answer is larger than allowed."),
    FaultCode.UNREADABLE: ("Svaret är inte giltig JSON.", "The answer is not valid JSON."),
    FaultCode.UNREADABLE_PAGE: (
        "Svaret är inte en lista i SS 12000:s form.",
        "The answer is not a list in the form of SS 12000.",
    ),
    FaultCode.REPEATED_PAGE: (
        "Källan upprepar samma sida. Hämtningen avbröts.",
        "The source repeats the same page. The pull was stopped.",
    ),
    FaultCode.TOO_MANY_PAGES: (
        "Källan har fler sidor än tillåtet.",
        "The source has more pages than allowed.",
    ),
    FaultCode.PAGE_EXPIRED: (
        "Källans sidmarkör slutade gälla flera gånger.",
        "The page token of the source expired several times.",
    ),
    FaultCode.SCOPE_UNCLEAR: (
        "Det går inte att avgöra vilken huvudman i källan som är er. Kontrollera organisationsnumret.",
        "It is not clear which organiser in the source is yours. Check the organisation number.",
    ),
}


class SourceFault(Exception):
    """The source could not be read. Holds codes only: no address, no body, no token.

    ``endpoint`` is one of our own names; ``status`` the HTTP status where there was one; ``retry_after``
    seconds the source asked us to wait.
    """

    def __init__(
        self,
        code: FaultCode,
        *,
        endpoint: str | None = None,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code.value)
        self.code = code
        self.endpoint = endpoint
        self.status = status
        self.retry_after = retry_after

    def text(self, language: str) -> str:
        """Swedish unless ``language`` is ``en``."""
        return FAULT_TEXTS[self.code][language == "en"]
