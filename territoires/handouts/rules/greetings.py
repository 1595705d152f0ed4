"""« Bienvenue » in the languages of which we are sure. A language that is not here is not greeted wrongly."""

from collections.abc import Iterable

GREETINGS = {
    "ar": "أهلا وسهلا", "ary": "مرحبا بكم", "de": "Herzlich willkommen", "en": "Welcome", "es": "Bienvenidos",
    "fa": "خوش آمدید", "it": "Benvenuti", "prs": "خوش آمدید", "pt": "Bem-vindos", "ro": "Bun venit",
    "ru": "Добро пожаловать", "sq": "Mirë se vini", "tr": "Hoş geldiniz", "uk": "Ласкаво просимо",
}  # fmt: skip
MOST = 4


def greetings(languages: Iterable[str]) -> list[tuple[str, str]]:
    """(language, words) for the languages a group speaks, each wording once, a few at most."""
    said: dict[str, str] = {}
    for language in languages:
        if language in GREETINGS:
            said.setdefault(GREETINGS[language], language)
    return [(language, words) for words, language in said.items()][:MOST]
