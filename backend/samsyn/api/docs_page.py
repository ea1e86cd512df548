"""The document as one page of plain HTML: nothing to load, no script, readable by keyboard and on paper."""

import base64
import hashlib
import json
from html import escape
from typing import Any

Document = dict[str, Any]

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#16262c;background:#fff;max-width:60rem;
margin:0 auto;padding:1rem}
a{color:#1d5c72}
code,pre{font:14px/1.5 ui-monospace,monospace;background:#f1f4f5}
pre{padding:.5rem;overflow:auto;white-space:pre-wrap}
h2{border-top:2px solid #1d5c72;padding-top:1rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #7a8b92;padding:.25rem .5rem;text-align:left;vertical-align:top}
summary{cursor:pointer}
:focus-visible{outline:3px solid #0f3746;outline-offset:2px}
"""
POLICY = (
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
METHODS = ("get", "post", "put", "patch", "delete")


def docs_page(document: Document) -> str:
    info = document["info"]
    title = f"{escape(info['title'])} {escape(info['version'])}"
    groups = {tag["name"]: tag.get("description", "") for tag in document.get("tags", [])}
    contents = "".join(f'<li><a href="#{escape(name)}">{escape(name)}</a></li>' for name in groups)
    parts = "".join(_group(document, name, description) for name, description in groups.items())
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main><h1>{title}</h1>"
        '<p><a href="openapi.json">openapi.json</a> · <a href="openapi.yaml">openapi.yaml</a> · '
        '<a href="openapi-3.0.json">openapi-3.0.json</a></p>'
        f"{_prose(info['description'])}"
        f'<nav aria-label="Resurser / Resources"><ul>{contents}</ul></nav>{parts}</main></body></html>'
    )


def _prose(text: str) -> str:
    """The little of Markdown that our own texts use: headings, paragraphs, bold and code."""
    html = ""
    for block in escape(text, quote=False).strip().split("\n\n"):
        if block.startswith("## "):
            html += f"<h2>{block.removeprefix('## ')}</h2>"
        else:
            html += f"<p>{_between(_between(block, '**', 'strong'), '`', 'code')}</p>"
    return html


def _between(text: str, mark: str, tag: str) -> str:
    pieces = text.split(mark)
    return "".join(f"<{tag}>{piece}</{tag}>" if odd % 2 else piece for odd, piece in enumerate(pieces))


def _group(document: Document, name: str, description: str) -> str:
    found = "".join(
        _operation(document, method, path, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item and name in item[method]["tags"]
    )
    return f'<section id="{escape(name)}"><h2>{escape(name)}</h2>{_prose(description)}{found}</section>'


def _operation(document: Document, method: str, path: str, operation: Document) -> str:
    name = escape(operation["operationId"])
    scope = operation.get("x-scope")
    needs = f"<p>Scope: <code>{escape(scope)}</code></p>" if scope else ""
    request = _examples("Skicka / Send", operation.get("requestBody", {}))
    shared = document["components"]["responses"]
    whole = {
        code: shared.get(response.get("$ref", "").rpartition("/")[2], response)
        for code, response in operation["responses"].items()
    }
    answers = "".join(_answer(code, response) for code, response in whole.items())
    return (
        f'<h3 id="{name}"><code>{method.upper()} {escape(path)}</code></h3>{_prose(operation["description"])}'
        f"{needs}{_parameters(operation['parameters'])}{request}<details><summary>Svar / Answers</summary>"
        f"<dl>{answers}</dl></details>"
    )


def _parameters(parameters: list[Document]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(one['in'])}</td>"
        f"<td>{'ja / yes' if one.get('required') else ''}</td><td>{_prose(one['description'])}</td></tr>"
        for one in parameters
    )
    heads = ("Namn / Name", "I / In", "Krävs / Required", "Betydelse / Meaning")
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _answer(code: str, response: Document) -> str:
    examples = _examples("", response) if code < "4" else ""
    return f"<dt><code>{escape(code)}</code></dt><dd>{_prose(response['description'])}{examples}</dd>"


def _examples(title: str, body: Document) -> str:
    html = f"<p>{title}</p>" if title and body else ""
    for media_type, media in body.get("content", {}).items():
        text = json.dumps(media.get("example"), ensure_ascii=False, indent=2)
        html += f"<p><code>{escape(media_type)}</code></p><pre>{escape(text, quote=False)}</pre>"
    return html
