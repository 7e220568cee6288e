"""HTTP for endpoints: who asks, how long to wait, how often to try again, and what to say when it fails.

Connections are kept and reused, redirects followed, gzip taken, proxies used as the environment names them
(``HTTPS_PROXY``, ``NO_PROXY``); certificates are checked against the system's, or those in ``SSL_CERT_FILE``.
What is asked again after a failure on the way must be harmless when done twice: reading, replacing a graph,
adding the same triples once more.
"""

from __future__ import annotations

import contextlib
import os
import ssl
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import (
    HTTPError,
    MaxRetryError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
    ResponseError,
    SSLError,
)

from careergraph import __version__

from .errors import EndpointAnswerError, EndpointRefusedError, EndpointUnreachableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .credentials import Credentials

#: Seconds to wait for a connection, and for the next bytes of an answer where the environment says nothing.
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 120.0
_RETRIES = 4
_BACKOFF = 0.5  # seconds before the second retry, doubled with each; tests make it shorter
_BUSY = (429, 502, 503, 504)
_REST = 4096
_SAID = 300  # characters of a server's own message that are passed on


def read_timeout() -> float:
    """Seconds to wait for an answer: ``$CAREERGRAPH_TIMEOUT``, else two minutes."""
    try:
        return max(0.001, float(os.environ.get("CAREERGRAPH_TIMEOUT", "")))
    except ValueError:
        return READ_TIMEOUT


class Reply:
    """An answer that is read piece by piece; a cut connection is an error and never a short answer."""

    def __init__(self, response: urllib3.BaseHTTPResponse, url: str) -> None:
        self._response = response
        self.url = url
        self.headers: Mapping[str, str] = response.headers
        self.status = response.status

    @property
    def type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; b"" at the end.

        Raises:
            EndpointUnreachableError: the connection broke.
        """
        try:
            return self._response.read(None if size < 0 else size, decode_content=True)
        except (HTTPError, OSError) as error:
            raise EndpointUnreachableError(_broken(error), self.url) from error

    def said(self) -> str:
        """The first words of the answer: what a server says of a failure."""
        try:
            text = self._response.read(4096, decode_content=True).decode("utf-8", "replace")
        except (HTTPError, OSError):
            return ""
        if "<html" in text.casefold() or "<!doctype" in text.casefold():
            return ""  # a page for people; the status says as much
        return " ".join(text.split())[:_SAID]

    def close(self) -> None:
        """Let the connection go, for the next question if all was read."""
        with contextlib.suppress(HTTPError, OSError):
            self._response.read(_REST, decode_content=False)  # what follows the last bracket
        self._response.close()


class HttpClient:
    """Asks one server, or a few, on behalf of one user.

    Args:
        credentials: who asks, if anybody in particular.
        timeout: seconds to wait for the next bytes of an answer.
        read_retries: how often to ask again where no answer came in time, or the connection broke.
    """

    def __init__(
        self, credentials: Credentials | None = None, timeout: float | None = None, read_retries: int = 1
    ) -> None:
        self._credentials = credentials
        self._read_retries = read_retries
        self._digest: _Digest | None = None
        self._timeout = urllib3.Timeout(connect=CONNECT_TIMEOUT, read=timeout or read_timeout())
        self._managers: dict[str, urllib3.PoolManager] = {}

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | str | None = None,
        *,
        name: str = "",
    ) -> Reply:
        """Ask, and give the answer once its head is there.

        Args:
            method: of HTTP.
            url: without credentials.
            headers: what else to say; who asks and what encodings are taken is added.
            body: what to send.
            name: what to call the address in a message, if not as it is.

        Raises:
            EndpointUnreachableError: no connection, a broken one, or no answer in time.
            EndpointRefusedError: the server wants to know who asks, or forbids it.
            EndpointAnswerError: any other answer than success.
        """
        try:
            response = self._answer(method, url, headers, body)
        except (HTTPError, OSError) as error:
            raise EndpointUnreachableError(_broken(error), name or url) from error
        reply = Reply(response, name or url)
        if 200 <= response.status < 300:
            return reply
        said = reply.said()
        reply.close()
        raise _failure(response.status, said, name or url, known=self._credentials is not None)

    def close(self) -> None:
        """Let go of all connections."""
        for manager in self._managers.values():
            manager.clear()

    def _answer(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | str | None
    ) -> urllib3.BaseHTTPResponse:
        response = self._send(method, url, headers, body, self._authorization(method, url))
        if response.status == 401 and self._credentials and not response.headers.get("WWW-Authenticate"):
            # Virtuoso says what it wants only to somebody who did not say anything.
            response.drain_conn()
            response = self._send(method, url, headers, body, "")
        if response.status == 401 and self._learn_digest(response):
            response.drain_conn()
            response = self._send(method, url, headers, body, self._authorization(method, url))
        return response

    def _send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | str | None, who: str
    ) -> urllib3.BaseHTTPResponse:
        allowed = frozenset({"GET", "HEAD", "PUT", "DELETE", "POST"})
        retries = urllib3.Retry(
            _RETRIES,
            connect=1,  # a server that is down is said to be so at once
            read=self._read_retries,
            redirect=5,
            status_forcelist=_BUSY,
            allowed_methods=allowed,
            backoff_factor=_BACKOFF,
            raise_on_status=False,
        )
        sent = {"User-Agent": f"careergraph/{__version__}", "Accept-Encoding": "gzip", **headers}
        if who:
            sent["Authorization"] = who
        return self._manager(url).request(
            method,
            url,
            body=body,
            headers=sent,
            retries=retries,
            timeout=self._timeout,
            preload_content=False,
        )

    def _manager(self, url: str) -> urllib3.PoolManager:
        parts = urlsplit(url)
        proxies = urllib.request.getproxies()
        direct = urllib.request.proxy_bypass(parts.netloc)
        proxy = "" if direct else proxies.get(parts.scheme, proxies.get("all", ""))
        if proxy not in self._managers:
            context = ssl.create_default_context()
            made: Any = (
                urllib3.ProxyManager(proxy, ssl_context=context, maxsize=2)
                if proxy
                else urllib3.PoolManager(ssl_context=context, maxsize=2)
            )
            self._managers[proxy] = made
        return self._managers[proxy]

    def _authorization(self, method: str, url: str) -> str:
        who = self._credentials
        if who is None:
            return ""
        if who.token:
            return f"Bearer {who.token}"
        if self._digest is not None:
            return self._digest.answer(method, url)
        return str(urllib3.make_headers(basic_auth=f"{who.user}:{who.password}")["authorization"])

    def _learn_digest(self, response: urllib3.BaseHTTPResponse) -> bool:
        """Take up a challenge of RFC 7616; False where there is none, or it was answered before."""
        challenge = response.headers.get("WWW-Authenticate", "")
        scheme, _, fields = challenge.partition(" ")
        if scheme.lower() != "digest" or self._credentials is None or self._credentials.token:
            return False
        found = urllib.request.parse_keqv_list(urllib.request.parse_http_list(fields))
        if self._digest is not None and found.get("stale", "").lower() != "true":
            return False
        self._digest = _Digest(self._credentials, found)
        return True


class _Digest(urllib.request.AbstractDigestAuthHandler):
    """Answers a digest challenge, by the standard library's own arithmetic."""

    def __init__(self, who: Credentials, challenge: Mapping[str, str]) -> None:
        self._passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        super().__init__(self._passwords)
        self._who = who
        self._challenge = challenge

    def answer(self, method: str, url: str) -> str:
        """What to say in ``Authorization`` with a request."""
        request = urllib.request.Request(url, method=method)  # noqa: S310 - it is not opened
        realm = self._challenge.get("realm", "")
        self._passwords.add_password(realm, url, self._who.user, self._who.password)
        return f"Digest {self.get_authorization(request, self._challenge)}"


