"""The options of a page's blocks: the site's, as its front matter and the blocks change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mkdocs_pubs.directive import PUBLICATIONS, REFERENCES, Directive
from mkdocs_pubs.extension.pages import Page
from mkdocs_pubs.extension.scope import asks_for_site, base_of
from mkdocs_pubs.front_matter import FrontMatter
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.options import Options, Problem, read_options


@dataclass(frozen=True)
class BlockOptions:
    """What the blocks of a page have for options; it is one of a site that has those of `site`."""

    site: Options
    page: Page
    front: FrontMatter

    def told(self, block: Directive) -> tuple[Options, tuple[Problem, ...]]:
        """Return the options of a block, which the host may know better, and their problems."""
        options, problems = read_options(block.options, self._base_of(block.name), in_block=True)
        return self.page.list_options or options, problems

    def of(self, block: Directive) -> Options:
        """Return the options of a block without asking what is wrong with them."""
        return self.told(block)[0]

    def of_lists(self) -> tuple[Options, tuple[Problem, ...]]:
        """Return the options that lists of publications begin with, and their problems."""
        own = self.front.publications
        if own is None or isinstance(own, Mapping):
            return read_options(own or {}, self.site, in_block=True)
        return self.site, (Problem("publications", "'publications' is no mapping of options"),)

    def of_references(self, blocks: Sequence[Directive]) -> Options:
        """Return the options of the page's list of works cited, or those that it would have."""
        found = [self.of(one) for one in blocks if one.name == REFERENCES]
        of_page = (one for one in found if not asks_for_site(REFERENCES, one))
        without = found[0] if found else self._base_of(REFERENCES)
        return self.in_language(next(of_page, without))

    def in_language(self, options: Options) -> Options:
        """Return options in the language of the page, where they name none."""
        return replace(options, language=options.language or self.page.language)

    def lists_at_end(self, blocks: Sequence[Directive]) -> bool:
        """Say whether what the page cites is listed at its end, no block being there for that."""
        own = self.front.references_at_end
        is_wanted = self.site.references_at_end if own is None else own
        return is_wanted and all(one.name == PUBLICATIONS for one in blocks)

    def _base_of(self, name: str) -> Options:
        """Return the options that a block of this name begins with."""
        return self.of_lists()[0] if name == PUBLICATIONS else base_of(name, self.site)
