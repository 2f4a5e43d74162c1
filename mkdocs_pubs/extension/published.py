"""The lists that the blocks of a page stand for, and what is wrong with the blocks."""

from __future__ import annotations

from functools import partial

from mkdocs_pubs.concordance import Listing, Rank
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.directive import BIBLIOGRAPHY
from mkdocs_pubs.extension.blocks import Block
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.scope import SITE
from mkdocs_pubs.models import FOOTNOTE, Citing, Published, Split
from mkdocs_pubs.publisher import ListRequest

_NOTHING_CITED = (
    "citations are off, so that nothing is cited; set 'citations: true'",
    "the front matter turns citations off, so that nothing is cited",
)


def report_block(desk: Desk, block: Block) -> None:
    """Note what is wrong with a block."""
    desk.report(block.problems, block.directive)
    if block.is_of_publications:
        _report_front_matter(desk)
    is_of_site = desk.page.site is not None and block.asks_for_site
    cites = desk.publisher.options.citations if is_of_site else desk.cites
    if block.options.cited is not None and not cites:
        message = _NOTHING_CITED[desk.front.cites is False]
        here = desk.place_of(block.directive, "cited")
        desk.lists.diagnostics.append(Diagnostic(here, message, Code.NO_CITATIONS))


def _report_front_matter(desk: Desk) -> None:
    """Note what is wrong with the options that the front matter has for lists, once."""
    for problem in desk.blocks.list_options[1]:
        message = f"in the front matter, {problem.message}; left it out"
        diagnostic = Diagnostic(Location(desk.page.path), message, problem.code)
        if diagnostic not in desk.lists.diagnostics:
            desk.lists.diagnostics.append(diagnostic)


def published_list(desk: Desk, block: Block, citing: Citing) -> Published:
    """Publish the list that a block stands for."""
    if block.asks_for_site:
        citing = _citing_of_site(desk, block, citing)
    elif block.directive.name == BIBLIOGRAPHY:
        citing = _citing_of_all(desk, block, citing)
    made, problems = desk.publisher.publish(
        ListRequest(
            desk.blocks.in_language(block.options),
            partial(desk.place_of, block.directive),
            citing,
            not block.is_of_publications,
            _split(desk, block),
        ),
        desk.lists.hosted,
    )
    desk.lists.take(made, problems, has_places=not block.is_of_cited)
    desk.lists.add(_listing(made, _rank(block), citing))
    return made


def _rank(block: Block) -> Rank:
    if block.is_of_publications:
        return Rank.PUBLICATIONS
    is_of_page = block.is_of_cited and not block.asks_for_site
    return Rank.REFERENCES if is_of_page else Rank.REFERENCES_OF_SITE


def _listing(made: Published, rank: Rank, citing: Citing) -> Listing:
    if rank is Rank.PUBLICATIONS:
        return Listing(made.ids, rank)
    calls = {} if citing.manner.mode == FOOTNOTE else citing.calls
    return Listing(made.ids, rank, calls, citing.manner, citing.publications)


def _split(desk: Desk, block: Block) -> Split | None:
    """Return what a list has become that is to be split into pages, if its host could do so."""
    if not _is_split(block):
        return None
    if desk.page.split and block is next(filter(_is_split, desk.blocks.found)):
        return desk.page.split
    message = "this list is not split: only the first of a page is, with several groups"
    message = f"{message}, not by what is cited, and where the host makes pages of them"
    here = desk.place_of(block.directive, "split_pages")
    desk.lists.diagnostics.append(Diagnostic(here, message, Code.NO_SPLIT))
    return None


def _is_split(block: Block) -> bool:
    return block.is_of_publications and bool(block.options.split_pages)


def _citing_of_site(desk: Desk, block: Block, of_page: Citing) -> Citing:
    """Return what the site cites, as far as a list is to have it; the page's without a site."""
    options = desk.blocks.in_language(block.options)
    site = desk.page.site
    if site is None:
        if options.scope == SITE:
            message = "this host tells of one page alone; took what the page cites"
            here = desk.place_of(block.directive, "scope")
            desk.lists.diagnostics.append(Diagnostic(here, message, Code.NO_SITE))
        return of_page
    cited = site.observe(desk.page.url)
    catalogue, _ = desk.publisher.press.catalogue(options, desk.place(block.directive.line))
    works = tuple(catalogue.of(cited))
    if not block.is_of_cited:
        return Citing(works)
    ways = {one.anchor: site.backlinks(cited[one.origin], desk.page.url) for one in works}
    return desk.publisher.press.citing(works, ways, options)


def _citing_of_all(desk: Desk, block: Block, of_page: Citing) -> Citing:
    """Return all works, as if they were cited, with the ways to where the page cites them."""
    options = desk.blocks.in_language(block.options)
    catalogue, _ = desk.publisher.press.catalogue(options, desk.place(block.directive.line))
    return desk.publisher.press.citing(catalogue.publications, of_page.places, options)
