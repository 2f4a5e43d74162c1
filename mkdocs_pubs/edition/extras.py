"""What few entries have: awards, previews, badges, and additions to the venue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from mkdocs_pubs.badges import Venues
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.latex import markdown_to_tex, to_text
from mkdocs_pubs.links import Previewer, safe_url
from mkdocs_pubs.models import Badge, Citation, Preview, Publication
from mkdocs_pubs.options import Options

_FIELDS = frozenset(("abbr", "additional_info", "award", "award_name", "preview"))


@dataclass(frozen=True)
class Extras:
    """What an item has of these (see `Item`), and what is wrong with the preview."""

    info: Markup = Markup()
    award: Markup = Markup()
    award_name: str = ""
    badge: Badge | None = None
    preview: Preview | None = None
    problems: tuple[Diagnostic, ...] = ()


_NONE = Extras()


@dataclass(frozen=True)
class ExtraMaker:
    """Makes extras for one list; `html` turns TeX into HTML, `base` leads to the site's root."""

    options: Options
    html: Callable[[str], Markup]
    base: str
    venues: Venues
    previewer: Previewer

    def extras(self, publication: Publication, citation: Citation) -> Extras:
        """Return what a publication has besides what most have."""
        fields = publication.fields
        if _FIELDS.isdisjoint(fields):
            return _NONE
        preview, problem = self._preview(publication)
        return Extras(
            info=_info(self._html_of(fields.get("additional_info")), citation),
            award=self._html_of(fields.get("award")),
            award_name=to_text(fields.get("award_name", "")),
            badge=self._badge(publication),
            preview=preview,
            problems=(problem,) if problem else (),
        )

    def side(self, publications: Sequence[Publication]) -> str:
        """Return the widest of what stands beside any of these: one column for a whole list."""
        if any("preview" in one.fields and self._preview(one)[0] for one in publications):
            return "preview"
        has_badge = any("abbr" in one.fields and self._badge(one) for one in publications)
        return "badge" if has_badge else ""

    def _html_of(self, text: str | None) -> Markup:
        """Return the HTML of a field in which al-folio's users write Markdown."""
        return self.html(markdown_to_tex(text)) if text else Markup()

    def _badge(self, publication: Publication) -> Badge | None:
        if not self.options.show_badge:
            return None
        badge = self.venues.badge(publication.fields.get("abbr", ""))
        return badge and replace(badge, url=safe_url(badge.url, self.base) or "")

    def _preview(self, publication: Publication) -> tuple[Preview | None, Diagnostic | None]:
        if not self.options.show_preview:
            return None, None
        return self.previewer.preview(publication)


def _info(html: Markup, citation: Citation) -> Markup:
    """Put a space before an addition to the venue, unless it brings the sign that parts them.

    A citation that ends with a full stop needs none of its own.
    """
    if not html or html.striptags()[:1] not in ",.;:":
        return " " + html if html else html
    venue = citation.venue if citation.has_lines else citation.text
    has_stop = venue is not None and venue.striptags().endswith(".")
    return html[1:] if has_stop and html.startswith(".") else html
