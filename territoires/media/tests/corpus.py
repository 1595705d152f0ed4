"""More than three hundred files, good, strange, broken and hostile, made when the tests run.

`corpus()` yields Sample(name, kind, file name, content, expected). `expected`: "ready", "refused", or "any" for damage
that a player may get over. Secrets are planted in everything that has a place for them.
"""

import functools
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from territoires.media.tests import sounds

READY, REFUSED, ANY = "ready", "refused", "any"
MARK = b"MARQUEUR"  # in every secret planted
GPS = {1: "N", 2: (48.0, 51.0, 24.13), 3: "E", 4: (2.0, 21.0, 7.89), 29: "2026:11:MARQUEUR"}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><MARQUEUR-XMP lat="48.8566"/></x:xmpmeta>'
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-" + b"FILE!$H+H*"
PHP, HTML = b"<?php system($_GET['MARQUEUR']); ?>", b"<html><script>alert('MARQUEUR')</script></html>"


@dataclass(frozen=True)
class Sample:
    name: str
    kind: str
    file: str
    content: bytes
    expected: str
    seconds: float = 0  # what is to be heard


def corpus() -> Iterator[Sample]:
    for source in (pictures, hostile_pictures, damaged_pictures, good_sounds, hostile_sounds, damaged_sounds, neither):
        yield from source()


# -- pictures -------------------------------------------------------------------------------------------------------
@functools.cache
def drawing(size=(320, 240)) -> Image.Image:
    """Colours and edges, the same each time."""
    image = Image.new("RGB", size, "#ffdf82")
    pen = ImageDraw.Draw(image)
    for n in range(0, size[0], 16):
        pen.ellipse((n, n % 97, n + 60, n % 97 + 60), fill=(n % 256, 3 * n % 256, 90))
    return image


def saved(image: Image.Image, form: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F], told[0x0110], told[0x013B] = "MARQUEUR-MARQUE", "MARQUEUR-MODELE", "MARQUEUR-AUTEUR"
    told[0x9286] = "MARQUEUR-COMMENTAIRE"
    told.get_ifd(0x8825).update(GPS)
    return told


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


