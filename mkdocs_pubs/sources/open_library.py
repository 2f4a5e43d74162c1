"""Open Library's answer about an ISBN as a draft (Open Library Books API, ``jscmd=data``)."""

from __future__ import annotations

from mkdocs_pubs.models.sources import Draft, Failure, Reply, Request
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.sources.json_values import Object, first_text, json_value, objects
from mkdocs_pubs.sources.tex import filled, named, texed, texed_title, verbatim

_YEAR = regex(r"(?<!\d)(\d{4})(?!\d)")


def isbn_request(service: str, isbn: str) -> Request:
    """Return the question for a book."""
    return Request(f"{service}/api/books?bibkeys=ISBN:{isbn}&jscmd=data&format=json")


def read_book(reply: Reply, isbn: str) -> tuple[Draft, ...] | Failure:
    """Return the book in an answer; for an ISBN that it does not know, Open Library says ``{}``."""
    answer = json_value(reply.content)
    if not isinstance(answer, dict):
        return Failure("the answer is no JSON of Open Library")
    books = [book for book in answer.values() if isinstance(book, dict) and book.get("title")]
    return tuple(_draft(book, isbn) for book in books[:1]) or Failure(
        "Open Library has no such book"
    )


def _draft(book: Object, isbn: str) -> Draft:
    title, subtitle = (first_text(book.get(name)) for name in ("title", "subtitle"))
    year = _YEAR.search(first_text(book.get("publish_date")))
    authors = (named(first_text(one.get("name"))) for one in objects(book.get("authors")))
    fields = {
        "author": " and ".join(filter(None, authors)),
        "title": texed_title(f"{title}: {subtitle}" if subtitle else title),
        "year": year[1] if year else "",
        "publisher": _first_name(book, "publishers"),
        "address": _first_name(book, "publish_places"),
        "pagetotal": verbatim(first_text(book.get("number_of_pages"))),
        "isbn": verbatim(isbn),
    }
    return Draft("book", filled(fields))


def _first_name(book: Object, name: str) -> str:
    return texed(first_text(next(objects(book.get(name)), {}).get("name")))
