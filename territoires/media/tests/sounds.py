"""Real sounds, encoded when the tests run."""

import array
import functools
import io
import math

import av

WAYS = {  # name: codec, container, sampling rate
    "ogg": ("libopus", "ogg", 48000),
    "vorbis": ("vorbis", "ogg", 44100),
    "webm": ("libopus", "webm", 48000),
    "mka": ("libopus", "matroska", 48000),
    "m4a": ("aac", "ipod", 44100),
    "3gp": ("aac", "3gp", 32000),
    "mp3": ("libmp3lame", "mp3", 44100),
    "wav": ("pcm_s16le", "wav", 16000),
    "wav24": ("pcm_s24le", "wav", 48000),
    "alac": ("alac", "ipod", 44100),
    "adts": ("aac", "adts", 44100),
    "flac": ("flac", "flac", 44100),
}
SECRETS = {"title": "MARQUEUR-TITRE", "artist": "MARQUEUR-ARTISTE", "comment": "MARQUEUR 48.8566 2.3522"}


@functools.lru_cache(maxsize=64)
def made(way: str, *, seconds: float = 2.0, layout: str = "mono", told: bool = True, rate: int = 0) -> bytes:
    """A plain tone. `told`: with a title, an artist and a comment."""
    codec, container, usual = WAYS[way]
    rate = rate or usual
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as out:
        if told:
            out.metadata.update(SECRETS)
        stream = out.add_stream(codec, rate=rate, layout="stereo" if codec == "vorbis" else layout)
        if codec == "vorbis":
            stream.codec_context.options = {"strict": "experimental"}
        for frame in tone(rate, seconds, "stereo" if codec == "vorbis" else layout):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return buffer.getvalue()


def tone(rate: int, seconds: float, layout: str):
    channels = 2 if layout == "stereo" else 1
    total, step = int(rate * seconds), rate // 10
    wave = _tenth_of_a_second(rate, channels)
    for start in range(0, total, step):
        count = min(step, total - start)
        frame = av.AudioFrame(format="s16", layout=layout, samples=count)
        frame.sample_rate, frame.pts = rate, start
        samples = wave[: count * channels * 2]
        frame.planes[0].update(samples.ljust(frame.planes[0].buffer_size, b"\0"))
        yield frame


@functools.cache
def _tenth_of_a_second(rate: int, channels: int) -> bytes:
    """440 Hz: forty-four whole waves, so that one tenth follows the other without a click."""
    values = [int(9000 * math.sin(n * 2 * math.pi * 440 / rate)) for n in range(rate // 10)]
    return array.array("h", [value for value in values for _ in range(channels)]).tobytes()


def silence_wav(seconds: int, rate: int = 8000) -> bytes:
    """Long, without the work of encoding it."""
    size = seconds * rate
    head = b"RIFF" + (36 + size).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    head += (1).to_bytes(2, "little") + (1).to_bytes(2, "little") + rate.to_bytes(4, "little")
    head += rate.to_bytes(4, "little") + (1).to_bytes(2, "little") + (8).to_bytes(2, "little")
    return head + b"data" + size.to_bytes(4, "little") + b"\x80" * size
