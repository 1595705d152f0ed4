"""Numbers as people say them."""

UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
LARGEST = 999_999


def _below_hundred(number: int, feminine: bool) -> str:
    if number < 20:
        return "une" if feminine and number == 1 else UNITS[number]
    if number >= 80:
        rest = number - 80
        return "quatre-vingts" if rest == 0 else f"quatre-vingt-{_below_hundred(rest, feminine)}"
    ten = min(number // 10 * 10, 60)
    rest = number - ten
    if rest == 0:
        return TENS[ten]
    joint = " et " if rest in (1, 11) else "-"
    return f"{TENS[ten]}{joint}{_below_hundred(rest, feminine)}"


def _below_thousand(number: int, feminine: bool, ends: bool) -> str:
    """`ends`: nothing follows, so that « cents » and « quatre-vingts » take their s."""
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        plural = "s" if hundreds > 1 and rest == 0 and ends else ""
        words.append(f"cent{plural}" if hundreds == 1 else f"{UNITS[hundreds]} cent{plural}")
    if rest or not hundreds:
        small = _below_hundred(rest, feminine)
        words.append(small.removesuffix("s") if small == "quatre-vingts" and not ends else small)
    return " ".join(words)


def in_words(number: int, *, feminine: bool = False) -> str:
    """« trente-cinq mille », « vingt et une »; figures beyond 999 999."""
    if not 0 <= number <= LARGEST:
        return f"{number:,}".replace(",", "\u00a0")
    if number == 1001:
        return "mille et un" + ("e" if feminine else "")  # as in the tale, and in our name
    thousands, rest = divmod(number, 1000)
    words = []
    if thousands:
        words.append("mille" if thousands == 1 else f"{_below_thousand(thousands, False, False)} mille")
    if rest or not thousands:
        words.append(_below_thousand(rest, feminine, True))
    return " ".join(words)


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def distance_words(km: float) -> str:
    """« à 4 km »; nobody needs metres to find a group."""
    return "à moins d'1 km" if km < 1 else f"à {round(km)} km"
