"""Drawings for the press: our mark, our pictograms, QR codes and pictures, each as SVG."""

import base64
import io
import re
from functools import cache

import segno
from django.template.loader import render_to_string

from territoires.kit.pictos import SPRITE

SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
STROKE = 'fill="none" stroke="#000" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {stroke}>{body}</svg>'


@cache
def pictograms() -> dict[str, str]:
    """The drawings of the site, in black lines."""
    found = SYMBOL.findall(SPRITE.read_text(encoding="utf-8"))
    stroke = STROKE.format(width=1.6)
    return {name: SVG.format(box=box, stroke=stroke, body=_black(body)) for name, box, body in found}


def _black(body: str) -> str:
    return body.replace("currentColor", "#000")


@cache
def mark() -> str:
    """Our mark in lines: two people, two houses."""
    drawn = render_to_string("kit/partials/mark.html")
    body = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
    return SVG.format(box="0 0 56 32", stroke=STROKE.format(width=1.9), body=body)


def drawn(*names: str) -> dict[str, str]:
    """The mark and some pictograms, by name."""
    known = pictograms()
    return {"marque": mark(), **{name: known[name] for name in names}}


def hands(names: tuple[str, ...]) -> dict[str, str]:
    """The three pictures of the mirror, in lines."""
    return {name: _in_lines(render_to_string("mirror/_picture.html", {"name": name})) for name in names}


def _in_lines(svg: str) -> str:
    """A drawing of a page as paper takes it: black lines, nothing filled, no style of the page."""
    box = re.search(r'viewBox="([^"]+)"', svg)
    body = re.sub(
        r'fill="var\([^"]*\)"', 'fill="#fff"', svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    )
    return SVG.format(box=box.group(1) if box else "", stroke=STROKE.format(width=3), body=_black(body))


def qr(address: str) -> str:
    """A QR code without its white border: templates leave that much white around it."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def photograph(jpeg: bytes, width: int, height: int) -> str:
    """A picture's bytes as they are, wrapped in text: the press reads them, this process never does."""
    data = base64.b64encode(jpeg).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )
