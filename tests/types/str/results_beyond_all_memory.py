# tests/types/str/results_beyond_all_memory.py: results whose size is known to be too large are refused before they are begun.
# not-under: asan its shadow memory counts against the limit of the address space
# not-under: tsan its shadow memory counts against the limit of the address space
import array
import itertools
import operator
import re
import resource
import struct

resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))  # what the kernel promises beyond that, it may not have

text, data = "b" * (1 << 20), b"b" * (1 << 20)
many, most = 1 << 20, 2 ** 62
cases = {
    "expandtabs": [lambda: ("\t" * many).expandtabs(1 << 30), lambda: ("é\t" * many).expandtabs(1 << 30),
                   lambda: (b"\t" * many).expandtabs(1 << 30), lambda: bytearray(b"\t" * many).expandtabs(1 << 30)],
    "replace": [lambda: ("a" * many).replace("a", text), lambda: ("a" * many).replace("", text), lambda: ("é" * many).replace("é", text),
                lambda: (b"a" * many).replace(b"a", data), lambda: (b"ab" * many).replace(b"ab", data), lambda: (b"a" * many).replace(b"", data),
                lambda: bytearray(b"a" * many).replace(b"a", data)],
    "join": [lambda: "".join([text] * many), lambda: text.join(["a"] * many), lambda: "é".join([text] * many), lambda: b"".join([data] * many),
             lambda: data.join([b"a"] * many), lambda: bytearray(data).join([b"a"] * many)],
    "re.sub": [lambda: re.sub("a", text, "a" * many), lambda: re.sub("a", lambda m: text, "a" * many), lambda: re.sub(b"a", data, b"a" * many),
               lambda: re.sub("a", "é" + text, "a" * many)],
    "repeat": [lambda: text * most, lambda: data * most, lambda: bytearray(data) * most, lambda: [1, 2] * most, lambda: (1, 2) * most,
               lambda: array.array("d", [1, 2]) * most, lambda: [1] * most,
               lambda: operator.imul(bytearray(data), most), lambda: operator.imul([1, 2], most), lambda: operator.imul(array.array("d", [1]), most),
               lambda: "\U0001F600" * (1 << 61), lambda: text * many, lambda: data * many],
    "padding": [lambda: text.center(most), lambda: text.ljust(most, "\U0001F600"), lambda: text.rjust(1 << 61, "\U0001F600"), lambda: text.zfill(most),
                lambda: data.center(most), lambda: data.zfill(most), lambda: format(text, str(most)), lambda: format(1, "0" + str(most)),
                lambda: format(1.5, str(most)), lambda: format(1j, str(most)), lambda: f"{text:{most}}", lambda: "%*s" % (most, text),
                lambda: "%*d" % (most, 1), lambda: "%0*d" % (most, 1), lambda: b"%*s" % (most, data), lambda: "{:>{}}".format(1, most)],
    "precision": [lambda: "%.*d" % (2 ** 31 - 1, 1), lambda: "%.*x" % (2 ** 31 - 3, 1), lambda: b"%.2147483646o" % 1],
    "numbers": [lambda: (1).to_bytes(most, "big"), lambda: 1 << most],
    "sequences": [lambda: list(range(1 << 60)), lambda: [].extend(range(1 << 60)), lambda: operator.setitem([], slice(0, 0), range(1 << 60)),
                  lambda: bytes(most), lambda: bytearray(most), lambda: list(itertools.repeat(0, most))],
    "tuples": [lambda: itertools.product([1, 2], repeat=most), lambda: itertools.combinations([1], most),
               lambda: itertools.tee([1], most)],
    "struct": [lambda: struct.pack("%ds" % most, b""), lambda: struct.pack("%dx" % most), lambda: struct.calcsize("%dq" % most),
               lambda: struct.calcsize("%dx%dx%dx" % (most, most, most))],
}
for name, functions in cases.items():
    for i, function in enumerate(functions):
        try:
            print(name, i, type(function()).__name__)
        except (MemoryError, OverflowError, struct.error) as e:
            print(name, i, type(e).__name__)

# expect: expandtabs 0 MemoryError
# expect: expandtabs 1 MemoryError
# expect: expandtabs 2 MemoryError
# expect: expandtabs 3 MemoryError
# expect: replace 0 MemoryError
# expect: replace 1 MemoryError
# expect: replace 2 MemoryError
# expect: replace 3 MemoryError
# expect: replace 4 MemoryError
# expect: replace 5 MemoryError
# expect: replace 6 MemoryError
# expect: join 0 MemoryError
# expect: join 1 MemoryError
# expect: join 2 MemoryError
# expect: join 3 MemoryError
# expect: join 4 MemoryError
# expect: join 5 MemoryError
# expect: re.sub 0 MemoryError
# expect: re.sub 1 MemoryError
# expect: re.sub 2 MemoryError
# expect: re.sub 3 MemoryError
# expect: repeat 0 OverflowError
# expect: repeat 1 OverflowError
# expect: repeat 2 MemoryError
# expect: repeat 3 MemoryError
# expect: repeat 4 MemoryError
# expect: repeat 5 MemoryError
# expect: repeat 6 MemoryError
# expect: repeat 7 MemoryError
# expect: repeat 8 MemoryError
# expect: repeat 9 MemoryError
# expect: repeat 10 MemoryError
# expect: repeat 11 MemoryError
# expect: repeat 12 MemoryError
# expect: padding 0 MemoryError
# expect: padding 1 MemoryError
# expect: padding 2 MemoryError
# expect: padding 3 MemoryError
# expect: padding 4 MemoryError
# expect: padding 5 MemoryError
# expect: padding 6 MemoryError
# expect: padding 7 MemoryError
# expect: padding 8 MemoryError
# expect: padding 9 MemoryError
# expect: padding 10 MemoryError
# expect: padding 11 MemoryError
# expect: padding 12 MemoryError
# expect: padding 13 MemoryError
# expect: padding 14 MemoryError
# expect: padding 15 MemoryError
# expect: precision 0 OverflowError
# expect: precision 1 OverflowError
# expect: precision 2 OverflowError
# expect: numbers 0 MemoryError
# expect: numbers 1 MemoryError
# expect: sequences 0 MemoryError
# expect: sequences 1 MemoryError
# expect: sequences 2 MemoryError
# expect: sequences 3 MemoryError
# expect: sequences 4 MemoryError
# expect: sequences 5 MemoryError
# expect: tuples 0 OverflowError
# expect: tuples 1 MemoryError
# expect: tuples 2 MemoryError
# expect: struct 0 MemoryError
# expect: struct 1 MemoryError
# expect: struct 2 error
# expect: struct 3 error
