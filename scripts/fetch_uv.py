# ruff: noqa: UP031, S103, S310  (old Pythons; an executable; addresses are checked)
"""Fetch uv without pip or venv: `python fetch_uv.py requirements-uv.lock FOLDER`. Runs on any Python 3.6 or later.

The version and the accepted hashes come from the lock file; a file with another hash is refused.
"""

import hashlib
import io
import os
import platform
import re
import sys
import zipfile
from glob import glob
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

MACHINES = {"amd64": "x86_64", "arm64": "aarch64", "i386": "i686"}


def wanted_tags():
    """Parts of file names that suit this machine, the best first."""
    machine = platform.machine().lower()
    if sys.platform == "darwin":
        return ["macosx", "arm64" if machine in ("arm64", "aarch64") else "x86_64"]
    libc = "musllinux" if glob("/lib/ld-musl-*") else "manylinux"
    return [libc, MACHINES.get(machine, machine)]


def read_lock(path):
    with open(path) as lines:
        text = lines.read()
    return re.search(r"^uv==([\w.]+)", text, re.MULTILINE).group(1), set(re.findall(r"sha256:([0-9a-f]{64})", text))


def open_address(address, accept="*/*"):
    if urlsplit(address).scheme not in ("https", "http", "file"):
        raise ValueError("refused address: " + address)
    request = Request(address, headers={"Accept": accept, "User-Agent": "territoires-set-up"})
    return urlopen(request, timeout=60)


def find_wheel(index, version):
    page = index.rstrip("/") + "/uv/"
    html = open_address(page, "text/html").read().decode()
    links = re.findall(r'href="([^"]*uv-%s-py3-none-[^"]*\.whl[^"]*)"' % re.escape(version), html)
    for link in links:
        name = urlsplit(link).path
        if all(tag in name for tag in wanted_tags()):
            return urljoin(page, link)
    raise SystemExit("no uv %s for this machine at %s" % (version, page))


def main(lock, folder):
    version, hashes = read_lock(lock)
    index = os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple"
    content = open_address(find_wheel(index, version)).read()
    if hashlib.sha256(content).hexdigest() not in hashes:
        raise SystemExit("the file fetched is not the one of the lock file: refused")
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("/scripts/uv"))
        os.makedirs(folder, exist_ok=True)
        target = os.path.join(folder, "uv")
        with open(target, "wb") as out:
            out.write(wheel.read(name))
    os.chmod(target, 0o755)
    print("uv " + version + " in " + folder)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
