"""The modes in which a text cites, by the values of the option for them."""

AUTHOR_YEAR, FOOTNOTE, LABEL, NUMERIC = "author-year", "footnote", "label", "numeric"
