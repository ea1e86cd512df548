"""Reads of wheels."""
