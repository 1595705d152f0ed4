"""Decisions, without Django: values in, value out."""

import datetime

PICTURES = ("jpeg", "png", "webp", "gif")
SOUNDS = ("ogg", "matroska", "mp4", "mp3", "wav", "amr", "aac")
ENDINGS = {
    "picture": {"", "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif"},
    "sound": {
        "", "ogg", "oga", "opus", "webm", "weba", "mkv", "mka", "m4a", "mp4", "3gp", "3gpp", "3ga", "mp3", "mpga",
        "wav", "amr", "aac",
    },
}  # fmt: skip
SNIFF = 16  # bytes

LONGEST_SECONDS = 5 * 60
TRIES = 3  # how often a file is given to the decoder before it is refused
TRY_AGAIN_AFTER = datetime.timedelta(minutes=10)
LEFT_BEHIND_AFTER = datetime.timedelta(days=1)
ASK_AGAIN_DAYS = 30  # before an agreement ends
PROOF_DAYS = 365  # an agreement is kept that long after what it was given for is removed


def family_of(first: bytes) -> str:
    """Which container these first bytes announce; "" when it is none we take. Nothing is decoded here."""
    starts = (
        (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF87a", "gif"), (b"GIF89a", "gif"),
        (b"OggS", "ogg"), (b"\x1aE\xdf\xa3", "matroska"), (b"ID3", "mp3"), (b"#!AMR", "amr"),
    )  # fmt: skip
    for start, family in starts:
        if first.startswith(start):
            return family
    if first[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(first[8:12], "")
    if first[4:8] == b"ftyp":
        return "" if first[8:12] in (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1") else "mp4"
    return frame_of(first)


def frame_of(first: bytes) -> str:
    """MP3 and AAC may begin with a frame of sound: eleven bits set, then the layer."""
    if len(first) < 2 or first[0] != 0xFF or first[1] & 0xE0 != 0xE0:
        return ""
    layer = first[1] >> 1 & 3
    if layer == 0:
        return "aac" if first[1] & 0xF0 == 0xF0 else ""
    return "mp3" if layer == 1 else ""


def ending_of(name: str) -> str:
    """The extension of a file name, in lower case; "" without one."""
    _stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def is_taken(kind: str, name: str, first: bytes) -> bool:
    """True when both the content and the name of a file say it is a picture, or a sound, that we take."""
    return ending_of(name) in ENDINGS[kind] and family_of(first) in (PICTURES if kind == "picture" else SOUNDS)


def end_of_consent(given_on: datetime.date, days: int) -> datetime.date:
    return given_on + datetime.timedelta(days=days)


def length_in_words(seconds: int) -> str:
    """« 1 min 10 », « 45 s »."""
    minutes, rest = divmod(max(0, seconds), 60)
    if not minutes:
        return f"{rest}\u00a0s"
    return f"{minutes}\u00a0min {rest:02}" if rest else f"{minutes}\u00a0min"


def weight_in_words(size: int) -> str:
    """« 280 ko », « 1,4 Mo »: rounded up, so that nobody pays more than was said."""
    kilobytes = max(1, -(-size // 1000))
    if kilobytes < 1000:
        return f"{kilobytes}\u00a0ko"
    return f"{-(-size // 100_000) / 10:.1f}\u00a0Mo".replace(".", ",")
