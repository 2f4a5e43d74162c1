"""A server on this machine that plays the services which know publications, in their formats.

The works are made up; the formats are those that the services document.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer

from mkdocs_pubs.intake import Addresses, Services
from mkdocs_pubs.network import Network

CSL = "application/vnd.citationstyles.csl+json"
BIBTEX = "application/x-bibtex"
ATOM = "application/atom+xml; charset=UTF-8"


@dataclass(frozen=True)
class Answer:
    """What is answered: a text or bytes, and all that goes before it.

    With a header ``X-Pause``, so many seconds pass before each byte.
    """

    body: str | bytes = ""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """A question that came: the path with its query, and headers by names in lower case."""

    path: str
    headers: Mapping[str, str]


class Player:
    """Answers by path; of several answers, each in turn, the last again and again."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.heard: list[Heard] = []
        self.slept: list[float] = []
        self.answers: dict[str, list[Answer]] = {}

    def play(self, path: str, *answers: Answer) -> None:
        """Answer what is asked for at a path, its query included."""
        self.answers[path] = list(answers)

    def play_csl(self, doi: str, item: Mapping[str, object]) -> None:
        """Answer as doi.org does with the metadata of a registration agency."""
        self.play(f"/{doi}", Answer(json.dumps(item), CSL))

    def network(self, contact: str = "") -> Network:
        """Return a network without real pauses that may reach this server."""
        return Network(contact, plain_loopback=True, sleep=self.slept.append)

    def services(self, contact: str = "") -> Services:
        """Return the services, all played by this server."""
        return Services(self.network(contact).fetch, Addresses(*[self.url] * 7))

    def answer(self, path: str) -> Answer:
        waiting = self.answers.get(path, [Answer("Not Found", status=404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def playing() -> Iterator[Player]:
    """Start a server, and stop it again."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            player.heard.append(Heard(self.path, headers))
            answer = player.answer(self.path)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            given = {"Content-Type": answer.media_type, "Content-Length": str(len(body))}
            self.send_response(answer.status)
            for name, value in {**given, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            pause = float(answer.headers.get("X-Pause", 0))
            for piece in [body[at : at + 1] for at in range(len(body))] if pause else [body]:
                time.sleep(pause)
                self.wfile.write(piece)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    player = Player(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield player
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    """A server that does not ask the network for this machine's name."""

    def server_bind(self) -> None:
        TCPServer.server_bind(self)


PAPER = {
    "type": "journal-article",
    "title": ["Tidal <i>Zostera</i> meadows &amp; CO<sub>2</sub> in 50% light"],
    "subtitle": ["A DNA survey"],
    "container-title": ["Journal of Invented Ecology"],
    "author": [
        {"given": "Ann", "family": "Lee", "sequence": "first", "affiliation": []},
        {"given": "Jan", "family": "van der Berg", "sequence": "additional"},
        {"name": "The Reef Consortium", "sequence": "additional"},
    ],
    "issued": {"date-parts": [[2024, 3, 1]]},
    "volume": "12",
    "issue": "4",
    "page": "101-119",
    "publisher": "Invented Press",
    "DOI": "10.5555/invented.1",
    "URL": "https://doi.org/10.5555/invented.1",
    "ISSN": ["1234-5679"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We measured <jats:italic>x</jats:italic>"
    " in {braces}.</jats:p>",
}
"""An article as Crossref's content negotiation gives it."""

ATOM_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=&amp;id_list=2401.01234</title>
  <id>http://arxiv.org/api/abc</id>
  <entry>
    <id>http://arxiv.org/abs/2401.01234v2</id>
    <updated>2024-02-02T10:00:00Z</updated>
    <published>2024-01-03T10:00:00Z</published>
    <title>Learning to sort seashells
  at scale $O(n \\log n)$</title>
    <summary>  We sort 90% of shells_by size.
</summary>
    <author><name>Ann Lee</name></author>
    <author><name>The Shell Collaboration</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/shells.9</arxiv:doi>
    <link href="http://arxiv.org/abs/2401.01234v2" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
</feed>
"""
ATOM_ERROR = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><entry>
  <id>http://arxiv.org/api/errors#incorrect_id_format_for_1</id>
  <title>Error</title><summary>incorrect id format for 1</summary>
</entry></feed>
"""
ATOM_NOTHING = '<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title></feed>'

PUBMED = {
    "source": "PubMed",
    "id": "pmid:31234567",
    "type": "article-journal",
    "title": "[On the sleep of snails].",
    "author": [{"family": "O'Neil", "given": "Mary Jo"}],
    "container-title": "Invented medicine",
    "issued": {"date-parts": [[2019, 6]]},
    "page": "123-9",
    "PMID": "31234567",
    "DOI": "10.5555/snails",
}
BOOK = {
    "ISBN:9780306406157": {
        "title": "Error correction",
        "subtitle": "a made-up course",
        "authors": [{"name": "Grace Example", "url": "https://openlibrary.org/authors/OL1A"}],
        "publishers": [{"name": "Plenum Invented"}],
        "publish_places": [{"name": "New York"}],
        "publish_date": "March 1981",
        "number_of_pages": 245,
    }
}
PAGE = """<!doctype html><html><head><title>x</title>
<meta name="citation_title" content="Notes on paper boats">
<meta name="citation_author" content="Chen, Wei">
<meta name="citation_author" content="Ann Lee">
<meta name="citation_publication_date" content="2021/05/17">
<meta name="citation_conference_title" content="Proceedings of Boats">
<meta name="citation_firstpage" content="3"><meta name="citation_lastpage" content="9">
</head><body></body></html>
"""


def works(*groups: tuple[int, Mapping[str, str]]) -> str:
    """Return an ORCID record's list of works: numbers and identifiers by ORCID's names."""
    return json.dumps(
        {
            "last-modified-date": None,
            "group": [
                {"work-summary": [{"put-code": code, "external-ids": _external(identifiers)}]}
                for code, identifiers in groups
            ],
        }
    )


def _external(identifiers: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "external-id": [
            {
                "external-id-type": kind,
                "external-id-value": value,
                "external-id-relationship": "self",
            }
            for kind, value in identifiers.items()
        ]
    }


BULK = {
    "bulk": [
        {
            "work": {
                "put-code": 8,
                "type": "conference-paper",
                "title": {"title": {"value": "Boats without identifiers"}, "subtitle": None},
                "journal-title": {"value": "Boat Days"},
                "publication-date": {"year": {"value": "2018"}, "month": {"value": "07"}},
                "contributors": {"contributor": [{"credit-name": {"value": "Ann Lee"}}]},
                "citation": None,
                "external-ids": None,
            }
        },
        {
            "work": {
                "put-code": 9,
                "type": "journal-article",
                "title": {"title": {"value": "In BibTeX"}},
                "citation": {
                    "citation-type": "bibtex",
                    "citation-value": "@article{x9, title={In BibTeX}, author={Lee, Ann},"
                    " journal={J}, year=2017, month=mar}",
                },
            }
        },
        {"error": {"response-code": 404, "error-code": 9034}},
    ]
}
DBLP = """@article{DBLP:journals/corr/abs-2401-01234,
  author       = {Ann Lee 0002 and
                  Wei Chen 0017},
  title        = {Sorting {SHELLS}},
  journal      = {CoRR},
  volume       = {abs/2401.01234},
  year         = {2024},
  url          = {https://doi.org/10.48550/arXiv.2401.01234},
  doi          = {10.48550/ARXIV.2401.01234},
  eprinttype   = {arXiv},
  eprint       = {2401.01234},
  timestamp    = {Mon, 29 Jan 2024 17:45:51 +0100},
  biburl       = {https://dblp.org/rec/journals/corr/abs-2401-01234.bib},
  bibsource    = {dblp computer science bibliography, https://dblp.org}
}
"""
