"""Bytes of a file → its text. One file per format; nothing here knows models."""
