"""How often something may be asked, counted in the database: the same answer from every process and machine."""

import datetime
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from territoires.kit.models import RateCount

COUNT_SQL = (
    "INSERT INTO kit_ratecount (key, count, expires_at) VALUES (%s, 1, %s)"
    " ON CONFLICT (key) DO UPDATE SET count = kit_ratecount.count + 1 RETURNING count"
)


def network_of(request: HttpRequest) -> str:
    """The network a request comes from: the IPv4 address, or the /64 of an IPv6 one, which is one home.

    X-Forwarded-For is read only when settings.TRUST_PROXY says that a front server of ours writes it, and then only
    its last entry: the ones before it are whatever the sender wrote.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUST_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rpartition(",")[2].strip() or address
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def hashed(*parts: str) -> str:
    """A keyed hash: without the secret key nobody can find back what was counted."""
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def count(name: str, who: str, per_seconds: int, now: datetime.datetime) -> int:
    """Count one more `name` by `who` in the present window and return how many that makes."""
    window = int(now.timestamp()) // per_seconds
    expires_at = datetime.datetime.fromtimestamp((window + 1) * per_seconds, datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [hashed("rate", name, who, str(per_seconds), str(window)), expires_at])
        return int(cursor.fetchone()[0])


def seen(name: str, who: str, per_seconds: int, now: datetime.datetime) -> int:
    """How many `name` by `who` the present window already has, without counting one more."""
    window = int(now.timestamp()) // per_seconds
    key = hashed("rate", name, who, str(per_seconds), str(window))
    return RateCount.objects.filter(key=key).values_list("count", flat=True).first() or 0


def allow(name: str, who: str, limit: int, per_seconds: int, now: datetime.datetime) -> bool:
    """Count one more and say whether it stays under the limit. Refused tries count too."""
    return count(name, who, per_seconds, now) <= limit


def purge(now: datetime.datetime) -> int:
    """Forget windows that are over; called by the clock."""
    return RateCount.objects.filter(expires_at__lt=now).delete()[0]
