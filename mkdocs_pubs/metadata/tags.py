"""The tags that the head of a publication's page gets."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.json_ld import json_ld, node_text
from mkdocs_pubs.metadata.dublin_core import NAMESPACE, dublin_core
from mkdocs_pubs.metadata.highwire import highwire
from mkdocs_pubs.metadata.record import Record
from mkdocs_pubs.metadata.schema_org import schema_node

_SCHEMA = f'<link rel="schema.DC" href="{NAMESPACE}">\n'


@dataclass(frozen=True)
class WorkUrls:
    """Where a work is on the web, as whole URLs: its page in the site, and the work itself."""

    page: str = ""
    pdf: str = ""


def head_tags(record: Record, urls: WorkUrls, anchor: str) -> Markup:
    """Return what the head of a page gets: Highwire Press's tags, Dublin Core's, schema.org's node.

    `anchor` is the publication's id on the page.
    """
    tags = (*highwire(record), *_places(urls), *dublin_core(record))
    # Not `Markup.format`, which takes four times as long.
    metas = "".join(f'<meta name="{tag}" content="{escape(text)}">\n' for tag, text in tags if text)
    graph = json_ld([node_text(schema_node(record, anchor))], urls.page)
    return Markup(f'{_SCHEMA}{metas}<script type="application/ld+json">{graph}</script>\n')


def _places(urls: WorkUrls) -> Iterator[tuple[str, str]]:
    yield "citation_abstract_html_url", urls.page
    yield "citation_pdf_url", urls.pdf
    yield "DC.identifier", urls.page
