#!/usr/bin/env python3
"""Writes runtime/text/east_asian_tables.inc: the character sets of the East Asian encodings, compressed.

Run it with CPython 3.13:  python3.13 tools/gen_east_asian.py
Everything is asked from the codecs of that Python. runtime/text/east_asian.cpp expands the tables.

A decode table is a grid of cells, one for each pair of bytes. Its cells are written as a stream of bytes. A table may
copy cells from a table before it, so a character set that several encodings share is written once. An encode table is
the inverse of one or two decode tables, with a list of what that inverse gets wrong.
"""
import pathlib
import struct

from gen_unicode import write_array

OUT = pathlib.Path(__file__).resolve().parent.parent / "runtime" / "text" / "east_asian_tables.inc"
PAIR = 0x110000  # cells from here on are indices of pairs of characters
# Bytes of the stream. 0 to 63 are the differences 1 to 64 to the cell before; from FAR on, two bytes are a difference.
STEPS, SKIP, RUN, WHOLE, COPY, FAR = 64, 64, 65, 66, 67, 68
FAR_LOWEST = -((256 - FAR) * 256 // 2)
COPY_COST = 5

# Name of the table, codec, bytes in front of the pair of bytes, whether the pair is written with 7 bits.
DECODE = [
    ("Jisx0208", "euc_jp", b"", False),
    ("Jisx0212", "euc_jp", b"\x8f", False),
    ("Jisx0213Plane1", "iso2022_jp_2004", b"\x1b$(Q", True),
    ("Jisx0213Plane2", "iso2022_jp_2004", b"\x1b$(P", True),
    ("Jisx0213Plane1Of2000", "iso2022_jp_3", b"\x1b$(O", True),
    ("EucJis2004", "euc_jis_2004", b"", False),
    ("EucJis2004Long", "euc_jis_2004", b"\x8f", False),
    ("EucJisx0213", "euc_jisx0213", b"", False),
    ("EucJisx0213Long", "euc_jisx0213", b"\x8f", False),
    ("ShiftJis", "shift_jis", b"", False),
    ("Cp932", "cp932", b"", False),
    ("ShiftJis2004", "shift_jis_2004", b"", False),
    ("ShiftJisx0213", "shift_jisx0213", b"", False),
    ("Gb2312", "gb2312", b"", False),
    ("Gbk", "gbk", b"", False),
    ("Gb18030", "gb18030", b"", False),
    ("Ksx1001", "iso2022_kr", b"\x1b$)C\x0e", True),
    ("Cp949", "cp949", b"", False),
    ("Johab", "johab", b"", False),
    ("Big5", "big5", b"", False),
    ("Cp950", "cp950", b"", False),
    ("Big5Hkscs", "big5hkscs", b"", False),
]
# Name of the table, codec, decode table, decode tables of the second plane (what both have, the first one says).
ENCODE = [
    ("EucJp", "euc_jp", "Jisx0208", "Jisx0212", None),
    ("Jisx0213", "iso2022_jp_2004", "Jisx0213Plane1", "Jisx0213Plane2", None),
    ("Jisx0213Of2000", "iso2022_jp_3", "Jisx0213Plane1Of2000", "Jisx0213Plane2", None),
    ("EucJis2004", "euc_jis_2004", "EucJis2004", "Jisx0213Plane2", "EucJis2004Long"),
    ("EucJisx0213", "euc_jisx0213", "EucJisx0213", "Jisx0213Plane2", "EucJisx0213Long"),
    ("ShiftJis", "shift_jis", "ShiftJis", None, None),
    ("Cp932", "cp932", "Cp932", None, None),
    ("ShiftJis2004", "shift_jis_2004", "ShiftJis2004", None, None),
    ("ShiftJisx0213", "shift_jisx0213", "ShiftJisx0213", None, None),
    ("Gb2312", "gb2312", "Gb2312", None, None),
    ("Gbk", "gbk", "Gbk", None, None),
    ("Gb18030", "gb18030", "Gb18030", None, None),
    ("EucKr", "euc_kr", "Ksx1001", None, None),
    ("Cp949", "cp949", "Cp949", None, None),
    ("Johab", "johab", "Johab", None, None),
    ("Big5", "big5", "Big5", None, None),
    ("Cp950", "cp950", "Cp950", None, None),
    ("Big5Hkscs", "big5hkscs", "Big5Hkscs", None, None),
]
SECOND_PLANE = 0xFF7F  # a code of the second plane has bit 7 of its second byte clear


def decoded(codec, data):
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def encoded(codec, text):
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return None


def ask_cells(codec, prefix, seven_bits):
    """{(lead, trail): text}. The leads are those of the form with 8 bits."""
    cells = {}
    for lead in range(0xA1 if seven_bits else 0x81, 0xFF):
        if not seven_bits and (decoded(codec, prefix + bytes((lead,))) is not None or lead in (0x8E, 0x8F) and "euc_j" in codec):
            continue
        for trail in range(0xA1 if seven_bits else 0x20, 0xFF):
            pair = (lead & 0x7F, trail & 0x7F) if seven_bits else (lead, trail)
            text = decoded(codec, prefix + bytes(pair))
            if text:
                cells[lead, trail] = text
    return cells


class Table:
    def __init__(self, name, cells, pairs):
        self.name = name
        self.cells = cells
        leads, trails = {lead for lead, _ in cells}, {trail for _, trail in cells}
        self.lead, self.last_lead, self.trail, self.last_trail = min(leads), max(leads), min(trails), max(trails)
        self.values = [value_of(cells.get((lead, trail)), pairs) for lead in range(self.lead, self.last_lead + 1)
                       for trail in range(self.trail, self.last_trail + 1)]
        while not self.values[-1]:
            self.values.pop()


def value_of(text, pairs):
    if text is None:
        return 0
    if len(text) == 1:
        return ord(text)
    if text not in pairs:
        pairs.append(text)
    return PAIR + pairs.index(text)


def plain(values, i, end, previous, limit):
    """The bytes of values[i:end] without copies, up to about `limit` bytes."""
    out = bytearray()
    while i < end and len(out) <= limit:
        count = 1
        if not values[i]:
            while i + count < end and count < 256 and not values[i + count]:
                count += 1
            out += bytes((SKIP, count - 1))
        else:
            while i + count < end and count < 256 and values[i + count] == values[i] + count:
                count += 1
            difference = values[i] - previous
            if difference == 1 and count > 2:
                out += bytes((RUN, count - 1))
            else:
                count = 1
                if 1 <= difference <= STEPS:
                    out.append(difference - 1)
                elif 0 <= difference - FAR_LOWEST < (256 - FAR) * 256:
                    out += bytes((FAR + (difference - FAR_LOWEST) // 256, (difference - FAR_LOWEST) % 256))
                else:
                    out += bytes((WHOLE,)) + values[i].to_bytes(3, "big")
            previous = values[i + count - 1]
        i += count
    return out, i, previous


def best_copy(values, i, places, tables):
    best = (0, 0, 0)
    for number, at in places.get(values[i], ()):
        source = tables[number].values
        length = 0
        while length < 256 and i + length < len(values) and at + length < len(source) and source[at + length] == values[i + length]:
            length += 1
        while length and not values[i + length - 1]:
            length -= 1
        best = max(best, (length, number, at))
    return best


def stream(table, tables, places):
    values, out, i, previous = table.values, bytearray(), 0, 0
    while i < len(values):
        if values[i]:
            length, number, at = best_copy(values, i, places, tables)
            if length and len(plain(values, i, i + length, previous, COPY_COST)[0]) > COPY_COST:
                out += bytes((COPY, number, at >> 8, at & 255, length - 1))
                i += length
                previous = values[i - 1]
                continue
        # As far as the next cell that may be copied.
        end = i + 1
        while end < len(values) and bool(values[end]) == bool(values[i]) and (not values[end] or values[end] == values[end - 1] + 1):
            end += 1
        more, i, previous = plain(values, i, end, previous, len(values) * 4)
        out += more
    return out


def code_of(codec, data):
    """The code of an encoded character. 0: it has none. None: it is not the table that says it."""
    if codec.startswith("iso2022"):
        if data is None or not data.startswith((b"\x1b$(Q", b"\x1b$(P", b"\x1b$(O")):
            return 0 if data is None else None
        code = int.from_bytes(data[4:6], "big") | 0x8080
        return code & SECOND_PLANE if data[3] == ord("P") else code
    if data is None or len(data) > 3:
        return 0
    if len(data) == 3:
        return int.from_bytes(data[1:], "big") & SECOND_PLANE
    return int.from_bytes(data, "big")


class Inverse:
    """An encode table: runs of (first character, how many, first code) that differ from the inverse; pairs."""

    def __init__(self, codec, planes):
        simulated, self.pairs = {}, []
        for mask, table in zip((0xFFFF, SECOND_PLANE, SECOND_PLANE), planes):
            for (lead, trail), text in table.cells.items():
                code = (lead << 8 | trail) & mask
                if len(text) == 2:
                    self.pairs.append((ord(text[0]), ord(text[1]), code))
                else:
                    simulated.setdefault(ord(text), code)
        self.runs = []
        for c in range(0x80, 0x110000):
            if 0xD800 <= c < 0xE000:
                continue
            code = code_of(codec, encoded(codec, chr(c)))
            if code is not None and code != simulated.get(c, 0):
                self.differs(c, code)
        firsts = sorted({first for first, _, _ in self.pairs})
        self.pairs += [(first, 0, code_of(codec, encoded(codec, chr(first))) or simulated[first]) for first in firsts]

    def differs(self, c, code):
        if self.runs:
            first, count, start = self.runs[-1]
            if c == first + count and code == (start + count if start else 0):
                self.runs[-1] = (first, count + 1, start)
                return
        self.runs.append((c, 1, code))


def gb18030_ranges():
    """(first character, last, number of the first): those of the Basic Multilingual Plane that have four bytes."""
    ranges = []
    for c in range(0x80, 0x10000):
        data = encoded("gb18030", chr(c)) or b""
        if len(data) == 4:
            a, b, c2, d = data
            number = (((a - 0x81) * 10 + b - 0x30) * 126 + c2 - 0x81) * 10 + d - 0x30
            if ranges and ranges[-1][1] == c - 1 and ranges[-1][2] + c - ranges[-1][0] == number:
                ranges[-1][1] = c
            else:
                ranges.append([c, c, number])
    return ranges


def rows(items):
    return ["{" + ",".join(map(str, item)) + "}" for item in items]


def main():
    pairs, tables, places, data, decode_rows = [], [], {}, bytearray(), []
    for name, *question in DECODE:
        table = Table(name, ask_cells(*question), pairs)
        cells = stream(table, tables, places)
        print(f"{name}: {len(table.cells)} cells in {len(cells)} bytes")
        decode_rows.append((table.lead, table.last_lead, table.trail, table.last_trail, len(data), len(data) + len(cells)))
        data += cells
        for i, value in enumerate(table.values):
            if value:
                places.setdefault(value, []).append((len(tables), i))
        tables.append(table)
    names = [table.name for table in tables]
    encode_rows, runs, inverse_pairs = [], [], []
    for name, codec, *planes in ENCODE:
        inverse = Inverse(codec, [tables[names.index(plane)] for plane in planes if plane])
        print(f"{name}: {len(inverse.runs)} runs")
        plane_ids = ",".join(f"k{plane}" if plane else "kNoTable" for plane in planes)
        encode_rows.append((f"{{{plane_ids}}}", len(runs), len(runs) + len(inverse.runs),
                            len(inverse_pairs), len(inverse_pairs) + len(inverse.pairs)))
        runs += inverse.runs
        inverse_pairs += inverse.pairs
    data += bytes(-len(data) % 8)
    with OUT.open("w", newline="\n") as out:
        out.write("// Made by tools/gen_east_asian.py; do not edit.\n")
        for name, value in (("Steps", STEPS), ("Skip", SKIP), ("Run", RUN), ("Whole", WHOLE), ("Copy", COPY), ("Far", FAR),
                            ("FarLowest", FAR_LOWEST)):
            out.write(f"constexpr int k{name} = {value};\n")
        write_array(out, "constexpr DecodeRow kDecodeRows", rows(decode_rows))
        write_array(out, "constexpr EncodeRow kEncodeRows", rows(encode_rows))
        write_array(out, "constexpr CodeRun kCodeRuns", rows(runs))
        write_array(out, "constexpr PairCode kPairCodes", rows(inverse_pairs))
        write_array(out, "constexpr CharPair kCharPairs", rows([(ord(a), ord(b)) for a, b in pairs]))
        write_array(out, "constexpr FourByteRange kFourByteRanges", rows(gb18030_ranges()))
        write_array(out, "constexpr std::uint64_t kCellStream", [hex(word) for (word,) in struct.iter_unpack("<Q", data)])
    print(f"{len(data)} bytes of cells, {OUT.stat().st_size} bytes of source")


if __name__ == "__main__":
    main()
