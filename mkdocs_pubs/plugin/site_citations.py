"""Citations across the pages of a site, in the order in which MkDocs reads these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from mkdocs_pubs.concordance import Concordance
from mkdocs_pubs.diagnostics import Diagnostic
from mkdocs_pubs.extension import depends_on_site
from mkdocs_pubs.options import Options
from mkdocs_pubs.plugin.publication_pages import PublicationFiles

if TYPE_CHECKING:
    from mkdocs_pubs.extension.citation_drafts import CitationDrafts


class SiteCitations:
    """What the pages of one build say, for each other.

    MkDocs reads all pages before it writes any. Those with lists of what the whole site cites are
    put at the end while they are read, so that all the others are known to them; what leads from
    one page to another is written once all are read.

    `concordance` is where a place of a work that is in no list is made known; see `place` there.
    """

    def __init__(self) -> None:
        self.concordance = Concordance(_way)
        self._drafts: dict[str, tuple[CitationDrafts, str]] = {}
        self._order: dict[str, int] = {}

    def begin(
        self, nav: Navigation, files: Files, options: Options, own_pages: PublicationFiles
    ) -> None:
        """Put the pages into the order in which they are to be read.

        Those of publications come last, since they lead to all lists.
        """
        self._drafts = {}
        self._order = {file.src_uri: place for place, file in enumerate(files)}
        self.concordance.arrange(dict.fromkeys(_urls(nav, files)))
        pages = files.documentation_pages(inclusion=_all)
        _move_to_end(files, [one for one in pages if _depends_on_site(one, options)])
        _move_to_end(files, [one for one in pages if one.src_uri in own_pages.paths])
        for work, url in own_pages.addresses():
            self.concordance.place(work, url)

    def keep(self, page: MkDocsPage, drafts: CitationDrafts, path: str) -> None:
        """Take what a page says, once it is read; `path` is the page's for messages."""
        self.concordance.entitle(page.url, plain_title(page))
        self._drafts[page.url] = (drafts, path)

    def outdated(self, files: Files) -> list[MkDocsPage]:
        """Return the pages to be read once more, since what they list was cited behind them."""
        wanted = set(self.concordance.outdated())
        found = (file.page for file in files.documentation_pages(inclusion=_all))
        return [page for page in found if page is not None and page.url in wanted]

    def settle(self, files: Files) -> Iterator[Diagnostic]:
        """Write what leads from page to page, and yield what leads nowhere.

        The pages get their former order back, which sitemaps and search indexes are in.
        """
        last = len(self._order)
        _move_to_end(files, sorted(files, key=lambda one: self._order.get(one.src_uri, last)))
        self.concordance.is_complete = True
        for file in files.documentation_pages(inclusion=_all):
            page = file.page
            if page is None or page.content is None or page.url not in self._drafts:
                continue
            drafts, path = self._drafts.pop(page.url)
            page.content = drafts.settled(page.content)
            if self.concordance.knows_all:
                yield from drafts.problems(drafts.kept, path)


def plain_title(page: MkDocsPage) -> str:
    """Return the title of a page as text; MkDocs has it as HTML."""
    return Markup(page.title or "").striptags()


def render_again(page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
    """Make the content of a page anew from its Markdown as all plugins have left that.

    Plugins that change content are asked once more, and only they.
    """
    # Extensions ask for it, such as snippets whose folder is relative to the page.
    config._current_page = page
    try:
        page.render(config, files)
        plugins: Any = config.plugins
        page.content = plugins.on_page_content(page.content, page=page, config=config, files=files)
    finally:
        config._current_page = None


def _way(to: str, seen_from: str) -> str:
    # A page's own URL is empty where it is the first of the site.
    return get_relative_url(to or "./", seen_from)


def _all(_: Any) -> bool:
    return True


def _urls(nav: Navigation, files: Files) -> Iterator[str]:
    """Yield the URLs of all pages: those of the navigation, as a reader has them, then the rest."""
    for page in nav.pages:
        yield page.url
    for file in files.documentation_pages():
        yield _page_url(file)


def _page_url(file: File) -> str:
    """Return the URL that a page of this file has, which may still be made."""
    return "" if file.url in (".", "./") else file.url


def _depends_on_site(file: File, options: Options) -> bool:
    try:
        return depends_on_site(file.content_string, options)
    except (OSError, ValueError):
        # MkDocs says so when it comes to the page.
        return False


def _move_to_end(files: Files, moved: Iterable[File]) -> None:
    for file in moved:
        files.remove(file)
        files.append(file)
