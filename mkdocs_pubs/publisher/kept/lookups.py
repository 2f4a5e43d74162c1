"""What a list was told of the site around it, to be asked again before it is shown again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import partial
from hashlib import sha256

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.models import Address, FindFile, LocalFile
from mkdocs_pubs.publisher.hosted import HostedPage


@dataclass(frozen=True)
class Answer:
    """What was said of a path: a URL and whether it leads out; the hash of what was read, if any.

    The URL is missing where there is no file.
    """

    url: str | None
    outside: bool = False
    read: str = ""


@dataclass(frozen=True)
class Answers:
    """What was said: of files by their paths, and whether paths are free for files of ours."""

    files: Mapping[str, Answer] = field(default_factory=dict)
    free: Mapping[str, bool] = field(default_factory=dict)

    def still_hold(self, page: HostedPage) -> bool:
        """Say whether the site would say the same now."""
        find, address = page.find_file, page.address
        found = find is None or all(_says(find(path), one) for path, one in self.files.items())
        return found and (
            address is None or all(address.is_free(path) is one for path, one in self.free.items())
        )


class Lookups:
    """Asks the site around the page of a list, and keeps what it says."""

    def __init__(self, page: HostedPage) -> None:
        self._page = page
        self._files: dict[str, Answer] = {}
        self._free: dict[str, bool] = {}

    @property
    def page(self) -> HostedPage:
        """The page as its site is to be asked."""
        find, address = self._page.find_file, self._page.address
        return replace(
            self._page,
            find_file=find and partial(self._found, find),
            address=address and replace(address, is_free=partial(self._is_free, address)),
        )

    @property
    def answers(self) -> Answers:
        """What was said so far."""
        return Answers(self._files, self._free)

    def forget(self) -> None:
        """Begin anew with what was said."""
        self._files, self._free = {}, {}

    def _found(self, find: FindFile, path: str) -> LocalFile | None:
        file = find(path)
        self._files.setdefault(path, _answer(file))
        return file and replace(file, head=partial(self._head, path, file))

    def _head(self, path: str, file: LocalFile) -> bytes:
        head = file.head()
        self._files[path] = replace(self._files[path], read=_hash(head))
        return head

    def _is_free(self, address: Address, path: str) -> bool:
        return self._free.setdefault(path, address.is_free(path))


def _says(file: LocalFile | None, answer: Answer) -> bool:
    read = _hash(file.head()) if file and answer.read else ""
    return replace(_answer(file), read=read) == answer


def _answer(file: LocalFile | None) -> Answer:
    return Answer(None) if file is None else Answer(file.url, file.outside)


def _hash(head: bytes) -> str:
    return sha256(head).hexdigest()
