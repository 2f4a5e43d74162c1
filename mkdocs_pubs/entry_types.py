"""Entry types by BibTeX's names and BibLaTeX's (manual, 2.1): which are of one kind, and CSL's.

Other names that CSL has for what entries say are here, too.
"""

from __future__ import annotations

from collections.abc import Mapping

PARTS = frozenset(
    "inproceedings incollection inbook bookinbook suppbook inreference suppcollection".split()
)
"""What stands in a book."""

BOOKS = frozenset(
    "book mvbook collection mvcollection proceedings mvproceedings reference mvreference".split()
)
"""What is a book."""

THESES = frozenset("phdthesis mastersthesis bachelorsthesis thesis".split())
"""What is written for a degree."""

BIBSTRINGS: Mapping[str, str] = {
    **{
        key: f"kind_{key}"
        for key in (
            "candthesis patent patentde patenteu patentfr patentuk patentus patreq patreqde"
            " patreqeu patreqfr patrequk patrequs phdthesis resreport software techreport".split()
        )
    },
    "bathesis": "kind_bachelorsthesis",
    "mathesis": "kind_mastersthesis",
}
"""What BibLaTeX's keys in ``type`` stand for (manual, 4.9.2.13), by the keys of our words."""

CSL_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("article", "suppperiodical"), "article-journal"),
    **dict.fromkeys((*BOOKS, "manual", "commentary"), "book"),
    **dict.fromkeys("inbook bookinbook suppbook incollection suppcollection".split(), "chapter"),
    **dict.fromkeys(THESES, "thesis"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("movie", "video"), "motion_picture"),
    **dict.fromkeys(("letter", "letters"), "personal_communication"),
    **dict.fromkeys(("dataset", "data"), "dataset"),
    **dict.fromkeys(("talk", "presentation"), "speech"),
    "booklet": "pamphlet",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "newsarticle": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "preprint": "article",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "unpublished": "manuscript",
}
"""CSL's item type for each entry type (CSL 1.0.2 specification, appendix III).

They are those that pandoc's and Zotero's readers take; where CSL 1.0.2 has a type of its own that
older readers lacked (``standard``, ``software``, ``periodical``, ``performance``), it is that.
"""

CSL_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""What BibLaTeX's ``entrysubtype`` makes of an article."""

CSL_CONTAINER = "container-title"
"""The field in which a page tells the venue, as it knows it (by BibLaTeX's rules, say)."""

CSL_DATES: Mapping[str, str] = {
    "event-date": "eventdate",
    "original-date": "origdate",
    "accessed": "urldate",
}
"""The dates besides that of coming out, with BibLaTeX's fields for them (manual, 2.2.2)."""
