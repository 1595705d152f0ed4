"""Pictures for the journals of invented groups: flat drawings by code, so that nobody is in them and they are ours."""

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (1200, 800)
CREAM, SAND, NIGHT, LIT, EARTH = "#fff8ec", "#f1e2c4", "#1b3a6b", "#ffd34d", "#b5430f"
GREEN, LEAF, ROSE, SKY, WOOD, INK = "#2f6b4c", "#8cc4a2", "#f0a88b", "#c9def5", "#a9703f", "#2a2438"
PAPERS = (LIT, LEAF, ROSE, "#b3cdee", "#ffffff")

type Pen = ImageDraw.ImageDraw


def draw(name: str, seed: int = 1) -> bytes:
    """A drawing of DRAWINGS as a JPEG; the seed moves its details."""
    image = Image.new("RGB", SIZE, CREAM)
    DRAWINGS[name](ImageDraw.Draw(image), random.Random(f"{name}{seed}"))
    made = io.BytesIO()
    image.save(made, "JPEG", quality=86)
    return made.getvalue()


def _disc(pen: Pen, x: float, y: float, radius: float, fill: str) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _table(pen: Pen, rng: random.Random) -> None:
    """Cups and a cake on a round table, seen from above."""
    pen.rectangle((0, 0, *SIZE), fill=SAND)
    _disc(pen, 600, 410, 350, WOOD)
    _disc(pen, 600, 410, 325, "#bd8450")
    for place in range(7):
        turn = 2 * math.pi * place / 7 + rng.random() * 0.3
        x, y = 600 + 225 * math.cos(turn), 410 + 225 * math.sin(turn)
        _disc(pen, x, y, 62, CREAM)
        _disc(pen, x, y, 40, rng.choice(PAPERS))
        _disc(pen, x, y, 30, "#5b3a20")
    _disc(pen, 600, 410, 105, CREAM)
    _disc(pen, 600, 410, 84, "#d99a4e")
    for slice_of in range(0, 360, 60):
        edge = (600 + 84 * math.cos(math.radians(slice_of)), 410 + 84 * math.sin(math.radians(slice_of)))
        pen.line((600, 410, *edge), fill=CREAM, width=6)


def _garden(pen: Pen, rng: random.Random) -> None:
    """Beds of earth with young plants before a low wall."""
    pen.rectangle((0, 0, 1200, 330), fill=SKY)
    _disc(pen, 985, 140, 78, LIT)
    pen.rectangle((0, 290, 1200, 345), fill=SAND)
    pen.rectangle((0, 345, 1200, 800), fill=LEAF)
    for row in range(3):
        top = 400 + row * 130
        pen.rounded_rectangle((70, top, 1130, top + 90), 30, fill="#7a4b2a")
        for plant in range(9):
            x, y, tall = 135 + plant * 116 + rng.randint(-14, 14), top + 40, rng.randint(38, 82)
            pen.line((x, y, x, y - tall), fill=GREEN, width=9)
            for side in (-1, 1):
                pen.ellipse((x + side * 22 - 24, y - tall - 16, x + side * 22 + 24, y - tall + 14), fill=GREEN)
            if rng.random() < 0.4:
                _disc(pen, x, y - tall - 16, 17, rng.choice((ROSE, LIT, EARTH)))


def _gate(pen: Pen, rng: random.Random) -> None:
    """The gate of a school under a string of flags."""
    pen.rectangle((0, 0, *SIZE), fill=SKY)
    pen.rectangle((150, 210, 1050, 650), fill=ROSE)
    pen.polygon([(110, 220), (600, 60), (1090, 220)], fill=EARTH)
    _disc(pen, 600, 165, 42, CREAM)
    for x in (215, 365, 775, 925):
        pen.rounded_rectangle((x, 290, x + 95, 420), 12, fill=LIT)
        pen.line((x + 47, 290, x + 47, 420), fill=CREAM, width=7)
    pen.rounded_rectangle((520, 400, 680, 650), 30, fill=NIGHT)
    pen.rectangle((0, 650, 1200, 800), fill=SAND)
    for flag in range(15):
        x, y = flag * 84, 480 + 62 * math.sin(flag / 14 * math.pi)
        pen.polygon([(x, y), (x + 62, y), (x + 31, y + 66)], fill=rng.choice(PAPERS))


def _hands(pen: Pen, rng: random.Random) -> None:
    """Hands that meet over a large sheet of paper."""
    pen.rectangle((0, 0, *SIZE), fill=WOOD)
    pen.rounded_rectangle((180, 110, 1020, 690), 18, fill=CREAM)
    for line in range(6):
        pen.line((260, 200 + line * 80, 260 + rng.randint(380, 680), 200 + line * 80), fill="#cdbf9f", width=10)
    skins = ["#6b3f24", "#a9703f", "#e0ac82", "#f3cfae", "#8a5530", "#c68a5a"]
    rng.shuffle(skins)
    for place, skin in enumerate(skins):
        turn = 2 * math.pi * place / len(skins) + 0.4
        x, y = 600 + 260 * math.cos(turn), 400 + 200 * math.sin(turn)
        far = (600 + 900 * math.cos(turn), 400 + 700 * math.sin(turn))
        pen.line((x, y, *far), fill=rng.choice((NIGHT, GREEN, EARTH, "#5b2a86")), width=130)
        pen.line((x, y, 600 + 420 * math.cos(turn), 400 + 330 * math.sin(turn)), fill=skin, width=92)
        _disc(pen, x, y, 64, skin)
        for finger in range(-2, 3):
            tip = turn + math.pi + finger * 0.38
            end = (x + 96 * math.cos(tip), y + 96 * math.sin(tip))
            pen.line((x, y, *end), fill=skin, width=28)
            _disc(pen, *end, 14, skin)


