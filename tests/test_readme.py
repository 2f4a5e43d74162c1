"""The documentation is held to the code."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from mkdocs_pubs.assets import asset
from mkdocs_pubs.diagnostics import Code
from mkdocs_pubs.options import Options, OptionSpec, specs

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def _default(spec: OptionSpec) -> str:
    value = spec.default
    if spec.name == "hidden_fields":
        return "see below"
    if value in ((), "", None):
        return "–"
    if isinstance(value, tuple):
        return f"`{', '.join(map(str, value))}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _rows(in_blocks: bool) -> list[str]:
    chosen = [spec for spec in specs() if spec.in_blocks is in_blocks]
    return [f"| `{spec.name}` | {_default(spec)} | {spec.help} |" for spec in chosen]


def _table(mark: str) -> list[str]:
    pattern = re.compile(rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", re.DOTALL)
    (table,) = (found for path in DOCS for found in pattern.findall(_text(path)))
    return str(table).strip().splitlines()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_hidden_fields_are_all_named() -> None:
    named = re.findall(r"`([^`]+)`", " ".join(_table("hidden fields")))
    assert tuple(named) == Options().hidden_fields


def test_the_table_of_codes_is_the_codes_own() -> None:
    rows = [f"| `{one.value}` | {one.severity.value} | {one.meaning} |" for one in Code]
    assert _table("codes") == [
        "| code | severity | what is wrong |",
        "| --- | --- | --- |",
        *rows,
    ]


@pytest.mark.parametrize(("mark", "in_blocks"), [("options", True), ("site options", False)])
def test_option_tables_are_the_codes_own(mark: str, in_blocks: bool) -> None:
    table = _table(mark)
    assert table[:2] == ["| option | default | meaning |", "| --- | --- | --- |"]
    assert table[2:] == _rows(in_blocks)


def test_what_stands_for_al_folios_settings_are_options() -> None:
    text = _text(ROOT / "docs" / "al-folio.md")
    settings = text.partition("| --- | --- |\n")[2].partition("\n\n")[0]
    named = re.findall(r"`(\w+)[:`]", "".join(row.split("|")[2] for row in settings.splitlines()))
    assert len(named) > len(settings.splitlines())
    assert set(named) <= {spec.name for spec in specs()}


def test_every_request_of_al_folios_users_has_an_answer() -> None:
    text = _text(ROOT / "docs" / "al-folio.md")
    numbers = re.findall(r"^\| ([\d–, ]+) \|", text, re.MULTILINE)
    spans = [part.partition("–") for row in numbers for part in row.split(", ")]
    answered = [n for first, _, last in spans for n in range(int(first), int(last or first) + 1)]
    assert sorted(answered) == list(range(1, 66))


def test_what_the_readme_tells_people_to_write_are_options() -> None:
    table = _text(ROOT / "README.md").partition("| what you write |\n| --- | --- |\n")[2]
    rows = table.partition("\n\n")[0].splitlines()
    named = [re.findall(r"`([a-z_]+)[:`]", row.split("|")[2]) for row in rows]
    assert all(named)
    assert {name for row in named for name in row} - {"site_url"} <= {spec.name for spec in specs()}


def test_the_variables_of_the_style_sheet_are_all_named() -> None:
    named = set(re.findall(r"--pubs-\w+", _text(ROOT / "docs" / "looks.md")))
    assert named == set(re.findall(r"^  (--pubs-\w+):", asset("pubs.css"), re.MULTILINE))


def test_the_template_that_is_shown_works(tmp_path: Path) -> None:
    (sample,) = re.findall(r"```jinja\n(.*?)```", _text(ROOT / "docs" / "looks.md"), re.DOTALL)
    (tmp_path / "buttons.html.j2").write_text(sample, encoding="utf-8")
    (tmp_path / "x.bib").write_text("@misc{a, title = {T}, funding = {EU}}", encoding="utf-8")
    options = {
        "bibliography": f"{tmp_path}/x.bib",
        "templates": str(tmp_path),
        "allow_outside": True,
    }
    html = markdown.markdown(
        "```publications\n```", extensions=["pubs"], extension_configs={"pubs": options}
    )
    assert '<p>Funded by EU</p><div class="pubs-links">' in html


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_links_lead_to_files_and_headings_that_exist(path: Path) -> None:
    text = re.sub(r"^(`{3,}).*?^\1$", "", _text(path), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"`[^`]*`", "", text)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        assert not anchor or anchor in set(_slugs(_text(target))), link


def _slugs(text: str) -> list[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings]
