"""Reads of areas."""

from __future__ import annotations

from sqlalchemy import select

from samsyn.core.paging import Order
from samsyn.organisation.models import Area

ALL_AREAS = select(Area)
AREA_ORDER = Order("areas", {"name": Area.sort_key}, "name", Area.id)
