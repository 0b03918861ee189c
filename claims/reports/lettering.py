"""How wide a text will be and where to cut it, by estimate: nothing here can see the type. Pure."""

import unicodedata


def text_width(text: str) -> int:
    """A careful estimate in pixels of a text at 13 pixels in any sans-serif type."""
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 14
    if character in "mwMW@%—…":
        return 12
    if character in " .,:;'’!|()[]/ijlftrI":
        return 4
    return 9 if character.isupper() else 7


def cut(text: str, room: int) -> str:
    """The text on one line, cut at its end where it is wider than the room."""
    line = " ".join(text.split())
    if text_width(line) <= room:
        return line
    room -= text_width("…")
    kept = 0
    while text_width(line[: kept + 1]) <= room:
        kept += 1
    return f"{line[:kept].rstrip()}…"
