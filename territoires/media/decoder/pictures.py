"""A picture made anew: turned the right way, in the colours of screens, on white, in three formats and three widths.
Only points of colour pass from one side to the other."""

import contextlib
import io
import warnings
from pathlib import Path
from typing import Any, BinaryIO

from PIL import (
    GifImagePlugin,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from territoires.media.decoder.refusing import Refused

FORMATS = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
        GifImagePlugin.GifImageFile,
    )
)
MOST_POINTS = 24_000_000
LONGEST_SIDE, SHORTEST_SIDE = 1600, 16
WIDTHS = (480, 960)
BUDGETS = {480: 40_000, 960: 120_000, LONGEST_SIDE: 320_000}  # bytes; a card of a page weighs 40 kB at most
QUALITIES = {"avif": (62, 52, 42, 32, 22), "webp": (78, 66, 54, 42, 28), "jpeg": (82, 70, 58, 46, 30)}
OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"speed": 7, "max_threads": 1, "subsampling": "4:2:0"},
    "webp": {"method": 4},
    "jpeg": {"progressive": True, "optimize": True},
}
SRGB = ImageCms.createProfile("sRGB")
Image.MAX_IMAGE_PIXELS = None  # ours is looked at before anything is decoded
warnings.simplefilter("ignore")
Image.init()


def prepare(source: BinaryIO, folder: Path) -> dict[str, Any]:
    """Write the renditions into `folder`; what was made, in plain values. Errors: Refused."""
    picture = clean(decoded(source))
    files = [file for width in widths_for(picture.width) for file in renditions(picture, width, folder)]
    return {"files": files, "width": picture.width, "height": picture.height, "seconds": 0}


def decoded(source: BinaryIO) -> Image.Image:
    """Its points. The size is read and judged before any of them."""
    try:
        picture = Image.open(source, formats=FORMATS)
    except (UnidentifiedImageError, SyntaxError, ValueError, OSError, EOFError) as error:
        raise Refused("unreadable") from error
    width, height = picture.size
    if width * height > MOST_POINTS:
        raise Refused("too-large")
    if min(width, height) < SHORTEST_SIDE:
        raise Refused("too-small")
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.load()
    except (OSError, EOFError) as error:
        raise Refused("cut" if "truncated" in str(error) else "unreadable") from error
    except (SyntaxError, ValueError, IndexError, TypeError, ArithmeticError) as error:
        raise Refused("unreadable") from error
    return picture


def clean(picture: Image.Image) -> Image.Image:
    """The same picture, as a phone shows it, without a word of what came with it."""
    profile = picture.info.get("icc_profile")
    with contextlib.suppress(Exception):  # what is said of the right way up may be nonsense
        picture = ImageOps.exif_transpose(picture)
    picture = in_screen_colours(picture, profile)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    fresh = Image.new("RGB", picture.size, "white")
    fresh.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return fresh


def in_screen_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB or RGBA; what a profile says of the colours is applied, then forgotten."""
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.convert("I").point(lambda value: value * (1 / 256) + 0).convert("L")
    if picture.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        with contextlib.suppress(ImageCms.PyCMSError, ValueError, TypeError, OSError):
            return ImageCms.profileToProfile(picture, io.BytesIO(profile), SRGB, outputMode="RGB") or picture
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")


def widths_for(width: int) -> list[int]:
    return [*(one for one in WIDTHS if one < width), width]


def renditions(picture: Image.Image, width: int, folder: Path) -> list[dict[str, Any]]:
    height = max(1, round(picture.height * width / picture.width))
    scaled = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    budget = next(bytes_ for edge, bytes_ in BUDGETS.items() if width <= edge)
    made = []
    for form in QUALITIES:
        name = f"photo-{width}.{form}"
        (folder / name).write_bytes(encoded(scaled, form, budget))
        made.append({"name": name, "width": scaled.width, "height": scaled.height})
    return made


def encoded(picture: Image.Image, form: str, budget: int) -> bytes:
    """As good as the budget allows; the plainest when nothing fits."""
    content = b""
    for quality in QUALITIES[form]:
        buffer = io.BytesIO()
        picture.save(buffer, form.upper(), quality=quality, **OPTIONS[form])
        content = buffer.getvalue()
        if len(content) <= budget:
            break
    return content
