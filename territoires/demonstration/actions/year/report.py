"""What the year came to, in words and figures."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from territoires.demonstration.actions.year import assumptions as known
from territoires.demonstration.actions.year.post import Sent, by_kind, most_to_one_animator


@dataclass
class Year:
    """`acts` and `letters` by week, from 0."""

    groups: int
    weeks: int
    seed: int
    acts: dict[int, Counter[str]] = field(default_factory=dict)
    letters: dict[int, list[Sent]] = field(default_factory=dict)
    by_delegates: int = 0
    twice: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def all_letters(self) -> list[Sent]:
        return [letter for week in self.letters.values() for letter in week]

    def minutes(self, week: int) -> int:
        return sum(known.MINUTES.get(kind, known.OTHER_MINUTES) * n for kind, n in self.acts.get(week, {}).items())

    @property
    def mean_minutes(self) -> float:
        return sum(self.minutes(week) for week in range(self.weeks)) / max(1, self.weeks)

    @property
    def worst_minutes(self) -> int:
        return max((self.minutes(week) for week in range(self.weeks)), default=0)


def print_year(year: Year, say: Callable[[str], None]) -> None:
    say(f"Une année inventée : {year.groups} groupes, {year.weeks} semaines, graine {year.seed}.")
    say("")
    say("Hypothèses. Minutes par acte : " + ", ".join(f"{kind} {minutes}" for kind, minutes in known.MINUTES.items()))
    say("Reçu de l'extérieur, par semaine et pour 100 groupes : " + _pairs(known.WEEKLY))
    for temper in known.TEMPERS:
        say(
            f"  groupes « {temper.name} » : {temper.share} %, une nouvelle tous les {temper.entry_every:g} jours,"
            f" une rencontre tous les {temper.meets_every:g} jours, répond à une lettre {temper.answers_letter:.0%},"
            f" à une personne {temper.answers_people:.0%}"
        )
    say("")
    say("Semaine | minutes | actes demandés à la coordination | lettres parties")
    for week in range(year.weeks):
        acts, letters = year.acts.get(week, Counter()), by_kind(year.letters.get(week, []))
        say(f"{week + 1:7} | {year.minutes(week):7} | {_pairs(acts) or '–'} | {sum(letters.values())}")
    _print_sums(year, say)


def _print_sums(year: Year, say: Callable[[str], None]) -> None:
    total: Counter[str] = Counter()
    for acts in year.acts.values():
        total.update(acts)
    say("")
    say(
        f"Actes de l'année : {_pairs(total)}. En tout {sum(total.values())}, soit {_mean(total, year):.1f} par semaine."
    )
    say(f"Appels faits par les référentes et référents : {year.by_delegates}.")
    say(f"Lettres de l'année : {_pairs(by_kind(year.all_letters))}. En tout {len(year.all_letters)}.")
    say(
        f"Lettres sur la vie du groupe, à la personne qui en a reçu le plus : {most_to_one_animator(year.all_letters)}."
    )
    say(
        f"Temps de la coordination : {year.mean_minutes:.0f} minutes par semaine en moyenne,"
        f" {year.worst_minutes} la semaine la plus chargée. Le but : moins de 180."
    )
    say(f"Lettres parties deux fois : {len(year.twice)}.")
    for line in year.twice[:20]:
        say(f"  {line}")
    say(f"Simulé en {year.seconds:.0f} s.")


def _mean(total: Counter[str], year: Year) -> float:
    return sum(total.values()) / max(1, year.weeks)


def _pairs(numbers: "Counter[str] | dict[str, float]") -> str:
    return ", ".join(f"{name} {number:g}" for name, number in sorted(numbers.items()))
