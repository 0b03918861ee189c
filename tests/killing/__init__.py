"""Processes that are killed while they work, for real. Their database and store are folders of their own."""
