"""Reads of schools."""

from __future__ import annotations

from sqlalchemy import select

from samsyn.core.paging import Order
from samsyn.organisation.models import School

ALL_SCHOOLS = select(School)
SCHOOL_ORDER = Order("schools", {"name": School.sort_key, "shortCode": School.short_code}, "name", School.id)
