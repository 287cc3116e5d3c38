"""Where machines meet, as a leader types it: a folder, or the address of a PostgreSQL database."""

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

DATABASE = ("postgresql://", "postgres://")
SECRET = ("password", "sslpassword", "passfile")


def is_database(where: str) -> bool:
    """Return True if the place is a database."""
    return where.startswith(DATABASE)


def without_password(where: str) -> str:
    """The place as a screen may show it."""
    if not is_database(where):
        return where
    user, host = _parts(where)
    name = user.partition(":")[0]
    return _joined(where, f"{name}@{host}" if name else host, SECRET)


def for_role(address: str, role: str, password: str = "") -> str:
    """The address of the same database for another role."""
    _, host = _parts(address)
    secret = f":{quote(password, safe='')}" if password else ""
    return _joined(address, f"{quote(role, safe='')}{secret}@{host}", ("user", *SECRET))


def _parts(address: str) -> tuple[str, str]:
    user, _, host = urlsplit(address).netloc.rpartition("@")
    return user, host


def _joined(address: str, netloc: str, leave_out: tuple[str, ...]) -> str:
    parts = urlsplit(address)
    options = [one for one in parse_qsl(parts.query, keep_blank_values=True) if one[0] not in leave_out]
    query = f"?{urlencode(options, safe='/')}" if options else ""
    return f"{parts.scheme}://{netloc}{parts.path}{query}"
