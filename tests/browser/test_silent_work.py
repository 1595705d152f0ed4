"""During a flood the browser works a second, silently, and its answer is the one the site expects."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from territoires.kit import breaker

BITS = 12  # thirty times less than in life: the machine of the tests is busy enough

STATIC = Path(__file__).resolve().parents[2] / "territoires" / "kit" / "static" / "kit"
CHALLENGE = "0123456789abcdef" * 2
PAGE = f"""<!doctype html><html lang="fr"><title>Écrire</title>
<meta name="kit-work" data-challenge="{CHALLENGE}" data-bits="%d" data-worker="/work-thread.js">
<script type="module" src="/work.js"></script>
<form method="post"><label>Message <input name="text"></label><button name="send" value="yes">Envoyer</button></form>"""
POLICY = "default-src 'none'; script-src 'self'; form-action 'self'"


@pytest.fixture
def flooded():
    """A page that asks for work, as ours do, and the forms it received."""
    received: list[dict[str, list[str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            file = STATIC / self.path.strip("/")
            if file.suffix == ".js":
                self.answer(file.read_bytes(), "text/javascript")
            else:
                self.answer((PAGE % BITS).encode(), "text/html; charset=utf-8")

        def do_POST(self):
            received.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.answer(b"<!doctype html><title>ok</title><h1>Merci</h1>", "text/html; charset=utf-8")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", received
    server.shutdown()
    server.server_close()


def send(browser, address: str, scripts: bool = True) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Message").fill("Bonjour")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("heading", name="Merci").wait_for()
    context.close()


def test_browser_solves_what_the_site_asks(browser, flooded):
    address, received = flooded
    for _person in range(2):
        send(browser, address)
    answers = [form["travail"][0] for form in received]
    assert all(breaker.is_solved(CHALLENGE, answer, BITS) for answer in answers)
    assert len(set(answers)) == 2
    assert all((form["text"], form["send"]) == (["Bonjour"], ["yes"]) for form in received)


def test_without_scripts_the_form_leaves_without_the_work(browser, flooded):
    address, received = flooded
    send(browser, address, scripts=False)
    assert received == [{"text": ["Bonjour"], "send": ["yes"]}]
