"""Reads of case types and rule packs."""
