"""Packs files into an archive: LZ matching, canonical Huffman codes, bit streams, struct headers and checksums."""

from __future__ import annotations

import heapq
import io
import random
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import count
from typing import BinaryIO, ClassVar, Iterable, Iterator, NamedTuple, Self

MAGIC = b"HUF1"
END = 256
FIRST_LENGTH = 257
MIN_MATCH, MAX_MATCH, WINDOW = 4, 66, 4096
ALPHABET = FIRST_LENGTH + MAX_MATCH - MIN_MATCH + 1


class ArchiveError(Exception):
    """A damaged archive, or one that was not made by this program."""


class Method(IntEnum):
    STORED = 0
    PACKED = 1


class BitWriter:
    def __init__(self) -> None:
        self._data = bytearray()
        self._buffer = 0
        self._filled = 0

    def write(self, value: int, width: int) -> None:
        self._buffer = self._buffer << width | value
        self._filled += width
        while self._filled >= 8:
            self._filled -= 8
            self._data.append(self._buffer >> self._filled & 0xFF)
        self._buffer &= (1 << self._filled) - 1

    def getvalue(self) -> bytes:
        if not self._filled:
            return bytes(self._data)
        return bytes(self._data) + bytes([self._buffer << 8 - self._filled & 0xFF])


class BitReader:
    def __init__(self, data: memoryview) -> None:
        self._bytes = iter(data)
        self._buffer = 0
        self._filled = 0

    def read(self, width: int) -> int:
        while self._filled < width:
            try:
                self._buffer = self._buffer << 8 | next(self._bytes)
            except StopIteration:
                raise ArchiveError("the bits end too early") from None
            self._filled += 8
        self._filled -= width
        value = self._buffer >> self._filled
        self._buffer &= (1 << self._filled) - 1
        return value


