"""Colours as CSS writes them, and the text that is readable on them (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from colorsys import hls_to_rgb

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.patterns import regex

READABLE = 4.5
"""The contrast that text needs."""

VISIBLE = 3.0
"""The contrast that a shape needs against what is around it."""

_HEX = regex(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_NUMBER = r"(\d+(?:\.\d+)?)"
_SEPARATOR = r"(?:\s*,\s*|\s+)"
_RGB = regex(rf"rgb\(\s*{_NUMBER}{_SEPARATOR}{_NUMBER}{_SEPARATOR}{_NUMBER}\s*\)")
_HSL = regex(rf"hsl\(\s*{_NUMBER}(?:deg)?{_SEPARATOR}{_NUMBER}%{_SEPARATOR}{_NUMBER}%\s*\)")


@dataclass(frozen=True)
class Colour:
    """An opaque colour in sRGB, each part from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        """Return the colour as CSS writes it."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance, from 0 to 1 (WCAG 2.2)."""
        red, green, blue = map(_linear, (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: Colour) -> float:
        """Return the contrast with another colour, from 1 to 21 (WCAG 2.2)."""
        darker, lighter = sorted((self.luminance, other.luminance))
        return (lighter + 0.05) / (darker + 0.05)

    @property
    def text(self) -> Colour:
        """White if that can be read on this colour, else black, which then can."""
        return WHITE if self.contrast(WHITE) >= READABLE else BLACK

    @property
    def on_dark(self) -> Colour:
        """The colour with as much white as it takes to be seen on a dark page."""
        shades = (self._mixed(WHITE, percent) for percent in range(0, 101, 5))
        return next(shade for shade in shades if shade.contrast(_DARK_PAGE) >= VISIBLE)

    def _mixed(self, other: Colour, percent: int) -> Colour:
        pairs = zip(
            (self.red, self.green, self.blue), (other.red, other.green, other.blue), strict=True
        )
        return Colour(*(round(one + (two - one) * percent / 100) for one, two in pairs))


WHITE = Colour(255, 255, 255)
BLACK = Colour(0, 0, 0)

# As light as the dark pages of themes are: Material's is #1e2129, Bootstrap's #212529.
_DARK_PAGE = Colour(0x21, 0x25, 0x29)


def read_colour(text: str) -> Colour | None:
    """Read a colour: ``#b509ac``, ``#b0a``, ``rgb(…)``, ``hsl(…)`` or a name of CSS."""
    text = text.strip().lower()
    if text in _NAMED:
        return _from_hex(_NAMED[text])
    if found := _HEX.fullmatch(text):
        return _from_hex(found[1])
    if found := _RGB.fullmatch(text):
        return _from_parts(*(float(part) / 255 for part in found.groups()))
    if found := _HSL.fullmatch(text):
        hue, saturation, lightness = (float(part) for part in found.groups())
        return _from_parts(*hls_to_rgb(hue % 360 / 360, lightness / 100, saturation / 100))
    return None


def _from_hex(digits: str) -> Colour:
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return Colour(*bytes.fromhex(digits))


def _from_parts(*parts: float) -> Colour:
    return Colour(*(round(min(max(part, 0), 1) * 255) for part in parts))


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


# CSS Color Module Level 4, 6.1.
_NAMED = dict(
    pair.split(":")
    for pair in (
        "aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff"
        " beige:f5f5dc bisque:ffe4c4 black:000000 blanchedalmond:ffebcd blue:0000ff"
        " blueviolet:8a2be2 brown:a52a2a burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00"
        " chocolate:d2691e coral:ff7f50 cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c"
        " cyan:00ffff darkblue:00008b darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9"
        " darkgreen:006400 darkgrey:a9a9a9 darkkhaki:bdb76b darkmagenta:8b008b"
        " darkolivegreen:556b2f darkorange:ff8c00 darkorchid:9932cc darkred:8b0000"
        " darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b darkslategray:2f4f4f"
        " darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493"
        " deepskyblue:00bfff dimgray:696969 dimgrey:696969 dodgerblue:1e90ff firebrick:b22222"
        " floralwhite:fffaf0 forestgreen:228b22 fuchsia:ff00ff gainsboro:dcdcdc"
        " ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520 gray:808080 green:008000"
        " greenyellow:adff2f grey:808080 honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c"
        " indigo:4b0082 ivory:fffff0 khaki:f0e68c lavender:e6e6fa lavenderblush:fff0f5"
        " lawngreen:7cfc00 lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080"
        " lightcyan:e0ffff lightgoldenrodyellow:fafad2 lightgray:d3d3d3 lightgreen:90ee90"
        " lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a lightseagreen:20b2aa"
        " lightskyblue:87cefa lightslategray:778899 lightslategrey:778899 lightsteelblue:b0c4de"
        " lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6 magenta:ff00ff"
        " maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd mediumorchid:ba55d3"
        " mediumpurple:9370db mediumseagreen:3cb371 mediumslateblue:7b68ee"
        " mediumspringgreen:00fa9a mediumturquoise:48d1cc mediumvioletred:c71585"
        " midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5"
        " navajowhite:ffdead navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23"
        " orange:ffa500 orangered:ff4500 orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98"
        " paleturquoise:afeeee palevioletred:db7093 papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f"
        " pink:ffc0cb plum:dda0dd powderblue:b0e0e6 purple:800080 rebeccapurple:663399 red:ff0000"
        " rosybrown:bc8f8f royalblue:4169e1 saddlebrown:8b4513 salmon:fa8072 sandybrown:f4a460"
        " seagreen:2e8b57 seashell:fff5ee sienna:a0522d silver:c0c0c0 skyblue:87ceeb"
        " slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa springgreen:00ff7f"
        " steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347 turquoise:40e0d0"
        " violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5 yellow:ffff00"
        " yellowgreen:9acd32"
    ).split()
)