def _failure(
    status: int, said: str, url: str, *, known: bool
) -> EndpointRefusedError | EndpointAnswerError | EndpointUnreachableError:
    words = f": {said}" if said else ""
    if status == 401:
        hint = (
            "does not accept this user and password"
            if known
            else "wants to know who asks: give user and password in $CAREERGRAPH_USER and "
            "$CAREERGRAPH_PASSWORD, in ~/.netrc, or a token in $CAREERGRAPH_TOKEN"
        )
        return EndpointRefusedError(f"{hint} (HTTP 401){words}", url)
    if status == 403:
        return EndpointRefusedError(f"forbids this (HTTP 403){words}", url)
    if status in _BUSY:
        return EndpointUnreachableError(
            f"is busy or down (HTTP {status}) and was asked {_RETRIES + 1} times; try again later{words}", url
        )
    if 300 <= status < 400:
        return EndpointAnswerError(f"sends elsewhere without saying where (HTTP {status})", url, status)
    return EndpointAnswerError(f"answered HTTP {status}{words}", url, status)


def _broken(error: Exception) -> str:
    """What to say of a failure on the way."""
    reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
    if isinstance(reason, ReadTimeoutError) or "timed out" in str(reason).lower():
        said = "did not answer in time; allow it more seconds with $CAREERGRAPH_TIMEOUT"
    elif isinstance(reason, SSLError) and "WRONG_VERSION_NUMBER" in str(reason):
        said = "does not answer by TLS; is it http:// rather than https://?"
    elif isinstance(reason, SSLError):
        said = f"cannot be trusted: {reason.args[0]}. For a CA of your own, name its file in $SSL_CERT_FILE"
    elif isinstance(reason, ProxyError):
        said = f"cannot be reached by the proxy that the environment names ({reason.original_error})"
    elif isinstance(reason, NewConnectionError):
        said = f"cannot be reached: {str(reason).rpartition(': ')[2]}; is the server running?"
    elif isinstance(reason, ResponseError) and "redirect" in str(reason):
        said = "sends from one address to another without end"
    else:
        said = f"broke off ({reason.args[0] if reason.args else reason})"
    return said
