"""Where typed words stand in a text, as far as what was typed leaves one place. Nothing is guessed."""

from django import forms

from claims.domain.quotes import places_of

LARGEST = 2**31 - 1


class ReanchorForm(forms.Form):
    """A place of the newest text for a claim's quote, chosen by a button."""

    claim = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    version = forms.IntegerField(min_value=1, max_value=LARGEST)
    start = forms.IntegerField(min_value=0, max_value=LARGEST)
    end = forms.IntegerField(min_value=1, max_value=LARGEST)


def plain(words: str) -> str:
    """As actions keep text: plain line ends, nothing around it."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def place_of(text: str, words: str, *, start: int | None = None, before: str = "", after: str = "") -> int | None:
    """The only place where the words stand with these before and after them; None where there is none or several.

    start: where a selection began; it holds as long as the words stand there. White space around them is not compared.
    """
    if not words:
        return None
    places = [p for p in places_of(text, words) if _fits(text, p, words, before.strip(), after.strip())]
    if start in places:
        return start
    return places[0] if len(places) == 1 else None


def _fits(text: str, at: int, words: str, before: str, after: str) -> bool:
    # What is compared is as long as what was typed, so that a long text is not copied for each place.
    left = text[max(0, at - len(before) - 50) : at].rstrip()
    right = text[at + len(words) : at + len(words) + len(after) + 50].lstrip()
    return left.endswith(before) and right.startswith(after)


def selected(words: str, start: str) -> tuple[str, int | None]:
    """A selection as the reader hands it on, without the white space around it, and where it begins then."""
    stripped = plain(words)
    if not (stripped and start.isascii() and start.isdigit() and len(start) < 10):
        return stripped, None
    return stripped, int(start) + len(words) - len(words.lstrip())
