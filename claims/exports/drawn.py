"""What Vega-Lite draws for us: from a dict to an SVG that a strict policy takes, in the colours of the pages.

Knows no claims. Nothing is fetched: no data, no fonts; nothing is run by whoever looks at it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from claims.exports.characters import shown

PAPER, PANEL, LINE, EDGE, INK, SOFT = "#fdfdfc", "#f3f4f4", "#d9dcde", "#7d868e", "#1c2126", "#555e66"
LINK, NOTICE = "#1a568f", "#6d5200"
CORROBORATED, CONFLICTING, CONFLICTING_WASH, UNVERIFIED_DEEP = "#00664b", "#a03a00", "#fce6d8", "#d8dcdf"
"""The light tokens of tokens.css. A page that shows a picture maps each to its token again (`.picture` in app.css), so
that it is dark where the page is dark; on its own, in print and in a PDF it has these.
"""

HATCHED = "#a03a01"
"""Stands for hatching in a specification, for Vega-Lite knows colours only."""
_HATCHING = (
    '<defs><pattern id="picture-hatched" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{CONFLICTING_WASH}"/>'
    f'<path d="M0,0v6" stroke="{CONFLICTING}" stroke-width="4"/></pattern></defs>'
)

WIDTH = 720
FONT = "Liberation Sans, Arial, sans-serif"
"""As wide as the types that the library measures by: in a wider one what a bar is called would not fit beside it."""
_VERSION = "6.4"
"""Of Vega-Lite. Another one may draw other bytes, and a release draws the same for ever."""

_GROUP, _ROLE = re.compile("<g [^>]*>"), re.compile(r' (role|aria-roledescription)="[^"]*"')

Spec = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """svg: "" where there is nothing to draw; text then says why. text: says in words what the picture shows.

    header and rows: a table with all that is in the picture, and what had no place in it. remarks: what a reader must
    know who looks at it.
    """

    title: str
    svg: str
    text: str
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    remarks: Sequence[str] = ()


def svg_of(spec: Spec, label: str) -> str:
    """The same specification gives the same bytes. label: is read out in place of the picture.

    The first one of a process takes about a second and 60 MB, for it starts a JavaScript engine; each later one a tenth
    of a second.
    """
    # It is one image: a group that says it is a symbol, and not which, is noise to whoever listens.
    svg = _GROUP.sub(lambda group: _ROLE.sub("", group[0]), _drawn(json.dumps(_whole(spec))))
    opened = f'<svg role="img" aria-label="{escape(shown(label))}" '
    svg = svg.replace("<svg ", opened, 1).replace('class="marks"', 'class="picture"', 1)
    if HATCHED not in svg:
        return svg
    head, _, rest = svg.partition(">")
    hatched = rest.replace(f'fill="{HATCHED}"', 'fill="url(#picture-hatched)"')
    return f"{head}>{_HATCHING}{hatched}"


@lru_cache(maxsize=64)
def _drawn(spec: str) -> str:
    """Kept for a while, for a page is opened more often than what it shows changes."""
    # Most processes never draw.
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    return svg


def _whole(spec: Spec) -> Spec:
    config = {
        "aria": False,  # the label says it all; the engine would read out every mark
        "font": FONT,
        "axis": {
            "labelColor": INK,
            "titleColor": SOFT,
            "titleFontWeight": "normal",
            "labelFontSize": 12,
            "titleFontSize": 12,
            "domainColor": EDGE,
            "tickColor": EDGE,
            "gridColor": LINE,
        },
        "title": {"color": INK, "fontSize": 13, "anchor": "start", "fontWeight": 600},
        "view": {"stroke": None},
    }
    # Named rather than fetched: Vega-Lite knows its own schema.
    schema = "https://vega.github.io/schema/vega-lite/v6.json"
    return {"$schema": schema, "background": PAPER, "padding": 8, "config": config, **spec}


def pixels(room: int) -> Spec:
    """A line across, counted in pixels, for a key of our own: Vega-Lite's knows neither edges nor signs."""
    return {"type": "quantitative", "scale": {"domain": [0, room], "nice": False}, "axis": None}


def as_it_is(field: str) -> Spec:
    """A colour or a shape that the data name."""
    return {"field": field, "type": "nominal", "scale": None}


def cut(words: str, most: int) -> str:
    """On one line, of no more characters than that."""
    line = " ".join(shown(words).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