@functools.cache
def icc() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(width: int, height: int, bits: int, colour: int, rows: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_chunks(png: bytes, *chunks: bytes) -> bytes:
    return png[:33] + b"".join(chunks) + png[33:]


def pictures() -> Iterator[Sample]:
    def good(name: str, ending: str, content: bytes) -> Sample:
        return Sample(name, "picture", f"IMG.{ending}", content, READY)

    image = drawing()
    for quality in (5, 50, 98):
        yield good(f"jpeg quality {quality}", "jpg", saved(image, "JPEG", quality=quality))
    for sampling in (0, 1, 2):
        yield good(f"jpeg sampling {sampling}", "jpeg", saved(image, "JPEG", subsampling=sampling))
    for orientation in range(9):
        yield good(f"jpeg turned {orientation}", "jpg", saved(image, "JPEG", exif=exif(orientation)))
    yield good("jpeg turned nonsense", "jpg", saved(image, "JPEG", exif=exif(4242)))
    yield good("jpeg progressive", "jpg", saved(image, "JPEG", progressive=True, exif=exif()))
    yield good("jpeg restart", "jpg", saved(image, "JPEG", restart_marker_rows=1))
    for mode in ("L", "CMYK"):
        yield good(f"jpeg {mode}", "jpg", saved(image.convert(mode), "JPEG", exif=exif(), comment=b"MARQUEUR"))
    yield good("jpeg colours", "jpg", saved(image, "JPEG", icc_profile=icc()))
    yield good("jpeg colours broken", "jpg", saved(image, "JPEG", icc_profile=b"MARQUEUR" * 40))
    plain = saved(image, "JPEG")
    thumbnail = saved(image.resize((80, 60)), "JPEG")
    places = {
        "xmp": segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        "iptc": segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x12\x1c\x02\x50\0\x0dMARQUEUR-IPTC"),
        "comment": segment(0xFE, b"MARQUEUR 48.8566 2.3522"),
        "thumbnail": segment(0xE0, b"JFXX\0\x10" + thumbnail),
        "exif broken": segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xffMARQUEUR"),
        "exif loop": segment(
            0xE1, b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0MARQUEUR"
        ),
        "maker": segment(0xEF, b"MARQUEUR" * 4000),
    }
    for name, place in places.items():
        yield good(f"jpeg {name}", "jpg", with_segments(plain, place))
    yield good("jpeg everything", "jpg", with_segments(saved(image, "JPEG", exif=exif(6)), *places.values()))
    yield good("jpeg many comments", "jpg", with_segments(plain, *[segment(0xFE, MARK)] * 5000))
    yield from _pngs(good)
    yield from _webps_and_gifs(good)
    for size in ((16, 16), (16, 900), (900, 16), (481, 320), (1601, 40), (4000, 3000)):
        yield good(f"jpeg size {size}", "jpg", saved(drawing(size), "JPEG"))
    yield good("named png, is jpeg", "png", plain)
    yield Sample("named without ending", "picture", "image", plain, READY)


def _pngs(good: Callable[[str, str, bytes], Sample]) -> Iterator[Sample]:
    image = drawing()
    for mode in ("RGB", "RGBA", "L", "LA", "1", "P", "I;16"):
        made = image.convert("L").convert("I").point(lambda v: v * 256 + 0) if mode == "I;16" else image
        made = made.convert(mode)
        yield good(f"png {mode}", "png", saved(made, "PNG", exif=exif()))
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "MARQUEUR-TEXTE")
    told.add_text("Comment", "MARQUEUR " * 50, zip=True)
    told.add_itxt("XML:com.adobe.xmp", XMP.decode(), "fr", "MARQUEUR")
    yield good("png texts", "png", saved(image, "PNG", pnginfo=told, exif=exif(), icc_profile=icc(), dpi=(72, 72)))
    yield good("png transparent colour", "png", saved(image.convert("P"), "PNG", transparency=3))
    yield good("png moving", "png", saved(image, "PNG", save_all=True, append_images=[image.rotate(9)] * 3))
    plain = saved(image, "PNG")
    yield good("png time", "png", with_chunks(plain, chunk(b"tIME", b"\x07\xea\x0b\x16\0\0\0"), chunk(b"prVt", MARK)))
    rows = b"".join(b"\0" + bytes(range(200)) * 6 for _ in range(200))
    yield good("png 16 bits colour", "png", png_of(200, 200, 16, 2, zlib.compress(rows)))
    yield good("png 24 million points", "png", png_of(6000, 4000, 1, 0, zlib.compress(b"\0" * 751 * 4000, 9)))


def _webps_and_gifs(good: Callable[[str, str, bytes], Sample]) -> Iterator[Sample]:
    image = drawing()
    alpha = image.convert("RGBA")
    alpha.putalpha(120)
    told = {"exif": exif(3), "xmp": XMP, "icc_profile": icc()}
    for name, made, options in (
        ("lossy", image, {}),
        ("lossless", image, {"lossless": True}),
        ("alpha", alpha, {}),
        ("told", image, told),
        ("moving", image, {"save_all": True, "append_images": [image.rotate(5)] * 4, **told}),
    ):
        yield good(f"webp {name}", "webp", saved(made, "WEBP", **options))
    for name, made, options in (
        ("plain", image, {}),
        ("grey", image.convert("L"), {}),
        ("comment", image, {"comment": b"MARQUEUR 48.8566"}),
        ("transparent", image.convert("P"), {"transparency": 2}),
        ("moving", image.convert("P"), {"save_all": True, "append_images": [image.rotate(5).convert("P")] * 9}),
    ):
        yield good(f"gif {name}", "gif", saved(made, "GIF", **options))


