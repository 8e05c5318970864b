#!/usr/bin/env python3
"""Writes runtime/text/unicode_3_2_tables.inc: how the Unicode 3.2 database differs from the one of the Python that runs this script.

Run it with the Python that wrote unicode_tables.inc:  python3.15 tools/gen_unicode_3_2.py
"""
import pathlib
import unicodedata as present

OUT = pathlib.Path(__file__).resolve().parent.parent / "runtime" / "text" / "unicode_3_2_tables.inc"
old = present.ucd_3_2_0
LIMIT = 0x110000
PROPERTIES = "category bidirectional east_asian_width mirrored".split()


def record(database, char):
    return tuple(getattr(database, name)(char) for name in PROPERTIES) + (database.decimal(char, -1),)


def difference(code):
    """The C++ initializer behind the range, or nothing."""
    char = chr(code)
    before = record(old, char)
    if before == record(present, char):
        return None
    category, bidirectional, width, mirrored, decimal = before
    return f'"{category}","{bidirectional}","{width}",{mirrored},{decimal}'


def numeric(database, code):
    return database.numeric(chr(code), None)


def ranges():
    first, current = 0, None
    for code in range(LIMIT + 1):
        found = difference(code) if code < LIMIT else None
        if found == current:
            continue
        if current:
            yield f"{{{first},{code - 1},{current}}},"
        first, current = code, found


def main():
    corrections = [code for code in range(LIMIT) if old.category(chr(code)) != "Cn" and old.normalize("NFD", chr(code)) != present.normalize("NFD", chr(code))]
    numbers = [code for code in range(LIMIT) if old.category(chr(code)) != "Cn" and numeric(old, code) != numeric(present, code)]
    with OUT.open("w", newline="\n") as out:
        out.write("// Written by tools/gen_unicode_3_2.py; do not edit.\n")
        out.write("constexpr OldRecord kOldRecords[] = {\n")
        line = ""
        for text in ranges():
            if len(line) + len(text) > 118:
                out.write(line + "\n")
                line = ""
            line += text
        out.write(line + "\n};\nconstexpr char32_t kCorrections[][2] = {\n")
        out.write("".join(f"{{{code},{ord(old.normalize('NFD', chr(code)))}}}," for code in corrections) + "\n};\n")
        out.write("// The number is a NaN if the character has none.\nconstexpr OldNumber kOldNumbers[] = {\n")
        for code in numbers:
            value = numeric(old, code)
            out.write(f"{{{code},{'kNoNumber' if value is None else value}}},\n")
        out.write("};\n")


if __name__ == "__main__":
    main()
