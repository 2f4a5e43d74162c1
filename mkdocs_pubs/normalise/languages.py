"""The language of a work, as a tag that HTML knows (BCP 47).

BibLaTeX manual, 2.2.3 and 3.1.2.1 (``langid``, the names of babel and polyglossia, also as its keys
``langgerman``); Zotero and al-folio write tags, other tools ISO 639-2. What is none of these, or
several languages at once, is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_pubs.latex import to_text
from mkdocs_pubs.patterns import regex

_FIELDS = ("langid", "hyphenation", "language")
_TAG = regex(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
_ISO_639_1 = frozenset(
    "aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy"
    " da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht"
    " hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky"
    " la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny"
    " oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss"
    " st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo"
    " za zh zu".split()
)
_NAMES: Mapping[str, str] = {
    name: tag
    for tag, names in {
        "af": "afrikaans afr",
        "am": "amharic amh",
        "ar": "arabic ara العربية",
        "ar-DZ": "algerian",
        "ar-EG": "egyptian",
        "ar-MA": "moroccan",
        "ast": "asturian",
        "az": "azerbaijani aze",
        "be": "belarusian bel беларуская",
        "bg": "bulgarian bul български",
        "bn": "bengali bangla ben",
        "bo": "tibetan",
        "br": "breton bre",
        "bs": "bosnian bos",
        "ca": "catalan cat català",
        "cop": "coptic",
        "cs": "czech cze ces čeština",
        "cy": "welsh cym",
        "da": "danish dan dansk",
        "de": "german ngerman ger deu deutsch",
        "de-AT": "austrian naustrian",
        "de-CH": "swissgerman nswissgerman",
        "dsb": "lowersorbian lsorbian",
        "dv": "divehi dhivehi",
        "el": "greek polutonikogreek polytonicgreek gre ell ελληνικά",
        "en": "english eng",
        "en-AU": "australian",
        "en-CA": "canadian",
        "en-GB": "british ukenglish",
        "en-NZ": "newzealand",
        "en-US": "american usenglish",
        "eo": "esperanto epo",
        "es": "spanish spa español castellano castilian",
        "es-MX": "mexican spanishmx",
        "et": "estonian est eesti",
        "eu": "basque eus baq euskara",
        "fa": "persian farsi per fas فارسی",
        "fi": "finnish fin suomi",
        "fr": "french francais français frenchb fre fra",
        "fr-CA": "acadian canadien",
        "fur": "friulan friulian",
        "ga": "irish gle gaeilge",
        "gd": "scottish gaelic gla",
        "gl": "galician glg galego",
        "grc": "ancientgreek",
        "he": "hebrew heb עברית",
        "hi": "hindi hin",
        "hr": "croatian hrv hrvatski",
        "hsb": "uppersorbian usorbian",
        "hu": "hungarian magyar hun",
        "hy": "armenian arm hye",
        "ia": "interlingua ina",
        "id": "indonesian bahasa bahasai ind indon",
        "is": "icelandic ice isl íslenska",
        "it": "italian ita italiano",
        "ja": "japanese jpn 日本語",
        "ka": "georgian geo kat",
        "kk": "kazakh kaz",
        "km": "khmer khm",
        "kn": "kannada kan",
        "ko": "korean kor 한국어",
        "ku": "kurdish kur kurmanji",
        "la": "latin lat latina classiclatin",
        "lo": "lao",
        "lt": "lithuanian lit lietuvių",
        "lv": "latvian lav latviešu",
        "mk": "macedonian mac mkd",
        "ml": "malayalam mal",
        "mn": "mongolian mon",
        "mr": "marathi mar",
        "ms": "malay bahasam bahasamalay melayu msa",
        "nb": "norsk bokmål bokmal nob",
        "nko": "nko",
        "nl": "dutch dut nld nederlands",
        "nn": "nynorsk nno",
        "no": "norwegian nor",
        "oc": "occitan oci",
        "pa": "punjabi pan",
        "pl": "polish pol polski polskie",
        "pms": "piedmontese",
        "pt": "portuguese portuges por português",
        "pt-BR": "brazil brazilian",
        "rm": "romansh",
        "ro": "romanian ron rum română",
        "ru": "russian rus русский",
        "sa": "sanskrit san",
        "se": "samin sami",
        "sk": "slovak slo slk slovenčina",
        "sl": "slovene slovenian slv slovenščina",
        "sq": "albanian sqi alb",
        "sr": "serbian srp српски",
        "sr-Cyrl": "serbianc",
        "sr-Latn": "serbianlatin",
        "sv": "swedish swe svenska",
        "syr": "syriac",
        "ta": "tamil tam",
        "te": "telugu tel",
        "th": "thai tha ไทย",
        "tk": "turkmen tuk",
        "tr": "turkish tur türkçe",
        "ug": "uyghur uig",
        "uk": "ukrainian ukr українська",
        "ur": "urdu urd",
        "vi": "vietnamese vie việt",
        "zh": "chinese chi zho 中文 汉语",
        "zh-Hans": "chinese-simplified chinese-hans 简体中文",
        "zh-Hant": "chinese-traditional chinese-hant 繁體中文",
    }.items()
    for name in names.split()
}


def language_of(fields: Mapping[str, str]) -> str:
    """Return the tag of a work's language, or ``""`` if it is not known."""
    if fields.keys().isdisjoint(_FIELDS):
        return ""
    tags = (_tag(to_text(fields[name])) for name in _FIELDS if fields.get(name))
    return next(filter(None, tags), "")


def _tag(written: str) -> str:
    name = written.strip().lower()
    if found := _NAMES.get(name) or _NAMES.get(name.removeprefix("lang")):
        return found
    match = _TAG.fullmatch(name)
    if match is None:
        return ""
    language = match[1] if match[1] in _ISO_639_1 else _NAMES.get(match[1], "")
    script, region = (match[2] or "").capitalize(), (match[3] or "").upper()
    return "-".join(filter(None, (language, script, region))) if language else ""
