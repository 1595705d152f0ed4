"""Does the time of an answer tell whether an address has an account? `python -m territoires.accounts.timing`.

Two hundred pairs of requests to the sign-in form, one with a known address and one with an unknown one, alternating, on
an empty database made for the occasion. Prints the means, their difference, and how often the best possible guess by
time alone is right (50 % is a coin).
"""

import gc
import os
import statistics
import sys
import time

import django
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from django.urls import reverse

PAIRS, WARM_UP = 200, 20


def measure(pairs: int = PAIRS) -> tuple[list[float], list[float]]:
    """Milliseconds of answers for known and for unknown addresses; the order inside a pair alternates."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(pairs + WARM_UP):
        for known in (number % 2 == 0, number % 2 == 1):
            spent = ask(f"{'known' if known else 'absent'}{number}@exemple.fr", number)
            if number >= WARM_UP:
                times[known].append(spent)
    return times[True], times[False]


def ask(email: str, number: int) -> float:
    """Each request comes from another network, so that no limit answers instead of us."""
    address = f"10.{number // 250}.{number % 250}.{len(email)}"
    client = Client(headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR=address)
    gc.collect()  # the housekeeping of one request must not fall into the next
    start = time.perf_counter()
    response = client.post(reverse("account_login"), {"email": email})
    spent = (time.perf_counter() - start) * 1000
    if response.status_code != 302:
        raise RuntimeError(f"the form answered {response.status_code}")
    return spent


def best_guess(known: list[float], unknown: list[float]) -> float:
    """The share of right answers of the best single threshold, either way round."""
    total = len(known) + len(unknown)
    best = 0.5
    for limit in sorted(known + unknown):
        right = sum(value <= limit for value in known) + sum(value > limit for value in unknown)
        best = max(best, right / total, 1 - right / total)
    return best


def report(known: list[float], unknown: list[float]) -> str:
    mean_known, mean_unknown = statistics.fmean(known), statistics.fmean(unknown)
    difference = abs(mean_known - mean_unknown) / mean_unknown * 100
    return "\n".join(
        [
            f"pairs            {len(known)}",
            f"known            {mean_known:.2f} ms (median {statistics.median(known):.2f})",
            f"unknown          {mean_unknown:.2f} ms (median {statistics.median(unknown):.2f})",
            f"difference       {difference:.1f} % of the mean",
            f"best guess       {best_guess(known, unknown) * 100:.1f} % right (50 % is a coin)",
        ]
    )


def main() -> None:
    os.environ.setdefault("TERRITOIRES_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
    django.setup()
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        make_accounts()
        sys.stdout.write(report(*measure()) + "\n")
    finally:
        teardown_databases(databases, verbosity=0)


def make_accounts() -> None:
    user_model = django.apps.apps.get_model("accounts", "User")
    for number in range(PAIRS + WARM_UP):
        user_model.objects.create_user(f"known{number}@exemple.fr", "Sophie")


if __name__ == "__main__":
    main()
