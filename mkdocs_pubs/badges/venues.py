"""The venues that a site knows, by their abbreviations, as in al-folio's ``venues.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mkdocs_pubs.anchors import Anchors
from mkdocs_pubs.characters import to_ascii
from mkdocs_pubs.diagnostics import unknown_fields
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import SafeUrl, to_text
from mkdocs_pubs.models import Badge
from mkdocs_pubs.patterns import regex

if TYPE_CHECKING:
    from mkdocs_pubs.badges.colours import Colour

_FIELDS = ("url", "color")
_NOT_IN_CLASSES = regex(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Venue:
    """A venue: the class of its badge, where it leads, and its colour, if it has one."""

    css_class: str
    url: str = ""
    colour: Colour | None = None


class Venues:
    """Finds venues by their abbreviations; how letters are written matters only where it must."""

    def __init__(self, venues: Mapping[str, Venue] | None = None) -> None:
        self._exact = dict(venues or {})
        self._folded = {abbr.casefold(): venue for abbr, venue in self._exact.items()}

    def badge(self, abbr: str) -> Badge | None:
        """Return the badge for the field ``abbr``, whose links are not checked yet."""
        text = to_text(abbr)
        if not text:
            return None
        venue = self._exact.get(text) or self._folded.get(text.casefold())
        return Badge(text, venue.url, venue.css_class) if venue else Badge(text)

    @property
    def style_sheet(self) -> str:
        """The colours of the badges for light pages and for dark ones; none if there are none."""
        return "".join(map(_rule, self._exact.values()))


def read_venues(table: Mapping[str, object], link: SafeUrl) -> tuple[Venues, tuple[str, ...]]:
    """Return the venues of a mapping, and what is wrong with it.

    `link` returns an address as it may stand in a link, or ``None``.
    """
    classes = Anchors()
    problems: list[str] = []
    venues: dict[str, Venue] = {}
    for abbr, said in table.items():
        if not isinstance(said, Mapping):
            problems.append(f"'{abbr}' has no mapping with a url or a color")
            continue
        problems += _wrong_fields(abbr, said, link)
        url, colour = (said.get(field, "") for field in _FIELDS)
        if isinstance(url, str) and isinstance(colour, str):
            css_class = classes.unlike(f"pubs-venue-{_slug(abbr)}")
            venues[abbr] = Venue(css_class, url, _colour(colour))
    return Venues(venues), tuple(problems)


def _wrong_fields(abbr: str, said: Mapping[str, object], link: SafeUrl) -> Iterator[str]:
    yield from unknown_fields(abbr, said, _FIELDS)
    texts = {field: said[field] for field in _FIELDS if field in said}
    for field, text in texts.items():
        if not isinstance(text, str):
            yield f"'{abbr}' has no text as its {field}"
        elif field == "url" and text and link(text) is None:
            yield f"'{abbr}' has a url that is no safe address: '{text}'"
        elif field == "color" and not text:
            yield f"'{abbr}' has an empty color; what begins with '#' stands in quotes"
        elif field == "color" and _colour(text) is None:
            yield f"'{abbr}' has a color that is none, such as '#b509ac' or 'teal': '{text}'"


def _colour(text: str) -> Colour | None:
    # Few sites give their venues colours.
    from mkdocs_pubs.badges.colours import read_colour

    return read_colour(text)


def _slug(abbr: str) -> str:
    return _NOT_IN_CLASSES.sub("-", to_ascii(abbr).lower()).strip("-")


def _rule(venue: Venue) -> str:
    """Return a rule in which a browser that does not know `light-dark` takes the first of each."""
    if venue.colour is None:
        return ""
    light, dark = venue.colour, venue.colour.on_dark
    declarations = (
        f"background: {light};",
        f"color: {light.text};",
        f"background: light-dark({light}, {dark});",
        f"color: light-dark({light.text}, {dark.text});",
    )
    body = "".join(f"  {one}\n" for one in declarations)
    return f".pubs .pubs-badge.{venue.css_class} {{\n{body}}}\n\n"
