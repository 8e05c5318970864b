#!/usr/bin/env python3
"""Writes runtime/text/names_tables.inc: the names of characters, compressed, and their way back.

Run it with the newest CPython at hand:  python3.15 tools/gen_unicode_names.py [CANDIDATES]

Names come from unicodedata. It can look aliases and named sequences up but not list them, so candidates
are read from a file with names (default: the Unicode tables of the installed perl); every one is checked
with unicodedata.lookup before it is used.
"""
import collections
import glob
import pathlib
import re
import struct
import sys
import unicodedata as ud

from gen_unicode import write_array

OUT = pathlib.Path(__file__).resolve().parent.parent / "runtime" / "text" / "names_tables.inc"
ONE_BYTE = 160  # the most frequent words take one byte
END = 255       # ends a name
BLOCK = 16      # names (and words) between two offsets
BUCKETS = 8192


def name_hash(name):
    value = 2166136261
    for byte in name.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def is_hangul_syllable(code):
    return 0xAC00 <= code < 0xAC00 + 11172


def collect():
    """Plain names by code point, and ranges whose names are a prefix and the code in hexadecimal."""
    names, ranges = {}, []
    for code in range(0x110000):
        name = ud.name(chr(code), None)
        if name is None or is_hangul_syllable(code):
            continue
        suffix = f"{code:04X}"
        if not name.endswith("-" + suffix):
            names[code] = name
            continue
        prefix = name[:-len(suffix)]
        if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == prefix:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, prefix])
    return names, ranges


def encode(names, ranks):
    data, offsets = bytearray(), []
    for i, name in enumerate(names.values()):
        if i % BLOCK == 0:
            offsets.append(len(data))
        for word in name.split(" "):
            rank = ranks[word]
            if rank < ONE_BYTE:
                data.append(rank)
            else:
                data += bytes((ONE_BYTE + (rank - ONE_BYTE) // 256, (rank - ONE_BYTE) % 256))
        data.append(END)
    return data, offsets


def runs(names):
    """(first code point, index of its name) of each run of consecutive code points."""
    out, last = [], -2
    for i, code in enumerate(names):
        if code != last + 1:
            out.append((code, i))
        last = code
    return out


def hash_buckets(names):
    buckets = [[] for _ in range(BUCKETS)]
    for i, name in enumerate(names.values()):
        buckets[name_hash(name) % BUCKETS].append(i)
    starts, entries = [0], []
    for bucket in buckets:
        entries += bucket
        starts.append(len(entries))
    return starts, entries


def candidates():
    paths = sys.argv[1:] or glob.glob("/usr/share/perl/5*/unicore/Name.pl")
    text = "\n".join(pathlib.Path(path).read_text() for path in paths)
    return sorted(set(re.findall(r"^[A-Z][A-Z0-9 ()-]+$", text, re.M)))


def aliases_and_sequences():
    aliases, sequences = [], []
    for name in candidates():
        try:
            found = ud.lookup(name)
        except KeyError:
            continue
        if len(found) > 1:
            sequences.append((name, found))
        elif ud.name(found, None) != name:
            aliases.append((name, ord(found)))
    return aliases, sequences


def write_text(out, declaration, text, width=116):
    out.write(f"{declaration}[] =\n")
    for start in range(0, len(text), width):
        out.write(f'"{text[start:start + width]}"\n')
    out.write(";\n")


def main():
    names, ranges = collect()
    counts = collections.Counter(word for name in names.values() for word in name.split(" "))
    words = sorted(counts, key=lambda word: (-counts[word], word))
    assert len(words) <= ONE_BYTE + (END - ONE_BYTE) * 256 and len(names) < 65536
    data, offsets = encode(names, {word: i for i, word in enumerate(words)})
    data += bytes(-len(data) % 8)
    word_offsets, text = [], ""
    for i, word in enumerate(words):
        if i % BLOCK == 0:
            word_offsets.append(len(text))
        text += word + " "
    starts, entries = hash_buckets(names)
    aliases, sequences = aliases_and_sequences()
    with OUT.open("w", newline="\n") as out:
        out.write("// Written by tools/gen_unicode_names.py; do not edit.\n")
        out.write(f"constexpr unsigned kOneByteWords = {ONE_BYTE};\nconstexpr unsigned kNameEnd = {END};\n")
        out.write(f"constexpr unsigned kNameBlock = {BLOCK};\nconstexpr unsigned kNameBuckets = {BUCKETS};\n")
        out.write(f"constexpr unsigned kNameCount = {len(names)};\n")
        write_text(out, "constexpr char kNameWords", text)
        write_array(out, "constexpr std::uint32_t kWordOffsets", word_offsets)
        write_array(out, "constexpr std::uint64_t kNameData", [hex(word) for (word,) in struct.iter_unpack("<Q", data)])
        write_array(out, "constexpr std::uint32_t kNameOffsets", offsets)
        write_array(out, "constexpr NameRun kNameRuns", [f"{{{code},{i}}}" for code, i in runs(names)])
        write_array(out, "constexpr std::uint16_t kBucketStarts", starts)
        write_array(out, "constexpr std::uint16_t kBucketEntries", entries)
        write_array(out, "constexpr HexRange kHexRanges", [f'{{{a},{b},"{p}"}}' for a, b, p in ranges])
        write_array(out, "constexpr NameAlias kNameAliases", [f'{{"{name}",{code}}}' for name, code in aliases])
        write_array(out, "constexpr NamedSequence kNamedSequences",
                    [f'{{"{name}",{len(chars)},{{{",".join(str(ord(c)) for c in chars)}}}}}'
                     for name, chars in sequences])


if __name__ == "__main__":
    main()
