"""The blocks of a page with their options: the site's, as front matter and blocks change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from mkdocs_pubs.directive import PUBLICATIONS, REFERENCES, Directive
from mkdocs_pubs.extension.pages import Page
from mkdocs_pubs.extension.scope import asks_for_site, base_of
from mkdocs_pubs.front_matter import FrontMatter
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.options import Options, Problem, read_options


@dataclass(frozen=True)
class Block:
    """A block as it stands on the page, its options, and what is wrong with both."""

    directive: Directive
    options: Options
    problems: tuple[Problem, ...]

    @property
    def is_of_publications(self) -> bool:
        """Whether its list is of publications, and of no references."""
        return self.directive.name == PUBLICATIONS

    @property
    def is_of_cited(self) -> bool:
        """Whether its list is of the works that are cited, and of no others."""
        return self.directive.name == REFERENCES

    @property
    def asks_for_site(self) -> bool:
        """Whether its list shows what the whole site cites, or what it does not."""
        return asks_for_site(self.directive.name, self.options)


class Blocks:
    """The blocks `found` on a page; it is one of a site that has the options of `site`."""

    def __init__(self, site: Options, page: Page, front: FrontMatter) -> None:
        self._site = site
        self._page = page
        self._front = front
        self._reference_options: Options | None = None
        self.found: list[Block] = []

    def add(self, directive: Directive) -> int:
        """Add a block, whose options the host may know better, and return its number."""
        options, problems = read_options(
            directive.options, self._base_of(directive.name), in_block=True
        )
        options = self._page.list_options or options
        self.found.append(Block(directive, options, (*directive.problems, *problems)))
        self._reference_options = None
        return len(self.found) - 1

    def add_references(self) -> int:
        """Add a block for a list of the works cited that the author wrote none for."""
        return self.add(Directive(0, 0, "", name=REFERENCES))

    @cached_property
    def list_options(self) -> tuple[Options, tuple[Problem, ...]]:
        """The options that lists of publications begin with, and their problems."""
        own = self._front.publications
        if own is None or isinstance(own, Mapping):
            return read_options(own or {}, self._site, in_block=True)
        return self._site, (Problem("publications", "'publications' is no mapping of options"),)

    @property
    def reference_options(self) -> Options:
        """The options of the page's list of works cited, or those that it would have."""
        # Each citation asks for them.
        if self._reference_options is None:
            found = [one for one in self.found if one.is_of_cited]
            of_page = (one.options for one in found if not one.asks_for_site)
            without = found[0].options if found else self._base_of(REFERENCES)
            self._reference_options = self.in_language(next(of_page, without))
        return self._reference_options

    def in_language(self, options: Options) -> Options:
        """Return options in the language of the page, where they name none."""
        return replace(options, language=options.language or self._page.language)

    @property
    def has_list_at_end(self) -> bool:
        """Whether what the page cites is listed at its end, no block being there for that."""
        own = self._front.references_at_end
        is_wanted = self._site.references_at_end if own is None else own
        return is_wanted and all(one.is_of_publications for one in self.found)

    def _base_of(self, name: str) -> Options:
        """Return the options that a block of this name begins with."""
        return self.list_options[0] if name == PUBLICATIONS else base_of(name, self._site)
