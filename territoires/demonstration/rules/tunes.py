"""Two short sounds by code: a school bell, and an air that is hummed. No voice of anybody."""

import array
import io
import math
import wave

RATE = 22_050
BELL = ((880, 0.0), (1108.7, 0.35), (880, 1.4), (1108.7, 1.75))
AIR = (392, 440, 494, 523, 494, 440, 392, 330, 392, 440, 494, 440, 392)


def bell() -> bytes:
    """Two strokes of a bell, four seconds."""
    return _wav([_stroke(moment) for moment in range(RATE * 4)])


def _stroke(sample: int) -> float:
    at = sample / RATE
    return sum(
        0.2 * math.exp(-2.4 * (at - begin)) * math.sin(2 * math.pi * high * (at - begin))
        for high, begin in BELL
        if at >= begin
    )


def air() -> bytes:
    """A hummed air, some six seconds."""
    long = int(RATE * 0.48)
    return _wav([_note(high, sample, long) for high in AIR for sample in range(long)])


def _note(high: float, sample: int, long: int) -> float:
    swell = math.sin(math.pi * sample / long)
    turn = 2 * math.pi * high * sample / RATE
    return swell * (0.22 * math.sin(turn) + 0.08 * math.sin(2 * turn) + 0.03 * math.sin(3 * turn))


def _wav(samples: list[float]) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array.array("h", (int(max(-1.0, min(1.0, one)) * 32_000) for one in samples)).tobytes())
    return made.getvalue()
