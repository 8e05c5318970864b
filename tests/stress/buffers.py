"""bytearray, array, memoryview and the streams in memory: blocks that several threads read, change and resize."""

import array
import binascii
import codecs
import hashlib
import hmac
import io
import marshal
import mmap
import re
import struct

from harness import THREADS, expect, scenario, share_of, together

N = 120


@scenario
def bytearray_appends_are_exact():
    data = bytearray()

    def append(i):
        for n in range(N):
            data.append(i)
            data.extend(bytes([i]) * 3)

    together(append)
    expect(all(data.count(i) == N * 4 for i in range(THREADS)) and len(data) == THREADS * N * 4, "appended", len(data))


@scenario
def bytearray_pops_are_unique():
    data = bytearray(range(250))
    popped = [bytearray() for _ in range(THREADS)]

    def pop(i):
        try:
            while True:
                popped[i].append(data.pop(0 if i % 2 else -1))
        except IndexError:
            pass

    together(pop)
    expect(sorted(b"".join(popped)) == list(range(250)), "popped")


@scenario
def bytearray_operations_read_one_state():
    data = bytearray(b"\0" * 64)

    def replace(i):
        for n in range(N):
            data[:] = bytes([n]) * 64

    def read(i):
        for n in range(N):
            for part in (data[:], data + b"", data.upper(), data.ljust(10), data * 1, data.copy(), data[::2], data[-9:]):
                expect(len(set(part.lower())) == 1, "torn", part)

    together(replace, read)


@scenario
def bytearray_reads_do_not_disturb_appends():
    data = bytearray(b"start ")

    def append(i):
        for n in range(N):
            data.append(120)
            data.extend(b"yz")

    def read(i):
        for n in range(N):
            expect(data[:5] == b"start" and data[0:6:2] == b"sat" and (data + b"")[:6] == b"start ", "slice")
            expect(data.startswith(b"start") and data.find(b"t") == 1 and b"rt" in data and data.split()[0] == b"start", "search")
            expect(data.replace(b"start", b"x")[:2] == b"x " and data.upper()[:5] == b"START" and data == data, "copies")

    together(append, read)
    expect(len(data) == 6 + share_of(2, 0) * N * 3, "length", len(data))


@scenario
def bytearray_slices_are_deleted_exactly():
    data = bytearray(b"-" * THREADS * N * 4)

    def append(i):
        for n in range(N):
            data.append(120)

    def delete(i):
        for n in range(N):
            if i % 4 == 1:
                del data[:2]
            else:
                del data[0:4:2]

    together(append, delete)
    expect(data.count(b"x") == share_of(2, 0) * N and data.count(b"-") == THREADS * N * 4 - share_of(2, 1) * N * 2, "left", len(data))


@scenario
def bytearray_removals_are_exact():
    data = bytearray(bytes(range(200)))
    together(lambda i: [data.remove(n) for n in range(i, 200, THREADS)])
    expect(data == b"", "left", data)


@scenario
def a_resized_bytearray_is_read():
    data = bytearray(b"ab" * 20)

    def change(i):
        for n in range(N):
            try:
                data.extend(b"ab")
                del data[:2]
            except BufferError:
                pass

    def read(i):
        for n in range(N):
            expect(set(bytes(data)) <= set(b"ab"), "byte")
            expect(data.find(b"c") == -1 and data.count(b"c") == 0 and data.startswith(b"a"), "search")
            with memoryview(data) as view:
                expect(len(view) == len(data), "length of a view")

    together(change, read)


@scenario
def array_appends_and_pops_are_exact():
    numbers = array.array("q")
    popped = [0] * THREADS

    def change(i):
        for n in range(N):
            numbers.append(1)
            numbers.extend(array.array("q", [1, 1]))
            numbers.insert(0, 1)
            if n % 2:
                popped[i] += numbers.pop()
            if n % 3 == 0:
                numbers.remove(1)
                popped[i] += 1
            if n % 5 == 0:
                del numbers[-1]
                popped[i] += 1

    together(change)
    expect(len(numbers) + sum(popped) == THREADS * N * 4 == sum(numbers) + sum(popped), "appended", len(numbers))


