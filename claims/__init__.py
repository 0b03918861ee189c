"""The tracker's one app: rules in domain/, reading in reports/, writing in actions/, and the website."""

__version__ = "0.1.0"
