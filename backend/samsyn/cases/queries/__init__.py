"""Reads of concerns and cases."""
