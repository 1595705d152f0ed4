"""A sound made anew: one mono AAC that every phone plays, some 300 kB a minute. Only samples pass; loudness stays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import av
import av.error
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from territoires.media.decoder.refusing import Refused
from territoires.media.rules import LONGEST_SECONDS, SNIFF, family_of

NAME = "son.m4a"
DEMUXERS = {"ogg": "ogg", "matroska": "matroska", "mp4": "mp4", "mp3": "mp3", "wav": "wav", "amr": "amr", "aac": "aac"}
CODECS = {
    "opus", "vorbis", "aac", "mp3", "mp3float", "alac", "amrnb", "amrwb", "pcm_s16le", "pcm_s16be", "pcm_s24le",
    "pcm_u8", "pcm_s32le", "pcm_f32le", "pcm_alaw", "pcm_mulaw",
}  # fmt: skip
RATE, BITS = 32_000, 40_000
GRACE_SECONDS, SHORTEST_SECONDS = 10, 0.5
MOST_ERRORS, MOST_CHANGES, MOST_STREAMS = 200, 20, 8
READING = {"max_streams": str(MOST_STREAMS), "probesize": "3000000", "analyzeduration": "5000000"}
WRITING = {"movflags": "+faststart", "fflags": "+bitexact"}
BROKEN = (av.error.FFmpegError, ValueError, OverflowError, IndexError)


def prepare(source: BinaryIO, folder: Path) -> dict[str, Any]:
    """Write the sound into `folder`; what was made, in plain values. Errors: Refused."""
    family = family_of(source.read(SNIFF))
    source.seek(0)
    if family not in DEMUXERS:
        raise Refused("format")
    try:
        with av.open(source, "r", format=DEMUXERS[family], options=READING) as container:
            seconds = transcode(container, folder / NAME)
    except BROKEN as error:
        raise Refused("unreadable") from error
    return {
        "files": [{"name": NAME, "width": 0, "height": 0}],
        "width": 0,
        "height": 0,
        "seconds": max(1, round(seconds)),
    }


def transcode(container: InputContainer, path: Path) -> float:
    """How many seconds were written."""
    stream = heard(container)
    with av.open(str(path), "w", format="ipod", container_options=WRITING) as out:
        voice = out.add_stream("aac", rate=RATE, layout="mono", bit_rate=BITS)
        voice.codec_context.flags |= av.codec.context.Flags.bitexact
        voice.codec_context.thread_count = 1
        samples = 0
        for frame in resampled(frames(container, stream)):
            samples += frame.samples
            if samples > (LONGEST_SECONDS + GRACE_SECONDS) * RATE:
                raise Refused("too-long")
            frame.pts = None
            out.mux(voice.encode(frame))
        if samples < SHORTEST_SECONDS * RATE:
            raise Refused("too-short" if samples else "unreadable")
        out.mux(voice.encode(None))
    return samples / RATE


def heard(container: InputContainer) -> AudioStream:
    """The first sound of the file, when it is of a kind we take. Pictures, films and words beside it are left out."""
    if not container.streams.audio:
        raise Refused("no-sound")
    stream = container.streams.audio[0]
    if stream.codec_context is None or stream.codec_context.name not in CODECS:
        raise Refused("format")
    stream.codec_context.thread_count = 1
    return stream


def frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """What can be heard. A few broken packets are passed over, as a player would."""
    errors = 0
    packets = container.demux(stream)
    while errors < MOST_ERRORS:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except av.error.FFmpegError:
            return
        try:
            yield from packet.decode()
        except av.error.EOFError:
            return
        except BROKEN:
            errors += 1


def resampled(heard_frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """Mono at our rate, also when the sound changes its shape in the middle."""
    shape, changes = None, 0
    resampler = None
    for frame in heard_frames:
        found = (frame.format.name, frame.layout.name, frame.sample_rate)
        frame.pts = None
        if resampler is None or found != shape:
            if resampler is not None:
                yield from resampler.resample(None)
            changes += 1
            if changes > MOST_CHANGES or not 4000 <= frame.sample_rate <= 384_000:
                raise Refused("unreadable")
            shape, resampler = found, AudioResampler(format="fltp", layout="mono", rate=RATE)
        yield from resampler.resample(frame)
    if resampler is not None:
        yield from resampler.resample(None)
