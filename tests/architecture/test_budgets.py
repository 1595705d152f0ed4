"""Size budgets of the code, with a ratchet: they may only be lowered."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    p
    for p in (ROOT / "territoires").rglob("*.py")
    if "migrations" not in p.parts and "tests" not in p.parts and "__pycache__" not in p.parts
]
TEMPLATES = list((ROOT / "territoires").rglob("templates/**/*.*"))
STYLES = list((ROOT / "territoires").rglob("static/**/*.css"))
SCRIPTS = list((ROOT / "territoires").rglob("static/**/*.js"))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def percentile(values: list[int], share: float) -> int:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0


def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


ALL_FUNCTIONS = [f for path in SOURCES for f in functions(path)]


def test_python_files_are_short():
    sizes = {str(p.relative_to(ROOT)): lines_of(p) for p in SOURCES}
    assert percentile(list(sizes.values()), 0.9) <= 250
    assert not {k: v for k, v in sizes.items() if v > 500}


def test_functions_are_short():
    sizes = [size for _, size in ALL_FUNCTIONS]
    assert percentile(sizes, 0.5) <= 8
    assert percentile(sizes, 0.9) <= 25
    assert not [f for f in ALL_FUNCTIONS if f[1] > 60]


@pytest.mark.parametrize(("folder", "limit"), [("views", 30), ("actions", 45)])
def test_doors_and_verbs_are_short(folder, limit):
    sizes = [s for name, s in ALL_FUNCTIONS if f"/{folder}.py" in name or f"/{folder}/" in name]
    assert percentile(sizes, 0.9) <= limit


def test_templates_are_short():
    sizes = {str(p.relative_to(ROOT)): lines_of(p) for p in TEMPLATES if p.suffix in (".html", ".txt")}
    assert percentile(list(sizes.values()), 0.9) <= 110
    assert not {k: v for k, v in sizes.items() if v > 250}


@pytest.mark.parametrize("path", STYLES + SCRIPTS, ids=lambda p: p.name)
def test_styles_and_scripts_are_short(path):
    assert lines_of(path) <= 150


def test_migrations_are_named_by_hand_and_light():
    for path in (ROOT / "territoires").rglob("migrations/0*.py"):
        assert "_auto_" not in path.name
        assert path.stat().st_size <= 200_000


def test_tests_are_readable_files():
    long = [p.name for p in ROOT.rglob("test_*.py") if ".venv" not in p.parts and lines_of(p) > 1000]
    assert not long


PHYSICAL = re.compile(
    r"(?<![-\w])(margin|padding|border)-(left|right)|(?<![-\w])(left|right)\s*:|text-align\s*:\s*(left|right)|float\s*:"
)


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_styles_are_ready_for_right_to_left(path):
    assert not PHYSICAL.search(path.read_text(encoding="utf-8"))


def test_no_inline_style_or_script():
    guilty = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        inline_script = re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")", text)
        if inline_script or re.search(r"\s(style|on[a-z]+)=\"", text) or "<style" in text:
            guilty.append(str(path.relative_to(ROOT)))
    assert not [g for g in guilty if not g.endswith((".svg", ".txt"))]
