"""Writes of goals."""
