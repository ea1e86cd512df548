"""What a list offers beside its rows."""

from __future__ import annotations

import pytest

from tests.conftest import Town


@pytest.mark.parametrize(
    ("persona", "path", "expected"),
    [
        ("rektor", "/cases", ["case.open"]),
        ("kurator", "/cases", ["case.open"]),
        ("larare", "/cases", []),
        ("admin", "/cases", []),
        ("rektor", "/concerns", ["concern.assess"]),
        ("kurator", "/concerns", ["concern.assess"]),
        ("larare", "/concerns", []),
        ("admin", "/concerns", []),
    ],
)
async def test_to_open_and_to_assess_is_offered_to_those_who_may(
    persona: str, path: str, expected: list[str], town: Town
) -> None:
    answer = await town.as_(persona).get(path)
    assert (answer.status_code, answer.json()["allowedActions"]) == (200, expected)
