"""What no test may let pass: a GET that writes, an N+1, a form without token, a socket to elsewhere."""

import contextlib
import re
import socket
from collections import Counter
from functools import cached_property

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test.client import Client
from django.urls import Resolver404

from territoires.accounts.models import User
from territoires.audit import triggers

WRITES = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
# A session may be opened while reading, and the reading of private words is itself journalled.
READING_MAY_WRITE = {"django_session", "usersessions_usersession", "audit_journalentry"}
SAME_QUERY_LIMIT = 8
POST_FORM = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


class WroteWhileReading(AssertionError):
    pass


class RepeatedQuery(AssertionError):
    pass


class FormWithoutToken(AssertionError):
    pass


@contextlib.contextmanager
def only_loopback():
    connect = socket.socket.connect

    def guarded(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if host and not host.startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {host}")
        return connect(self, address)

    socket.socket.connect = guarded
    try:
        yield
    finally:
        socket.socket.connect = connect


@contextlib.contextmanager
def journal_lifted_for_flush():
    plain = BaseDatabaseOperations.execute_sql_flush

    def lifted(self, sql_list):
        triggers.remove(self.connection)
        plain(self, sql_list)
        triggers.install(self.connection)

    BaseDatabaseOperations.execute_sql_flush = lifted
    try:
        yield
    finally:
        BaseDatabaseOperations.execute_sql_flush = plain


class QueryGuard:
    """An execute wrapper for one request."""

    def __init__(self, reading: bool) -> None:
        self.reading = reading
        self.seen: Counter[str] = Counter()

    def __call__(self, execute, sql, params, many, context):
        write = WRITES.match(sql)
        if write and self.reading and write.group(2) not in READING_MAY_WRITE:
            raise WroteWhileReading(f"GET wrote: {sql[:200]}")
        if not write and sql.lstrip()[:6].upper() == "SELECT":
            self.seen[sql] += 1
            if self.reading and self.seen[sql] > SAME_QUERY_LIMIT:
                raise RepeatedQuery(f"the same query more than {SAME_QUERY_LIMIT} times: {sql[:300]}")
        return execute(sql, params, many, context)


def check_tokens(response) -> None:
    if not response.headers.get("Content-Type", "").startswith("text/html") or response.streaming:
        return
    if getattr(response, "csrf_free", False):
        return
    for body in POST_FORM.findall(response.content.decode(errors="replace")):
        if "csrfmiddlewaretoken" not in body:
            raise FormWithoutToken(body[:200])


def view_of(response):
    """The view that answered; None for an address that leads nowhere."""
    with contextlib.suppress(Resolver404, AttributeError):
        return response.resolver_match.func
    return None


def guard_client(monkeypatch) -> None:
    plain = Client.request

    def request(self, **environ):
        reading = environ.get("REQUEST_METHOD", "GET") in ("GET", "HEAD")
        if connection.connection is None and not reading:
            return plain(self, **environ)
        with connection.execute_wrapper(QueryGuard(reading)):
            response = plain(self, **environ)
        signed_in = "_auth_user_id" in self.session if self.cookies.get("session") else False
        view = view_of(response)
        if signed_in and getattr(view, "access", "") not in ("public", "public-form"):
            check_tokens(response)
        return response

    monkeypatch.setattr(Client, "request", request)


class People:
    """The cast of the tests. Staff have their second factor, as in life."""

    def _make(self, name: str, role: str = "") -> User:
        user = User.objects.create_user(f"{name.lower()}@exemple.fr", name, staff_role=role)
        if role:
            Authenticator.objects.create(
                user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(generate_totp_secret())}
            )
        return user

    @cached_property
    def relay(self) -> User:
        return self._make("Karim")

    @cached_property
    def member(self) -> User:
        return self._make("Fatou")

    @cached_property
    def animator(self) -> User:
        return self._make("Sophie")

    @cached_property
    def other_animator(self) -> User:
        return self._make("Nadia")

    @cached_property
    def delegate(self) -> User:
        return self._make("Marc")

    @cached_property
    def coordinator(self) -> User:
        return self._make("Claire", "coordinator")

    @cached_property
    def administrator(self) -> User:
        return self._make("Ousmane", "administrator")
