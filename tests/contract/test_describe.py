"""The document's maker, on a small application: what api.md points 9 and 15 ask of every operation."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from samsyn.api.examples import NoExampleError, example_of
from samsyn.api.openapi import describe, downgrade_to_30

Document = dict[str, Any]


def operations(document: Document) -> Iterator[tuple[str, Document]]:
    """Each operation with its shared responses put in place."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            responses = {code: whole(document, one) for code, one in operation["responses"].items()}
            yield f"{method.upper()} {path}", {**operation, "responses": responses}


def whole(document: Document, response: Document) -> Document:
    name = response.get("$ref", "").rpartition("/")[2]
    found: Document = document["components"]["responses"][name] if name else response
    return found


def test_every_included_operation_is_named_tagged_described_and_secured(sample_document: Document) -> None:
    found = dict(operations(sample_document))
    assert len(found) == 7
    assert found["GET /boats"]["operationId"] == "listBoats"
    assert found["POST /boats/{boatId}/drawings"]["tags"] == ["boats"]
    assert all(operation["description"] for operation in found.values())
    assert found["POST /oauth/token"]["security"] == []
    assert found["GET /boats"]["security"] == [{"bearerAuth": []}, {"sessionCookie": []}]
    assert found["GET /boats"]["x-scope"] == "boats:read"
    assert found["POST /boats/{boatId}/drawings"]["security"] == [{"sessionCookie": []}]


def test_fastapis_own_validation_error_is_gone(sample_document: Document) -> None:
    assert "HTTPValidationError" not in str(sample_document)


def test_errors_are_problem_json_with_one_shared_schema(sample_document: Document) -> None:
    for name, operation in operations(sample_document):
        for code, response in operation["responses"].items():
            if code >= "4" and not (name == "POST /oauth/token" and code in ("400", "401")):
                content = response["content"]
                assert list(content) == ["application/problem+json"], (name, code)
                assert content["application/problem+json"]["schema"] == {
                    "$ref": "#/components/schemas/Problem"
                }


def test_the_token_endpoint_keeps_its_own_error_object(sample_document: Document) -> None:
    responses = sample_document["paths"]["/oauth/token"]["post"]["responses"]
    assert responses["400"]["content"]["application/json"]["schema"]["$ref"].endswith("/TokenError")
    assert {"403", "404", "409", "422"}.isdisjoint(responses)


@pytest.mark.parametrize(
    ("operation", "present", "absent"),
    [
        (
            "GET /boats",
            {"400", "401", "403", "404", "405", "406", "422", "429", "500", "503"},
            {"412", "428", "415"},
        ),
        ("POST /boats", {"409", "413", "415", "422"}, {"412", "428"}),
        ("PATCH /boats/{boatId}", {"404", "409", "412", "415", "428"}, set()),
        ("GET /boats/{boatId}", {"404"}, {"409", "413", "415"}),
    ],
)
def test_each_operation_lists_the_errors_that_apply(
    sample_document: Document, operation: str, present: set[str], absent: set[str]
) -> None:
    codes = set(dict(operations(sample_document))[operation]["responses"])
    assert present <= codes
    assert not absent & codes


def test_what_a_route_says_about_its_own_error_stays(sample_document: Document) -> None:
    responses = sample_document["paths"]["/boats/{boatId}"]["patch"]["responses"]
    assert responses["409"]["description"] == "B01: the boat is at sea."


def test_headers(sample_document: Document) -> None:
    found = dict(operations(sample_document))
    assert "Location" in found["POST /boats"]["responses"]["201"]["headers"]
    assert "ETag" in found["GET /boats/{boatId}"]["responses"]["200"]["headers"]
    assert "ETag" not in found["GET /boats"]["responses"]["200"]["headers"]
    assert "Retry-After" in found["GET /boats"]["responses"]["429"]["headers"]
    assert "Allow" in found["GET /boats"]["responses"]["405"]["headers"]
    for name, operation in found.items():
        for code, response in operation["responses"].items():
            assert "traceparent" in response["headers"], (name, code)


