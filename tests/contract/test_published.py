"""What the sample application publishes about itself, asked for over HTTP."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import yaml
from fastapi import FastAPI

from samsyn.api.info import serve_documents

Document = dict[str, Any]


@pytest.fixture
async def client(sample_app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    settings = SimpleNamespace(public_url="https://samsyn.bjorkkommun.se", local_url="http://127.0.0.1:8000")
    sample_app.state.runtime = SimpleNamespace(settings=settings, kept={})
    serve_documents(sample_app)
    transport = httpx.ASGITransport(sample_app)
    async with httpx.AsyncClient(transport=transport, base_url="https://elsewhere.example") as made:
        yield made


async def test_api_info_has_the_five_fields_of_the_profile_and_may_be_kept(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api-info")
    assert answer.status_code == 200
    assert set(answer.json()) == {"apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"}
    assert answer.json()["apiDocumentation"] == "https://samsyn.bjorkkommun.se/samsyn/v1/docs"
    assert "max-age" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/openapi.json", "/openapi.yaml", "/openapi-3.0.json"])
async def test_the_document_in_every_form_answers_304_to_who_has_it(
    client: httpx.AsyncClient, sample_document: Document, path: str
) -> None:
    first = await client.get(path)
    assert yaml.safe_load(first.text)["paths"].keys() == sample_document["paths"].keys()
    again = await client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await client.get(path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


async def test_the_page_shows_every_operation_and_runs_nothing(
    client: httpx.AsyncClient, sample_document: Document
) -> None:
    page = await client.get("/docs")
    for path, item in sample_document["paths"].items():
        for method in item:
            assert f"{method.upper()} {path}" in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_the_page_escapes_what_a_docstring_says(
    client: httpx.AsyncClient, sample_document: Document
) -> None:
    sample_document["paths"]["/boats"]["get"]["description"] = "<script>alert(1)</script> & `x`"
    page = await client.get("/docs")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <code>x</code>" in page.text