def _wall(pen: Pen, rng: random.Random) -> None:
    """Children's drawings pinned on a wall: suns, houses, boats."""
    pen.rectangle((0, 0, *SIZE), fill="#e8d8b8")
    for number in range(12):
        x, y = 60 + number % 4 * 285 + rng.randint(-14, 14), 45 + number // 4 * 250 + rng.randint(-12, 12)
        pen.rectangle((x + 7, y + 9, x + 237, y + 199), fill="#cbb890")
        pen.rectangle((x, y, x + 230, y + 190), fill=rng.choice(PAPERS))
        _disc(pen, x + 115, y + 8, 10, EARTH)
        mark = rng.choice(("sun", "house", "boat"))
        if mark == "sun":
            for ray in range(0, 360, 30):
                end = (x + 115 + 74 * math.cos(math.radians(ray)), y + 105 + 74 * math.sin(math.radians(ray)))
                pen.line((x + 115, y + 105, *end), fill=EARTH, width=9)
            _disc(pen, x + 115, y + 105, 40, EARTH)
        elif mark == "house":
            pen.rectangle((x + 65, y + 100, x + 165, y + 170), outline=NIGHT, width=9)
            pen.polygon([(x + 50, y + 102), (x + 115, y + 48), (x + 180, y + 102)], fill=NIGHT)
        else:
            pen.polygon([(x + 45, y + 130), (x + 185, y + 130), (x + 155, y + 168), (x + 75, y + 168)], fill=GREEN)
            pen.polygon([(x + 115, y + 50), (x + 115, y + 120), (x + 170, y + 120)], fill=EARTH)


def _kitchen(pen: Pen, rng: random.Random) -> None:
    """Pots that steam on a long table."""
    pen.rectangle((0, 0, *SIZE), fill="#dcebd9")
    for tile in range(0, 1200, 100):
        pen.line((tile, 0, tile, 430), fill=CREAM, width=5)
    for tile in range(30, 430, 100):
        pen.line((0, tile, 1200, tile), fill=CREAM, width=5)
    pen.rectangle((0, 560, 1200, 800), fill=WOOD)
    for pot, colour in enumerate((EARTH, NIGHT, GREEN)):
        x, y = 190 + pot * 300, 330 + rng.randint(-16, 16)
        pen.rounded_rectangle((x, y, x + 230, 600), 34, fill=colour)
        pen.rounded_rectangle((x - 16, y - 24, x + 246, y + 18), 18, fill=INK)
        for steam in range(3):
            left = x + 50 + steam * 62
            pen.arc((left, y - 150, left + 44, y - 80), 90, 270, fill=CREAM, width=11)
            pen.arc((left, y - 84, left + 44, y - 30), 270, 90, fill=CREAM, width=11)
    for fruit in range(9):
        _disc(pen, 90 + fruit * 128, 690 + rng.randint(-28, 28), 42, rng.choice((LIT, ROSE, EARTH, LEAF)))


def _street(pen: Pen, rng: random.Random) -> None:
    """Houses in the evening, windows lit."""
    pen.rectangle((0, 0, *SIZE), fill=NIGHT)
    for _star in range(40):
        _disc(pen, rng.randint(0, 1200), rng.randint(0, 300), 3, CREAM)
    x = -20
    while x < 1200:
        wide, tall = rng.randint(130, 220), rng.randint(220, 430)
        colour = rng.choice(("#0f2547", "#2b4f86", "#3c2f5c", "#5b2f2a"))
        pen.rectangle((x, 660 - tall, x + wide, 660), fill=colour)
        pen.polygon([(x - 8, 664 - tall), (x + wide / 2, 590 - tall), (x + wide + 8, 664 - tall)], fill=INK)
        for window in range(int(wide // 62) * int(tall // 92)):
            left, top = x + 24 + window % int(wide // 62) * 60, 690 - tall + window // int(wide // 62) * 88
            pen.rectangle((left, top, left + 34, top + 44), fill=LIT if rng.random() < 0.7 else INK)
        x += wide + 12
    pen.rectangle((0, 660, 1200, 800), fill="#0f1a30")


def _books(pen: Pen, rng: random.Random) -> None:
    """Shelves and a carpet for stories."""
    pen.rectangle((0, 0, *SIZE), fill=SAND)
    for shelf in range(2):
        floor = 250 + shelf * 230
        x = 90
        while x < 1080:
            wide, tall = rng.randint(24, 62), rng.randint(120, 190)
            pen.rounded_rectangle(
                (x, floor - tall, x + wide, floor), 6, fill=rng.choice((*PAPERS, EARTH, NIGHT, GREEN))
            )
            x += wide + 5
        pen.rectangle((60, floor, 1140, floor + 20), fill=WOOD)
    pen.ellipse((180, 560, 1020, 790), fill=EARTH)
    pen.ellipse((230, 585, 970, 765), fill=ROSE)
    for cushion in range(5):
        _disc(pen, 330 + cushion * 135, 670 + rng.randint(-30, 30), 52, rng.choice(PAPERS))


DRAWINGS: dict[str, Callable[[Pen, random.Random], None]] = {
    "table": _table, "garden": _garden, "gate": _gate, "hands": _hands, "wall": _wall, "kitchen": _kitchen,
    "street": _street, "books": _books,
}  # fmt: skip