def test_request_headers(sample_document: Document) -> None:
    def names(operation: str) -> set[str]:
        return {one["name"] for one in dict(operations(sample_document))[operation]["parameters"]}

    assert {"traceparent", "Idempotency-Key"} <= names("POST /boats")
    assert {"traceparent", "If-Match", "boatId"} <= names("PATCH /boats/{boatId}")
    assert names("GET /boats") == {"traceparent", "page", "limit", "schoolId"}
    assert "Idempotency-Key" not in names("POST /oauth/token")


def test_every_example_fulfils_its_schema(sample_document: Document) -> None:
    checked = 0
    for name, operation in operations(sample_document):
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for media in (media for body in bodies for media in body.get("content", {}).values()):
            validate(media["example"], media["schema"], sample_document, name)
            checked += 1
        for parameter in operation["parameters"]:
            validate(parameter["example"], parameter["schema"], sample_document, name)
    assert checked > 40


def validate(value: Any, schema: Document, document: Document, where: str) -> None:
    rooted = {**schema, "components": document["components"]}
    wrong = [error.message for error in OAS31Validator(rooted).iter_errors(value)]
    assert not wrong, f"{where}: {wrong}"


def test_examples_are_the_same_every_time(sample_app: FastAPI, sample_document: Document) -> None:
    again = FastAPI(openapi_url=None)
    again.router = sample_app.router
    describe(again)
    assert again.openapi() == sample_document


def test_dates_have_one_example_and_uploads_are_binary(sample_document: Document) -> None:
    boat = sample_document["components"]["schemas"]["BoatOut"]["properties"]
    assert boat["createdAt"]["example"] == "2026-11-22T08:30:00Z"
    assert boat["launchedOn"]["anyOf"][0]["example"] == "2026-11-22"
    upload = next(name for name in sample_document["components"]["schemas"] if name.startswith("Body_"))
    assert sample_document["components"]["schemas"][upload]["properties"]["file"]["format"] == "binary"


def test_two_operations_of_one_name_are_refused(sample_app: FastAPI) -> None:
    @sample_app.get("/ships")
    async def list_boats() -> None:
        """The same name as another."""

    describe(sample_app)
    with pytest.raises(ValueError, match="listBoats"):
        sample_app.openapi()


def test_a_pattern_that_no_known_text_fulfils_asks_for_an_example() -> None:
    with pytest.raises(NoExampleError, match="registration"):
        example_of({"type": "string", "pattern": "^Q{9}$"}, {}, "registration")


def test_the_installations_own_address_is_the_server(sample_app: FastAPI) -> None:
    describe(sample_app, "https://samsyn.bjorkkommun.se")
    document = sample_app.openapi()
    assert document["servers"][0]["url"] == "https://samsyn.bjorkkommun.se/samsyn/v1"
    assert document["info"]["termsOfService"] == "https://samsyn.bjorkkommun.se/samsyn/v1/docs"


def test_metadata_in_both_languages(sample_document: Document) -> None:
    info = sample_document["info"]
    assert {"contact", "license", "termsOfService", "x-sla", "x-limitations"} <= info.keys()
    assert "Begränsning" in info["description"] or "begränsningar" in info["description"]
    assert "limitations" in info["description"]
    assert sample_document["servers"][0]["url"].startswith("https://")


def test_both_documents_are_valid(sample_document: Document) -> None:
    OpenAPIV31SpecValidator(sample_document).validate()
    OpenAPIV30SpecValidator(downgrade_to_30(sample_document)).validate()


def test_the_older_document_says_the_same_in_older_words(sample_document: Document) -> None:
    older = downgrade_to_30(sample_document)
    boat = older["components"]["schemas"]["BoatOut"]["properties"]
    assert older["openapi"] == "3.0.3"
    assert boat["owner"] == {"title": "Owner", "type": "string", "nullable": True}
    assert older["components"]["schemas"]["ByPhone"]["properties"]["kind"]["enum"] == ["PHONE"]
    length = older["components"]["schemas"]["BoatIn"]["properties"]["length"]
    assert (length["minimum"], length["exclusiveMinimum"]) == (0, True)
    assert sample_document["openapi"] == "3.1.0"
    assert "null" not in str(older["components"]["schemas"]["BoatOut"]).replace("nullable", "")
