"""Who asks an endpoint: a user with a password, or a token, from the address or the environment."""

from __future__ import annotations

import netrc
import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit, urlunsplit

from .errors import EndpointUnreachableError


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: a user with a password, or a token."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        """Without what is secret."""
        return f"Credentials({self.user!r})"


def split_credentials(url: str) -> tuple[str, Credentials | None]:
    """The URL without user and password, and those; the URL first, then the environment, then ``~/.netrc``.

    >>> url, who = split_credentials("https://ann:s%2Fcret@graph.example/sparql")
    >>> url, who, who.password
    ('https://graph.example/sparql', Credentials('ann'), 's/cret')

    Raises:
        EndpointUnreachableError: this is no URL of a host.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if not host or parts.scheme not in {"http", "https"}:
        raise EndpointUnreachableError(
            "is no address of an endpoint (http://host/sparql)", without_secrets(url)
        )
    named = f"[{host}]" if ":" in host else host
    bare = urlunsplit(parts._replace(netloc=named if port is None else f"{named}:{port}", fragment=""))
    if parts.username is not None:
        return bare, Credentials(unquote(parts.username), unquote(parts.password or ""))
    return bare, _from_environment() or _from_netrc(host)


def without_secrets(url: str) -> str:
    """A URL as it may be shown, without what stands before “@”, even where it is none.

    >>> without_secrets("https://ann:secret@graph.example/sparql")
    'https://graph.example/sparql'
    """
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{mark}{authority.rpartition('@')[2]}{slash}{path}" if mark else url


def _from_environment() -> Credentials | None:
    if token := os.environ.get("CAREERGRAPH_TOKEN"):
        return Credentials(token=token)
    if user := os.environ.get("CAREERGRAPH_USER"):
        return Credentials(user, os.environ.get("CAREERGRAPH_PASSWORD", ""))
    return None


def _from_netrc(host: str) -> Credentials | None:
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return None
    return Credentials(found[0], found[2]) if found else None
