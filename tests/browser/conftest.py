"""Sites in three themes, served as on the web, and pages of them in a browser.

Each site is built once, and each setting (theme, width, light or dark) has one window.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.conftest import build_project, write_files

PAPERS = (Path(__file__).parent / "papers.bib").read_text(encoding="utf-8")
COUNT = PAPERS.count("\n@") + 1
"""How many publications the bibliography has."""

MANY_PAPERS = "".join(
    f"@misc{{many{n}, title = {{Number {n}}}, author = {{Doe, {'Ann' if n % 2 else 'Bob'}}},"
    f" year = {1800 + n // 30}, abstract = {{Of {n}.}}}}\n\n"
    for n in range(330)
)
PAGES: Mapping[str, str] = {
    "index.md": "# Home\n\nSee [the notes](papers.md#lovelace1843) and [citations](citing.md).\n",
    "papers.md": "# Papers\n\n```publications\n```\n",
    "two.md": (
        "# Two lists\n\n## Articles\n\n"
        "```publications\ntypes: article\nsearch_bar: true\n```\n\n## All\n\n"
        "```publications\ngroup_by: [type, year]\ncollapsible: closed\nstyle: plain\n```\n"
    ),
    "large.md": "# Large\n\n```publications\nlarge_list: 5\n```\n",
    "many.md": "# Many\n\n```publications\nbibliography: many.bib\nlarge_list: 100\n```\n",
    "numbered.md": (
        "# Numbered\n\n```publications\ngroup_by: none\nnumbering: continuous\nchart: true\n```\n"
    ),
    "split.md": "# Split\n\n```publications\nsplit_pages: true\n```\n",
    "table.md": "# Table\n\n```publications\nlayout: table\n```\n",
    "citing.md": (
        "# Citing\n\nAs @noether1918 shows, and others say [see @curie1911; @hypatia, p. 3].\n\n"
        "```references\nstyle: apa\n```\n"
    ),
    "elsewhere.md": "# Elsewhere\n\nOf another page [@curie1904].\n",
    "notes.md": (
        "# Notes\n\nOf symmetry [@noether1918], of mine,[^1] and again [@noether1918, p. 2].\n\n"
        "[^1]: Of the author.\n\n```references\nstyle: apa\ncitation_mode: footnote\n```\n"
    ),
}
MATERIAL = """\
theme:
  name: material
  font: false
  features: [navigation.instant, content.code.copy, toc.follow]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
"""
THEMES: Mapping[str, str] = {
    "material": MATERIAL,
    "mkdocs": "theme: {name: mkdocs, color_mode: auto}\n",
    "readthedocs": "theme: {name: readthedocs, highlightjs: false}\n",
    "bare": "theme: {name: null, custom_dir: theme}\n",
}
"""Themes of others, and one of nothing, which runs scripts before the page is there."""

BARE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>x</title>
{% for path in config.extra_css %}<link rel="stylesheet" href="{{ path | url }}">{% endfor %}
{% for path in config.extra_javascript %}<script src="{{ path | url }}"></script>{% endfor %}
</head><body>{{ page.content }}</body></html>
"""
_NO_HIGHLIGHTING = "/* */ globalThis.hljs = { highlightAll() {} }"
STRICT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'"


@dataclass(frozen=True)
class Setting:
    """How a reader sees a site."""

    theme: str
    width: int = 1280
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.theme}-{self.width}-{self.scheme}"


_THEMES = ("material", "mkdocs", "readthedocs")
SETTINGS = [Setting(theme, *seen) for theme in _THEMES for seen in ((1280, "light"), (390, "dark"))]
"""Each theme wide and narrow, light and dark, for what readers do."""

IN_ALL = pytest.mark.parametrize(
    "window",
    [Setting(*one) for one in product(_THEMES, (1280, 390), ("light", "dark"))],
    indirect=True,
    ids=str,
)
"""For what pages look like."""


