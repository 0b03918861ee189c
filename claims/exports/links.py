"""Links within a page, of which only some parts are shown. Knows no models."""

import re

_PLACE = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r' href="#([^"]+)"')


def links_within(html: str) -> str:
    """The same HTML, in which what leads to a place that is not in it is no link. html: from our own templates."""
    places = set(_PLACE.findall(html))
    return _LINK.sub(lambda link: link[0] if link[1] in places else "", html)
