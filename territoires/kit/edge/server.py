"""The door on the network: one event loop, plain asyncio.

A connection is answered here as long as it asks for public pages. Its first other request is handed over to Django's
server byte for byte, with the client's address, and the connection ends with that answer.
"""

import asyncio
import contextlib
import logging
import resource
from typing import cast

from territoires.kit.edge.backend import END, Backend
from territoires.kit.edge.door import Door, TooBig
from territoires.kit.edge.request import LONGEST_HEAD, Plain, Wrong, read

logger = logging.getLogger(__name__)

HEAD_SECONDS = 15  # to say what one wants
IDLE_SECONDS = 75  # between two requests
TUNNEL_SECONDS = 120  # without a byte in either direction
CONNECTIONS = 4000


class Client(asyncio.Protocol):
    """One connection from outside. `busy` while a page is being made for it, `blocked` while it does not take what
    it was sent; both stop the reading, so that nobody makes us hold more than a little for them."""

    def __init__(self, door: Door, backend: Backend, others: set["Client"]) -> None:
        self.door = door
        self.backend = backend
        self.others = others
        self.buffer = b""
        self.busy = self.blocked = self.ended = False
        self.tunnel: Tunnel | None = None
        self.task: asyncio.Task[None] | None = None
        self.since = door.now
        self.cookie = door.site.session_cookie.encode() + b"="

    # -- called by the loop ------------------------------------------------------------------------------------------
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.others.add(self)
        if len(self.others) > CONNECTIONS:
            self.transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        self.others.discard(self)
        if self.tunnel is not None:
            self.tunnel.close()

    def data_received(self, data: bytes) -> None:
        if self.tunnel is not None:
            self.since = self.door.now
            self.tunnel.send(data)
            return
        if not self.buffer:
            self.since = self.door.now
        self.buffer = self.take(self.buffer + data if self.buffer else data)

    def eof_received(self) -> bool:
        """Somebody may say all, then listen: what is under way is still answered."""
        self.ended = True
        return self.busy or self.tunnel is not None

    def pause_writing(self) -> None:
        self.blocked = True
        if self.tunnel is not None:
            self.tunnel.pause()
        else:
            self.transport.pause_reading()

    def resume_writing(self) -> None:
        self.blocked = False
        self.since = self.door.now
        if self.tunnel is not None:
            self.tunnel.resume()
        else:
            self.go_on()

    # -- one request after the other -----------------------------------------------------------------------------------
    def take(self, data: bytes) -> bytes:
        """Answer each whole request; what is left is the beginning of the next."""
        while data and not self.busy and not self.blocked:
            end = data.find(END)
            if end < 0:
                if len(data) > LONGEST_HEAD:
                    return self.refuse("431 Request Header Fields Too Large")
                return data
            head, data = data[: end + 4], data[end + 4 :]
            known = self.door.said_before(head)
            if known is not None:
                self.transport.write(known)
                continue
            request = read(head, self.cookie, self.door.site.trust_proxy)
            if isinstance(request, Wrong):
                return self.refuse("400 Bad Request")
            if not isinstance(request, Plain) or not self.door.is_ours(request):
                return self.hand_over(head, data)
            reply = self.door.at_hand(request, head)
            if reply is None and request.signed_in:
                return self.hand_over(head, data)
            if reply is None:
                self.busy = True
                self.task = asyncio.get_running_loop().create_task(self.later(request, head))
            else:
                self.transport.write(reply)
                if not request.keep_alive:
                    self.transport.close()
                    return b""
        if len(data) > LONGEST_HEAD:
            self.transport.pause_reading()
        return data

    async def later(self, request: Plain, head: bytes) -> None:
        try:
            reply = await self.door.answer(request)
        except TooBig:
            self.busy = False
            self.buffer = self.hand_over(head, self.buffer)
            return
        except Exception:
            logger.exception("the door could not answer")
            reply = self.door.sorry(request.head_only)
        self.busy = False
        if self.transport.is_closing():
            return
        self.since = self.door.now
        self.transport.write(reply)
        if self.ended or not request.keep_alive:
            self.transport.close()
        else:
            self.go_on()

    def go_on(self) -> None:
        self.transport.resume_reading()
        self.buffer = self.take(self.buffer)

    def refuse(self, status: str) -> bytes:
        head = f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n".encode()
        self.transport.write(head + self.door.date)
        self.transport.close()
        return b""

    def hand_over(self, head: bytes, rest: bytes) -> bytes:
        """To Django's server, with what follows the head."""
        address = (self.transport.get_extra_info("peername") or ("",))[0]
        self.tunnel = Tunnel(self, self.backend.mark(head, address) + rest)
        self.task = asyncio.get_running_loop().create_task(self.tunnel.open())
        return b""

    def is_late(self, now: float) -> bool:
        """True for one who takes too long to say what it wants, to take what it asked for, or to ask again."""
        if self.busy:
            return False
        patience = TUNNEL_SECONDS if self.tunnel else HEAD_SECONDS if self.buffer or self.blocked else IDLE_SECONDS
        return now - self.since > patience


class Tunnel(asyncio.Protocol):
    """A connection handed over: bytes go both ways, unread."""

    def __init__(self, client: Client, first: bytes) -> None:
        self.client = client
        self.first = first
        self.transport: asyncio.Transport | None = None

    async def open(self) -> None:
        self.client.transport.pause_reading()
        loop = asyncio.get_running_loop()
        try:
            await loop.create_unix_connection(lambda: self, self.client.backend.socket_path)
        except OSError:
            self.client.transport.write(self.client.door.sorry(head_only=False))
            self.client.transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self.first)
        self.first = b""
        if self.client.transport.is_closing():
            self.transport.abort()
        else:
            self.client.transport.resume_reading()

    def send(self, data: bytes) -> None:
        if self.transport is not None:
            self.transport.write(data)

    def data_received(self, data: bytes) -> None:
        self.client.since = self.client.door.now
        self.client.transport.write(data)

    def connection_lost(self, error: Exception | None) -> None:
        self.client.transport.close()

    def pause_writing(self) -> None:
        self.client.transport.pause_reading()

    def resume_writing(self) -> None:
        self.client.transport.resume_reading()

    def pause(self) -> None:
        if self.transport is not None:
            self.transport.pause_reading()

    def resume(self) -> None:
        if self.transport is not None:
            self.transport.resume_reading()

    def close(self) -> None:
        if self.transport is not None:
            self.transport.abort()


async def serve(door: Door, backend: Backend, host: str, port: int, stopping: asyncio.Event) -> None:
    """Answer until `stopping` is set, then finish what is under way."""
    allow_many_files()
    clients: set[Client] = set()
    server = await asyncio.get_running_loop().create_server(
        lambda: Client(door, backend, clients), host, port, backlog=1024
    )
    while not stopping.is_set():
        door.tick()
        for client in [client for client in clients if client.is_late(door.now)]:
            client.transport.abort()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), 1)
    server.close()
    for _tenth in range(50):
        if not any(client.busy or client.tunnel for client in clients):
            break
        await asyncio.sleep(0.1)
    for client in list(clients):
        client.transport.close()


def allow_many_files() -> None:
    """Each connection is an open file, twice when it is handed over."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS * 2 + 200
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard < 0 else min(wanted, hard), hard))
