"""Chapter 3: an organiser's own rules: one time of its own, and what a lawyer has read."""

from __future__ import annotations

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import Town

PACK = "/rule-packs/SE-2023"
OWN = {
    "clock": "GROUP_SITUATION_FIRST_EHM",
    "amount": 7,
    "reason": "Elevhälsoteamen möts varje vecka; beslut i ledningsgruppen vid läsårets start.",
}
READ = ("SL_1_10", "SL_3_7", "SL_3_9", "SL_6_10", "SL_7_19A")
NOTE = "Kommunjuristen har läst lagrummet i den lydelse som gällde den 1 juli 2026."


async def fill(town: Town, api: Api) -> None:
    """By the administrator, before the cases of the year."""
    admin = town.central["admin"]
    town.at(town.days_ago(100), 9)
    await api.post(admin, f"{PACK}/adjustments", OWN)
    for code in READ:
        body = {"kind": "LEGAL_BASIS", "code": code, "verified": True, "note": NOTE}
        await api.post(admin, f"{PACK}/reviews", body)
