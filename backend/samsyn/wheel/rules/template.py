"""The default wheel of a unit, from its seed file."""

from dataclasses import dataclass
from datetime import date, timedelta

from samsyn.core.seeds import Entry, SeedError, read_seed
from samsyn.wheel.rules.activities import ActivityKind

HOME = "samsyn.wheel"


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One activity of a wheel template: the whole month, or the ISO weeks given."""

    code: str
    month: int
    weeks: tuple[int, ...]
    kind: ActivityKind
    major: bool
    protected_minutes: int
    sv: str
    en: str

    def span(self, first_year: int) -> tuple[date, date]:
        """First and last day in the school year that begins in `first_year`."""
        year = first_year if self.month >= 8 else first_year + 1
        if self.weeks:
            return date.fromisocalendar(year, self.weeks[0], 1), date.fromisocalendar(year, self.weeks[-1], 5)
        following = date(year + self.month // 12, self.month % 12 + 1, 1)
        return date(year, self.month, 1), following - timedelta(days=1)


def load_unit_template() -> tuple[TemplateItem, ...]:
    """The default wheel of a unit, from `seed/unit_template.yaml`, in the order of the school year."""
    rows = read_seed(HOME, "unit_template.yaml").only("items").entries("items")
    items = tuple(_template_item(row) for row in rows)
    if len({item.code for item in items}) != len(items):
        raise SeedError("unit_template.yaml: a code is given twice")
    return items


def _template_item(row: Entry) -> TemplateItem:
    row.only("code", "month", "weeks", "kind", "major", "protected_minutes", "sv", "en")
    item = TemplateItem(
        code=row.text("code"),
        month=row.whole("month"),
        weeks=row.wholes("weeks"),
        kind=row.code("kind", ActivityKind),
        major=row.flag("major"),
        protected_minutes=row.whole("protected_minutes") if row.has("protected_minutes") else 0,
        sv=row.text("sv"),
        en=row.text("en"),
    )
    if not 1 <= item.month <= 12 or any(not 1 <= week <= 52 for week in item.weeks):
        raise SeedError(f"{row.where}: no such month or week")
    if item.major is not (item.kind is ActivityKind.CHECKIN_MAJOR):
        raise SeedError(f"{row.where}: major and kind CHECKIN_MAJOR go together")
    return item
