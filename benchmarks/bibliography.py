"""A bibliography of any size, the same for the same size: what a university's may look like.

Types, fields, people and lengths are spread as in the real bibliographies of a laboratory and of a
conference: one in four entries has an abstract, one field in eight that is shown holds LaTeX. All
entries have what BibTeX's own styles ask for, so that other programs can format every one.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SEED = 20240229

_FAMILIES = (
    "Abe Adeyemi Alvarez Andersen Bauer Becker Bernard Brown Castillo Chen Cohen Costa Davies "
    "Diaz Dubois Evans Fernandez Fischer Fontaine Garcia Gonzalez Green Gupta Haas Hansen "
    "Hoffmann Hughes Ivanova Jansen Johnson Kaya Keller Khan Kim Kowalski Kumar Lambert Larsen "
    "Lee Li Lindqvist Liu Lopez Mancini Martin Mbeki Meyer Miller Moreau Murphy Nakamura Nguyen "
    "Novak Okafor Olsen Park Patel Pereira Petrov Popescu Ricci Rossi Roy Russo Sato Schmidt "
    "Schneider Silva Singh Smith Suzuki Takahashi Tanaka Taylor Thompson Tran Vargas Virtanen "
    "Wagner Wang Weber Williams Wilson Wright Wu Xu Yamamoto Yang Yilmaz Zhang Zhao Zhou "
    "Zimmermann"
).split()
_TEX_FAMILIES = (
    'M{\\"u}ller',
    "Garc{\\'i}a",
    "J{\\o}rgensen",
    "N{\\'u}{\\~n}ez",
    "Kova{\\v{c}}",
    "Fran{\\c{c}}ois",
    "Sm{\\aa}land",
    "Dvo{\\v{r}}{\\'a}k",
    "Erd{\\H{o}}s",
    "Weierstra{\\ss}",
)
_GIVEN = (
    "Aisha Akira Alice Amara Anders Anna Anton Aylin Beatriz Boris Carla Carlos Chiara Chloe "
    "Daniel David Elena Elif Emil Emma Eva Felix Fatima Giulia Hana Hans Ingrid Ivan James Jan "
    "Jing John Jonas Julia Kofi Laura Leon Lucia Maria Marta Mateo Mei Mia Miguel Mina Nadia "
    "Nils Noah Nora Olga Omar Paul Pedro Priya Rahul Rosa Sara Sofia Sven Tomas Uma Vera Wei "
    "Yara Yuki Zeynep"
).split()
_WORDS = (
    "adaptive analysis approach asymptotic attention bayesian boundary cellular cities climate "
    "cluster coherent communities complex computation control convex cooperation cortical "
    "coupled data decision deep design detection development dimension distributed dynamics "
    "early economic efficient elastic embedding energy environment estimation evidence "
    "evolution experimental exploration fields flow forest formal functional gene global "
    "gradient graph growth hidden human hybrid identity imaging induced inference information "
    "interaction invariant kernel kinetic knowledge language large latent learning linear local "
    "logic long magnetic mapping markov material matter measure mechanisms memory methods "
    "microbial mobile modelling models molecular motion multiple musical narrative networks "
    "neural noise nonlinear observation ontology optimal optical parallel parameters patterns "
    "perception performance phase physical planning plasma policy population prediction "
    "probabilistic processes protein quantum random rational reactive recognition regression "
    "regional representation response robust sampling scale scheduling search selection "
    "semantic sensor sequence signals simulation single social solar space sparse spatial "
    "speech stability stochastic structure supervised surface symbolic synthesis systems "
    "temporal theory thermal threshold topology traffic transfer transport uncertainty unified "
    "urban variation vector verification virtual vision visual water wave"
).split()
_SMALL = "of in for and with the on under from by as between towards through".split()
_TEX_PIECES = (
    "$\\alpha$-stable",
    "{DNA}",
    "{\\'E}tude",
    "\\emph{Drosophila}",
    "H$_2$O",
    "{Bayesian}",
    'na{\\"\\i}ve',
    "$O(n \\log n)$",
    "{I}nternet",
    "``new''",
    "\\textit{in vivo}",
    "R\\&D",
)
_JOURNALS = (
    "Journal of {} Research",
    "Annals of {}",
    "{} Letters",
    "International Journal of {}",
    "{} Today",
    "Proceedings of the Academy of {}",
    "Transactions on {}",
    "Archive for {}",
    "{} \\& Society",
)
_MEETINGS = (
    "Proceedings of the International Conference on {}",
    "{} Workshop",
    "Advances in {}",
    "Proceedings of the Symposium on {}",
    "Meeting on {} and its Applications",
)
_SUBJECTS = (
    "Acoustics Algebra Astronomy Biology Chemistry Cognition Computing Ecology Economics "
    "Education Geology Graphics Hydrology Linguistics Materials Mechanics Medicine Music "
    "Networks Neuroscience Optics Physics Robotics Sociology Statistics Topology"
).split()
_PUBLISHERS = "Northgate Press|Elm \\& Sons|Harbour Books|University of the Coast Press".split("|")
_PLACES = "Lisbon Oslo Toronto Nairobi Kyoto Vienna Bogota Leeds".split()
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TYPES = {
    "article": 46,
    "inproceedings": 34,
    "incollection": 5,
    "book": 4,
    "techreport": 3,
    "phdthesis": 3,
    "misc": 5,
}


def bibliography(count: int) -> str:
    """Return the text of a .bib file with `count` entries."""
    random = Random(SEED)
    return "\n".join(_entry(random, number) for number in range(count))


def _entry(random: Random, number: int) -> str:
    kind = random.choices(list(_TYPES), list(_TYPES.values()))[0]
    year = min(2025, int(2026 - random.expovariate(0.1)))
    people = [_name(random) for _ in range(min(40, 1 + int(random.expovariate(0.4))))]
    fields = {"title": _title(random), "author": " and ".join(people), "year": str(year)}
    fields.update(_VENUES[kind](random))
    fields.update(_extras(random, kind, number))
    lines = ",\n".join(f"  {name} = {_written(name, value)}" for name, value in fields.items())
    return f"@{kind}{{{_key(people[0], year, number)},\n{lines}\n}}\n"


def _written(name: str, value: str) -> str:
    return value if name == "month" else f"{{{value}}}"


def _key(author: str, year: int, number: int) -> str:
    family = "".join(letter for letter in author.partition(",")[0] if letter.isascii())
    return f"{''.join(filter(str.isalpha, family)).lower()[:12]}{year}n{number}"


def _name(random: Random) -> str:
    family = random.choice(_TEX_FAMILIES if random.random() < 0.08 else _FAMILIES)
    given = random.choice(_GIVEN)
    if random.random() < 0.3:
        given += f" {random.choice(_GIVEN)[0]}."
    return f"{family}, {given}" if random.random() < 0.7 else f"{given} {family}"


def _title(random: Random) -> str:
    words = [_word(random, place) for place in range(random.randint(4, 15))]
    if random.random() < 0.12:
        words.insert(random.randrange(len(words)), random.choice(_TEX_PIECES))
    if random.random() < 0.2:
        words[len(words) // 2] += ":"
    return " ".join(words)


def _word(random: Random, place: int) -> str:
    if place and random.random() < 0.3:
        return random.choice(_SMALL)
    word = random.choice(_WORDS)
    return word.capitalize() if place == 0 or random.random() < 0.5 else word


def _prose(random: Random) -> str:
    sentences = []
    for _ in range(random.randint(4, 12)):
        words = [random.choice(_WORDS if random.random() < 0.7 else _SMALL) for _ in range(18)]
        sentences.append(" ".join(words).capitalize() + ".")
    if random.random() < 0.3:
        sentences.append(f"It holds for {random.choice(_TEX_PIECES)} in 95\\% of cases.")
    return " ".join(sentences)


def _pages(random: Random) -> str:
    first = random.randint(1, 2400)
    return f"{first}--{first + random.randint(1, 40)}"


def _of(random: Random, names: tuple[str, ...]) -> str:
    return random.choice(names).format(random.choice(_SUBJECTS))


def _article(random: Random) -> Iterator[tuple[str, str]]:
    yield "journal", _of(random, _JOURNALS)
    yield "volume", str(random.randint(1, 120))
    if random.random() < 0.7:
        yield "number", str(random.randint(1, 12))
    yield "pages", _pages(random)


def _inproceedings(random: Random) -> Iterator[tuple[str, str]]:
    yield "booktitle", _of(random, _MEETINGS)
    yield "pages", _pages(random)
    if random.random() < 0.5:
        yield "address", random.choice(_PLACES)


def _incollection(random: Random) -> Iterator[tuple[str, str]]:
    yield "booktitle", _title(random)
    yield "editor", " and ".join(_name(random) for _ in range(random.randint(1, 3)))
    yield "publisher", random.choice(_PUBLISHERS)
    yield "pages", _pages(random)


def _book(random: Random) -> Iterator[tuple[str, str]]:
    yield "publisher", random.choice(_PUBLISHERS)
    yield "address", random.choice(_PLACES)


def _techreport(random: Random) -> Iterator[tuple[str, str]]:
    yield "institution", f"Institute of {random.choice(_SUBJECTS)}"
    yield "number", f"TR-{random.randint(1, 400)}"


def _phdthesis(random: Random) -> Iterator[tuple[str, str]]:
    yield "school", f"University of {random.choice(_PLACES)}"


def _misc(random: Random) -> Iterator[tuple[str, str]]:
    yield "howpublished", f"Preprint, {random.choice(_SUBJECTS)} Archive"


_VENUES = {
    "article": _article,
    "inproceedings": _inproceedings,
    "incollection": _incollection,
    "book": _book,
    "techreport": _techreport,
    "phdthesis": _phdthesis,
    "misc": _misc,
}


def _extras(random: Random, kind: str, number: int) -> Iterator[tuple[str, str]]:
    if random.random() < 0.3:
        yield "month", random.choice(_MONTHS)
    if kind in ("article", "inproceedings") and random.random() < 0.55:
        yield "doi", f"10.{random.randint(1000, 9999)}/bench.{number}"
    if random.random() < 0.35:
        yield "url", f"https://repository.example/works/{number}"
    if random.random() < 0.2:
        yield "keywords", ", ".join(random.sample(_WORDS, 4))
    if random.random() < 0.27:
        yield "abstract", _prose(random)