@functools.cache
def squeezed(size: int) -> bytes:
    """So many zeros, in a thousandth of the room."""
    squeeze, block = zlib.compressobj(1), bytes(1_000_000)
    return b"".join(squeeze.compress(block) for _ in range(size // len(block))) + squeeze.flush()


def hostile_pictures() -> Iterator[Sample]:
    def bad(name: str, file: str, content: bytes, expected: str = REFUSED) -> Sample:
        return Sample(name, "picture", file, content, expected)

    image = drawing()
    jpeg, png, gif = saved(image, "JPEG"), saved(image, "PNG"), saved(image, "GIF")
    for form, ending in (
        ("AVIF", "avif"), ("TIFF", "tif"), ("BMP", "bmp"), ("ICO", "ico"), ("PPM", "ppm"), ("TGA", "tga"),
        ("PCX", "pcx"), ("JPEG2000", "jp2"), ("SGI", "sgi"), ("DDS", "dds"), ("PDF", "pdf"), ("EPS", "eps"),
    ):  # fmt: skip
        yield bad(f"format {form}", f"a.{ending}", saved(image, form))
        yield bad(f"format {form} named jpg", "a.jpg", saved(image, form))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("MARQUEUR.txt", "secret")
    others = {"zip": archive.getvalue(), "php": PHP, "html": HTML, "pdf": b"%PDF-1.4 MARQUEUR", "exe": b"MZ" * 900}
    for name, more in others.items():
        yield bad(f"jpeg then {name}", "a.jpg", jpeg + more, READY)
        yield bad(f"png then {name}", "a.png", png + more, READY)
        yield bad(f"{name} in a comment", "a.jpg", with_segments(jpeg, segment(0xFE, more[:60_000])), READY)
        yield bad(f"{name} then jpeg", "a.jpg", more + jpeg)
    yield bad("script in gif", "a.gif", gif[:6] + b"/*" + gif[8:] + b"*/=1;alert('MARQUEUR')", ANY)
    yield bad("png 50000 x 50000", "a.png", png_of(50_000, 50_000, 8, 2, zlib.compress(b"\0" * 1000)))
    yield bad("png 24 million and one", "a.png", png_of(6000, 4001, 1, 0, zlib.compress(b"\0" * 10)))
    yield bad("png real bomb", "a.png", png_of(20_000, 20_000, 1, 0, zlib.compress(b"\0" * 2501 * 20_000, 9)))
    yield bad("png 4900 x 4897 and nothing", "a.png", png_of(4900, 4897, 8, 6, zlib.compress(b"")))
    yield bad("png too much inside", "a.png", png_of(100, 100, 8, 2, squeezed(200_000_000)), ANY)
    for name, kind, content in (
        ("text", b"zTXt", b"MARQUEUR\0\0" + squeezed(300_000_000)),
        ("colours", b"iCCP", b"MARQUEUR\0\0" + squeezed(300_000_000)),
    ):
        yield bad(f"png bomb in {name}", "a.png", with_chunks(png, chunk(kind, content)), ANY)
    yield bad("png many texts", "a.png", with_chunks(png, *[chunk(b"tEXt", b"a\0" + MARK)] * 20_000), ANY)
    yield bad("png endless chunk", "a.png", png[:33] + b"\x7f\xff\xff\xffIDAT")
    yield bad("gif 65535 x 65535", "a.gif", gif[:6] + b"\xff\xff\xff\xff" + gif[10:])
    start = jpeg.index(b"\xff\xc0") + 5
    yield bad("jpeg 65500 x 65500", "a.jpg", jpeg[:start] + b"\xff\xdc\xff\xdc" + jpeg[start + 4 :])
    yield bad("jpeg 0 x 0", "a.jpg", jpeg[:start] + b"\0\0\0\0" + jpeg[start + 4 :])
    yield bad("webp 16383 x 16383", "a.webp", saved(Image.new("L", (16_383, 5)), "WEBP", lossless=True))
    yield bad("one point", "a.png", saved(Image.new("RGB", (1, 1)), "PNG"))
    yield bad("svg", "a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    yield bad("svg named png", "a.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    yield bad("jpeg named php", "a.php", jpeg, READY)
    yield bad("jpeg named svg", "a.jpg.svg", jpeg, READY)


def damaged_pictures() -> Iterator[Sample]:
    image = drawing()
    bases = {
        "jpeg": saved(image, "JPEG", exif=exif(6), comment=MARK),
        "progressive": saved(image, "JPEG", progressive=True, exif=exif(), icc_profile=icc()),
        "png": saved(image, "PNG", exif=exif(), icc_profile=icc()),
        "palette": saved(image.convert("P"), "PNG"),
        "webp": saved(image, "WEBP", exif=exif(), xmp=XMP),
        "gif": saved(image, "GIF"),
    }
    yield from damaged("picture", bases, {"jpeg": "jpg", "progressive": "jpg", "palette": "png"})


# -- sound ----------------------------------------------------------------------------------------------------------
def good_sounds() -> Iterator[Sample]:
    endings = {"vorbis": "ogg", "wav24": "wav", "alac": "m4a", "adts": "aac"}
    for way in sounds.WAYS:
        if way == "flac":
            continue
        for layout in ("mono", "stereo"):
            if way == "wav24" and layout == "stereo":
                continue
            content = sounds.made(way, seconds=2, layout=layout)
            yield Sample(f"{way} {layout}", "sound", f"voix.{endings.get(way, way)}", content, READY, 2)
    for rate in (8000, 11025, 22050, 48000):
        yield Sample(f"wav {rate}", "sound", "voix.wav", sounds.made("wav", rate=rate), READY, 2)
    for seconds in (0.6, 30, 61):
        yield Sample(f"mp3 {seconds} s", "sound", "voix.mp3", sounds.made("mp3", seconds=seconds), READY, seconds)
    yield Sample("opus of a telephone", "sound", "PTT-20261122-WA0001.opus", sounds.made("ogg"), READY, 2)
    yield Sample("amr", "sound", "voix.amr", b"#!AMR\n" + (b"\x3c" + bytes(31)) * 100, READY, 2)
    noise = b"".join(b"\x3c" + random.Random(n).randbytes(31) for n in range(100))
    yield Sample("amr noise", "sound", "voix.amr", b"#!AMR\n" + noise, READY, 2)
    yield Sample("exactly five minutes", "sound", "voix.wav", sounds.silence_wav(300), READY, 300)
    yield Sample("a film", "sound", "film.webm", film(sound=True), READY, 1)
    mp3 = id3() + sounds.made("mp3") + b"TAG" + MARK.ljust(125, b"\0")
    yield Sample("mp3 told", "sound", "voix.mp3", mp3, READY, 2)
    wav = sounds.made("wav", told=False)
    told = b"LIST" + struct.pack("<I", 24) + b"INFOICMT" + struct.pack("<I", 12) + b"MARQUEUR 48\0"
    bext = b"bext" + struct.pack("<I", 602) + b"MARQUEUR".ljust(602, b"\0")
    yield Sample("wav told", "sound", "voix.wav", wav[:12] + bext + told + wav[12:], READY, 2)
    yield Sample("ogg told", "sound", "voix.ogg", chaptered("ogg", "libopus", 0), READY, 1)
    yield Sample("m4a cover", "sound", "voix.m4a", covered(), READY, 1)


def id3(content: bytes = b"") -> bytes:
    """Title, private frame and a picture as cover, in ID3v2.3."""
    cover = b"\0image/jpeg\0\x03MARQUEUR\0" + saved(drawing((200, 200)), "JPEG", comment=MARK)
    frames = (
        (b"TIT2", b"\0MARQUEUR"),
        (b"PRIV", b"MARQUEUR\0" + PHP),
        (b"APIC", cover),
        (b"GEOB", b"\0\0\0\0" + content),
    )
    body = b"".join(name + struct.pack(">IH", len(value), 0) + value for name, value in frames)
    size = len(body)
    return b"ID3\x03\0\0" + bytes((size >> shift) & 127 for shift in (21, 14, 7, 0)) + body


@functools.cache
def film(*, sound: bool) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="webm") as out:
        pictures_ = out.add_stream("libvpx", rate=5)
        pictures_.width, pictures_.height, pictures_.pix_fmt = 160, 120, "yuv420p"
        voice = out.add_stream("libopus", rate=48000, layout="mono") if sound else None
        for _n in range(5):
            out.mux(pictures_.encode(av.VideoFrame.from_image(drawing((160, 120)))))
        out.mux(pictures_.encode(None))
        if voice is not None:
            for frame in sounds.tone(48000, 1, "mono"):
                out.mux(voice.encode(frame))
            out.mux(voice.encode(None))
    return buffer.getvalue()


@functools.cache
def chaptered(container: str, codec: str, chapters: int, streams: int = 1, tags: int = 1) -> bytes:
    """A second of sound with very many chapters, streams or words."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as out:
        out.metadata.update({f"MARQUEUR{n}": "MARQUEUR 48.8566" * 4 for n in range(tags)})
        voices = [out.add_stream(codec, rate=48000, layout="mono") for _ in range(streams)]
        if chapters:
            told = {"time_base": Fraction(1, 1000), "metadata": {"title": "MARQUEUR"}}
            out.set_chapters([{"id": n, "start": n, "end": n + 1, **told} for n in range(chapters)])
        for frame in sounds.tone(48000, 1, "mono"):
            for voice in voices:
                frame.pts = None
                out.mux(voice.encode(frame))
        for voice in voices:
            out.mux(voice.encode(None))
    return buffer.getvalue()


@functools.cache
def covered() -> bytes:
    """An M4A with words and a cover in « udta »."""
    plain = sounds.made("m4a", seconds=1)
    cover = saved(drawing((200, 200)), "JPEG", comment=MARK)

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + kind + content

    data = box(b"data", struct.pack(">II", 13, 0) + cover)
    place = box(b"xyz ", b"MARQUEUR+48.8566+002.3522/")
    meta = box(b"meta", bytes(4) + box(b"ilst", box(b"covr", data)))
    return plain + box(b"udta", place + meta) + box(b"free", MARK * 100) + box(b"uuid", MARK * 100)


def hostile_sounds() -> Iterator[Sample]:
    def bad(name: str, file: str, content: bytes, expected: str = REFUSED, seconds: float = 0) -> Sample:
        return Sample(name, "sound", file, content, expected, seconds)

    yield bad("flac", "voix.flac", sounds.made("flac"))
    yield bad("flac named ogg", "voix.ogg", sounds.made("flac"))
    yield bad("a film without sound", "film.webm", film(sound=False))
    yield bad("six minutes", "voix.wav", sounds.silence_wav(360))
    yield bad("forty minutes", "voix.wav", sounds.silence_wav(2400))
    yield bad("a tenth of a second", "voix.ogg", sounds.made("ogg", seconds=0.1))
    wav = sounds.made("wav")
    endless = wav[:4] + b"\xff\xff\xff\xff" + wav[8:40] + b"\xff\xff\xff\xff" + wav[44:]
    yield bad("wav that says it is endless", "voix.wav", endless, ANY)
    yield bad("wav of 65535 channels", "voix.wav", wav[:22] + b"\xff\xff" + wav[24:])
    yield bad("wav of 4 GHz", "voix.wav", wav[:24] + b"\xff\xff\xff\xff" + wav[28:])
    yield bad("wav of 1 Hz", "voix.wav", wav[:24] + b"\x01\0\0\0" + wav[28:])
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("MARQUEUR.txt", "secret")
    mp3 = sounds.made("mp3", told=False)
    for name, more in (("zip", archive.getvalue()), ("html", HTML), ("php", PHP), ("pdf", b"%PDF-1.7 MARQUEUR")):
        yield bad(f"{name} in mp3", "voix.mp3", id3(more) + mp3, READY, 2)
        yield bad(f"{name} after mp3", "voix.mp3", mp3 + more, READY, 2)
        yield bad(f"{name} after ogg", "voix.ogg", sounds.made("ogg") + more, ANY)
        yield bad(f"only {name}", "voix.mp3", more)
    yield bad("id3 that says 256 MB", "voix.mp3", b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + mp3, ANY)
    yield bad("id3 alone", "voix.mp3", id3())
    yield bad("thousands of chapters", "voix.m4a", chaptered("ipod", "aac", 5000), ANY)
    yield bad("thousands of chapters, matroska", "voix.mka", chaptered("matroska", "libopus", 5000), ANY)
    yield bad("thousands of words", "voix.ogg", chaptered("ogg", "libopus", 0, tags=3000), ANY)
    yield bad("sixty streams", "voix.mka", chaptered("matroska", "libopus", 0, streams=60), ANY)
    yield bad("hls in disguise", "voix.mp3", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")
    yield bad("concat in disguise", "voix.wav", b"ffconcat version 1.0\nfile /etc/passwd\n")
    yield bad("mp4 boxes in boxes", "voix.m4a", nested_boxes(), ANY)
    yield bad("mp4 elsewhere", "voix.m4a", sounds.made("m4a").replace(b"url \0\0\0\x01", b"url \0\0\0\0"), ANY)


def nested_boxes() -> bytes:
    inner = b""
    for _level in range(3000):
        inner = struct.pack(">I", len(inner) + 8) + b"moov" + inner
    return struct.pack(">I", 16) + b"ftypM4A \0\0\0\0" + inner


def damaged_sounds() -> Iterator[Sample]:
    bases = {way: sounds.made(way) for way in ("ogg", "webm", "m4a", "mp3", "wav", "3gp")}
    yield from damaged("sound", bases, {})


def damaged(kind: str, bases: dict[str, bytes], endings: dict[str, str]) -> Iterator[Sample]:
    """Cut at several points, with bits turned over, with a hole, doubled."""
    for name, content in bases.items():
        file = f"a.{endings.get(name, name)}"
        for share in (0.02, 0.1, 0.4, 0.7, 0.95):
            yield Sample(f"{name} cut at {share}", kind, file, content[: int(len(content) * share)], ANY)
        for seed in range(7):
            yield Sample(f"{name} flipped {seed}", kind, file, flipped(content, seed), ANY)
        middle = len(content) // 2
        yield Sample(f"{name} with a hole", kind, file, content[:middle] + bytes(500) + content[middle + 500 :], ANY)
        yield Sample(f"{name} twice", kind, file, content + content, ANY)


def flipped(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(1 + seed * 6):
        changed[chance.randrange(16, len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def neither() -> Iterator[Sample]:
    nothing = {
        "empty": b"", "one byte": b"\xff", "text": "Bonjour à tous, ceci est un texte. ".encode() * 50, "eicar": EICAR,
        "html": HTML, "noise": random.Random(4).randbytes(50_000), "zeros": bytes(50_000),
        "gzip": squeezed(90_000_000),
        "elf": b"\x7fELF" + bytes(2000),
    }  # fmt: skip
    for name, content in nothing.items():
        yield Sample(f"{name} as a picture", "picture", "a.jpg", content, REFUSED)
        yield Sample(f"{name} as a sound", "sound", "a.mp3", content, REFUSED)
    yield Sample("a sound as a picture", "picture", "a.jpg", sounds.made("mp3"), REFUSED)
    yield Sample("a picture as a sound", "sound", "a.mp3", saved(drawing(), "JPEG"), REFUSED)
