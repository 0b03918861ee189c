"""The look: colours that everyone can read, and markup that the content security policy allows."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "claims" / "static" / "claims"
TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
TOKENS = (STATIC / "tokens.css").read_text()

AA_TEXT = 4.5
AA_MARK = 3.0


def blocks() -> list[dict[str, str]]:
    """The colours of each :root block: light, dark by the device, dark by the switch."""
    found = re.findall(r":root[^{]*\{([^}]*)\}", TOKENS)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in found]


LIGHT, DARK_BY_DEVICE, DARK_BY_SWITCH = blocks()
SCHEMES = {"light": LIGHT, "dark": DARK_BY_SWITCH}

TEXTS = [
    *((ink, ground) for ink in ("ink", "soft", "link", "wrong") for ground in ("paper", "panel", "row")),
    *((hue, ground) for hue in ("corroborated", "conflicting", "unverified") for ground in ("paper", "panel", "row")),
    *(("on-status", hue) for hue in ("corroborated", "conflicting", "unverified")),
    *(("ink", f"{hue}-{w}") for hue in ("corroborated", "conflicting", "unverified") for w in ("wash", "deep")),
    ("ink", "notice-wash"),
    ("notice", "notice-wash"),
    ("ink", "wrong-wash"),
    ("on-link", "link"),
    ("paper", "ink"),
]
MARKS = [("edge", "paper"), ("edge", "panel"), ("focus", "paper"), ("focus", "panel"), ("focus", "row")]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_texts_can_be_read(scheme: str, ink: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[ink], colours[ground]) >= AA_TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_borders_of_fields_and_the_focus_can_be_seen(scheme: str, mark: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[mark], colours[ground]) >= AA_MARK


def test_the_switch_gives_the_dark_colours_of_the_device() -> None:
    assert DARK_BY_SWITCH == DARK_BY_DEVICE
    assert DARK_BY_SWITCH.keys() == LIGHT.keys()


@pytest.mark.parametrize("sheet", ["app.css", "admin.css"])
def test_colours_are_defined_once(sheet: str) -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", (STATIC / sheet).read_text())


@pytest.mark.parametrize("sheet", ["app.css", "admin.css", "tokens.css"])
def test_every_token_used_is_defined(sheet: str) -> None:
    css = (STATIC / sheet).read_text()
    defined = set(re.findall(r"--[\w-]+(?=:)", TOKENS + css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= defined


OF_ITS_OWN = re.compile(r"\{% if (styles|drawing_style) %\}<style>\{\{ \1 \}\}</style>\{% endif %\}")
"""A file that stands alone has its style in it; a page of the site is never handed one."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_inline_style_script_or_handler(template: Path) -> None:
    html = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", template.read_text(), flags=re.DOTALL)
    html = OF_ITS_OWN.sub("", html)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", html)
