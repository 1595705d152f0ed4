"""A person in front of a browser: the same journey with scripts, without, and with the keyboard alone."""

import json
import os
import re
import shutil
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Locator, Page

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
HUMAN_MS = 2100  # forms take a quicker answer for a robot's
MODES = ("scripts", "no-scripts", "keyboard")


def find_chromium() -> str | None:
    """The system's Chromium, or the one that TERRITOIRES_CHROMIUM names."""
    named = os.environ.get("TERRITOIRES_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CANDIDATES)), None)


class Person:
    """Does what a person does, by the words on the screen. In keyboard mode every gesture is keys."""

    def __init__(self, context: BrowserContext, site: str, mode: str) -> None:
        self.page: Page = context.new_page()
        self.context, self.site, self.mode = context, site, mode
        self.console: list[str] = []
        self.page.on("console", lambda m: self.console.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.console.append(str(e)))

    # -- looking ------------------------------------------------------------------------------------------------
    def visit(self, path: str) -> None:
        answer = self.page.goto(self.site + path, wait_until="load")
        assert answer is not None, path
        assert answer.status < 500, f"{path}: {answer.status}"

    def reads(self, words: str | re.Pattern[str]) -> None:
        """The words are on the screen."""
        found = self.page.get_by_text(words).first
        found.wait_for(state="attached", timeout=5000)

    def does_not_read(self, words: str) -> None:
        assert self.page.get_by_text(words).count() == 0, words

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site)

    # -- doing --------------------------------------------------------------------------------------------------
    def follow(self, words: str | re.Pattern[str]) -> None:
        """Follow the first link with these words, in the main part if it has one."""
        self._activate(self._first("link", words))

    def press(self, words: str | re.Pattern[str]) -> None:
        """Press the first button with these words, not faster than a person would."""
        if self.page.locator('input[name="depart"]').count():
            self.page.wait_for_timeout(max(0, HUMAN_MS - self.page.evaluate("performance.now()")))
        self._activate(self._first("button", words))

    def open(self, words: str | re.Pattern[str]) -> None:
        """Open a disclosure (<summary>)."""
        summary = self.page.locator("summary", has_text=words).first
        if self.mode == "keyboard":
            self._tab_to(summary)
            self.page.keyboard.press("Enter")
        else:
            summary.click()

    def fill(self, label: str | re.Pattern[str], value: str) -> None:
        box = self.page.get_by_label(label).first
        if self.mode == "keyboard":
            self._tab_to(box)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)
        else:
            box.fill(value)

    def choose(self, label: str | re.Pattern[str]) -> None:
        """Tick a radio button or a box."""
        box = self.page.get_by_label(label).first
        if self.mode != "keyboard":
            box.check(force=True)
            return
        if box.get_attribute("type") == "radio":
            self._arrow_to(box)
        elif not box.is_checked():
            self._tab_to(box)
            self.page.keyboard.press("Space")
        assert box.is_checked()

    # -- how ----------------------------------------------------------------------------------------------------
    def _first(self, role: str, words: str | re.Pattern[str]) -> Locator:
        inside = self.page.locator("main").get_by_role(role, name=words)
        inside_count = inside.count()
        return (inside if inside_count else self.page.get_by_role(role, name=words)).first

    def _activate(self, target: Locator) -> None:
        if self.mode == "keyboard":
            self._tab_to(target)
            with self.page.expect_navigation(wait_until="load", timeout=15000):
                self.page.keyboard.press("Enter")
        else:
            target.click()
            self.page.wait_for_load_state("load")

    def _tab_to(self, target: Locator, tries: int = 220) -> None:
        handle = target.element_handle()
        for _ in range(tries):
            if self.page.evaluate("e => document.activeElement === e", handle):
                self._focus_is_visible()
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never reached {target}")

    def _focus_is_visible(self) -> None:
        seen = self.page.evaluate(
            """() => { const e = document.activeElement, b = e.getBoundingClientRect();
            const drawn = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
            const styles = [getComputedStyle(e), getComputedStyle(e, '::after'),
                            ...[...(e.labels || [])].map(label => getComputedStyle(label))];
            return {inside: b.bottom > 0 && b.top < innerHeight && b.width > 0, ring: styles.some(drawn),
                    html: e.outerHTML.slice(0, 120)} }"""
        )
        assert seen["inside"], "the focused element is off the screen"
        assert seen["ring"], f"the focused element shows no ring: {seen['html']}"

    def _arrow_to(self, radio: Locator) -> None:
        name, handle = radio.get_attribute("name"), radio.element_handle()
        for _ in range(220):
            if self.page.evaluate("n => document.activeElement.name === n", name):
                break
            self.page.keyboard.press("Tab")
        for _ in range(40):
            if self.page.evaluate("e => document.activeElement === e", handle):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the arrows never reached the choice")


class Crowd:
    """Opens one browser context a person."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []

    def person(self, mode: str = "scripts", viewport: dict[str, int] | None = None) -> Person:
        context = self.browser.new_context(
            viewport=viewport or PHONE,
            java_script_enabled=mode != "no-scripts",
            locale="fr-FR",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        return Person(context, self.site, mode)

    def as_part(self, part: str, mode: str = "scripts", viewport: dict[str, int] | None = None) -> Person:
        """Somebody of the demonstration's cast, signed in."""
        person = self.person(mode, viewport)
        person.visit("/_demo/")
        button = person.page.locator(f'form:has(input[value="{part}"]) button')
        button.click()
        person.page.wait_for_load_state("load")
        return person

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def letters(site: str) -> list[dict[str, str]]:
    """The demonstration's mailbox, newest first."""
    with urlopen(f"{site}/_courrier.json", timeout=10) as answer:
        return json.load(answer)


def artefacts() -> Path:
    """Where the screenshots of this run are kept."""
    folder = Path(os.environ.get("TERRITOIRES_ARTEFACTS", Path(__file__).resolve().parents[2] / "var" / "artefacts"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
