"""Private-use characters: what each stands for while text is on its way into a citation.

`clean` keeps them out of fields, so that none can be forged.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Tag: TypeAlias = Literal["b", "code", "em", "i", "smallcaps", "strong", "sub", "sup", "u"]
"""The kinds of styled text in fields: HTML's elements of these names, and small capitals."""

PRIVATE_USE = "\ue000"
"""The first of these characters."""

# U+E000 to U+E0FF are for fields in disguise.
SIGN_OF = {chr(code): sign for code, sign in enumerate("\\{}$%~&#_^`'<>", ord(PRIVATE_USE))}
"""The signs that a reader of LaTeX, or of HTML, would interpret."""
LOOK_START: dict[Tag, str] = {tag: chr(code) for code, tag in enumerate(get_args(Tag), 0xE020)}
LOOK_END: dict[Tag, str] = {tag: chr(code) for code, tag in enumerate(get_args(Tag), 0xE040)}
INLINE_MATH, DISPLAY_MATH, MATH_END = "\ue060", "\ue061", "\ue062"
HYPERLINK, HYPERLINK_TEXT, HYPERLINK_END = "\ue063", "\ue064", "\ue065"
OTHERS = "\ue0ff"
"""Stands for "and others" in the text of a style, where a person would stand."""
FIRST_UNIT = 0xF0000
"""Supplementary private use area A holds one character for each UTF-16 code unit."""

# U+E100 to U+E1FF are for what a style writes around fields.
JOINT = "\ue100"
"""Between two pieces that were joined; it shows nothing, and is taken out before the end."""
PROTECTED, RELEASED = "\ue101", "\ue102"
"""Around words whose case is to be kept."""
QUOTE, UNQUOTE = "\ue103", "\ue104"
LINK, LINK_TEXT, LINK_END = "\ue105", "\ue106", "\ue107"
NEW_BLOCK = "\ue108"
"""Between lines, where backends have signs of their own."""
_TAGS = (
    "em b strong i u sub sup tt code pubs-authors pubs-author pubs-title pubs-venue pubs-container"
).split()
"""HTML's, and the class names of a page's contract."""
START_OF = {tag: chr(0xE120 + index) for index, tag in enumerate(_TAGS)}
END_OF = {tag: chr(0xE140 + index) for index, tag in enumerate(_TAGS)}

SILENT = "\ue020-\ue0ef\ue101-\ue1ff"
"""The characters, for a regular expression, that are markup and show nothing themselves."""
