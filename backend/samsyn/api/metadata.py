"""What the published document says about the API as a whole, in Swedish and English."""

from datetime import date
from typing import Any, Literal

ApiStatus = Literal["alpha", "beta", "active", "deprecated", "retired", "decommissioned"]
"""States of an API in the national profile (VER.10), written as it writes them."""

API_NAME = "Samsyn API"
API_VERSION = "1.0.0"
API_RELEASED = date(2026, 11, 22)
API_STATUS: ApiStatus = "active"
BASE_PATH = "/samsyn/v1"
DOCUMENTATION_PATH = f"{BASE_PATH}/docs"

DESCRIPTION = """\
## Svenska

Samsyn är ett öppet system för barn- och elevhälsans arbete: signaler om oro, ärenden, möten, SMARTa mål och
årshjul. Allt som webbplatsen kan göra kan ett annat system göra genom detta API, med samma regler för
behörighet och loggning.

**Gräns.** Systemet är inte en patientjournal. Uppgifter som ska journalföras enligt patientdatalagen tas
inte emot här.

**Inloggning.** Personer använder sessionskakan `__Host-samsyn`; metoder som ändrar något kräver dessutom
huvudet `X-Samsyn-Request: 1`. System hämtar en åtkomstbiljett som gäller högst fem minuter från
`/oauth/token`.

**Fel.** Alla fel är `application/problem+json` (RFC 9457) med en fast kod. Det du inte får känna till
svarar 404, på samma sätt som det som inte finns. Undantaget är `/oauth/token`, som följer RFC 6749.

**Ändringar.** Svar kan få nya fält; klienter ska bortse från det de inte känner. Allt annat blir en ny
huvudversion, och en gammal version annonseras minst tolv månader innan den stängs.

**Villkor.** Programmet är fritt under EUPL-1.2. Villkor för uppgifterna, servicenivå och kontakt anges av
den huvudman som driver installationen.

**Kända begränsningar.** Högst 100 poster per sida (1 000 för system), `page × limit` högst 10 000 och
därefter `cursor`, 1 MiB per anrop, 25 MiB per bilaga. Svar med personuppgifter får inte mellanlagras. XML
erbjuds inte.

## English

Samsyn is an open system for the work of pupil health in schools: concerns, cases, meetings, SMART goals and
annual wheels. Whatever the web site can do another system can do through this API, under the same rules of
access and audit.

**Boundary.** The system is not a medical record. What the Patient Data Act requires in a record is not
accepted here.

**Signing in.** People use the session cookie `__Host-samsyn`; methods that change something also need the
header `X-Samsyn-Request: 1`. Systems fetch an access token, valid for at most five minutes, from
`/oauth/token`.

**Errors.** Every error is `application/problem+json` (RFC 9457) with a stable code. What you may not know
about answers 404, exactly like what does not exist. The one exception is `/oauth/token`, which follows RFC
6749.

**Changes.** Answers may gain fields; clients must ignore what they do not know. Anything else is a new
major version, and an old version is announced at least twelve months before it closes.

**Terms.** The program is free under EUPL-1.2. Terms for the data, service level and contact are stated by
the organiser that runs the installation.

**Known limitations.** At most 100 items a page (1,000 for systems), `page × limit` at most 10,000 and the
`cursor` beyond it, 1 MiB a request, 25 MiB an attachment. Answers with personal data must not be cached.
XML is not offered.
"""

CONTACT_NAME = "Huvudmannen som driver installationen / The organiser that runs this installation"
LICENCE = {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/sv/"}
SERVICE_LEVEL = {
    "availability": "Anges av huvudmannen som driver installationen. / Stated by the organiser that runs it.",
    "responseTime": "Ett anrop avbryts efter 10 sekunder. / A request is ended after 10 seconds.",
    "support": "Anges av huvudmannen som driver installationen. / Stated by the organiser that runs it.",
}
LIMITATIONS = {
    "pageSize": "20 om inget anges, högst 100; system 1000. / Default 20, at most 100; systems 1,000.",
    "pageDepth": "page × limit högst 10000, därefter cursor. / At most 10,000, then the cursor.",
    "requestSize": "JSON 1 MiB, uppladdning 25 MiB. / JSON 1 MiB, upload 25 MiB.",
    "caching": "Personuppgifter får inte mellanlagras. / Personal data must not be cached.",
}
SECURITY_SCHEMES: dict[str, Any] = {
    "bearerAuth": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "Ett system: åtkomstbiljett från `/oauth/token`, högst fem minuter. "
        "/ A system: access token from `/oauth/token`, at most five minutes.",
    },
    "sessionCookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-samsyn",
        "description": "En person: sessionen från `POST /session`. POST, PUT, PATCH och DELETE kräver "
        "dessutom `X-Samsyn-Request: 1`. / A person: the session of `POST /session`. POST, PUT, PATCH "
        "and DELETE also need `X-Samsyn-Request: 1`.",
    },
}


def origin(public_url: str | None) -> str:
    """The installation's own address; without one the reader's own machine, as in the committed document."""
    return public_url.rstrip("/") if public_url else "https://localhost"


def servers(public_url: str | None) -> list[dict[str, Any]]:
    """The installation's own https address where it has one, otherwise a template for the reader."""
    if public_url:
        return [
            {
                "url": origin(public_url) + BASE_PATH,
                "description": "Denna installation / This installation",
            }
        ]
    return [
        {
            "url": f"https://{{host}}{BASE_PATH}",
            "description": "En installation av Samsyn / An installation of Samsyn",
            "variables": {
                "host": {
                    "default": "localhost",
                    "description": "Installationens värdnamn / Host of the installation",
                }
            },
        }
    ]
