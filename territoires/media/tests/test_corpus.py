"""Every file of the corpus through the decoder: nothing falls, limits hold, and no byte of what was told comes out."""

import json
import re
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import av
import pytest
from PIL import Image

from territoires.media import decoding, files
from territoires.media.actions import CannotReceive
from territoires.media.decoder.confinement import CPU_SECONDS, MEMORY
from territoires.media.enums import Format, Kind, Refusal, State
from territoires.media.rules import is_taken
from territoires.media.tests.corpus import ANY, READY, REFUSED, Sample, corpus
from territoires.media.tests.factories import decoded, picture_file, receive_picture, receive_sound, sound_file

ROOT = Path(__file__).resolve().parents[3]
LINES = 2  # processes, as this machine has cores
TELLING = re.compile(
    rb"MARQUEUR|48\.85|Photoshop|http:|x:xmpmeta|<\?php|<script|Lavf|Lavc|Exif\x00|ID3|%PDF|libopus|libx"
)
BOXES = {
    "ftyp", "moov", "mvhd", "trak", "tkhd", "edts", "elst", "mdia", "mdhd", "hdlr", "minf", "smhd", "dinf", "dref",
    "url ", "stbl", "stsd", "mp4a", "esds", "stts", "stsc", "stsz", "stco", "sgpd", "sbgp", "free", "mdat", "btrt",
}  # fmt: skip
# what the format asks for in place of words: a list of none
NOTHING_TOLD = (
    struct.pack(">I", 61) + b"udta" + struct.pack(">I", 53) + b"meta" + bytes(4)
    + struct.pack(">I", 33) + b"hdlr" + bytes(8) + b"mdirappl" + bytes(9) + struct.pack(">I", 8) + b"ilst"
)  # fmt: skip
PARENTS = {"moov", "trak", "mdia", "minf", "stbl", "edts", "dinf"}

pytestmark = pytest.mark.xdist_group("media-corpus")  # decoded once, by one of the two processes


@dataclass
class Told:
    sample: Sample
    folder: Path
    outcome: decoding.Made | Refusal
    code: int
    seconds: float
    cpu: float
    megabytes: int

    def __str__(self) -> str:
        return f"{self.sample.name}: {self.outcome}"


def run(samples: list[tuple[Sample, Path]], place: Path) -> list[Told]:
    lines = "".join(f"{sample.kind}\t{folder}.in\t{folder}\n" for sample, folder in samples)
    done = subprocess.run(
        [sys.executable, "-E", "-s", "-m", "territoires.media.tests.batch"],
        cwd=ROOT, env=decoding.ENVIRONMENT, input=lines, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = []
    for (sample, folder), line in zip(samples, done.stdout.splitlines(), strict=True):
        facts = json.loads(line)
        outcome = outcome_of(sample.kind, folder, facts["code"])
        told.append(Told(sample, folder, outcome, facts["code"], facts["seconds"], facts["cpu"], facts["megabytes"]))
    return told


def outcome_of(kind: str, folder: Path, code: int) -> decoding.Made | Refusal:
    """As territoires.media.decoding.decode concludes."""
    if code != 0:
        return Refusal.TOO_HARD if code in (-9, -24) else Refusal.UNREADABLE
    return decoding.read_result(Kind(kind), folder)


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list[Told]:
    place = tmp_path_factory.mktemp("corpus")
    samples = []
    for number, sample in enumerate(corpus()):
        folder = place / f"{number:03}"
        folder.mkdir()
        folder.with_suffix(".in").write_bytes(sample.content)
        samples.append((sample, folder))
    with ThreadPoolExecutor(LINES) as lines:
        parts = lines.map(run, [samples[line::LINES] for line in range(LINES)], [place] * LINES)
        return [one for part in parts for one in part]


def made(told):
    return [one for one in told if isinstance(one.outcome, decoding.Made)]


@pytest.mark.slow
def test_the_corpus_is_large_and_each_file_has_its_own_name(told):
    names = [one.sample.name for one in told]
    assert len(names) >= 300
    assert len(set(names)) == len(names)


@pytest.mark.slow
def test_every_file_ends_as_it_should(told):
    wrong = [
        str(one)
        for one in told
        if (one.sample.expected == READY and not isinstance(one.outcome, decoding.Made))
        or (one.sample.expected == REFUSED and isinstance(one.outcome, decoding.Made))
    ]
    assert not wrong, "\n".join(wrong)
    assert len(made(told)) > 150


@pytest.mark.slow
def test_no_decoder_fell(told):
    """A refusal is said; a process that ends otherwise was stopped by a limit, never by a mistake of ours."""
    logs = [one.folder.with_suffix(".log") for one in told]
    fallen = [f"{one} ended with {one.code}" for one in told if one.code not in (0, -9, -24)]
    words = "".join(log.read_text() for log in logs if log.exists())
    assert not fallen, "\n".join(fallen) + words


@pytest.mark.slow
def test_limits_hold(told):
    assert not [f"{one} {one.cpu:.1f} s" for one in told if one.cpu > CPU_SECONDS + 6]
    assert not [f"{one} {one.seconds:.1f} s" for one in told if one.seconds > decoding.WALL_SECONDS]
    assert not [f"{one} {one.megabytes} MB" for one in told if one.megabytes > MEMORY // 1024**2]
    heaviest = max(one.megabytes for one in told)
    assert heaviest < 700, heaviest


@pytest.mark.slow
def test_nothing_that_was_told_comes_out(told):
    leaks = [
        f"{one} {file.name} {found.group()!r}"
        for one in made(told)
        for file in one.outcome.files
        if (found := TELLING.search((one.folder / file.name).read_bytes()))
    ]
    assert not leaks, "\n".join(leaks)


def test_the_search_for_what_was_told_can_fail():
    """The planted words stand in the files that go in: the test above sees them."""
    planted = [sample for sample in corpus() if sample.expected == READY and TELLING.search(sample.content)]
    assert len(planted) > 60


@pytest.mark.slow
def test_only_parts_that_are_seen_or_heard_come_out(told):
    looks = {Format.JPEG: jpeg_parts, Format.WEBP: webp_parts, Format.AVIF: avif_parts, Format.M4A: m4a_parts}
    strange = [
        f"{one} {file.name} {more}"
        for one in made(told)
        for file in one.outcome.files
        if (more := looks[file.format]((one.folder / file.name).read_bytes()))
    ]
    assert not strange, "\n".join(strange)


def jpeg_parts(content: bytes) -> set[str]:
    """Segments that are not needed to draw it: all but the bare JFIF head."""
    place, found = 2, set()
    while content[place] == 0xFF and content[place + 1] != 0xDA:
        marker, size = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])[0]
        if marker == 0xE0 and size == 16 and content[place + 4 : place + 9] == b"JFIF\0":
            marker = 0xDB
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            found.add(hex(marker))
        place += 2 + size
    return found | ({"more after the end"} if not content.endswith(b"\xff\xd9") else set())


