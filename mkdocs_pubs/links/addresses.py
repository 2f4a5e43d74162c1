"""Addresses as they may stand in links."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from mkdocs_pubs.characters import unescaped
from mkdocs_pubs.patterns import regex

SCHEMES = frozenset({"http", "https", "mailto", "ftp"})
"""The URL schemes that a link may have; a URL without one is relative to the site."""

# What RFC 3986 lets stand in a URL, and "%", so that what is escaped already stays as it is.
_URL_CHARACTERS = "%!#$&'()*+,/:;=?@[]~"
# What most addresses are, and what comes out of all the rest as it was.
_PLAIN = regex(r"https?://[\w%!#$&'()*+,./:;=?@~-]+", re.ASCII)
_SCHEME = regex(r"^[A-Za-z][A-Za-z0-9+.-]*:")
# Browsers take these out before they look for anything (WHATWG URL, 4.4).
_SKIPPED = regex(r"[\t\n\r]")
_LINE_BREAK = regex(r"(?:(?<! ) +)?\n *")
_INVISIBLE = regex(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def safe_url(url: str, base: str = "") -> str | None:
    """Return `url` as it may stand in a link, or ``None`` if its scheme is not a reader's.

    White space and invisible characters, which browsers skip when they look for a scheme, do not
    hide one, nor do HTML's entities. Spaces within a line are part of it. A URL that begins with
    ``www.`` gets ``https``; one without a scheme is relative to the site's root, to which `base`
    leads, and may not climb above it.
    """
    if is_plain_url(url):
        return url
    visible = _INVISIBLE.sub("", url)
    scheme = _SCHEME.match(visible)
    if not visible or _is_strange(visible) or _is_strange(_INVISIBLE.sub("", unescaped(visible))):
        return None
    if scheme and not _is_well_formed(visible):
        return None
    if scheme:
        return quote(_with_spaces(url, visible), safe=_URL_CHARACTERS)
    if visible.startswith("www."):
        return quote(f"https://{visible}", safe=_URL_CHARACTERS)
    if visible.startswith(("//", "#", "\\")):
        return None
    path = url.strip().lstrip("/")
    if _leaves_site(path):
        return None
    # Without the slash, the rest of "/javascript:…" would have a scheme.
    root = base or ("./" if _SCHEME.match(path) else "")
    return root + quote(path, safe=_URL_CHARACTERS)


def is_plain_url(url: str) -> bool:
    """Say whether a URL is a safe one as it stands, which most are."""
    return _PLAIN.fullmatch(url) is not None


def is_absolute(url: str) -> bool:
    """Say whether a URL names a scheme, a safe one or not, or a host, as browsers read it."""
    visible = _SKIPPED.sub("", url)
    return _SCHEME.match(visible) is not None or visible.startswith(("www.", "//"))


def _with_spaces(url: str, visible: str) -> str:
    """Return what is `visible` of a URL, with the spaces behind its scheme."""
    if " " not in url:
        return visible
    scheme, colon, rest = _LINE_BREAK.sub("", url).strip().partition(":")
    spaced = "%20".join(_INVISIBLE.sub("", part) for part in rest.split(" "))
    return f"{scheme}{colon}{spaced}" if visible.startswith(f"{scheme}{colon}") else visible


def _is_strange(url: str) -> bool:
    """Say whether a URL has a scheme that is not a reader's."""
    scheme = _SCHEME.match(url)
    return scheme is not None and scheme.group()[:-1].lower() not in SCHEMES


def _is_well_formed(url: str) -> bool:
    """Say whether the host of a URL can be told (RFC 3986, 3.2.2: an IPv6 address in brackets)."""
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _leaves_site(path: str) -> bool:
    """Say whether a path climbs above the site's root, as browsers read it (WHATWG URL, 4.4)."""
    depth = 0
    for part in unquote(re.split("[?#]", path)[0]).replace("\\", "/").split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False
