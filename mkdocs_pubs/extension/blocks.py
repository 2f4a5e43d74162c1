"""The blocks of a page: the options of each, and the list that it stands for."""

from __future__ import annotations

from functools import partial

from mkdocs_pubs.concordance import Listing, Rank
from mkdocs_pubs.diagnostics import Code, Diagnostic, Location
from mkdocs_pubs.directive import BIBLIOGRAPHY, PUBLICATIONS, Directive
from mkdocs_pubs.extension.desk import Desk
from mkdocs_pubs.extension.scope import SITE, asks_for_site
from mkdocs_pubs.models import FOOTNOTE, Citing, Published, Split
from mkdocs_pubs.options import Options
from mkdocs_pubs.publisher import ListRequest

_NOTHING_CITED = (
    "citations are off, so that nothing is cited; set 'citations: true'",
    "the front matter turns citations off, so that nothing is cited",
)


def options_of(desk: Desk, number: int) -> Options:
    """Return the options of a list, and note what is wrong with them."""
    directive = desk.found[number]
    options, wrong = desk.options.told(directive)
    desk.report((*directive.problems, *wrong), directive)
    if directive.name == PUBLICATIONS:
        _report_front_matter(desk)
    is_of_site = desk.page.site is not None and asks_for_site(directive.name, options)
    cites = desk.publisher.options.citations if is_of_site else desk.cites
    if options.cited is not None and not cites:
        message = _NOTHING_CITED[desk.front.cites is False]
        here = desk.place_of(directive, "cited")
        desk.lists.diagnostics.append(Diagnostic(here, message, Code.NO_CITATIONS))
    return options


def _report_front_matter(desk: Desk) -> None:
    """Note what is wrong with the options that the front matter has for lists, once."""
    for problem in desk.options.of_lists()[1]:
        message = f"in the front matter, {problem.message}; left it out"
        diagnostic = Diagnostic(Location(desk.page.path), message, problem.code)
        if diagnostic not in desk.lists.diagnostics:
            desk.lists.diagnostics.append(diagnostic)


def make_list(desk: Desk, number: int, citing: Citing) -> tuple[Published, Options]:
    """Publish a list whose options were asked for, and return it with these."""
    directive, options = desk.found[number], desk.options.of(desk.found[number])
    is_of_site = asks_for_site(directive.name, options)
    is_bibliography = desk.is_bibliography(number)
    if is_of_site:
        citing = _citing_of_site(desk, number, citing)
    elif directive.name == BIBLIOGRAPHY:
        citing = _citing_of_all(desk, number, citing)
    made, problems = desk.publisher.publish(
        ListRequest(
            desk.options.in_language(options),
            partial(desk.place_of, directive),
            citing,
            is_bibliography,
            _split(desk, directive, options),
        ),
        desk.lists.hosted,
    )
    desk.lists.take(made, problems, has_places=not desk.is_references(number))
    rank = Rank.PUBLICATIONS
    if is_bibliography:
        is_of_page = desk.is_references(number) and not is_of_site
        rank = Rank.REFERENCES if is_of_page else Rank.REFERENCES_OF_SITE
    desk.lists.add(_listing(made, rank, citing))
    return made, options


def _listing(made: Published, rank: Rank, citing: Citing) -> Listing:
    if rank is Rank.PUBLICATIONS:
        return Listing(made.ids, rank)
    calls = {} if citing.manner.mode == FOOTNOTE else citing.calls
    return Listing(made.ids, rank, calls, citing.manner, citing.publications)


def _split(desk: Desk, directive: Directive, options: Options) -> Split | None:
    """Return what a list has become that is to be split into pages, if its host could do so."""
    if directive.name != PUBLICATIONS or not options.split_pages:
        return None
    wanted = (one for one in desk.found if _is_split(desk, one))
    if desk.page.split and directive is next(wanted, directive):
        return desk.page.split
    message = "this list is not split: only the first of a page is, with several groups"
    message = f"{message}, not by what is cited, and where the host makes pages of them"
    here = desk.place_of(directive, "split_pages")
    desk.lists.diagnostics.append(Diagnostic(here, message, Code.NO_SPLIT))
    return None


def _is_split(desk: Desk, directive: Directive) -> bool:
    is_list = directive.name == PUBLICATIONS
    return is_list and desk.options.of(directive).split_pages


def _citing_of_site(desk: Desk, number: int, of_page: Citing) -> Citing:
    """Return what the site cites, as far as a list is to have it; the page's without a site."""
    directive = desk.found[number]
    options = desk.options.in_language(desk.options.of(directive))
    site = desk.page.site
    if site is None:
        if options.scope == SITE:
            message = "this host tells of one page alone; took what the page cites"
            here = desk.place_of(directive, "scope")
            desk.lists.diagnostics.append(Diagnostic(here, message, Code.NO_SITE))
        return of_page
    cited = site.observe(desk.page.url)
    catalogue, _ = desk.publisher.press.catalogue(options, desk.place(directive.line))
    works = tuple(catalogue.of(cited))
    if not desk.is_references(number):
        return Citing(works)
    ways = {one.anchor: site.backlinks(cited[one.origin], desk.page.url) for one in works}
    return desk.publisher.press.citing(works, ways, options)


def _citing_of_all(desk: Desk, number: int, of_page: Citing) -> Citing:
    """Return all works, as if they were cited, with the ways to where the page cites them."""
    directive = desk.found[number]
    options = desk.options.in_language(desk.options.of(directive))
    catalogue, _ = desk.publisher.press.catalogue(options, desk.place(directive.line))
    return desk.publisher.press.citing(catalogue.publications, of_page.places, options)
