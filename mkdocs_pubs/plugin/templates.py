"""``publications()``: the site's publications for users' own templates and macros.

MkDocs' templates escape nothing by themselves, and what macros write is read as Markdown. So all
texts here are HTML in which no sign means anything to Markdown or a template either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial

from markupsafe import Markup, escape

from mkdocs_pubs.diagnostics import Diagnostic, Location
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import to_html, to_text
from mkdocs_pubs.links import safe_url
from mkdocs_pubs.models import Citation, Publication
from mkdocs_pubs.options import read_options
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.publisher import ListRequest, Publisher

_TAG = regex(r"(<[^<>]*>)")
_SIGN = regex(r"[\\`*_{}\[\]#+\-.!|~^$=:@%]")
_NAME = regex(r"[a-z]\w*(?:-\w+)*", re.ASCII)
"""The names of fields that mean nothing to anybody else; users write these out, too."""


@dataclass(frozen=True)
class TemplatePublication:
    """A publication as a template sees it.

    `year` and `month` are numbers, or none; `url` is the DOI's, else the entry's, absolute, or
    empty; `page` is that of its own page from the site's root, if there are such pages; `id` is
    what lists call it; `citation` is written in the style asked for; `fields` are all of the entry
    that have a plain name.
    """

    key: Markup
    type: Markup
    id: str
    year: int | None
    month: int | None
    title: Markup
    authors: tuple[Markup, ...]
    editors: tuple[Markup, ...]
    venue: Markup
    keywords: tuple[Markup, ...]
    doi: Markup
    url: str
    page: str
    citation: Markup
    fields: Mapping[str, Markup] = field(default_factory=dict)


@dataclass(frozen=True)
class Teller:
    """Tells templates of publications; `speak` says what is wrong with what they ask for."""

    publisher: Publisher
    find_page: Callable[[Publication], str]
    speak: Callable[[Diagnostic], None]

    def publications(self, **options: object) -> Sequence[TemplatePublication]:
        """Return the publications that a block with these options lists, in its order."""
        asked_at = Location("publications()")
        read, wrong = read_options(options, self.publisher.options, in_block=True)
        request = ListRequest(read, lambda _: asked_at)
        place_of = partial(self.publisher.place_of, request)
        chosen = self.publisher.press.choose(replace(request, place_of=place_of))
        mistakes = (Diagnostic(asked_at, f"{one.message}; left it out", one.code) for one in wrong)
        for problem in (*mistakes, *chosen.problems):
            self.speak(problem)
        members = chosen.whole.distinct_members()
        return [
            self._for_template(one, citation)
            for one, citation in zip(members, chosen.cited(members), strict=True)
        ]

    def _for_template(self, publication: Publication, citation: Citation) -> TemplatePublication:
        known = publication.verbatim
        html = partial(to_html, link=safe_url)
        doi = known.get("doi", "")
        return TemplatePublication(
            key=_text(publication.key),
            type=_text(publication.type),
            id=publication.anchor,
            year=publication.date.year,
            month=publication.date.month,
            title=_inert(html(publication.title)),
            authors=tuple(_text(str(name)) for name in publication.authors.people),
            editors=tuple(_text(str(name)) for name in publication.editors.people),
            venue=_inert(html(publication.container)),
            keywords=tuple(map(_text, publication.keywords)),
            doi=_text(doi),
            url=_address(f"https://doi.org/{doi}" if doi else known.get("url", "")),
            page=self.find_page(publication),
            citation=_inert(citation.text),
            fields={
                name: _text(to_text(tex))
                for name, tex in publication.fields.items()
                if _NAME.fullmatch(name)
            },
        )


def _text(text: str) -> Markup:
    return _inert(escape(text))


def _inert(html: Markup) -> Markup:
    """Write each sign that means something to Markdown as a character reference, but in tags."""
    parts = _TAG.split(str(html))
    return Markup("".join(one if _TAG.fullmatch(one) else _SIGN.sub(_named, one) for one in parts))


def _named(sign: re.Match[str]) -> str:
    return f"&#{ord(sign.group())};"


def _address(url: str) -> str:
    """Return an address that may stand in a link; one in the site has none without a page."""
    return (safe_url(url) or "") if "://" in url else ""