@dataclass
class Sites:
    """The built sites by their themes: where they lie, and their addresses."""

    folders: Mapping[str, Path]
    addresses: Mapping[str, str]

    def url(self, theme: str, page: str) -> str:
        """Return the address of a page."""
        return self.addresses[theme] + page


class _Handler(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _StrictHandler(_Handler):
    policy = STRICT_POLICY


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Build a site in each theme and serve them."""
    servers, folders, addresses = [], {}, {}
    for theme, config in THEMES.items():
        folder = tmp_path_factory.mktemp(theme)
        _build(folder, config, plugins="" if theme == "bare" else "search, ")
        folders[theme] = folder / "site"
        handler = _StrictHandler if theme == "bare" else _Handler
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folders[theme]))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        addresses[theme] = f"http://127.0.0.1:{server.server_port}/"
    yield Sites(folders, addresses)
    for server in servers:
        server.shutdown()


def _build(folder: Path, theme: str, plugins: str) -> None:
    options = (
        "{bibliography: papers.bib, highlight: Emmy Noether, cite_styles: [plain], citations: true}"
    )
    config = f"site_name: Test\n{theme}plugins: [{plugins}pubs: {options}]\n"
    config += "markdown_extensions: [footnotes, {toc: {permalink: true}}]\n"
    write_files(folder, {"mkdocs.yml": config, "theme/main.html": BARE})
    write_files(folder, {"papers.bib": PAPERS, "many.bib": MANY_PAPERS})
    write_files(folder / "docs", PAGES)
    site = build_project(folder / "mkdocs.yml")
    assert site.returncode == 0, site.log


class Window:
    """A browser window of one setting; it remembers what went wrong on its pages."""

    def __init__(self, context: BrowserContext, sites: Sites, setting: Setting) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.setting = setting
        self.errors: list[str] = []
        self._sites = sites
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "favicon" not in str(message.location):
            self.errors.append(message.text)

    @property
    def folder(self) -> Path:
        """Where the site lies."""
        return self._sites.folders[self.setting.theme]

    def open(self, address: str = "papers/") -> Page:
        """Load a page anew; `address` may have a query and a hash."""
        self.errors.clear()
        self.page.goto("about:blank")
        self.page.goto(self._sites.url(self.setting.theme, address))
        return self.page


def _window(browser: Browser, sites: Sites, setting: Setting, **more: object) -> Window:
    context = browser.new_context(
        viewport={"width": setting.width, "height": 800},
        color_scheme=setting.scheme,
        reduced_motion="reduce",
        **more,
    )
    # MkDocs' own theme cannot be dark without this script from elsewhere.
    context.route(
        "https://cdnjs.cloudflare.com/**", lambda route: route.fulfill(body=_NO_HIGHLIGHTING)
    )
    # A theme's fonts that come late move everything, whatever stands on the page.
    context.route("**/*.woff*", lambda route: route.fulfill(status=204))
    return Window(context, sites, setting)


@pytest.fixture(scope="session", params=SETTINGS, ids=str)
def window(request: pytest.FixtureRequest, browser: Browser, sites: Sites) -> Iterator[Window]:
    """Open a window for each setting."""
    permissions = ["clipboard-read", "clipboard-write"]
    window = _window(browser, sites, request.param, permissions=permissions)
    yield window
    window.page.context.close()


@pytest.fixture(scope="session", params=("material", "mkdocs", "readthedocs"))
def window_without_scripts(
    request: pytest.FixtureRequest, browser: Browser, sites: Sites
) -> Iterator[Window]:
    """Open a window of a reader who has scripts turned off."""
    window = _window(browser, sites, Setting(request.param), java_script_enabled=False)
    yield window
    window.page.context.close()


@pytest.fixture(scope="session")
def strict_window(browser: Browser, sites: Sites) -> Iterator[Window]:
    """Open a window on a site that allows nothing but its own files."""
    window = _window(browser, sites, Setting("bare"), permissions=["clipboard-write"])
    yield window
    window.page.context.close()
