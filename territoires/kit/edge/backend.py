"""Django's server, as the door reaches it: on a private socket, with a key."""

import asyncio

from territoires.kit.edge.behind import FOR_EVERYBODY
from territoires.kit.edge.door import PATIENCE, CannotFetch, Fetched, TooBig
from territoires.kit.edge.request import Key

END = b"\r\n\r\n"
BIGGEST = 16 * 1024 * 1024  # bytes of an answer held in memory
AT_ONCE = 16  # renderings asked of Django at the same time


class Backend:
    """Where Django's server listens, and the key that says a request came through the door."""

    def __init__(self, socket_path: str, key: str) -> None:
        self.socket_path = socket_path
        self.key = key
        self.turns = asyncio.Semaphore(AT_ONCE)

    async def fetch(self, key: Key) -> Fetched:
        """Ask for a page in the name of nobody. Errors: CannotFetch, TooBig."""
        async with self.turns:
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._fetch(key)
            except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
                raise CannotFetch from error

    async def _fetch(self, key: Key) -> Fetched:
        scheme, host, path, query = key
        target = f"{path}?{query}" if query else path
        lines = [f"GET {target} HTTP/1.0", f"Host: {host}", f"X-Door: {self.key} {FOR_EVERYBODY}"]
        if scheme == "https":
            lines.append("X-Forwarded-Proto: https")
        reader, writer = await asyncio.open_unix_connection(self.socket_path, limit=BIGGEST)
        try:
            writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
            head = await reader.readuntil(END)
            body = await reader.read(BIGGEST + 1)
            while len(body) <= BIGGEST and (more := await reader.read(BIGGEST)):
                body += more
        finally:
            writer.close()
        if len(body) > BIGGEST:
            raise TooBig
        first, *rest = head[: -len(END)].decode("latin-1").split("\r\n")
        headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in rest)]
        lengths = [int(value) for name, value in headers if name.lower() == "content-length"]
        if lengths and lengths[0] != len(body):
            raise CannotFetch  # cut off in the middle
        return Fetched(first.partition(" ")[2], headers, body)

    def mark(self, head: bytes, address: str) -> bytes:
        """The head of a request, with the client's address, asking to end the connection with the answer."""
        return head[:-2] + f"X-Door: {self.key} {address}\r\nConnection: close\r\n\r\n".encode()
