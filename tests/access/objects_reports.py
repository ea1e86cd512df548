"""How the reports are asked for."""

from tests.access.objects import Ask, asks
from tests.factories.world import World


@asks("readFocus")
def _focus(_: World) -> Ask:
    return Ask("/me/focus")
