"""How a letter is written: plain text, the same greeting and signature for all, no tracker."""

import re
from typing import Any

from django.template import Context
from django.template.loader import get_template

from territoires.kit.context_processors import current_site


def render(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of a letter. The template extends mailer/letter.txt and holds `{% partialdef subject %}`."""
    known = {**context, "site": current_site()}
    return " ".join(_plain(f"{template}#subject", known).split()), tidy(_plain(template, known))


def _plain(template: str, context: dict[str, Any]) -> str:
    """A letter is no web page: an apostrophe stays an apostrophe, and nothing in it is markup."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def tidy(text: str) -> str:
    """One blank line at most between paragraphs, none at the ends of lines."""
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"


def kind_of(template: str) -> str:
    """ "accounts/letters/code.txt" → "accounts.code"."""
    parts = template.removesuffix(".txt").split("/")
    return f"{parts[0]}.{parts[-1]}"
