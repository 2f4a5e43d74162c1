"""An item as Zotero's reader of OpenURLs makes it: what becomes what depends on the format."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

_BOOK_TYPES = {
    "bookitem": "bookSection",
    "conference": "conferencePaper",
    "proceeding": "conferencePaper",
    "report": "report",
    "document": "document",
}
_PARTS = ("journalArticle", "bookSection", "conferencePaper")
_PLAIN = {"volume": "volume", "issue": "issue", "issn": "ISSN", "pages": "pages", "place": "place"}
_PLAIN |= {"pub": "publisher", "publisher": "publisher", "inst": "publisher", "date": "date"}
_PLAIN |= {"series": "series", "edition": "edition", "jtitle": "publicationTitle"}
_PLAIN |= {"source": "publicationTitle", "atitle": "title", "number": "patentNumber"}


def zotero_item(url: str) -> dict[str, Any]:
    pairs = [pair.split("=") for pair in url.split("&")]
    values = [(name, unquote(re.sub(r"\+|%2[bB]", " ", value))) for name, value in pairs]
    kind = dict(values)["rft_val_fmt"].rpartition(":")[2]
    genre = dict(values).get("rft.genre", "")
    item: dict[str, Any] = {"creators": []}
    item["itemType"] = {
        "journal": "journalArticle",
        "book": _BOOK_TYPES.get(genre, "book"),
        "dissertation": "thesis",
        "patent": "patent",
        "dc": dict(values).get("rft.type", "webpage"),
    }[kind]
    for name, value in values:
        field = name.removeprefix("rft.")
        if name == "rft_id" and value.startswith("info:doi/"):
            item["DOI"] = value.removeprefix("info:doi/")
        elif field == "btitle" or field == "title":
            item["publicationTitle" if item["itemType"] in _PARTS else "title"] = value
        elif field in ("au", "inventor"):
            last, _, first = value.partition(", ")
            item["creators"].append((last, first))
        elif field == "aucorp":
            item["creators"].append((value, ""))
        elif name.startswith("rft.") and field in _PLAIN:
            item[_PLAIN[field]] = value
    return item
