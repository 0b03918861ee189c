"""System checks: an installation that could lose work, or that demo people can enter, is an error.

They ask the database itself, so they run with `check --database default`, with `migrate` and when the
server starts.
"""
