"""How drafts are asked for. A draft that is not there is 404 for everybody; that one's own is there, and no
other's, is tested in tests/domains/documents."""

from tests.access.objects import Ask, asks
from tests.factories.world import World


@asks("readDraft")
@asks("deleteDraft")
def _draft(_: World) -> Ask:
    return Ask("/drafts/nothing-here")


@asks("putDraft")
def _save(_: World) -> Ask:
    return Ask("/drafts/new-thing", {"content": "{}"})


@asks("createDraftKey")
def _key(_: World) -> Ask:
    return Ask("/draft-keys")
