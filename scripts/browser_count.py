"""A pytest plugin: the last lines say how many journeys ran in a real browser, and on which database."""

import os
from collections import Counter

OUTCOMES = ("passed", "failed", "error", "skipped")


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    counts = Counter()
    for outcome in OUTCOMES:
        for report in terminalreporter.stats.get(outcome, ()):
            if "browser" in getattr(report, "keywords", ()):
                counts[outcome] += 1
    run = counts["passed"] + counts["failed"] + counts["error"]
    database = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    good = run and not counts["failed"] and not counts["error"] and not counts["skipped"]
    terminalreporter.section(
        f"{database}: {run} browser tests run, {counts['passed']} passed, {counts['skipped']} skipped",
        green=bool(good),
        red=not good,
    )
    if not run:
        terminalreporter.line("NO BROWSER TEST WAS RUN / AUCUN PARCOURS DANS LE NAVIGATEUR N'A ÉTÉ JOUÉ", red=True)
