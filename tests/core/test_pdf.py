"""A document read back from its bytes: what a screen reader, an archive and a hostile writer would find."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from samsyn.core import pdf
from samsyn.core.pdf import Document, Part, PdfError, Signature, Table, typeset
from samsyn.core.pdf.typesetter import respelled, spelled, unescaped

Own = Callable[[str], object]
HOSTILE = '#read("/etc/passwd") *inte fet* $x$ \\ `rå` @etikett <a> // resten = rubrik #panic()'
PLAN = Document(
    organiser="Lundby kommun",
    unit="Björkskolan F–9",
    marks=("BJÖ-2026-0012", "K2"),
    facts=(("Elev", "Åsa Öberg"), ("Beslutad av", "Maj-Britt Älv")),
    paragraphs=("Första stycket.\n\nAndra stycket\nmed en ny rad.",),
    parts=(
        Part("Behov", paragraphs=(HOSTILE,)),
        Part("Åtgärder", table=Table(("Åtgärd", "Ansvarig"), (("Läsa", "Lärare"),) * 60)),
        Part("Närmare", level=3, bullets=("ett", "två")),
        Part("Uppföljning", facts=(("Dag", "2026-12-01"),)),
    ),
    signatures=(Signature("Maj-Britt Älv", "Rektor"),),
    foot="BJÖ-2026-0012",
)


async def made(data: Document = PLAN, title: str = "Åtgärdsprogram", language: Any = "sv") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(await typeset("document", data, title=title, language=language)))


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def tags(node: Any) -> Iterator[str]:
    """The kinds of the structure tree, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tags(node["/K"])


def tree(reader: pypdf.PdfReader) -> list[str]:
    root: Any = reader.trailer["/Root"]
    return list(tags(root["/StructTreeRoot"]))


async def test_it_says_title_and_language_and_that_it_is_tagged() -> None:
    for language in ("sv", "en"):
        reader = await made(language=language)
        root: Any = reader.trailer["/Root"]
        assert reader.metadata is not None
        assert reader.metadata.title == "Åtgärdsprogram"
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"pdfuaid:part" in root["/Metadata"].get_data()


async def test_headings_stand_in_order_and_the_table_has_header_cells() -> None:
    found = tree(await made())
    assert [tag for tag in found if tag[:2] == "/H" and tag[2:].isdigit()] == [
        "/H1", "/H2", "/H2", "/H3", "/H2",
    ]  # fmt: skip
    assert found.count("/TH") == 2
    assert found.count("/TD") == 120
    assert found.index("/TH") < found.index("/TD")


async def test_words_come_out_as_they_were_written() -> None:
    text = text_of(await made())
    assert HOSTILE in text.replace("\n", " ")
    assert "root:" not in text
    assert "Åsa Öberg" in text


async def test_every_page_says_which_of_how_many() -> None:
    reader = await made()
    count = len(reader.pages)
    assert count > 1
    for number, page in enumerate(reader.pages, 1):
        assert f"Sida {number} av {count}" in page.extract_text()
    english = await made(language="en")
    assert f"Page 1 of {count}" in english.pages[0].extract_text()


async def test_signs_that_no_font_has_are_written_in_words() -> None:
    data = Document("Lundby kommun", "Björkskolan", paragraphs=("Glad 😀 idag, 中, \x07slut",))
    text = text_of(await made(data, title="Så här 👍🏽"))
    assert "Glad [grinning face] idag, [U+4E2D], slut" in text
    assert "[thumbs up sign]" in text


async def test_names_in_other_letters_are_set() -> None:
    data = Document("Lundby kommun", "Björkskolan", paragraphs=("Žaneta Łuczak, Ольга, Ελένη",))
    assert "Žaneta Łuczak, Ольга, Ελένη" in text_of(await made(data))


async def test_the_same_words_give_the_same_bytes() -> None:
    first, second = [await typeset("document", PLAN, title="x", language="sv") for _ in range(2)]
    assert first == second


async def test_an_inaccessible_document_is_an_error_that_tells_no_words() -> None:
    data = Document("Lundby kommun", "Björkskolan", parts=(Part("Hemlig rubrik", level=4),))
    with pytest.raises(PdfError) as error:
        await typeset("document", data, title="Hemlig titel", language="sv")
    assert "heading" in str(error.value)
    assert "Hemlig" not in str(error.value)


@pytest.mark.parametrize("name", ["../document", "samsyn.core:../x", "/etc/passwd", "", "os:document"])
async def test_a_template_is_named_not_found_by_path(name: str) -> None:
    with pytest.raises(ValueError, match="template"):
        await typeset(name, PLAN, title="x", language="sv")


@pytest.fixture
def own_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], object]:
    """Writes the template ``own`` in a domain's folder."""
    folder = tmp_path / "templates"
    folder.mkdir()
    shared = Path(pdf.__file__).parent / "templates" / "sheet.typ"
    (folder / "sheet.typ").write_text(shared.read_text())
    (tmp_path / "secret.txt").write_text("hemligt")
    monkeypatch.setattr(pdf, "files", lambda _: tmp_path)
    return lambda text: (folder / "own.typ").write_text(f"#show: sheet\n= Titel\n{text}")


async def test_a_template_reads_what_lies_beside_it(own_template: Own) -> None:
    own_template('#read("sheet.typ").len()')
    made = await typeset("samsyn.cases:own", PLAN, title="x", language="sv")
    assert "Titel" in text_of(pypdf.PdfReader(io.BytesIO(made)))


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt", "/../secret.txt", "../../../../etc/hosts"])
async def test_a_template_reads_nothing_outside_its_folder(own_template: Own, path: str) -> None:
    own_template(f'#read("{path}")')
    with pytest.raises(PdfError):
        await typeset("samsyn.cases:own", PLAN, title="x", language="sv")


async def test_a_template_fetches_no_package(own_template: Own) -> None:
    own_template('#import "@preview/example:0.1.0": add')
    with pytest.raises(PdfError):
        await typeset("samsyn.cases:own", PLAN, title="x", language="sv")


async def test_one_that_never_ends_is_stopped(own_template: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.5)
    own_template("#let f(n) = range(n).fold(0, (a, b) => a + b)\n"
                            "#for i in range(9000000) { let x = f(9000 + i) }")  # fmt: skip
    with pytest.raises(PdfError, match="None"):
        await typeset("samsyn.cases:own", PLAN, title="x", language="sv")


async def test_one_that_grows_is_stopped(own_template: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MEGABYTES", 300)
    own_template("#let x = range(90000000)\n#x.len()")
    with pytest.raises(PdfError):
        await typeset("samsyn.cases:own", PLAN, title="x", language="sv")


def test_a_table_has_a_cell_for_each_header() -> None:
    with pytest.raises(ValueError, match="header"):
        Table(("a", "b"), (("1",),))


def test_what_cannot_be_seen_goes_and_the_rest_is_spelled() -> None:
    assert spelled("\x07\u200d") == ""
    assert spelled("😀") == "[grinning face]"
    assert unescaped(r"\u{7}\"\n") == '\x07"\n'
    assert respelled({"a": ["x中", 3, None]}, {"中"}) == {"a": ["x[U+4E2D]", 3, None]}
