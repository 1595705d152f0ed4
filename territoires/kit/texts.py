"""Where the words of the site stand: templates, messages of the code, contents shipped as data. Pure."""

import ast
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
SILENT_KEYS = {"url", "slug", "document", "sources", "source", "id"}  # addresses and names of documents
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%\s*(?:translate|trans)\s+(?:\"([^\"]*)\"|'([^']*)')[^%]*%\}")
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
HTML_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", re.DOTALL | re.IGNORECASE)
SPOKEN_ATTRIBUTES = re.compile(r"(?:alt|title|aria-label|content|placeholder)=\"([^\"]*)\"")

type Placed = tuple[int, str]  # line number, words


def template_texts(source: str) -> Iterator[Placed]:
    """The words of a template line by line, tags left out, translated strings kept."""
    flat = COMMENT.sub(blank, source)
    flat = TRANSLATED.sub(lambda found: (found.group(1) or found.group(2) or "") + blank_lines(found.group(0)), flat)
    flat = TEMPLATE_TAG.sub(blank, flat)
    flat = SPOKEN_ATTRIBUTES.sub(lambda found: f'">{found.group(1)}<i "', flat)
    flat = HTML_TAG.sub(blank, flat)
    for number, line in enumerate(flat.splitlines(), start=1):
        if words := " ".join(html.unescape(line).split()):
            yield number, words


def blank(found: re.Match[str]) -> str:
    """Nothing in place of a tag, but as many lines as before, so that numbers stay right."""
    return " " + blank_lines(found.group(0))


def blank_lines(text: str) -> str:
    return "\n" * text.count("\n")


def python_texts(source: str) -> Iterator[Placed]:
    """The strings that the code hands to gettext."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value


def json_texts(source: str) -> Iterator[Placed]:
    """The words of a content file, addresses left out; the line is that of their first words."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in SILENT_KEYS:
                    yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)
        elif isinstance(value, str) and " " in value:
            yield value

    lines = source.splitlines()
    for words in walk(json.loads(source)):
        start = json.dumps(words, ensure_ascii=False)[1:40]
        yield next((at for at, line in enumerate(lines, start=1) if start in line), 1), words


READERS = {".html": template_texts, ".txt": template_texts, ".py": python_texts, ".json": json_texts}


def texts_of(path: Path) -> list[Placed]:
    """The words a file shows to people; none for a kind of file that shows none."""
    reader = READERS.get(path.suffix)
    return list(reader(path.read_text(encoding="utf-8"))) if reader else []


def spoken_files(package: Path) -> Iterator[Path]:
    """The files whose words reach a screen or a letter: never tests, migrations, geography or word lists."""
    for path in sorted(package.rglob("*")):
        parts = path.relative_to(package).parts
        if path.suffix not in READERS or {"tests", "migrations", "__pycache__", "geo"} & set(parts):
            continue
        if path.suffix == ".txt" and "templates" not in parts:
            continue
        if path.suffix == ".json" and ("data" not in parts or path.stat().st_size > 200_000):
            continue
        yield path


def page_text(markup: str) -> str:
    """The words of a rendered page inside <main>, one line per block, as a reader meets them."""
    main = re.search(r"<main\b.*?</main>", markup, re.DOTALL)
    text = main.group(0) if main else markup
    text = re.sub(r"<(script|style|svg|template|option|noscript)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = " ".join(text.split())
    text = re.sub(
        r"</?(?:p|li|h[1-6]|dt|dd|div|section|ul|ol|label|legend|button|summary|td|th|br)\b[^>]*>", "\n", text
    )
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
