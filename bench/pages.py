"""Kept pages beside nginx, which serves the same bytes with the same headers, in turns within the same minute."""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.site import Site, free_port

SECONDS, TURNS, CONNECTIONS = 2, 5, 32
GOAL = 0.60
NGINX_OWN = {"content-type", "content-length", "content-encoding", "date", "etag", "connection", "server"}


@dataclass
class Load:
    per_second: float
    p99_ms: float
    cpu_us: float


def missing() -> list[str]:
    return [name for name in ("nginx", "wrk") if shutil.which(name) is None]


def cpu_seconds(pids: list[int]) -> float:
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def load(url: str, pids: list[int]) -> Load:
    """One run of wrk, asking for gzip as nginx has it ready."""
    before = cpu_seconds(pids)
    said = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "-H", "Accept-Encoding: gzip", url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    spent = cpu_seconds(pids) - before
    if "Non-2xx" in said:
        raise SystemExit(f"{url} does not answer 200 under load")
    requests = int(re.search(r"(\d+) requests in", said)[1])
    per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return Load(per_second, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit], spent / requests * 1e6)


def configuration(folder: Path, port: int, pages: dict[str, list[tuple[str, str]]]) -> str:
    """As Debian ships it (a process for each core, sendfile), without the access log, with gzip_static."""
    places = []
    for path, headers in pages.items():
        lines = [f'add_header {name} "{value}";' for name, value in headers if name.lower() not in NGINX_OWN]
        places.append(f"location = {path} {{ try_files {path}index.html =404; {' '.join(lines)} }}")
    temporary = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
  access_log off; sendfile on; tcp_nopush on; types {{ text/html html; }} charset utf-8; {temporary}
  keepalive_requests 100000000;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; gzip_static on; {" ".join(places)} }}
}}
"""


@contextmanager
def nginx(site: Site, paths: list[str]) -> Iterator[tuple[int, list[int]]]:
    folder, port = Path(tempfile.mkdtemp(prefix="territoires-nginx-")), free_port()
    folder.chmod(0o755)
    pages = {}
    for path in paths:
        _status, headers, body = site.get(path, Accept_Encoding="gzip")
        file = folder / "www" / path.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gzip.decompress(body))
        file.with_name("index.html.gz").write_bytes(body)
        pages[path] = headers
    (folder / "nginx.conf").write_text(configuration(folder, port, pages))
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)])
    try:
        time.sleep(0.7)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield port, [int(child) for child in children]
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def same_bytes(site: Site, port: int, path: str) -> None:
    """Nothing is compared that is not the same."""
    other = Site(port, site.process)
    ours, theirs = (server.get(path, Accept_Encoding="gzip") for server in (site, other))
    assert ours[0] == theirs[0] == 200, (path, ours[0], theirs[0])
    assert ours[2] == theirs[2], f"{path}: not the same bytes"
    left, right = (
        {n.lower() for n, _v in answer[1]} - {"server", "last-modified", "connection"} for answer in (ours, theirs)
    )
    assert left <= right, left - right


def door_pids(site: Site) -> list[int]:
    return [pid for pid in site.pids() if "territoires.config.door" in Path(f"/proc/{pid}/cmdline").read_text()]


def middle_of(turns: list[Load]) -> Load:
    return Load(*(statistics.median(getattr(turn, field) for turn in turns) for field in Load.__annotations__))


def compare(site: Site, names: dict[str, str]) -> bool:
    print(f"Pages gardées, {CONNECTIONS} connexions, gzip, médiane de {TURNS} tours de {SECONDS} s, en alternance")
    print(
        f"{'':28}{'octets':>8}{'site req/s':>12}{'nginx req/s':>13}{'rapport':>9}{'p99 site':>10}{'p99 nginx':>11}"
        f"{'µs/req':>9}{'nginx':>8}"
    )
    held = True
    with nginx(site, list(names.values())) as (port, workers):
        for name, path in names.items():
            same_bytes(site, port, path)
            size = len(site.get(path, Accept_Encoding="gzip")[2])
            turns: dict[str, list[Load]] = {"site": [], "nginx": []}
            for _turn in range(TURNS):
                turns["nginx"].append(load(f"http://127.0.0.1:{port}{path}", workers))
                turns["site"].append(load(f"http://127.0.0.1:{site.port}{path}", door_pids(site)))
            ours, theirs = (middle_of(turns[who]) for who in ("site", "nginx"))
            # each turn against the one beside it: what else the machine does weighs on both
            pairs = zip(turns["site"], turns["nginx"], strict=True)
            ratio = statistics.median(site_turn.per_second / nginx_turn.per_second for site_turn, nginx_turn in pairs)
            held = held and ratio >= GOAL
            print(
                f"{name:28}{size:8}{ours.per_second:12,.0f}{theirs.per_second:13,.0f}{ratio:9.0%}{ours.p99_ms:7.2f} ms"
                f"{theirs.p99_ms:8.2f} ms{ours.cpu_us:9.1f}{theirs.cpu_us:8.1f}"
            )
    print(f"  au moins {GOAL:.0%} de nginx partout : {'oui' if held else 'NON'}")
    return held
