"""Which errors an operation can answer with, and how they look in the document."""

from http import HTTPStatus
from typing import Any

Operation = dict[str, Any]

PROBLEM = "application/problem+json"
REFERENCE = {"$ref": "#/components/schemas/Problem"}
ERRORS: dict[int, tuple[str, str, str]] = {
    400: ("V00", "Bad Request", "Okänd eller felaktig parameter. / Unknown or malformed parameter."),
    401: (
        "A01",
        "Unauthorized",
        "Inte inloggad; svaras före allt annat. / Not signed in; answered before anything else.",
    ),
    403: ("A03", "Forbidden", "Du får se detta men inte göra så här. / You may see this but not do this."),
    404: ("A04", "Not Found", "Finns inte, eller finns inte för dig. / Does not exist, or not for you."),
    405: ("H405", "Method Not Allowed", "`Allow` räknar upp metoderna. / `Allow` lists the methods."),
    406: (
        "A06",
        "Not Acceptable",
        "Formatet i `Accept` erbjuds inte. / The format in `Accept` is not offered.",
    ),
    409: ("A09", "Conflict", "Tillståndet eller en regel hindrar det. / The state or a rule prevents it."),
    412: (
        "A12",
        "Precondition Failed",
        "`If-Match` är inaktuell: någon hann före. / `If-Match` is stale: somebody was first.",
    ),
    413: ("H413", "Content Too Large", "Innehållet är för stort. / The content is too large."),
    415: (
        "A15",
        "Unsupported Media Type",
        "Innehållstypen tas inte emot. / The content type is not accepted.",
    ),
    422: (
        "V01",
        "Unprocessable Content",
        "Innehållet bryter mot schemat eller en regel. / The content breaks the schema or a rule.",
    ),
    428: ("A28", "Precondition Required", "`If-Match` saknas. / `If-Match` is missing."),
    429: (
        "A29",
        "Too Many Requests",
        "För många anrop; vänta `Retry-After`. / Too many requests; wait `Retry-After`.",
    ),
    500: (
        "X99",
        "Internal Server Error",
        "Ett fel hos oss; ange `traceId`. / A fault of ours; quote the `traceId`.",
    ),
    503: (
        "A53",
        "Service Unavailable",
        "Tillfälligt upptagen; vänta `Retry-After`. / Busy; wait `Retry-After`.",
    ),
}
"""Code of the usual one, title in the words of RFC 9110 (Python's differ by version), and when it comes."""
PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "Ett fel enligt RFC 9457. / An error according to RFC 9457.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code", "traceId", "errors"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "Identifies the kind of problem.",
        },
        "title": {
            "type": "string",
            "description": "The kind of problem in short, the same for every occurrence.",
        },
        "status": {"type": "integer", "minimum": 400, "maximum": 599, "description": "The HTTP status."},
        "detail": {
            "type": "string",
            "description": "What happened, in Swedish or English by `Accept-Language`. Never what was sent.",
        },
        "instance": {"type": "string", "description": "The request, as a URN."},
        "code": {"type": "string", "description": "Stable code, the same in every language and version."},
        "traceId": {"type": "string", "description": "Quote it when you report the problem."},
        "errors": {
            "type": "array",
            "description": "One entry for each part of the request that is wrong.",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer, or `?name` for a parameter."},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
TRACE = "0af7651916cd43dd8448eb211c80319c"
HEADERS: dict[str, dict[str, Any]] = {
    "Traceparent": {
        "description": "W3C Trace Context of this answer.",
        "schema": {"type": "string"},
        "example": f"00-{TRACE}-b7ad6b7169203331-01",
    },
    "ETag": {
        "description": "Strong validator made from the version; send it back in `If-Match`.",
        "schema": {"type": "string"},
        "example": '"3"',
    },
    "Location": {
        "description": "Where the created thing, or the job, is found.",
        "schema": {"type": "string", "format": "uri-reference"},
        "example": "/samsyn/v1/cases/019aa8f2-6b1c-7c3a-9d55-0f2b1c3d4e5f",
    },
    "RetryAfter": {
        "description": "Seconds to wait before the next attempt.",
        "schema": {"type": "integer", "minimum": 0},
        "example": 1,
    },
    "Allow": {
        "description": "The methods of this address, separated by commas.",
        "schema": {"type": "string"},
        "example": "GET, HEAD, OPTIONS",
    },
    "WwwAuthenticate": {
        "description": "How systems sign in.",
        "schema": {"type": "string"},
        "example": 'Bearer realm="samsyn"',
    },
}
HEADERS_OF = {
    401: {"WWW-Authenticate": "WwwAuthenticate"},
    405: {"Allow": "Allow"},
    429: {"Retry-After": "RetryAfter"},
    503: {"Retry-After": "RetryAfter"},
}


def header(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/headers/{name}"}


def codes_of(operation: Operation, method: str, path: str, secured: bool) -> set[int]:
    """The errors that can come, from what the operation takes and answers."""
    codes = {400, 405, 406, 429, 500, 503}
    if secured:
        codes |= {401, 403}
    elif method != "get":
        codes.add(401)
    if secured and (
        "{" in path or method != "get" or any(_is_reference(p) for p in operation.get("parameters", []))
    ):
        codes.add(404)
    if method != "get":
        codes |= {409, 422}
    if operation.get("parameters"):
        codes.add(422)
    if "requestBody" in operation:
        codes |= {413, 415, 422}
    if any(one.get("name", "").lower() == "if-match" for one in operation.get("parameters", [])):
        codes |= {412, 428}
    return codes


def document_errors(operation: Operation, codes: set[int], shared: dict[str, Any]) -> None:
    """Every error becomes problem+json. What the route said of its own stays; the rest refers to `shared`."""
    responses = operation["responses"]
    if speaks_oauth(operation):
        codes = codes - {403, 404, 409, 422}
        responses.pop("422", None)
    for code in sorted(codes | {int(c) for c in responses if c.isdigit() and int(c) >= 400}):
        given = responses.get(str(code), {})
        if _is_token_error(given):
            given["headers"] = _headers(code)
        elif _says_something(code, given):
            responses[str(code)] = _problem(code, given)
        else:
            shared.setdefault(f"Error{code}", _problem(code, {}))
            responses[str(code)] = {"$ref": f"#/components/responses/Error{code}"}
    operation["responses"] = {code: responses[code] for code in sorted(responses)}


def speaks_oauth(operation: Operation) -> bool:
    """The token endpoint answers in the words of RFC 6749; its schemas have `Token` in their names."""
    return any(_is_token_error(response) for code, response in operation["responses"].items() if code >= "4")


def _is_reference(parameter: dict[str, Any]) -> bool:
    schema = parameter.get("schema", {})
    return any(one.get("format") == "uuid" for one in (schema, *schema.get("anyOf", [])))


def _is_token_error(response: dict[str, Any]) -> bool:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return "Token" in str(schema.get("$ref", "")).rsplit("/", 1)[-1]


def _says_something(code: int, given: dict[str, Any]) -> bool:
    told = given.get("description", "")
    return told not in ("", "Validation Error", HTTPStatus(code).phrase, *ERRORS.get(code, ())[1:2])


def _headers(code: int) -> dict[str, Any]:
    names = {**HEADERS_OF.get(code, {}), "traceparent": "Traceparent"}
    return {name: header(names[name]) for name in sorted(names)}


def _problem(code: int, given: dict[str, Any]) -> dict[str, Any]:
    usual = (f"H{code}", HTTPStatus(code).phrase, "Ett fel. / An error.")
    error, title, description = ERRORS.get(code, usual)
    content = given.get("content", {}).get(PROBLEM, {})
    media = {"schema": REFERENCE, **{k: v for k, v in content.items() if k in ("example", "examples")}}
    if len(media) == 1:
        media["example"] = {
            "type": f"https://samsyn.example/problems/{error.lower()}",
            "title": title,
            "status": code,
            "detail": description.split(" / ")[0],
            "instance": "urn:uuid:019aa8f2-6b1c-7c3a-9d55-0f2b1c3d4e5f",
            "code": error,
            "traceId": TRACE,
            "errors": [],
        }
    return {
        "description": given.get("description") or description,
        "headers": {**given.get("headers", {}), **_headers(code)},
        "content": {PROBLEM: media},
    }
