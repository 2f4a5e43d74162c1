"""arXiv's Atom as drafts (arXiv API User's Manual, 3.3: an entry for each paper asked for)."""

from __future__ import annotations

from urllib.parse import quote
from xml.etree import ElementTree

from mkdocs_pubs.models.sources import Draft, Failure, Reply, Request
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.sources.tex import filled, kept_tex, named, protected, verbatim

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_ADDRESS = regex(r"https?://arxiv\.org/abs/(.+?)(?:v\d+)?$")


def arxiv_request(service: str, identifier: str) -> Request:
    """Return the question for one paper."""
    wanted = quote(identifier, safe="/")
    return Request(f"{service}/api/query?id_list={wanted}&max_results=1")


def read_arxiv(reply: Reply) -> tuple[Draft, ...] | Failure:
    """Return the papers in an answer; arXiv tells errors in an entry of their own."""
    root = _parsed(reply.content)
    if root is None:
        return Failure("the answer is no Atom feed")
    papers = root.findall(f"{_ATOM}entry")
    for paper in papers:
        if _text(paper, f"{_ATOM}title") == "Error" or "/api/errors" in _text(paper, f"{_ATOM}id"):
            return Failure(f"arXiv says: {_text(paper, f'{_ATOM}summary')}")
    drafts = tuple(_draft(paper) for paper in papers if _text(paper, f"{_ATOM}title"))
    return drafts or Failure("arXiv has no such paper")


def _parsed(content: bytes) -> ElementTree.Element | None:
    # Entities can grow without end; they are declared in a document type, which no feed needs.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
        return None
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None


def _draft(paper: ElementTree.Element) -> Draft:
    address = _ADDRESS.match(_text(paper, f"{_ATOM}id"))
    identifier = verbatim(address[1]) if address else ""
    published = _text(paper, f"{_ATOM}published")
    category = paper.find(f"{_ARXIV}primary_category")
    authors = (named(_text(one, f"{_ATOM}name")) for one in paper.findall(f"{_ATOM}author"))
    fields = {
        "author": " and ".join(filter(None, authors)),
        "title": protected(kept_tex(_text(paper, f"{_ATOM}title"))),
        "year": published[:4] if published[:4].isdecimal() else "",
        "month": published[5:7] if published[5:7].isdecimal() else "",
        "eprint": identifier,
        "archiveprefix": "arXiv" if identifier else "",
        "primaryclass": verbatim("" if category is None else category.get("term", "")),
        "url": f"https://arxiv.org/abs/{identifier}" if identifier else "",
        "abstract": kept_tex(_text(paper, f"{_ATOM}summary")),
    }
    return Draft("misc", filled(fields), remark=_remark(paper))


def _remark(paper: ElementTree.Element) -> str:
    """Say where the paper came out since, which is another entry's to tell."""
    doi, journal = (_text(paper, f"{_ARXIV}{name}") for name in ("doi", "journal_ref"))
    where = " ".join(filter(None, (journal, doi and f"doi:{verbatim(doi)}")))
    return f"published since: {where}" if where else ""


def _text(parent: ElementTree.Element, tag: str) -> str:
    return " ".join((parent.findtext(tag) or "").split())
