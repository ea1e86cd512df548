"""Reads of schools."""

from __future__ import annotations

from samsyn.core.paging import Order
from samsyn.organisation.models import School

SCHOOL_ORDER = Order("schools", {"name": School.sort_key, "shortCode": School.short_code}, "name", School.id)
