"""The plugin: MkDocs' events, each handed on to the room whose business it is."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_pubs.extension import Page, PubsExtension, front_matter
from mkdocs_pubs.plugin.assets import Assets
from mkdocs_pubs.plugin.ending import leave_garbage
from mkdocs_pubs.plugin.heads import Heads
from mkdocs_pubs.plugin.notebooks import is_notebook, leave_out_citations
from mkdocs_pubs.plugin.publication_pages import PublicationFiles
from mkdocs_pubs.plugin.searched import Unsearched
from mkdocs_pubs.plugin.side_files import SideFiles
from mkdocs_pubs.plugin.site import Site, language_of, way_to_root
from mkdocs_pubs.plugin.site_citations import SiteCitations, plain_title, render_again
from mkdocs_pubs.plugin.site_files import SiteFiles
from mkdocs_pubs.plugin.split_lists import SplitLists
from mkdocs_pubs.plugin.voice import Voice
from mkdocs_pubs.plugin.watching import Watcher

if TYPE_CHECKING:
    # A build that serves nothing need not load a server.
    from mkdocs.livereload import LiveReloadServer

    from mkdocs_pubs.plugin.templates import TemplatePublication

_MACRO = "publications"
"""What templates and macros call to get the site's publications."""


class PubsPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Puts publication lists on pages; all that is not MkDocs' own is done by the extension."""

    def __init__(self) -> None:
        self._site = Site()
        self._extension: PubsExtension
        self._assets = Assets(self._site.options)
        self._site_files: SiteFiles | None = None
        self._page: Page | None = None
        self._publication_files = PublicationFiles()
        self._split_lists = SplitLists()
        self._side_files = SideFiles()
        self._unsearched = Unsearched()
        self._heads = Heads()
        self._citations = SiteCitations()
        self._is_dirty = False
        self._voice = Voice(self._site.options)
        self._watcher = Watcher()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options; MkDocs prints what is wrong with them."""
        return self._site.configure(options, config_file_path)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Take whether there will be builds to come, and leave pages that have not changed."""
        atexit.unregister(leave_garbage)
        atexit.register(leave_garbage)
        self._site.is_served = command == "serve"
        self._is_dirty = dirty
        self._unsearched = Unsearched(lasts=self._site.is_served)

    def on_shutdown(self) -> None:
        """Forget the server; MkDocs keeps a plugin that listens to this, and its caches."""
        self._watcher = Watcher()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Hand the extension to Python-Markdown, style sheets and script to the theme.

        Who builds a site several times may come with the configuration of the last time.
        """
        publisher = self._site.ready_publisher()
        self._heads.begin()
        self._voice = Voice(self._site.options)
        for hint in self._site.hints(config):
            self._voice.say(hint)
        if not self._is_dirty:
            self._citations = SiteCitations()
        # MkDocs' type says names alone, its code hands all to Python-Markdown, which takes both.
        extensions: list[Any] = config.markdown_extensions
        self._extension = PubsExtension(publisher=publisher)
        others = [one for one in extensions if not isinstance(one, PubsExtension)]
        extensions[:] = [*others, self._extension]
        self._assets = Assets(self._site.options, publisher.venue_sheet)
        self._assets.load(config)
        return config

    # Behind mkdocs-static-i18n (-100), which takes every file to have a path.
    @event_priority(-200)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add pages, and style sheets and scripts unless the user has put others there."""
        self._site_files = None
        self._split(files, config)
        self._assets.add_to(files, config)
        self._add_pages(files, config)
        self._offer_macro(config)
        return files

    def _split(self, files: Files, config: MkDocsConfig) -> None:
        """Add the pages of lists that are to be split, which a block of any page may ask for."""
        self._split_lists = SplitLists()
        if self._site.publisher is not None:
            for diagnostic in self._split_lists.add_to(files, config, self._site.publisher):
                self._voice.say(diagnostic)
        if self._split_lists:
            self._assets.need_for_split_lists()
            self._assets.load(config)

    def _offer_macro(self, config: MkDocsConfig) -> None:
        """Offer ``publications()`` to mkdocs-macros, unless the user has a macro of that name."""
        macros: Any = config.plugins.get("macros")
        if hasattr(macros, "register_macros") and _MACRO not in getattr(macros, "macros", ()):
            macros.register_macros({_MACRO: self._publications})

    def _publications(self, **options: object) -> Sequence[TemplatePublication]:
        """Return the publications that a block with these options lists, in its order."""
        # Few sites have templates or macros that ask.
        from mkdocs_pubs.plugin.templates import Teller

        teller = Teller(self._site.ready_publisher(), self._publication_files.find, self._voice.say)
        return teller.publications(**options)

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add a page for each publication, if there are to be some."""
        self._publication_files = PublicationFiles()
        if self._site.options.publication_pages and self._site.publisher is not None:
            pages, problems = self._site.publisher.press.publication_pages()
            self._publication_files = PublicationFiles(pages)
            for diagnostic in (*problems, *self._publication_files.add_to(files, config)):
                self._voice.say(diagnostic)

    # Behind whatever gives pages to the site, which are read in the order that is made here.
    @event_priority(-200)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Let the pages that list what the site cites be read when all others are."""
        self._citations.begin(nav, files, self._site.options, self._publication_files)
        return nav

    @event_priority(100)
    def on_page_markdown(
        self,
        markdown: str,  # noqa: ARG002
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        files: Files,
    ) -> None:
        """Tell the extension which page comes, before other plugins change its text."""
        self._begin(page, config, files)

    def _begin(self, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        if self._site_files is None:
            outside = self._site.options.allow_outside
            self._side_files = SideFiles(files)
            self._site_files = SiteFiles(files, Path(config.docs_dir), allow_outside=outside)
        self._page = Page(
            path=self._site.shown_path(page.file),
            base=way_to_root(page),
            text=page.file.content_string,
            find_file=self._site_files.find,
            find_page=self._publication_files.find,
            language=language_of(config),
            front=front_matter(page.meta),
            address=self._side_files.address_of(page, config),
            split=self._split_lists.split_of(page),
            list_options=self._split_lists.options_of(page),
            site=self._citations.concordance,
            url=page.url,
            title=plain_title(page),
        )
        self._extension.begin(self._page)

    @event_priority(100)
    def on_page_content(
        self,
        html: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
        files: Files,  # noqa: ARG002
    ) -> str:
        """Fill in the page of a publication before other plugins see it.

        Let MkDocs know of the ids on the page, and the user of what was wrong.
        """
        if is_notebook(page, html):
            html = self._extension.notebook_html(html)
            if self._site.options.citations:
                leave_out_citations(page)
        self._publication_files.note(page, self._extension.places)
        own, problems = self._publication_files.fill(page, self._page or Page())
        own += self._split_lists.fill(page)
        of_work = self._publication_files.files_of(page)
        self._side_files.keep(page, (*self._extension.files, *of_work))
        self._heads.add(page, self._publication_files.head_of(page))
        self._heads.add(page, self._side_files.feed_links(self._extension.files))
        if page.present_anchor_ids is not None:
            page.present_anchor_ids |= self._extension.anchors
        self._heads.describe(page, self._extension.nodes)
        if self._site.options.citations:
            self._citations.keep(page, self._extension.drafts, self._site.shown_path(page.file))
        for diagnostic in (*self._extension.diagnostics, *problems):
            self._voice.say(diagnostic)
        # Pages may be long, and most have nothing of their own: those need not be copied.
        return f"{own}{html}" if own else html

    # Behind all that makes pages, and before what reads their content.
    @event_priority(100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Write what citations lead to on other pages, all of which are read now.

        The files that go with lists join the site before MkDocs writes files.
        """
        for page in self._citations.outdated(files):
            self._heads.forget(page)
            self._begin(page, config, files)
            render_again(page, config, files)
        for diagnostic in self._citations.settle(files):
            self._voice.say(diagnostic)
        for file in self._side_files.generated(config):
            files.append(file)
        if self._side_files.has_asides:
            self._assets.need_for_large_lists()
            self._assets.load(config)
            self._assets.add_to(files, config)
        env.globals.setdefault(_MACRO, self._publications)
        return env

    @event_priority(50)
    def _hide(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> None:  # noqa: ARG002
        self._unsearched.hide(page, self._side_files.searched(page), config.plugins.values())

    @event_priority(-50)
    def _show(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> None:  # noqa: ARG002
        self._unsearched.show(page)

    # Around the searches, which index pages in this event.
    on_page_context = CombinedEvent(_hide, _show)

    def on_post_page(
        self,
        output: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> str:
        """Complete the head of a page, behind the plugins that index its content."""
        return self._heads.completed(output, page)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Watch what this build was the first to read; fail if what is wrong is to be an error.

        A server would answer no more if a build failed, so that there it is an error in the log.
        """
        self._watch(config)
        if self._site.publisher is not None:
            self._site.publisher.end_build()
        errors = self._voice.errors
        if errors and self._watcher.server is None:
            raise PluginError(f"pubs: the build stops because of the errors above ({errors})")

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Any,  # noqa: ARG002
    ) -> LiveReloadServer:
        """Watch the bibliographies and the user's templates."""
        self._watcher.server = server
        if self._site.publisher is not None:
            self._site.publisher.only_read_cache()
        self._watch(config)
        return server

    def _watch(self, config: MkDocsConfig) -> None:
        if self._site.publisher is not None:
            self._watcher.watch(self._site.publisher.sources, Path(config.site_dir))
