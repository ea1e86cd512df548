"""How the operations on files in a case, and on documents out of it, are asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case
from tests.factories.attachments import add_export, add_file
from tests.factories.world import World


@asks("listCaseAttachments")
def _files(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/attachments")


@asks("readCaseAttachment")
def _file(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/attachments/{add_file(world, made)}")


@asks("createCaseAttachment")
def _send(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/attachments", files={"file": ("brev.txt", b"Hej", "text/plain")})


def _voided(world: World) -> str:
    made = case(world)
    person = world.people["kurator"]
    file = add_file(world, made, voided_at=datetime.now(UTC), voided_by=person, void_reason="Fel fil")
    return f"/cases/{made}/attachments/{file}"


@asks("readAttachmentContent")
def _content(world: World) -> Ask:
    return Ask(f"{_voided(world)}/content")


@asks("readAttachmentPreview")
def _preview(world: World) -> Ask:
    return Ask(f"{_voided(world)}/preview")


@asks("createAttachmentVoiding")
def _void(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/attachments/{add_file(world, made)}/voiding", {"reason": "Fel fil"})


@asks("createCaseExport")
def _print(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/exports", {"reason": "Begärd av vårdnadshavare"})


@asks("listCaseExports")
def _exports(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/exports")


@asks("readCaseExport")
def _export(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/exports/{add_export(world, made)}")