@scenario
def array_copies_do_not_disturb_appends():
    """Reading the whole array takes a moment in which nobody else's append fails."""
    numbers = array.array("i", range(20))

    def append(i):
        for n in range(N):
            numbers.append(n)

    def copy(i):
        for n in range(N // 2):
            for part in (numbers[:20], (numbers + numbers)[:20], (numbers * 2)[:20], numbers.tolist()[:20], array.array("i", numbers)[:20]):
                expect(list(part) == list(range(20)), "copy")
            expect(len(numbers.tobytes()) >= 80 and 5 in numbers and numbers.index(7) == 7, "search")
            expect(numbers == numbers and list(numbers)[:20] == list(range(20)), "compare")

    together(append, copy)
    expect(len(numbers) == 20 + share_of(2, 0) * N, "length", len(numbers))


@scenario
def array_slices_see_one_state():
    numbers = array.array("d", [0.0] * 16)

    def replace(i):
        for n in range(N):
            numbers[:] = array.array("d", [float(n)] * 16)
            numbers[::2] = numbers[1::2] = array.array("d", [float(n)] * 8)

    def read(i):
        for n in range(N):
            for part in (numbers[1::2], numbers[2::4]):
                expect(len(part) in (8, 4) and all(x == int(x) for x in part), "torn", part)
            expect(len(numbers[-3:]) == 3, "length")

    together(replace, read)


@scenario
def array_iteration_ends():
    numbers = array.array("B", range(50))

    def change(i):
        for n in range(N):
            numbers.append(n)
            numbers.pop(0)
            numbers.reverse()
            numbers.byteswap()

    def walk(i):
        for n in range(N):
            expect(all(0 <= x < 256 for x in numbers), "item")
            expect(sum(numbers) >= 0 and numbers.count(255) == 0, "count")

    together(change, walk)
    expect(len(numbers) == 50, "length")


@scenario
def a_view_keeps_the_block():
    data = bytearray(b"x" * 100)

    def resize(i):
        for n in range(N):
            try:
                data.extend(b"x")
                data.pop()
            except BufferError:
                pass

    def view(i):
        for n in range(N):
            with memoryview(data) as view:
                part = view[10:20]
                expect(bytes(part) == b"x" * 10 and part.tolist() == [120] * 10, "view")
                part[0] = 120
                part.release()

    together(resize, view)
    data.append(1)  # no export is left


@scenario
def one_view_is_shared():
    data = bytearray(8 * 64)
    view = memoryview(data).cast("Q")

    def write(i):
        for n in range(N):
            view[i] = n + (i << 32)

    def read(i):
        for n in range(N):
            expect(all(x == 0 or x >> 32 < THREADS for x in view), "item")
            expect(view[i % THREADS] >> 32 in (0, i % THREADS), "own item")

    together(write, write, read)
    view.release()
    data.append(1)


@scenario
def items_change_beside_a_view_of_them():
    """What the object's own methods and what views read and write are whole items."""
    twice = 0x10001
    items = array.array("I", [n * twice for n in range(64)])
    letters = bytearray(b"ab" * 32)
    with memoryview(items) as numbers, memoryview(letters) as bytes_:
        def change(i):
            some = array.array("I", [i * twice] * 8)
            for n in range(N):
                items[n % 64] = i * twice
                items[9:17] = some
                items[1:40:5] = some
                items.reverse()
                items.byteswap()
                numbers[n % 64] = n * twice
                letters[n % 64] = ord("c")
                letters[7:10] = b"def"
                letters[0:9:3] = b"ghi"
                letters.reverse()
                bytes_[n % 64] = ord("j")

        def read(i):
            for n in range(N):
                for values in (numbers, items, items[5:50], items[50:5:-3], array.array("I", bytes(items)), items + items, items[:]):
                    expect(all(value >> 16 == value & 0xFFFF for value in values), "items", list(map(hex, values)))
                expect(items.count(items[3]) <= 64, "count")
                for data in (bytes_, letters, letters[3:], letters[::-2], bytes(letters), letters + letters):
                    expect(set(data) <= set(b"abcdefghij"), "bytes", bytes(data))
                letters.find(b"e")
                try:
                    letters.remove(ord("e"))
                except (BufferError, ValueError):
                    pass

        together(change, read)


@scenario
def numbers_are_read_from_a_view_that_changes():
    view = memoryview(bytearray(b"1" * 15))

    def write(i):
        for n in range(N * 10):
            view[n % 15] = b"12"[n // 15 % 2]

    def read(i):
        for n in range(N):
            for number in (int(view), int(float(view))):
                expect(len(str(number)) == 15 and set(str(number)) <= set("12"), "read", number)

    together(write, read)


@scenario
def text_is_decoded_from_a_view_that_changes():
    view = memoryview(bytearray(b"ab" * 150))
    old, fresh = view[:2], view[2:4]
    decoders = [
        lambda: str(view, "utf-8", "replace"),
        lambda: str(view, "ascii", "replace"),
        lambda: str(view, "latin-1"),
        lambda: codecs.decode(view, "utf-8-sig", "replace"),
        lambda: codecs.utf_8_decode(view, "ignore")[0],
        lambda: codecs.escape_decode(view)[0].decode("utf-8", "replace"),
        lambda: codecs.unicode_escape_decode(view)[0],
        lambda: codecs.charmap_decode(view, "replace", None)[0],
        lambda: codecs.utf_7_decode(view, "replace")[0],
        lambda: codecs.decode(view, "cp1252", "replace"),
        lambda: (b"ab" * 150).replace(old, fresh).decode("utf-8", "replace"),
    ]

    def write(i):
        pairs = [b"ab", "\u00e9".encode(), b"ba"]
        for n in range(N * 5):
            at = n % 150 * 2
            view[at:at + 2] = pairs[n % 3]
            view[0:2] = pairs[n // 7 % 3]

    def read(i):
        for n in range(N // 10):
            for number, decode in enumerate(decoders):
                text = decode()
                expect(text.isascii() == (max(text) < "\x80"), "kind", number, text)
                expect(len(text) <= 300 and text.encode("utf-8").decode() == text, "text", number, text)

    together(write, read)


@scenario
def a_view_is_released_under_its_readers():
    data = bytearray(100)
    view = memoryview(data)

    def read(i):
        try:
            for n in range(N):
                expect(view[n % 100] == 0 and len(view[:10]) == 10, "item")
        except ValueError as error:
            expect("released" in str(error), error)

    def release(i):
        for n in range(N // 2):
            len(data)
        try:
            view.release()
        except BufferError as error:  # just being read
            expect("exported" in str(error), error)

    together(read, read, release)
    view.release()
    data.append(1)


@scenario
def a_view_is_released_while_it_is_compared_and_shown():
    view, other = memoryview(bytes(100)), memoryview(bytes(100))

    def look(i):
        for n in range(N):
            expect(repr(view).startswith(("<memory at", "<released memory at")), "repr")
            expect(view == view, "equal to itself, released or not")
            view == other

    def release(i):
        for n in range(N):
            try:
                view.release()
            except BufferError as error:  # just being compared
                expect("exported" in str(error), error)

    together(look, look, release)


@scenario
def text_streams_lose_nothing():
    stream = io.StringIO()
    together(lambda i: [stream.write("line %d\n" % i) for n in range(N)])
    lines = stream.getvalue().splitlines()
    expect(sorted(lines) == sorted("line %d" % i for i in range(THREADS) for n in range(N)), "lines", len(lines))
    stream.seek(0)
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(iter(stream.readline, "")))
    expect(sorted(sum(got, [])) == sorted(line + "\n" for line in lines), "read")


@scenario
def byte_streams_lose_nothing():
    stream = io.BytesIO()
    together(lambda i: [stream.write(b"%04d\n" % i) for n in range(N)])
    expect(len(stream.getvalue()) == THREADS * N * 5, "written")
    stream.seek(0)
    got = [[] for _ in range(THREADS)]
    together(lambda i: got[i].extend(iter(lambda: stream.read(5), b"")))
    expect(sorted(sum(got, [])) == sorted(b"%04d\n" % i for i in range(THREADS) for n in range(N)), "read")


@scenario
def a_byte_stream_with_exports():
    stream = io.BytesIO(b"x" * 100)

    def write(i):
        for n in range(N):
            try:
                stream.seek(0, 2)
                stream.write(b"x")
            except BufferError:
                pass

    def look(i):
        for n in range(N):
            with stream.getbuffer() as view:
                expect(bytes(view[:50]) == b"x" * 50, "buffer")

    together(write, look)
    expect(set(stream.getvalue()) <= set(b"x\0"), "contents")


@scenario
def a_mapping_is_read_and_written_one_at_a_time():
    length = 6
    records = [bytes([65 + i]) * length for i in range(THREADS)]
    with mmap.mmap(-1, THREADS * N * length) as mapping:
        def write(i):
            for n in range(N):
                mapping.write(records[i])

        together(write)
        mapping.seek(0)
        read = [[] for _ in range(THREADS)]

        def take(i):
            for n in range(N):
                read[i].append(mapping.read(length))

        together(take)
        expect(sorted(sum(read, [])) == sorted(records * N), "records")
        expect(mapping.tell() == len(mapping), "position")
    with mmap.mmap(-1, 4096) as mapping:
        def replace(i):
            for n in range(N):
                mapping[:] = records[i][:1] * 4096
                expect(len(set(mapping[:])) == 1, "torn")

        together(replace)


READERS = [
    lambda data: b"".join([data, data]), lambda data: b"a" + data, lambda data: bytes(data), lambda data: bytearray().extend(data),
    lambda data: b"aXb".split(data), lambda data: b"aXb".find(data), lambda data: b"aXb".translate(None, data), lambda data: bytes.maketrans(data, data),
    lambda data: b"%b" % data, lambda data: bytes.fromhex(data), lambda data: str(data, "utf-8", "replace"), lambda data: int(data),
    lambda data: hashlib.md5(data), lambda data: hashlib.blake2b(data, key=data), lambda data: hmac.digest(data, data, "sha256"),
    lambda data: hashlib.pbkdf2_hmac("sha1", data, data, 1), lambda data: binascii.hexlify(data), lambda data: binascii.a2b_base64(data),
    lambda data: binascii.b2a_base64(data), lambda data: binascii.crc_hqx(data, 0), lambda data: struct.unpack_from("<iH8s", data, 1),
    lambda data: [*struct.iter_unpack("<4s", data)], lambda data: io.BytesIO(data).write(data),
    lambda data: io.BufferedWriter(io.BytesIO()).write(data), lambda data: array.array("B").frombytes(data), lambda data: marshal.dumps(data),
    lambda data: compile(data, "", "exec"), lambda data: re.sub(b"x", data, b"axb"), lambda data: UnicodeDecodeError("a", data, 0, 1, ""),
    lambda data: mmap.mmap(-1, 64).write(data), lambda data: io.BytesIO(bytes(64)).readinto(data),
]


class Lends:
    def __init__(self, data):
        self.data = data

    def __buffer__(self, flags):
        return memoryview(self.data)


class LendsAndTakesBack(Lends):
    def __release_buffer__(self, view):
        view.release()


@scenario
def a_buffer_may_be_written_while_it_is_read():
    for data in memoryview(bytearray(64)), array.array("B", bytes(64)), mmap.mmap(-1, 64):
        for shown in data, Lends(data), LendsAndTakesBack(data):
            def write(i):
                for n in range(N * 4):
                    data[n % 64] = b"a1 "[n % 3]

            def read(i):
                for n in range(N):
                    try:
                        READERS[(n + i * 7) % len(READERS)](shown)
                    except (ValueError, TypeError, SyntaxError):  # what it holds is no number, no pairs of digits, ...
                        pass

            together(write, read)
