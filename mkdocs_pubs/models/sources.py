"""What is asked of services that know publications, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from mkdocs_pubs.frozen import dataclass


@dataclass(frozen=True)
class Request:
    """A question to a service: its address, the formats that are understood, best first.

    `secrets` are headers that only the host of `url` may see. `names_contact` says that the service
    wants to know whom to write to.
    """

    url: str
    accept: str = "*/*"
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    names_contact: bool = True


@dataclass(frozen=True)
class Reply:
    """What a service answered: its content, the media type in lower case, where it came from.

    `next_url` is the address of the next page of a long answer (``Link: rel="next"``, RFC 8288).
    """

    content: bytes
    media_type: str
    url: str
    next_url: str = ""


@dataclass(frozen=True)
class Failure:
    """Why there is no answer, or none that can be used: a sentence, and the status if one came.

    What is `passing` may be better another time.
    """

    message: str
    status: int | None = None
    passing: bool = False


Fetch = Callable[[Request], Reply | Failure]
"""Something that brings answers."""


@dataclass(frozen=True)
class Draft:
    """An entry that is in no bibliography yet: fields in TeX, and a key only if it came with one.

    `remark` is what the source says of the work that no field holds.
    """

    type: str
    fields: Mapping[str, str]
    key: str = ""
    remark: str = ""
