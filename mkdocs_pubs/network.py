"""The one room that talks to a network; nothing in a build comes in here.

Only https, a few redirects and none to what is not https, bounded sizes and times. A service that
is busy is asked again, when and as often as is polite (RFC 9110, 10.2.3: ``Retry-After``).
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, IncompleteRead
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
)
from urllib.request import Request as HttpRequest

from mkdocs_pubs import __version__
from mkdocs_pubs.models.sources import Failure, Reply, Request
from mkdocs_pubs.patterns import regex

PROJECT_URL = "https://pypi.org/project/mkdocs-pubs/"
MAX_SIZE = 32 << 20
"""How many bytes an answer may have; a person's 5,000 entries are 5 MiB."""
MAX_REDIRECTS = 6
MAX_TRIES = 4
MAX_WAIT = 60.0
"""How many seconds are waited at most before a service is asked again."""
TIMEOUT = 20.0
"""How many seconds a service may be silent."""
MAX_TIME = 120.0
"""How many seconds an answer may take."""

_INTERVALS = {"export.arxiv.org": 3.0, "dblp.org": 1.5, "api.ncbi.nlm.nih.gov": 0.4}
"""Seconds between two questions, where a service asks for more than the usual."""
_USUAL_INTERVAL = 0.1
_BUSY = frozenset((429, 500, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_NEXT = regex(r"<([^<>]*)>\s*;[^,<]*\brel=\"?next\"?")
_CHUNK = 1 << 16


class _Response(Protocol):
    headers: HTTPMessage

    def read1(self, amount: int) -> bytes: ...


@dataclass
class Network:
    """Brings the answers of services, politely: `contact` is an e-mail address for them.

    `plain_loopback` lets plain http reach this machine itself. `sleep` and `clock` take and give
    seconds; `say` tells somebody why it takes so long.
    """

    contact: str = ""
    plain_loopback: bool = False
    sleep: Callable[[float], object] = time.sleep
    clock: Callable[[], float] = time.monotonic
    say: Callable[[str], object] = str
    _ready: dict[str, float] = field(default_factory=dict)

    def fetch(self, request: Request) -> Reply | Failure:
        """Ask, again where the service is busy; say why where there is no answer to be had."""
        answer, wait = self._follow(request)
        for attempt in range(1, MAX_TRIES):
            if wait is None:
                return answer
            pause = max(wait, 2.0 ** (attempt - 1))
            if pause > MAX_WAIT:
                break
            if isinstance(answer, Failure):
                self.say(f"{answer.message}; asking again in {pause:.0f} s")
            self.sleep(pause)
            answer, wait = self._follow(request)
        if isinstance(answer, Failure) and wait is not None and wait > MAX_WAIT:
            return replace(answer, message=f"{answer.message}; it asks to wait {wait:.0f} seconds")
        return answer

    def _follow(self, request: Request) -> tuple[Reply | Failure, float | None]:
        """Ask and go where the answer leads.

        Beside it: how many seconds to wait before asking again; ``None`` where that is of no use.
        """
        url = _ascii(request.url)
        for _ in range(MAX_REDIRECTS + 1):
            if not self._is_allowed(url):
                return Failure(f"{_shown(url)} is no https address; not followed"), None
            answer, wait = self._ask(request, url)
            if not isinstance(answer, str):
                return answer, wait
            url = _ascii(_joined(url, answer))
        return Failure(f"{_host(request.url)} redirects more than {MAX_REDIRECTS} times"), None

    def _is_allowed(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            has_host = bool(parts.hostname) and not parts.username and parts.port != 0
        except ValueError:
            return False
        is_plain = self.plain_loopback and parts.hostname in _LOOPBACK and parts.scheme == "http"
        return has_host and (parts.scheme == "https" or is_plain)

    def _ask(self, request: Request, url: str) -> tuple[Reply | Failure | str, float | None]:
        """Ask once; the answer is a text where it is the address of another."""
        host = _host(url)
        self._take_turn(host)
        headers = {"User-Agent": self._agent(request), "Accept": request.accept}
        if _origin(url) == _origin(request.url):
            headers |= request.secrets
        try:
            with _opener().open(HttpRequest(url, headers=headers), timeout=TIMEOUT) as response:
                content = self._content(response)
                if isinstance(content, Failure):
                    return Failure(f"{host} {content.message}"), None
                self._heed(host, response.headers)
                return _reply(content, response.headers, url), None
        except HTTPError as error:
            return self._refusal(error, host)
        except (OSError, HTTPException, ValueError) as error:
            return _no_answer(error, host)

    def _take_turn(self, host: str) -> None:
        now = self.clock()
        pause = self._ready.get(host, now) - now
        if pause > 0:
            self.sleep(pause)
        self._ready[host] = max(now + pause, now) + _INTERVALS.get(host, _USUAL_INTERVAL)

    def _heed(self, host: str, headers: HTTPMessage) -> None:
        """Let a host rest that asks for it (Zotero's ``Backoff``)."""
        rest = _seconds(headers.get("Backoff"))
        if rest is not None:
            self._ready[host] = self.clock() + min(rest, MAX_WAIT)

    def _agent(self, request: Request) -> str:
        contact = f"; mailto:{self.contact}" if self.contact and request.names_contact else ""
        return f"mkdocs-pubs/{__version__} ({PROJECT_URL}{contact})"

    def _content(self, response: _Response) -> bytes | Failure:
        deadline = self.clock() + MAX_TIME
        chunks: list[bytes] = []
        size = 0
        # Not `read`, which waits for all of a chunk, however slowly its bytes come.
        while chunk := response.read1(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > MAX_SIZE:
                return Failure(f"answers with more than {MAX_SIZE >> 20} MiB; not read")
            if self.clock() > deadline:
                return Failure(f"takes more than {MAX_TIME:.0f} seconds to answer")
        if response.headers.get("Content-Length", str(size)) != str(size):
            # Python takes an answer that breaks off for a whole one.
            raise IncompleteRead(b"".join(chunks))
        return b"".join(chunks)

    def _refusal(self, error: HTTPError, host: str) -> tuple[Failure | str, float | None]:
        with error:
            status, headers = error.code, error.headers
        if status in _REDIRECTS and headers.get("Location"):
            return str(headers["Location"]), None
        message = f"{host} {_MEANINGS.get(status, 'refuses')} (HTTP {status})"
        if status not in _BUSY:
            return Failure(message, status), None
        return Failure(message, status, passing=True), _seconds(headers.get("Retry-After")) or 0.0


_MEANINGS = {
    401: "wants to know who asks",
    403: "does not let anybody in, or not you",
    404: "knows no such thing",
    406: "has it in no format that is understood here",
    410: "has it no longer",
    429: "is asked too often",
}


def _opener() -> OpenerDirector:
    """Return what opens addresses of the web alone, and leaves it to us where redirects lead."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _reply(content: bytes, headers: HTTPMessage, url: str) -> Reply:
    following = _NEXT.search(headers.get("Link", ""))
    return Reply(
        content,
        headers.get_content_type(),
        url,
        _joined(url, following[1]) if following else "",
    )


def _no_answer(error: Exception, host: str) -> tuple[Failure, float | None]:
    """Say why nothing came; a pause may help against silence, but not against a wrong name."""
    reason = error.reason if isinstance(error, URLError) else error
    wait = None
    if isinstance(reason, socket.gaierror):
        message = f"there is no host {host}, or no network"
    elif isinstance(reason, ssl.SSLError):
        what = getattr(reason, "verify_message", "") or str(reason)
        message = f"no safe connection to {host} ({what})"
    elif isinstance(reason, ConnectionRefusedError):
        message = f"{host} refuses the connection"
    elif isinstance(reason, TimeoutError):
        message, wait = f"{host} does not answer in time", 0.0
    else:
        told = getattr(reason, "strerror", None) or type(reason).__name__
        message, wait = f"the connection to {host} broke ({told})", 0.0
    return Failure(message, passing=True), wait


def _seconds(text: str | None) -> float | None:
    """Return how long to wait, which is told in seconds or as a date."""
    if text is None:
        return None
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def _joined(url: str, place: str) -> str:
    """Return where a place is that may be told from an address; what is none stays as it is."""
    try:
        return urljoin(url, place)
    except ValueError:
        return place


def _ascii(url: str) -> str:
    """Return an address as it goes over the line; what is quoted in it already stays so."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~-._")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _shown(url: str) -> str:
    """Return an address without what may be secret in it."""
    return url.partition("?")[0][:200]
