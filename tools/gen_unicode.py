#!/usr/bin/env python3
"""Writes runtime/text/unicode_tables.inc from the Unicode database of the Python that runs this script.

Run it with the newest CPython at hand:  python3.15 tools/gen_unicode.py
Everything is asked from unicodedata and the methods of str, so that the tables agree with that Python.
"""
import pathlib
import unicodedata as ud

import _sre

OUT = pathlib.Path(__file__).resolve().parent.parent / "runtime" / "text" / "unicode_tables.inc"
SHIFT = 7
LIMIT = 0x110000

# In the order of CharFlag in runtime/text/unicode.h.
FLAGS = """Alpha Decimal Digit Numeric Space Printable Upper Lower Title Cased CaseIgnorable XidStart XidContinue
Mirrored UpperSpecial LowerSpecial TitleSpecial FoldSpecial NfdNo NfkdNo NfcNo NfkcNo ComposesBack""".split()
BIT = {name: 1 << i for i, name in enumerate(FLAGS)}

CATEGORIES = "Cn Lu Ll Lt Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Lm Lo Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".split()
BIDIRECTIONAL = ["", *"L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split()]
WIDTHS = ["F", "H", "W", "Na", "A", "N"]
TAGS = ["", *"<noBreak> <compat> <super> <fraction> <font> <narrow> <wide> <square> <isolated> <initial> <medial> "
        "<final> <sub> <vertical> <circle> <small>".split()]


def is_hangul_syllable(code):
    return 0xAC00 <= code < 0xAC00 + 11172


class Tables:
    def __init__(self):
        self.special = [0]  # entries: simple mapping, count, characters
        self.special_at = {}
        self.numeric = ["0"]
        self.records = {}
        self.decompositions = [0]
        self.pairs = []

    def special_mapping(self, simple, text):
        key = (simple, text)
        if key not in self.special_at:
            self.special_at[key] = len(self.special)
            self.special += [simple, len(text), *map(ord, text)]
        return self.special_at[key]

    def mapping(self, code, text, simple):
        """The field of a record and whether it is an index into the side table."""
        if len(text) == 1 and ord(text) == simple:
            return simple - code, False
        return self.special_mapping(simple, text), True

    def numeric_index(self, char):
        value = ud.numeric(char, None)
        if value is None:
            return 0
        text = repr(float(value))
        if text not in self.numeric[1:]:
            self.numeric.append(text)
        return self.numeric.index(text, 1)


def case_ignorable(char):
    # The final sigma rule tells: an ignorable character is looked through, on to the A.
    return ("AΣ" + char + "A").lower()[1] == "σ" and ("AΣ" + char).lower()[1] == "ς"


def record_of(tables, code, seconds):
    char = chr(code)
    category = ud.category(char)
    flags = 0

    def flag(name, condition):
        nonlocal flags
        if condition:
            flags |= BIT[name]

    flag("Alpha", char.isalpha())
    flag("Decimal", char.isdecimal())
    flag("Digit", char.isdigit())
    flag("Numeric", char.isnumeric())
    flag("Space", char.isspace())
    flag("Printable", char.isprintable())
    flag("Upper", char.isupper())
    flag("Lower", char.islower())
    flag("Title", category == "Lt")
    flag("Cased", char.isupper() or char.islower() or category == "Lt")
    flag("CaseIgnorable", case_ignorable(char))
    flag("XidStart", char.isidentifier() and char != "_")
    flag("XidContinue", ("a" + char).isidentifier())
    flag("Mirrored", ud.mirrored(char))
    for form in ("NFD", "NFKD", "NFC", "NFKC"):
        flag(form.capitalize() + "No", ud.normalize(form, char) != char)
    flag("ComposesBack", code in seconds or 0x1161 <= code < 0x1176 or 0x11A8 <= code < 0x11C3)

    title = char.title()
    simple_title = ord(title) if len(title) == 1 else code
    upper = char.upper()
    simple_upper = ord(upper) if len(upper) == 1 else simple_title
    fields = []
    for name, text, simple in (("Upper", upper, simple_upper), ("Lower", char.lower(), _sre.unicode_tolower(code)),
                               ("Title", title, simple_title)):
        value, special = tables.mapping(code, text, simple)
        flag(name + "Special", special)
        fields.append(value)
    fold = char.casefold()
    value, special = tables.mapping(code, fold, ord(fold) if len(fold) == 1 else code)
    flag("FoldSpecial", special)
    fields.append(value)
    return (flags, *fields, CATEGORIES.index(category), BIDIRECTIONAL.index(ud.bidirectional(char)),
            ud.combining(char), WIDTHS.index(ud.east_asian_width(char)), ud.decimal(char, -1), ud.digit(char, -1),
            tables.numeric_index(char))


def two_stage(values):
    blocks, index1, index2 = {}, [], []
    for start in range(0, LIMIT, 1 << SHIFT):
        block = tuple(values[start:start + (1 << SHIFT)])
        if block not in blocks:
            blocks[block] = len(blocks)
            index2 += block
        index1.append(blocks[block])
    return index1, index2


def decomposition_offsets(tables):
    """Entries: tag << 8 | count, then the characters. Also collects the pairs that compose."""
    offsets = [0] * LIMIT
    seen = {}
    for code in range(LIMIT):
        text = ud.decomposition(chr(code))
        if not text or is_hangul_syllable(code):
            continue
        words = text.split()
        tag = words.pop(0) if words[0].startswith("<") else ""
        chars = [int(word, 16) for word in words]
        entry = (TAGS.index(tag) << 8 | len(chars), *chars)
        if entry not in seen:
            seen[entry] = len(tables.decompositions)
            tables.decompositions += entry
        offsets[code] = seen[entry]
        if not tag and len(chars) == 2 and ud.normalize("NFC", chr(code)) == chr(code):
            tables.pairs.append((*chars, code))
    tables.pairs.sort()
    return offsets


def write_array(out, declaration, items, width=118):
    out.write(f"{declaration}[] = {{\n")
    line = ""
    for item in items:
        text = f"{item},"
        if len(line) + len(text) > width:
            out.write(line + "\n")
            line = ""
        line += text
    out.write(line + "\n};\n")


def quoted(items):
    return [f'"{item}"' for item in items]


def main():
    tables = Tables()
    offsets = decomposition_offsets(tables)
    seconds = {second for _, second, _ in tables.pairs}
    values = []
    for code in range(LIMIT):
        record = record_of(tables, code, seconds)
        values.append(tables.records.setdefault(record, len(tables.records)))
    assert len(tables.records) < 65536 and len(tables.decompositions) < 65536
    index1, index2 = two_stage(values)
    decomposition1, decomposition2 = two_stage(offsets)
    with OUT.open("w", newline="\n") as out:
        out.write("// Written by tools/gen_unicode.py; do not edit.\n")
        out.write(f'constexpr std::string_view kUnicodeVersion = "{ud.unidata_version}";\n')
        write_array(out, "constexpr std::string_view kCategories", quoted(CATEGORIES))
        write_array(out, "constexpr std::string_view kBidirectional", quoted(BIDIRECTIONAL))
        write_array(out, "constexpr std::string_view kWidths", quoted(WIDTHS))
        write_array(out, "constexpr std::string_view kDecompositionTags", quoted(TAGS))
        write_array(out, "constexpr double kNumericValues", tables.numeric)
        write_array(out, "constexpr char32_t kSpecialMappings", tables.special)
        write_array(out, "constexpr std::uint16_t kDecompositionIndex1", decomposition1)
        write_array(out, "constexpr std::uint16_t kDecompositionIndex2", decomposition2)
        write_array(out, "constexpr char32_t kDecompositions", tables.decompositions)
        write_array(out, "constexpr CompositionPair kCompositionPairs",
                    [f"{{{a},{b},{c}}}" for a, b, c in tables.pairs])
        write_array(out, "constexpr CharRecord kCharRecords",
                    ["{" + ",".join(map(str, record)) + "}" for record in tables.records])
        write_array(out, "constexpr std::uint16_t kCharIndex1", index1)
        write_array(out, "constexpr std::uint16_t kCharIndex2", index2)


if __name__ == "__main__":
    main()
