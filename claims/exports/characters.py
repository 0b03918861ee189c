"""Characters that XML cannot say, and so neither a workbook nor a picture. Knows no models."""

import re

NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def shown(words: str) -> str:
    """The words with pictures of control characters in place of them; `�` where Unicode has no picture."""
    return NO_CHARACTER.sub(lambda found: _picture(found[0]), words)


def _picture(character: str) -> str:
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"
