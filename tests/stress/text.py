"""Objects that do not change, and what they remember: hashes, encodings, interned strings, big numbers, shared constants."""

import itertools
import json
import math
import re
import struct
import sys

from harness import THREADS, expect, scenario, together

N = 60
fresh_numbers = itertools.count()


@scenario
def text_is_hashed_and_encoded():
    fresh = "".join(["text \u20ac ", str(next(fresh_numbers))])

    def use(i):
        for n in range(N):
            expect(hash(fresh) == hash(fresh + ""), "hash of str")
            expect({fresh: 1}[fresh] == 1, "key")
            expect(fresh.encode().decode() == fresh, "utf-8")
            expect(fresh.upper().lower() == fresh and fresh.split()[0] == "text", "str")
            expect(getattr(sys, sys.intern("max" + "size")) == sys.maxsize, "interned")
            expect(f"{fresh:>30}|{n:05d}|{1.5:.3f}".endswith("|1.500"), "format")
            expect(hash((fresh, n)) == hash((fresh, n)), "tuple")
            expect(fresh[5] == "\u20ac" and fresh.find("\u20ac") == 5 and len(fresh) >= 8, "items")

    together(use)


@scenario
def strings_are_interned_once():
    got = [[] for _ in range(THREADS)]
    mark = next(fresh_numbers)
    together(lambda i: got[i].extend(sys.intern("some text %d %d" % (mark, n)) for n in range(N)))
    expect(all(g[n] is got[0][n] for g in got for n in range(N)), "intern")


@scenario
def interned_strings_come_and_go():
    def use(i):
        for n in range(N * 4):
            text = sys.intern("short-lived %d" % (n % 16))
            expect(text == "short-lived %d" % (n % 16) and text is sys.intern("short-lived %d" % (n % 16)), "intern")

    together(use)


@scenario
def strings_grow_by_concatenation():
    shared = "start"

    def use(i):
        nonlocal shared
        mine = shared
        for n in range(N):
            mine += "x"
            shared = mine
            expect(shared.startswith("start") and mine == "start" + mine[5:] and set(mine[5:]) <= {"x"}, "text")

    together(use)


@scenario
def big_numbers_are_shared():
    number = 12345678901234567890 ** 9 + next(fresh_numbers)
    text = str(number)

    def use(i):
        for n in range(N):
            expect(hash(number) == hash(number + 0) and int(text) == number, "int")
            expect(str(number) == text and (number * number) // number == number and number % 10 == int(text[-1]), "arithmetic")
            expect(math.gcd(number * 6, number * 4) == number * 2, "gcd")
            expect(math.isqrt(number * number) == number, "isqrt")

    together(use)


@scenario
def a_big_number_counts_under_a_lock():
    import threading

    total, lock = 1 << 100, threading.Lock()

    def use(i):
        nonlocal total
        for n in range(N):
            with lock:
                total += 1

    together(use)
    expect(total == (1 << 100) + THREADS * N, "count", total)


@scenario
def tuples_and_frozensets_are_hashed():
    shared = tuple((n, "x%d" % n, (n, float(n))) for n in range(20))

    def use(i):
        for n in range(N):
            expect(hash(shared) == hash(tuple(list(shared))) and shared == tuple(list(shared)), "tuple")
            expect(hash(frozenset(shared)) == hash(frozenset(reversed(shared))), "frozenset")
            expect(shared[3][2] == (3, 3.0) and shared.index((4, "x4", (4, 4.0))) == 4, "item")

    together(use)


@scenario
def patterns_are_compiled_and_shared():
    source = r"(?P<word>\w+)\s+(?P<number>\d+)#?%d" % next(fresh_numbers)
    pattern = re.compile(source)

    def use(i):
        for n in range(N // 2):
            match = re.compile(source).match("abc  123")
            match = match or pattern.search("abc  %d" % 1230)
            expect(match is None or match["word"] == "abc", "match")
            expect(re.sub("[aeiou]", "_", "education") == "_d_c_t__n", "sub")
            expect(re.findall(r"\d", "a1b2c3") == ["1", "2", "3"], "findall")
            if n % 20 == 0:
                re.purge()

    together(use)


@scenario
def one_match_iterator_is_shared():
    matches, got = re.finditer(r"\d+", " ".join(map(str, range(N * 4)))), [[] for _ in range(THREADS)]

    def use(i):
        for match in matches:
            got[i].append(int(match.group()))

    together(use)
    expect(set(sum(got, [])) == set(range(N * 4)), "every match at least once")


@scenario
def struct_formats_are_cached():
    shared = struct.Struct("<IIq")

    def use(i):
        for n in range(N):
            form = "<%dsIhq" % (n % 15 + 1)
            data = struct.pack(form, b"x", n, -n, n << 30)
            expect(struct.unpack(form, data)[1:] == (n, -n, n << 30), "struct")
            expect(shared.unpack(shared.pack(i, n, -n)) == (i, n, -n), "Struct")
            expect([x for x, in struct.iter_unpack("<H", b"\1\0\2\0")] == [1, 2], "iter_unpack")

    together(use)


@scenario
def json_is_written_and_read():
    shared = {"a": [1, 1.5, None, True, "x\u20ac"], "b": {"c": "d" * 20}}
    encoder, decoder = json.JSONEncoder(sort_keys=True), json.JSONDecoder()

    def use(i):
        for n in range(N // 2):
            expect(json.loads(json.dumps(shared)) == shared, "json")
            expect(decoder.decode(encoder.encode([n, shared])) == [n, shared], "coder")

    together(use)


@scenario
def json_of_changing_containers():
    items, table = list(range(30)), dict.fromkeys("abcdefgh", 1)

    def change(i):
        for n in range(N):
            items.append(n)
            items.pop(0)
            table["k%d" % n] = n
            table.pop("k%d" % n, None)

    def dump(i):
        for n in range(N // 2):
            expect(isinstance(json.loads(json.dumps(items)), list), "list")
            try:
                expect(set("abcdefgh") <= set(json.loads(json.dumps(table))), "dict")
            except RuntimeError as error:
                expect("changed size" in str(error), error)

    together(change, dump)


@scenario
def formatting_uses_shared_values():
    class Thing:
        def __format__(self, spec):
            return "<%s>" % spec

        def __repr__(self):
            return "Thing"

    thing, values = Thing(), {"a": 1, "b": Ellipsis}

    def use(i):
        for n in range(N):
            expect("%(a)d %(b)r" % values == "1 Ellipsis" and f"{thing:x}{thing!r}" == "<x>Thing", "format")
            expect("{0:>3}{b}".format(n, b=thing) == "%3d<>" % n, "str.format")
            expect("{a} {b}".format_map(values) == "1 Ellipsis", "format_map")

    together(use)
