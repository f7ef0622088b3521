"""Subsets the OFL fonts to what a Chinese office prints: the 8,105 general standard characters
(通用规范汉字表, read from Unihan's kTGH), GB 2312, symbols and Latin; the Kai also traditional and variant forms. Layout tables and hints are
left out, which paper does not need. Called by make-fonts.sh."""

import bz2
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

# Rare characters that people's names really have; their absence would be a fault of this script.
MUST_HAVE = "䶮㛃𬭊𬙊龑陞峯堯〔〕〇□"

RANGES = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1
    (0x100, 0x17F),  # Latin with marks, for pinyin
    (0x1CD, 0x1DC),
    (0x391, 0x3C9),  # Greek
    (0x2010, 0x2044),  # dashes, quotes, ellipsis
    (0x20AC, 0x20AC),
    (0x2100, 0x214F),  # ℃ №
    (0x2150, 0x218F),  # Roman numerals, fractions
    (0x2190, 0x2193),
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x249B),  # ① ⑴ ⒈
    (0x2500, 0x2573),
    (0x25A0, 0x25EF),  # □ ■ ○ ●
    (0x2605, 0x2606),
    (0x2610, 0x2612),  # ☐ ☑ ☒
    (0x2713, 0x2717),
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3105, 0x3129),
    (0x3220, 0x3229),  # ㈠
    (0x338E, 0x33D5),  # ㎏ ㎡
    (0xFE10, 0xFE4F),
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),
]


def standard_characters(unihan: Path) -> set[int]:
    """Code points that carry kTGH, the table of 2013."""
    found = set()
    for file in sorted(unihan.glob("Unihan_*.txt.bz2")):
        for line in bz2.open(file, "rt", encoding="utf-8"):
            fields = line.split("\t")
            if len(fields) == 3 and fields[1] == "kTGH":
                found.add(int(fields[0][2:], 16))
    return found


def gb2312() -> set[int]:
    """Every character of GB 2312."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def traditional_and_variant(unihan: Path, standard: set[int]) -> set[int]:
    """Traditional forms in common use (first level of Big5) and Unihan's variants of the standard
    characters: the Kai is the last resort for people's names, which keep old forms (陞, 峯, 堯)."""
    found = set()
    for high in range(0xA4, 0xC7):
        for low in range(0x40, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("big5")))
            except UnicodeDecodeError:
                pass
    for line in bz2.open(unihan / "Unihan_Variants.txt.bz2", "rt", encoding="utf-8"):
        fields = line.rstrip().split("\t")
        if len(fields) == 3 and fields[1].endswith("Variant"):
            one = int(fields[0][2:], 16)
            others = {int(word.split("<")[0][2:], 16) for word in fields[2].split()}
            if one in standard:
                found |= others
            elif others & standard:
                found.add(one)
    return found


def make(source: Path, face: int, target: Path, wanted: set[int], family: str | None) -> None:
    """Writes one subset; `family` renames it, as the OFL asks where names are reserved."""
    options = Options()
    options.font_number = face
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 11, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "meta"]
    options.recalc_timestamp = False
    font = load_font(str(source), options)
    covered = set(font.getBestCmap())
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted & covered)
    subsetter.subset(font)
    if family is not None:
        rename(font, family)
    save_font(font, str(target), options)
    have = set(font.getBestCmap())
    if family is not None:
        assert set(map(ord, MUST_HAVE)) <= have, "the last resort lacks a character it must have"
    print(f"{target.name}: {len(have)} characters, {target.stat().st_size} bytes")


def rename(font, family: str) -> None:
    """Gives the font a name of its own everywhere a user may see it."""
    compact = family.replace(" ", "")
    for record in list(font["name"].names):
        new = {1: family, 2: "Regular", 3: f"{compact}-Regular", 4: family, 6: f"{compact}-Regular"}
        if record.nameID in new:
            record.string = new[record.nameID]


def main() -> None:
    tree, out = Path(sys.argv[1]), Path(sys.argv[2])
    unihan = tree / "unicode-data/usr/share/unicode"
    wanted = standard_characters(unihan)
    assert len(wanted) == 8105, f"kTGH gave {len(wanted)} characters"
    older = traditional_and_variant(unihan, wanted)
    wanted |= gb2312()
    for low, high in RANGES:
        wanted |= set(range(low, high + 1))
    wanted |= set(map(ord, MUST_HAVE))
    noto = "usr/share/fonts/opentype/noto"
    make(tree / "fonts-lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf",
         -1, out / "GongkaiKai-Regular.ttf", wanted | older, "Gongkai Kai")
    make(tree / "fonts-noto-cjk" / noto / "NotoSansCJK-Regular.ttc",
         2, out / "NotoSansCJKsc-Regular.otf", wanted, None)
    make(tree / "fonts-noto-cjk-extra" / noto / "NotoSerifCJK-Black.ttc",
         2, out / "NotoSerifCJKsc-Black.otf", wanted, None)


if __name__ == "__main__":
    main()
