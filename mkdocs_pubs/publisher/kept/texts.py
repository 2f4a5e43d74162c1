"""Texts that take long to make, kept in memory and on disk by what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.publisher.kept.as_bytes import from_bytes, to_bytes
from mkdocs_pubs.publisher.kept.cache import Cache
from mkdocs_pubs.publisher.kept.versions import versions


@dataclass(frozen=True)
class _Kept:
    """Texts by the hashes of what they are made of."""

    texts: Mapping[str, str]


class KeptTexts:
    """Keeps the texts that one build has asked for until the next one ends.

    What makes them has a `name` by which the `cache` of a site knows them.
    """

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache = cache
        self._name = name
        self._former: Mapping[str, str] | None = None
        self._asked: dict[str, str] = {}

    def made_of(self, source: str, make: Callable[[str], str]) -> str:
        """Return what `make` makes of a text, which is the same or nothing at any other time."""
        key = sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
        if self._former is None:
            self._former = self._on_disk()
        text = self._asked.get(key) or self._former.get(key) or make(source)
        if text:
            self._asked[key] = text
        return text

    def end_build(self, *, writes: bool) -> None:
        """Keep what was asked for since the last build, on disk only if that `writes`."""
        if writes and self._cache.is_on and self._asked and self._asked != self._former:
            self._cache.keep(self._key, *to_bytes(_Kept(self._asked)))
        self._former, self._asked = self._asked or self._former, {}

    def _on_disk(self) -> Mapping[str, str]:
        content = self._cache.content(self._key)
        kept = None if content is None else from_bytes(_Kept, content)
        return kept.texts if kept else {}

    @property
    def _key(self) -> str:
        return sha256(f"{self._name} {versions()}".encode("utf-8", "backslashreplace")).hexdigest()
