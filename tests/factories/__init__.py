"""Invented municipalities for tests, each its own tenant, so that no test sees another's rows."""
