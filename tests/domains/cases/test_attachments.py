"""Files in a case: what is taken in comes back, and what is not what it says does not get in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from PIL import Image

from samsyn.core.http import MAX_UPLOAD
from samsyn.core.upload import AT_ONCE, COUNT
from tests.conftest import Town
from tests.domains.cases import files
from tests.domains.cases.files import kept, path_of, send, sent
from tests.factories.cases import add_case, let_in
from tests.factories.pupils import add_student

NASTY = "../../etc/<script>alert('Åsa')</script>\u202egnp. ‹1›.pdf"
REAL = {
    "brev.pdf": ("PDF", files.pdf()),
    "bild.PNG": ("PNG", files.picture("PNG")),
    "foto.jpg": ("JPEG", files.picture()),
    "plan.docx": ("DOCX", files.docx()),
    "schema.xlsx": ("XLSX", files.xlsx()),
    "brev.odt": ("ODT", files.odt()),
    "anteckning.txt": ("TEXT", "\ufeffÅsa trivs på rasten\r\n".encode()),
}


@pytest.mark.parametrize("name", REAL)
async def test_each_kind_is_taken_in_and_comes_back(town: Town, name: str) -> None:
    kind, content = REAL[name]
    file = await sent(town, add_case(town.world), name, content)
    assert (file["kind"], file["fileName"], file["scan"]) == (kind, name, "NOT_SCANNED")
    answer = await town.as_("rektor").get(path_of(file, "content"))
    assert answer.status_code == 200
    assert len(answer.content) == file["size"] == int(answer.headers["content-length"])
    if kind not in ("PNG", "JPEG"):
        assert answer.content == content


async def test_a_download_is_never_a_page_of_ours(town: Town) -> None:
    file = await sent(town, add_case(town.world), "Åsas brev.pdf")
    headers = (await town.as_("kurator").get(path_of(file, "content"))).headers
    assert headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert unquote(headers["content-disposition"].partition("''")[2]) == "Åsas brev.pdf"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "sandbox" in headers["content-security-policy"]


async def test_a_large_one_comes_back_piece_by_piece(town: Town) -> None:
    content = files.pdf() + bytes(range(256)) * 12_000
    file = await sent(town, add_case(town.world), "stor.pdf", content)
    assert (await town.as_("kurator").get(path_of(file, "content"))).content == content
    assert kept(town) == (1, 1, -(-len(content) // (256 * 1024)))


FALSE = {
    "a picture called pdf": ("brev.pdf", files.picture("PNG"), "FILE_FALSE_KIND"),
    "a pdf called png": ("bild.png", files.pdf(), "FILE_FALSE_KIND"),
    "a page called text": ("a.txt", b"<!doctype html><script>alert(1)</script>", "FILE_FALSE_KIND"),
    "a drawing called text": ("a.txt", b"  \n<svg onload=alert(1)>", "FILE_FALSE_KIND"),
    "bytes called text": ("a.txt", b"MZ\x90\x00\x03", "FILE_FALSE_KIND"),
    "another spelling": ("a.txt", "Åsa".encode("latin-1"), "FILE_FALSE_KIND"),
    "svg": ("bild.svg", b"<svg/>", "FILE_KIND"),
    "html": ("sida.html", b"<html/>", "FILE_KIND"),
    "a program": ("program.exe", b"MZ", "FILE_KIND"),
    "two suffixes": ("brev.pdf.exe", files.pdf(), "FILE_KIND"),
    "no suffix": ("brev", files.pdf(), "FILE_KIND"),
    "macros": ("brev.docm", files.docx(), "FILE_KIND"),
    "hidden macros": ("brev.docx", files.docx(**{"word/vbaProject.bin": b"x"}), "FILE_MACROS"),
    "a table called letter": ("brev.docx", files.xlsx(), "FILE_FALSE_KIND"),
    "any box called letter": ("brev.docx", files.packed({"a.txt": b"a"}), "FILE_FALSE_KIND"),
    "another box called odt": (
        "brev.odt",
        files.packed({"mimetype": b"application/zip", "content.xml": b"x"}),
        "FILE_FALSE_KIND",
    ),
    "a box cut short": ("brev.docx", files.docx()[:60], "FILE_BROKEN"),
    "a picture cut short": ("foto.jpg", files.picture()[:200], "FILE_BROKEN"),
    "only the first bytes of one": ("foto.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "FILE_BROKEN"),
    "out of its folder": ("brev.docx", files.docx(**{"../../x": b"x"}), "FILE_BROKEN"),
    "nothing": ("brev.pdf", b"", "FILE_EMPTY"),
}


@pytest.mark.parametrize("what", FALSE)
async def test_what_is_not_what_it_says_is_refused_in_words(town: Town, what: str) -> None:
    name, content, code = FALSE[what]
    answer = await send(town, add_case(town.world), name, content)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, code)
    assert problem["errors"][0]["pointer"] == "/file"
    assert name not in answer.text
    assert kept(town) == (0, 0, 0)


async def test_25_mib_of_something_else_leave_nothing(town: Town) -> None:
    """The largest file that is taken, as each kind that it is not."""
    whole, case = b"MZ" + bytes(25 * 1024 * 1024 - 2), add_case(town.world)
    for name in ("a.txt", "brev.pdf", "foto.png", "brev.docx"):
        answer = await send(town, case, name, whole)
        assert (answer.status_code, answer.json()["code"]) == (422, "FILE_FALSE_KIND"), name
    assert kept(town) == (0, 0, 0)


def lying_box() -> bytes:
    """Says in its list that it unpacks to little."""
    box = bytearray(files.docx(**{"word/media/a.bin": bytes(40_000_000)}))
    size = (40_000_000).to_bytes(4, "little")
    while (at := box.find(size)) >= 0:
        box[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(box)


BOMBS = {
    "packed hard": files.docx(**{"word/media/a.bin": bytes(20_000_000)}),
    "very many": files.packed({"word/document.xml": b""} | {f"x{n}": b"" for n in range(2_100)}),
    "unpacks to too much": files.docx(**{f"word/media/{n}.bin": bytes(40_000_000) for n in range(4)}),
}


@pytest.mark.parametrize("what", BOMBS)
async def test_a_box_that_unpacks_to_unreasonably_much_is_refused(town: Town, what: str) -> None:
    answer = await send(town, add_case(town.world), "brev.docx", BOMBS[what])
    assert (answer.status_code, answer.json()["code"]) == (422, "FILE_BOMB")
    assert kept(town) == (0, 0, 0)


async def test_one_that_lies_about_it_is_broken(town: Town) -> None:
    answer = await send(town, add_case(town.world), "brev.docx", lying_box())
    assert (answer.status_code, answer.json()["code"]) == (422, "FILE_BROKEN")


async def test_a_locked_box_is_refused_with_the_way_out(town: Town) -> None:
    box = bytearray(files.docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := box.find(mark, start)) >= 0:
            box[start + at] |= 1
            start += 4
    answer = await send(town, add_case(town.world), "brev.docx", bytes(box))
    assert (answer.status_code, answer.json()["code"]) == (422, "FILE_LOCKED")
    assert "lösenord" in answer.json()["detail"]


async def test_a_flood_of_pixels_is_refused_before_it_is_drawn(town: Town) -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 4_000)).save(out, "PNG")
    answer = await send(town, add_case(town.world), "bild.png", out.getvalue())
    assert (answer.status_code, answer.json()["code"]) == (422, "FILE_PIXELS")


async def test_a_photograph_loses_where_and_when_it_was_taken(town: Town) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Åsas kamera"
    exif[0x0112] = 6
    photo = files.picture("JPEG", (80, 40), exif=exif.tobytes(), comment=b"hemligt ord")
    assert b"kamera" in photo
    file = await sent(town, add_case(town.world), "foto.jpg", photo + b"<script>dolt</script>")
    content = (await town.as_("kurator").get(path_of(file, "content"))).content
    for word in (b"kamera", b"hemligt", b"dolt", b"Exif"):
        assert word not in content
    with Image.open(io.BytesIO(content)) as shown:
        assert shown.size == (40, 80)


async def test_the_name_is_text_and_nothing_else(town: Town) -> None:
    case = add_case(town.world)
    file = await sent(town, case, NASTY)
    assert file["fileName"] == "script> gnp. ‹1›.pdf"
    long = await sent(town, case, f"{'å' * 300}.pdf")
    assert (len(long["fileName"]), long["fileName"][-5:]) == (120, "å.pdf")
    joined = await sent(town, case, "a\u030a.pdf")
    assert joined["fileName"] == "å.pdf"


async def test_25_mib_is_taken_and_one_byte_more_is_not(town: Town) -> None:
    case = add_case(town.world)
    head = files.pdf()
    most = head + bytes(MAX_UPLOAD - len(head))
    assert (await sent(town, case, "stor.pdf", most))["size"] == MAX_UPLOAD
    before = kept(town)
    answer = await send(town, case, "stor.pdf", most + b"x")
    assert (answer.status_code, answer.json()["code"]) == (413, "H413")
    assert kept(town) == before


FORM = {
    "sec-fetch-site": "same-origin",
    "x-samsyn-request": "1",
    "content-type": "multipart/form-data; boundary=b",
}


async def piecewise(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def opening(name: str = "brev.pdf") -> bytes:
    said = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return said.encode()


HALVES = {
    "no end": (opening(), files.pdf()),
    "no file": (b'--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--b--\r\n',),
    "two files": (opening(), b"x\r\n", opening(), b"y\r\n--b--\r\n"),
    "not a form": (b"{}",),
    "too many parts": tuple(
        b'--b\r\nContent-Disposition: form-data; name="b%d"\r\n\r\nx\r\n' % n for n in range(9)
    ),
    "a field without end": (b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n', b"x" * 9_000),
}


@pytest.mark.parametrize("what", HALVES)
async def test_what_is_cut_off_or_no_form_leaves_nothing(town: Town, what: str) -> None:
    case = add_case(town.world)
    answer = await town.as_("kurator").post(
        f"/cases/{case}/attachments", content=piecewise(*HALVES[what]), headers=FORM
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "V00")
    assert kept(town) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["application/json", "application/pdf", "multipart/form-data", "text/plain"])
async def test_another_content_type_is_refused(town: Town, kind: str) -> None:
    path = f"/cases/{add_case(town.world)}/attachments"
    answer = await town.as_("kurator").post(path, content=b"{}", headers={"content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (415, "A15")


async def test_who_may_not_is_refused_before_a_byte_is_read(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    read = 0

    async def counted() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield b"x" * 100_000

    for who, code in (("larare", 403), ("mentor", 404), ("rektor-2", 404), ("admin", 404)):
        answer = await town.as_(who).post(f"/cases/{case}/attachments", content=counted(), headers=FORM)
        assert answer.status_code == code
    anonymous = await town.anonymous().post(f"/cases/{case}/attachments", content=counted(), headers=FORM)
    assert anonymous.status_code == 401
    assert read == 0


async def test_a_form_sent_anywhere_else_gets_no_more_room_than_json(town: Town) -> None:
    path = f"/cases/{add_case(town.world)}/notes"
    answer = await town.as_("kurator").post(path, content=piecewise(*[b"x" * 100_000] * 11), headers=FORM)
    assert answer.status_code in (413, 415)


async def test_so_many_at_once_and_the_next_is_told_to_come_back(town: Town) -> None:
    town.runtime.kept[COUNT] = AT_ONCE
    try:
        answer = await send(town, add_case(town.world), "brev.pdf", files.pdf())
    finally:
        town.runtime.kept[COUNT] = 0
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


async def test_sent_twice_is_kept_once(town: Town) -> None:
    case = add_case(town.world)
    twice = {"idempotency-key": "en-fil"}
    post = town.as_("kurator").post
    parts = {"file": ("brev.pdf", files.pdf(), "application/pdf")}
    first = await post(f"/cases/{case}/attachments", files=parts, headers=twice)
    again = await post(f"/cases/{case}/attachments", files=parts, headers=twice)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert kept(town)[0] == 1
    other = {"file": ("brev.pdf", files.pdf() + b"x", "application/pdf")}
    refused = await post(f"/cases/{case}/attachments", files=other, headers=twice)
    assert (refused.status_code, refused.json()["code"]) == (422, "A22")


async def test_a_closed_case_takes_no_file(town: Town) -> None:
    case = add_case(town.world, phase="CLOSED", closed_at=datetime.now(UTC), closure_reason="WITHDRAWN")
    answer = await send(town, case, "brev.pdf", files.pdf())
    assert (answer.status_code, answer.json()["code"]) == (409, "CASE_CLOSED")


async def test_an_unknown_field_is_said_by_its_place(town: Town) -> None:
    answer = await send(town, add_case(town.world), "brev.pdf", files.pdf(), confidentiality="K9")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/confidentiality")


async def test_a_preview_is_a_picture_of_ours(town: Town) -> None:
    case = add_case(town.world)
    wide = await sent(town, case, "bred.png", files.picture("PNG", (4_000, 100)))
    answer = await town.as_("kurator").get(path_of(wide, "preview"))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert (answer.headers["content-disposition"], answer.headers["cache-control"]) == ("inline", "no-store")
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert shown.size == (1_600, 40)
    page = await town.as_("kurator").get(path_of(await sent(town, case), "preview"))
    with Image.open(io.BytesIO(page.content)) as shown:
        assert (shown.format, shown.size[1]) == ("PNG", 1_600)


async def test_what_cannot_be_drawn_says_so(town: Town) -> None:
    case = add_case(town.world)
    letter = await sent(town, case, "plan.docx", files.docx())
    assert letter["allowedActions"] == ["attachment.download", "attachment.void"]
    broken = await sent(town, case, "trasig.pdf", b"%PDF-1.7\n" + b"x" * 500)
    for file in (letter, broken):
        answer = await town.as_("kurator").get(path_of(file, "preview"))
        assert (answer.status_code, answer.json()["code"]) == (409, "FILE_NO_PREVIEW")


async def test_a_voided_file_stays_with_its_reason_and_is_not_handed_out(town: Town) -> None:
    case = add_case(town.world)
    file = await sent(town, case)
    reason = {"reason": "Fel elev <b>"}
    answer = await town.as_("kurator").post(path_of(file, "voiding"), json=reason)
    assert answer.status_code == 201, answer.text
    listed = (await town.as_("rektor").get(f"/cases/{case}/attachments")).json()["items"]
    assert [(f["voidReason"], f["allowedActions"]) for f in listed] == [("Fel elev <b>", [])]
    for rest in ("content", "preview"):
        refused = await town.as_("rektor").get(path_of(file, rest))
        assert (refused.status_code, refused.json()["code"]) == (409, "FILE_VOIDED")
    again = await town.as_("kurator").post(path_of(file, "voiding"), json=reason)
    assert (again.status_code, again.json()["code"]) == (409, "FILE_VOIDED")
    assert kept(town)[1] == 1


async def test_only_who_sent_it_or_is_responsible_voids(town: Town) -> None:
    case = add_case(town.world)
    for persona in ("larare", "mentor"):
        let_in(town.world, case, persona, role_in_case="CONTRIBUTOR")
    file = await sent(town, case, who="larare")
    reason = {"reason": "Fel fil"}
    answer = await town.as_("mentor").post(path_of(file, "voiding"), json=reason)
    assert (answer.status_code, answer.json()["code"]) == (403, "A03")
    assert (await town.as_("larare").post(path_of(file, "voiding"), json=reason)).status_code == 201


async def test_it_stands_in_the_timeline_and_in_the_access_log(town: Town) -> None:
    student = add_student(town.world)
    case = add_case(town.world, students=(student,))
    file = await sent(town, case)
    events = (await town.as_("kurator").get(f"/cases/{case}/events")).json()["items"]
    assert [(e["type"], e["refId"]) for e in events] == [("FILE_ATTACHED", file["id"])]
    for rest in ("content", "preview"):
        await town.as_("rektor").get(path_of(file, rest))
    rows = town.world.sql(
        "SELECT action, student_ids FROM audit_access WHERE object_ids = ARRAY[%s]::uuid[]"
        " AND actor_id = %s ORDER BY at",
        file["id"],
        town.world.people["rektor"],
    )
    assert rows == [("case.attachment-content", [student]), ("case.attachment-preview", [student])]


async def test_raising_the_case_seals_the_names(town: Town) -> None:
    case = add_case(town.world)
    file = await sent(town, case, "Åsas utredning.pdf")
    browser = town.as_("kurator")
    raised = await browser.patch(
        f"/cases/{case}", 1, json={"confidentiality": "K3", "classReason": "Skyddsbehov"}
    )
    assert raised.status_code == 200, raised.text
    rows = town.world.sql("SELECT file_name, sealed IS NULL FROM case_attachments WHERE id = %s", file["id"])
    assert rows == [(None, False)]
    assert (await browser.get(path_of(file))).json()["fileName"] == "Åsas utredning.pdf"
    assert (await browser.get(path_of(file, "content"))).content == files.pdf()


def test_the_hostile_files_are_what_they_claim_to_be() -> None:
    with zipfile.ZipFile(io.BytesIO(lying_box())) as box:
        assert box.getinfo("word/media/a.bin").file_size == 100
    assert len(BOMBS["packed hard"]) < 100_000