def webp_parts(content: bytes) -> set[str]:
    place, found = 12, set()
    while place < len(content):
        kind, size = content[place : place + 4], struct.unpack("<I", content[place + 4 : place + 8])[0]
        found.add(kind.decode("latin-1"))
        place += 8 + size + size % 2
    return found - {"VP8 ", "VP8L"}


def avif_parts(content: bytes) -> set[str]:
    return {word.decode() for word in (b"Exif", b"mime", b"rICC", b"prof", b"udta", b"uuid") if word in content}


def m4a_parts(content: bytes, inside: str = "") -> set[str]:
    place, found = 0, set()
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        name = kind.decode("latin-1")
        if content[place : place + size] != NOTHING_TOLD:
            found.add(name)
        if name in PARENTS:
            found |= m4a_parts(content[place + 8 : place + size])
        place += size
    return found - BOXES


@pytest.mark.slow
def test_pictures_come_out_whole_and_small_enough(told):
    for one in made(told):
        if one.sample.kind != "picture":
            continue
        for file in one.outcome.files:
            with Image.open(one.folder / file.name) as image:
                image.load()
                assert image.size == (file.width, file.height), one
                assert max(image.size) <= 1600
                assert image.mode == "RGB"
                assert not set(image.info) & {"exif", "icc_profile", "xmp", "comment", "photoshop"}, one
        cards = [(one.folder / f.name).stat().st_size for f in one.outcome.files if f.width <= 480]
        assert max(cards) <= 40_000, one


@pytest.mark.slow
def test_a_picture_stands_as_the_telephone_shows_it(told):
    by_name = {one.sample.name: one.outcome for one in told}
    for orientation in range(1, 9):
        turned = by_name[f"jpeg turned {orientation}"]
        assert (turned.width < turned.height) == (orientation >= 5)


@pytest.mark.slow
def test_sounds_come_out_playable_mono_and_light(told):
    for one in made(told):
        if one.sample.kind != "sound":
            continue
        path = one.folder / "son.m4a"
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            assert (len(container.streams), stream.layout.nb_channels, stream.codec_context.name) == (1, 1, "aac"), one
            rate = stream.codec_context.sample_rate
            heard = sum(frame.samples for frame in container.decode(stream)) / rate
            assert stream.bit_rate <= 48_000, one
            assert set(container.metadata) <= {"major_brand", "minor_version", "compatible_brands"}, one
        assert abs(heard - one.outcome.seconds) < 1.2, one
        if one.sample.seconds:
            assert abs(heard - one.sample.seconds) < 0.35, (one, heard)
        assert path.stat().st_size * 8 / max(heard, 1) < 60_000, one


def test_the_door_already_refuses_what_is_neither():
    """Before any decoding, by the name and the first bytes alone."""
    refused = {one.name for one in corpus() if not is_taken(one.kind, one.file, one.content[:16])}
    assert refused >= {"svg", "svg named png", "jpeg named php", "jpeg named svg", "flac", "elf as a sound"}
    assert "hls in disguise" in refused
    assert not refused & {"jpeg xmp", "jpeg turned 6", "named png, is jpeg", "ogg mono", "mp3 told"}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_whole_way_for_a_few_of_the_worst(told):
    """From reception to refusal or readiness, with the process of production: the original is gone in each case."""
    chosen = [one.sample for one in told if one.sample.expected != READY and "cut" not in one.sample.name][::9]
    assert len(chosen) > 15
    for sample in chosen:
        receive, file = (receive_picture, picture_file) if sample.kind == "picture" else (receive_sound, sound_file)
        try:
            medium = decoded(receive(file=file(sample.content, sample.file)))
        except CannotReceive:
            continue
        assert medium.state in (State.READY, State.REFUSED)
        assert sample.expected == ANY or medium.state == State.REFUSED
        assert medium.original == ""
    assert not list(files.folder(files.ORIGINALS).iterdir())
    assert not list(files.folder(files.WORK).iterdir())