class Code:
    """A canonical Huffman code, given by the lengths of its words."""

    LIMIT: ClassVar[int] = 15

    def __init__(self, lengths: Mapping[int, int]) -> None:
        self.lengths = dict(lengths)

    @classmethod
    def from_counts(cls, counts: Counter[int]) -> Self:
        while True:
            order = count()
            heap = [(weight, next(order), (symbol,)) for symbol, weight in sorted(counts.items())]
            heapq.heapify(heap)
            lengths = dict.fromkeys(counts, 1 if len(counts) == 1 else 0)
            while len(heap) > 1:
                (left, _, some), (right, _, more) = heapq.heappop(heap), heapq.heappop(heap)
                for symbol in (symbols := some + more):
                    lengths[symbol] += 1
                heapq.heappush(heap, (left + right, next(order), symbols))
            if max(lengths.values(), default=0) <= cls.LIMIT:
                return cls(lengths)
            counts = Counter({symbol: weight // 2 + 1 for symbol, weight in counts.items()})

    @cached_property
    def words(self) -> dict[int, tuple[int, int]]:
        words, word, last = {}, 0, 0
        for symbol, length in sorted(self.lengths.items(), key=lambda item: (item[1], item[0])):
            word <<= length - last
            words[symbol] = word, length
            word, last = word + 1, length
        return words

    @cached_property
    def table(self) -> dict[tuple[int, int], int]:
        return {word: symbol for symbol, word in self.words.items()}

    def encode(self, symbol: int, bits: BitWriter) -> None:
        bits.write(*self.words[symbol])

    def decode(self, bits: BitReader) -> int:
        word = 0
        for length in range(1, self.LIMIT + 1):
            word = word << 1 | bits.read(1)
            if (symbol := self.table.get((word, length))) is not None:
                return symbol
        raise ArchiveError(f"no symbol for {word:#b}")

    def write_to(self, bits: BitWriter, size: int) -> None:
        """Lengths as nibbles; a zero is followed by the number of zeros that come after it."""
        symbol = 0
        while symbol < size:
            length = self.lengths.get(symbol, 0)
            bits.write(length, 4)
            symbol += 1
            if length == 0:
                run = 0
                while symbol < size and run < 63 and symbol not in self.lengths:
                    run += 1
                    symbol += 1
                bits.write(run, 6)

    @classmethod
    def read_from(cls, bits: BitReader, size: int) -> Self:
        lengths, symbol = {}, 0
        while symbol < size:
            if length := bits.read(4):
                lengths[symbol] = length
                symbol += 1
            else:
                symbol += 1 + bits.read(6)
        return cls(lengths)


class Match(NamedTuple):
    distance: int
    length: int


def matches(data: bytes) -> Iterator[int | Match]:
    """Literal bytes and references to earlier ones, found by the hash of four bytes."""
    places: dict[bytes, list[int]] = defaultdict(list)
    at = 0
    while at < len(data):
        best = Match(0, 0)
        key = data[at : at + MIN_MATCH]
        for place in reversed(places[key][-8:]):
            if at - place >= WINDOW or len(key) < MIN_MATCH:
                break
            length = MIN_MATCH
            limit = min(MAX_MATCH, len(data) - at)
            while length < limit and data[place + length] == data[at + length]:
                length += 1
            if length > best.length:
                best = Match(at - place, length)
        step = best.length or 1
        yield best if best.length else data[at]
        for position in range(at, at + step):
            places[data[position : position + MIN_MATCH]].append(position)
        at += step


def pack(data: bytes) -> bytes:
    parts = list(matches(data))
    symbols = [part if isinstance(part, int) else FIRST_LENGTH + part.length - MIN_MATCH for part in parts]
    code = Code.from_counts(Counter([*symbols, END]))
    distances = Code.from_counts(Counter(part.distance.bit_length() for part in parts if isinstance(part, Match)))
    bits = BitWriter()
    code.write_to(bits, ALPHABET)
    distances.write_to(bits, WINDOW.bit_length())
    for symbol, part in zip(symbols, parts):
        code.encode(symbol, bits)
        if isinstance(part, Match):
            width = part.distance.bit_length()
            distances.encode(width, bits)
            bits.write(part.distance - (1 << width - 1), width - 1)
    code.encode(END, bits)
    return bits.getvalue()


def unpack(packed: memoryview) -> bytes:
    bits = BitReader(packed)
    code = Code.read_from(bits, ALPHABET)
    distances = Code.read_from(bits, WINDOW.bit_length())
    data = bytearray()
    while (symbol := code.decode(bits)) != END:
        if symbol < END:
            data.append(symbol)
            continue
        width = distances.decode(bits)
        distance = (1 << width - 1) + bits.read(width - 1)
        if not 0 < distance <= len(data):
            raise ArchiveError(f"a match {distance} bytes back after {len(data)} bytes")
        for _ in range(symbol - FIRST_LENGTH + MIN_MATCH):
            data.append(data[-distance])
    return bytes(data)


@dataclass
class Entry:
    LAYOUT: ClassVar[struct.Struct] = struct.Struct("<BHIIIq")
    name: str
    method: Method
    size: int
    packed_size: int
    crc: int
    modified: int

    def to_bytes(self) -> bytes:
        name = self.name.encode()
        return self.LAYOUT.pack(self.method, len(name), self.size, self.packed_size, self.crc, self.modified) + name

    @classmethod
    def read_from(cls, file: BinaryIO) -> Self | None:
        header = file.read(cls.LAYOUT.size)
        if not header:
            return None
        try:
            method, name_size, *rest = cls.LAYOUT.unpack(header)
            return cls(file.read(name_size).decode(), Method(method), *rest)
        except (struct.error, ValueError) as error:
            raise ArchiveError(f"bad header: {type(error).__name__}") from error


class ArchiveWriter(AbstractContextManager):
    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.count = 0

    def __enter__(self) -> Self:
        self.start = self.file.tell()
        self.file.write(MAGIC + bytes(4))
        return self

    def add(self, name: str, data: bytes, modified: int = 0) -> float:
        packed, method = pack(data), Method.PACKED
        if len(packed) >= len(data):
            packed, method = data, Method.STORED
        entry = Entry(name, method, len(data), len(packed), zlib.crc32(data), modified)
        self.file.write(entry.to_bytes())
        self.file.write(packed)
        self.count += 1
        return len(packed) / max(1, len(data))

    def __exit__(self, kind, error, trace) -> None:
        if kind is None:
            self.file.seek(self.start + len(MAGIC))
            self.file.write(struct.pack(">I", self.count))


class ArchiveReader(Mapping):
    def __init__(self, file: BinaryIO) -> None:
        if file.read(4) != MAGIC:
            raise ArchiveError("no archive")
        (expected,) = struct.unpack(">I", file.read(4))
        self._entries: dict[str, tuple[Entry, memoryview]] = {}
        while entry := Entry.read_from(file):
            self._entries[entry.name] = entry, memoryview(file.read(entry.packed_size))
        if len(self._entries) != expected:
            raise ArchiveError(f"{len(self._entries)} entries, not {expected}")

    def __getitem__(self, name: str) -> bytes:
        entry, packed = self._entries[name]
        data = bytes(packed) if entry.method is Method.STORED else unpack(packed)
        if zlib.crc32(data) != entry.crc or len(data) != entry.size:
            raise ArchiveError(f"{name} is damaged")
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def samples(source: random.Random) -> Iterable[tuple[str, bytes]]:
    words = ["archive", "größer", "of", "bits", "the", "packing", "window", "\n"]
    yield "notes/größe.txt", " ".join(source.choices(words, k=4500)).encode()
    yield "table.csv", "\n".join(f"{n};{n * n};{source.randrange(50)}" for n in range(2200)).encode()
    yield "noise.bin", source.randbytes(1500)
    yield "zeros.bin", bytes(6000)
    yield "samples.raw", struct.pack("<4000h", *(n % 50 * source.randrange(1, 4) for n in range(4000)))
    yield "empty", b""


def main() -> None:
    files = dict(samples(random.Random(42)))
    store = io.BytesIO()
    with ArchiveWriter(store) as archive:
        for number, (name, data) in enumerate(files.items()):
            print(f"{name:16} {len(data):6} bytes, packed to {archive.add(name, data, number):7.2%}")
    raw = store.getvalue()
    reader = ArchiveReader(io.BytesIO(raw))
    assert dict(reader) == files
    source, outcomes = random.Random(1), Counter()
    for _ in range(14):
        damaged = bytearray(raw)
        damaged[source.randrange(len(raw))] ^= 1 << source.randrange(8)
        try:
            same = dict(ArchiveReader(io.BytesIO(damaged))) == files
            outcomes["unnoticed" if same else "renamed"] += 1
        except ArchiveError as error:
            outcomes[str(error).split()[0]] += 1
    print(sorted(outcomes.items()))
    print(f"{len(raw)} bytes in all, checksum {zlib.crc32(raw):08x}")


if __name__ == "__main__":
    main()
