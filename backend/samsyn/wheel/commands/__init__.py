"""Writes of wheels."""
