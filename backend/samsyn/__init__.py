"""Samsyn: an open system for pupil health work (barn- och elevhälsa) in Swedish schools."""

__version__ = "0.1.0"
