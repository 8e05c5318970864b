"""The areas of data.py: for each a maker of hostile inputs (run by the driver) and what is done with one (run by the interpreters).

An input is a list of a text and some JSON values; bytes are texts of the characters 0 to 255. What is done returns a text that says what came of it.
"""

import random

# ---- Making

DIGITS = "0123456789"


class Chance(random.Random):
    def below(self, stop):
        return int(self.random() * stop)

    def one(self, items):
        return items[int(self.random() * len(items))]

    def text(self, alphabet, longest):
        return "".join([self.one(alphabet) for _ in range(self.below(longest + 1))])


def mutated(chance, text, alphabet, most=4):
    """Some characters replaced, removed, doubled or moved."""
    for _ in range(1 + chance.below(most)):
        at, end = chance.below(len(text) + 1), chance.below(len(text) + 1)
        form = chance.below(7)
        if form == 0:
            text = text[:at] + text[at + 1:]
        elif form == 1:
            text = text[:at] + chance.one(alphabet) + text[at:]
        elif form == 2:
            text = text[:at] + chance.one(alphabet) + text[at + 1:]
        elif form == 3:
            text = text[:at] + text[min(at, end):min(max(at, end), min(at, end) + 20)] + text[at:]
        elif form == 4:
            text = text[:at]
        elif form == 5 and text:
            text = text[:at] + chr(ord(text[at]) ^ 1 << chance.below(8) if ord(text[at]) < 256 else 65) + text[at + 1:] if at < len(text) else text
        else:
            text = text[:min(at, end)] + text[max(at, end):] if abs(at - end) < 30 else text
    return text


BYTES = [chr(i) for i in range(256)] + ["\x00", "\xff", "\x80", "\x7f"] * 8


def as_text(data):
    return data.decode("latin-1")


WORDS = ("x y f 0 1 1.5 'a' b'a' f'{x}' f'{x!r:>{y}}' ( ) [ ] { } , : ; = == + - * ** / // @ -> := . ... < > != | & ^ ~ if else elif for while def class return yield await async with as try except finally "
         "raise import from lambda not and or in is None True pass break continue del global nonlocal assert match case _ type \n \n \n    \n        \\\n # '''  \"\"\" \t \x0c \x00 \xe9 \u20ac \ud800 0x 1e 0b2 1_0 1__0 '\\N{DASH}' '\\x' "
         "except* *a **k print(x) r'\\' u'' rb'' 1j 08 <> ! $ ? `").split(" ")
SOURCES = [
    "def f(a, /, b=1, *c, d, e=2, **g) -> int:\n    '''doc'''\n    global x\n    x = [i for i in a if i]\n    return lambda: (yield)\n",
    "class C(Base, metaclass=M):\n    x: int = 1\n    def __init__(self):\n        super().__init__()\n        self.y = {**{}, 'a': 1}\n    @property\n    def z(self): return __class__\n",
    "try:\n    with a as b, c() as (d, e):\n        pass\nexcept (A, B) as error:\n    raise C from error\nexcept* D:\n    pass\nelse:\n    del x[0], y.z\nfinally:\n    assert x, 'y'\n",
    "match x:\n    case [1, *rest, {'a': b, **c}] if y:\n        pass\n    case A(x=1, y=_) | None:\n        pass\n    case 'a' | -1 | 1+2j as z:\n        pass\n",
    "async def f():\n    async for x in y:\n        await z\n    async with a as b:\n        yield [c async for c in d]\n    return\n",
    "while x := f(1, *y, **z):\n    for a, *b in c:\n        if a < b <= c is not d: continue\n        elif not a: break\n    else:\n        x += 1\nelse:\n    y @= 2\n",
    "x = f'{a!r:{b}}' rf'\\d{{{x=}' '\\x41\\u20ac\\N{BULLET}' b'\\xff'\nprint(x[1:2, ::3, ...], 1_000.5e-3j, 0xff, 0o7, not a or b and c if d else e)\n",
    "def g():\n    nonlocal q\n    x = yield from y\n    def h():\n        nonlocal x\n        x = 1\n    import a.b as c, d\n    from . import (e, f as g)\n    return x, *y\n",
    "type X[T: int, *U, **V] = list[T]\ndef f[T](a: T = 1) -> T: ...\nclass D[T](E): pass\n@a.b(c)\n@d\nclass F: pass\n",
]


def make_source(chance):
    if chance.below(3) == 0:
        return [" ".join([chance.one(WORDS) for _ in range(chance.below(40))]), chance.one(["exec", "exec", "eval", "single"])]
    text = chance.one(SOURCES) + (chance.one(SOURCES) if chance.below(2) else "")
    if chance.below(2):
        return [mutated(chance, text, list("()[]{}:,.=+-*@'\"\\\n\t abfx019#!") + WORDS), "exec"]
    pieces = text.split(" ")
    for _ in range(1 + chance.below(3)):
        pieces[chance.below(len(pieces))] = chance.one(WORDS)
    return [" ".join(pieces), "exec"]


def make_source_bytes(chance):
    head = chance.one(["", "# coding: latin-1\n", "#!x\n# -*- coding: utf-8 -*-\n", "# coding: utf-16\n", "# vim: fileencoding=cp1252\n", "\xef\xbb\xbf", "# coding: zz\n", "\xff\xfe", "# coding: shift_jis\n", "# coding: utf-7\n"])
    return [head + mutated(chance, "x = 'a\xc3\xa9'\nprint(x)\n", BYTES), "exec"]


def some_value(chance, depth=3):
    form = chance.below(16 if depth else 9)
    if form < 9:
        return [None, True, chance.below(300) - 40, 2**70, 1.5, "t\xe9xt", b"by\xfftes", chance.below(2**40), "\ud800"][form]
    inner = [some_value(chance, depth - 1) for _ in range(chance.below(4))]
    if form == 9:
        return {"k%d" % i: v for i, v in enumerate(inner)}
    if form == 10:
        return {1, 2, "x", (3,)}
    if form == 11:
        return frozenset([1, "y"])
    return [list, tuple][form % 2](inner) if form < 15 else [inner, inner]


def make_marshal(chance):
    import marshal
    return [mutated(chance, as_text(marshal.dumps(some_value(chance), chance.below(5))), BYTES)]


def make_code_cache(chance):
    """Of code: the interpreter itself makes the bytes, the positions of the changes are told."""
    return [chance.one(SOURCES[:1] + SOURCES[3:5] + ["x = 1\n", "def f(): return [q for q in 'ab']\n"]), [[chance.random(), chance.below(256)] for _ in range(1 + chance.below(4))], chance.below(4) == 0]


def make_pickle(chance):
    import collections
    import pickle
    value = chance.one([some_value(chance), collections.OrderedDict(a=1), collections.deque([1, 2]), bytearray(b"abc"), complex(1, 2), range(3), slice(1, 2), ValueError(1), {1: [2], "x": {3}}, [[]] * 3])
    data = as_text(pickle.dumps(value, chance.below(6)))
    return [data if chance.below(6) == 0 else mutated(chance, data, BYTES + list("(.]})lt0eaRbcpqhjghr\x80\x81\x85\x86\x87\x88\x8c\x90\x91\x93\x94\x95\x96\x97\x98") * 3, 3)]


def make_json(chance):
    text = chance.one(['{"a": [1, 2.5, -0, 1e5], "b": null, "c": {"d": "\\u20ac\\n\\ud83d\\ude00"}}', '[true, false, NaN, Infinity, -Infinity, "\\"x"]', '"\\ud800\\udc00"', "[[[[[[]]]]]]", "1E400", " \n\t[1 ,2]\r\n",
                       "123456789012345678901234567890", "-1.5e-07", '{"": {"": {}}}'])
    return [mutated(chance, text, list('{}[]",:0123456789.eE+-\\untrfalse \n\x00\x1f\u20ac\ud800/NI')), chance.below(4)]


def some_pattern(chance, depth):
    form = chance.below(22 if depth else 12)
    inner = (lambda: some_pattern(chance, depth - 1))
    if form < 12:
        return chance.one(["a", "b", "x", ".", "\\w", "\\d", "[ab]", "[^a]", "[a-c0-3]", "\\b", "^", "$", "\\s", "\u20ac", "\xdf", "[\\w-]", "\\A", "\\Z", "A", "\\W", "[^\\W\\d]", "k", "\u017f", "[\xc0-\u1f00]", "i", "\u0130"])
    if form == 12:
        return "(" + inner() + ")"
    if form == 13:
        return "(?:" + inner() + "|" + inner() + ")"
    if form == 14:
        return inner() + chance.one(["*", "+", "?", "*?", "+?", "??", "{1,2}", "{2}", "{,2}", "{1,}?", "*+", "++", "{0}", "{1,2}+"])
    if form == 15:
        return "(?" + chance.one("=!") + inner() + ")"
    if form == 16:
        return "(?<" + chance.one("=!") + chance.one(["a", "ab", "[ab]", "\\b", inner()]) + ")"
    if form == 17:
        return "(?P<n%d>" % chance.below(3) + inner() + ")"
    if form == 18:
        return chance.one(["\\1", "\\2", "(?P=n0)", "(?(1)a|b)", "(?(n1)a)", "(?>" + inner() + ")", "(?i:" + inner() + ")", "(?-i:" + inner() + ")", "(?s-m:.)"])
    return inner() + inner()


def make_re(chance):
    pattern = some_pattern(chance, 4)
    if chance.below(6) == 0:
        pattern = mutated(chance, pattern, list("()[]{}|*+?\\^$.-:=!<>P1,abx"), 2)
    text = chance.text("aaabbbcxxx0123_AB \n\u20ac\xdf\u017fkK\u212a", 14)
    return [text, pattern, chance.one([0, 0, 2, 8, 16, 256, 2 | 8, 64, 2 | 256]), chance.one(["", "-", "\\g<0>", "[\\1]", "\\n", "\\g<n0>", "\\2", "\\"]), chance.below(4), chance.below(2)]


def make_struct(chance):
    form = chance.one(["", "<", ">", "=", "!", "@"]) + "".join([chance.one(["", "", "2", "3", "0", "11"]) + chance.one("bBhHiIlLqQnNfdeps?cxP z") for _ in range(1 + chance.below(5))])
    return [chance.text(BYTES, 40), form, [chance.one([0, 1, -1, 255, 2**31, 2**63, -2**63, 2**64, 1.5, 1e300, "a", None, True]) for _ in range(chance.below(6))], chance.below(12) - 2]


def make_csv(chance):
    return [chance.text(list("aab1,;\"'\\ \t\n\r\x00\u20ac") + [",", "\"", "\n"] * 3, 40),
            {"delimiter": chance.one([",", ";", "\t", "", "ab", "\n"] + [","] * 6), "quotechar": chance.one(["\"", "'", None, ""] + ["\""] * 4), "escapechar": chance.one([None, None, "\\", "a"]), "doublequote": chance.below(2) == 1,
             "skipinitialspace": chance.below(3) == 0, "strict": chance.below(3) == 0, "quoting": chance.below(6), "lineterminator": chance.one(["\r\n", "\n", "x"])}]


ENCODINGS = """ascii big5 big5hkscs cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp273 cp424 cp437 cp500 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861
    cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp875 cp932 cp949 cp950 euc_jis_2004 euc_jisx0213 euc_jp euc_kr gb18030 gb2312 gbk hp_roman8 hz iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr
    iso8859_1 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 johab koi8_r koi8_t koi8_u kz1048 latin_1 mac_cyrillic mac_greek
    mac_iceland mac_latin2 mac_roman mac_turkish palmos ptcp154 punycode raw_unicode_escape shift_jis shift_jis_2004 shift_jisx0213 tis_620 unicode_escape utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le utf_7 utf_8 utf_8_sig
    idna hex base64 quopri uu zlib bz2 rot13 charmap""".split()
HANDLERS = "strict ignore replace backslashreplace xmlcharrefreplace namereplace surrogateescape surrogatepass".split()
STARTS = ["", "", "\x1b$B", "\x1b(J", "\x1b$(D", "\x0e\x21\x22", "~{", "+AGE-", "\xff\xfe", "\xfe\xff\x00", "\xef\xbb\xbf", "\xf0\x9f\x98\x80", "\xed\xa0\x80", "\x81\x30\x81\x30", "\x1b.A\x1bN", "\\N{DASH}\\u12", "\xc3"]


def make_codecs(chance):
    """Bytes to decode in pieces, with a state that is set in between; or text to encode."""
    encoding = chance.one(ENCODINGS)
    data = chance.one(STARTS) + chance.text(BYTES + list("ab~{}+-$\x1b\x0e\x0f\\u"), 14) + chance.one(STARTS)
    return [data, encoding, chance.one(HANDLERS), [chance.below(len(data) + 1) for _ in range(chance.below(4))], chance.one([None, None, None, 0, 1, 27, 2**32, 2**64 - 1, -1])]


def make_codecs_text(chance):
    return [chance.text(list("aZ09 ~+-\\\n\x00\x1b\x7f\x80\xe4\xff\u0100\u20ac\u3042\u4e00\uac00\ud800\udcff\udfff\ufeff\U0001f600\U0010ffff\u0301\xdf"), 12), chance.one(ENCODINGS), chance.one(HANDLERS), [chance.below(8) for _ in range(chance.below(3))],
            chance.one([None, None, None, 0, 1, 27, 2**32, 2**64 - 1, -1])]


def make_compressed(chance):
    import bz2
    import gzip
    import lzma
    import zlib
    plain = chance.text("ab\n", 60).encode() * (1 + chance.below(30))
    kind = chance.one(["zlib", "raw", "bz2", "xz", "lzma", "gzip"])
    data = {"zlib": lambda: zlib.compress(plain, chance.below(10)), "raw": lambda: zlib.compress(plain)[2:-4], "bz2": lambda: bz2.compress(plain), "xz": lambda: lzma.compress(plain),
            "lzma": lambda: lzma.compress(plain, lzma.FORMAT_ALONE), "gzip": lambda: gzip.compress(plain, mtime=0)}[kind]()
    data = as_text(data)
    return [data if chance.below(4) == 0 else mutated(chance, data, BYTES), kind, chance.one([-1, 0, 1, 10, 1000]), [chance.below(len(data)) for _ in range(chance.below(3))]]


def make_dates(chance):
    text = chance.one(["2020-02-29", "2020-02-29T12:30:59.123456+01:00", "20200229T123059Z", "2020-W09-6", "12:30:59", "1:2:3", "Sat Feb 29 12:30:59 2020", "29/02/20 11 PM", "2020-060", "+00:00:30.5", "24:00", "2020-02-29T24:00:00"])
    form = chance.one(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S.%f%z", "%a %b %d %H:%M:%S %Y", "%d/%m/%y %I %p", "%G-W%V-%u", "%Y-%j", "%c", "%x %X", "%%%n", "%U %w %Y", "%H:%M:%S"])
    return [mutated(chance, text, list("0123456789-:+.TWZ ,\u0660\u20ac\x00/apmP"), 2) if chance.below(4) else text, mutated(chance, form, list("%YmdHMSfzZjUWGVuwycxXpIabB:-E6"), 2) if chance.below(3) else form,
            [chance.one([1, 2, 12, 29, 31, 59, 0, 60, 1999, 9999, 10000, -1]) for _ in range(7)], chance.one([0, 1, -1, 86399, 0.5, 1e9, 2e11, -62135596800, 253402300800, 1e300])]


def some_number(chance):
    return chance.one(["0", "-0", "1", "1.5", "123456789.123456789", "1E+10", "1e-28", "9.99999999999999999999999999999", "NaN", "sNaN123", "-Infinity", "inf", "1e399", "-1e-400", "0e5", "1_000", ".5", "5.", "\u0661", "1e", "--1",
                       "99999999999999999999999999999", "0.1", "3", "-7", "2", "1E+999999", "1E-999999", "0.50", "1e5", "12.345"])


def make_decimal(chance):
    number = some_number(chance) if chance.below(4) else mutated(chance, some_number(chance), list("0123456789.eE+-_ naif\u0665"), 2)
    return [number, some_number(chance), chance.one(["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "compare", "quantize", "sqrt", "exp", "ln", "log10", "fma", "format", "int", "round", "remainder_near", "next_toward", "scaleb", "shift", "rotate",
            "as_tuple", "as_integer_ratio", "to_eng_string", "hash", "logical_and", "max_mag", "normalize", "divmod", "same_quantum", "float", "to_integral_value", "number_class"]),
            1 + chance.below(40), chance.below(8), chance.one([999999, 10, 384, 5]), chance.one(["", "f", ".2f", "e", "g", "%", ",", "+.3", "010", "<12", ".0e", "n", "z.1f", "_>8.1"])]


def make_xml(chance):
    text = chance.one(['<?xml version="1.0"?><a x="1">t<b/>&lt;&#65;</a>', "<a><![CDATA[x]]><!-- c --><?pi d?></a>", '<!DOCTYPE a [<!ENTITY e "v"><!ELEMENT a ANY><!ATTLIST a x CDATA "d">]><a>&e;</a>', "<n:a xmlns:n='u' n:b='c'><n:d/></n:a>",
                       '<?xml version="1.0" encoding="iso-8859-1"?><a>\xe4</a>', "\xff\xfe<\x00a\x00/\x00>\x00", "<a>\xc3\xa9\n\r\n</a>"])
    return [mutated(chance, text, list("<>&;/='\"!?[]-:x \n#") + BYTES[:128], 3) if chance.below(4) else text, [chance.below(len(text)) for _ in range(chance.below(3))], chance.one([None, "!", " "]), chance.below(2)]


def make_numbers(chance):
    text = chance.one(["1.5", "1e308", "0x1.8p3", "123456789012345678901234567890", "5e-324", "2.2250738585072014e-308", "9007199254740993", "0.1", "1_0", "  7 ", "-0", "nan", "infinity", "1e-400", "0b101", "z9", "1.7976931348623159e308",
                       "8.5", "0.30000000000000004", "1" * 50 + "." + "3" * 50, "4.35", "1e22", "1e23"])
    return [mutated(chance, text, list("0123456789.eExXbo+-_ anif\u0663\x00p"), 2) if chance.below(3) else text, chance.one([0, 2, 8, 10, 16, 36, 37, 1]), chance.below(40) - 20, chance.one(["", "e", ".3f", ".17g", "%", "x", ",", "020", "+.1e", ".50f", "n", "#.3g", "_b", "z.2f"])]


def make_format(chance):
    if chance.below(2):
        return [mutated(chance, chance.one(["{}", "{0}{1!r:>10}", "{a.real:{w}}", "{a[0]}", "{:%Y}", "{{}}", "{!s}", "{:,.2f}", "{:=+#010x}", "{0[k]}", "{:\u20ac^9}"]), list("{}!:.[]0123456789rsaxdfeg%,_<>^=+-# zaw\u20ac"), 3), "format",
                [chance.one([1, -255, 1.5, "text", None, [1, 2], {"k": 1}, True, 1e100, "\u20ac"]) for _ in range(chance.below(4))]]
    return [mutated(chance, chance.one(["%s", "%-10.3s|", "%05d", "%x %X", "%(k)s", "%%", "%+.2f", "%c", "%r %a", "%*d", "%.*f", "%#o", "% d", "%e%g", "%i"]), list("%diouxXeEfFgGcrsa0123456789.-+ #*()kl\u20ac"), 3), "percent",
            [chance.one([1, -255, 1.5, "text", None, {"k": 1}, True, 1e100, 10**30, 65, "x"]) for _ in range(chance.below(4))]]


def make_unicode(chance):
    pool = "aZ1 \xe4\xdf\u0130\u0149\u01c5\u0301\u0323\u0345\u03a3\u03c2\u0660\u0f73\u1100\u1161\u11a8\u1e9e\u1fb3\u200d\u2160\u212b\u3042\uac00\ufb01\uff21\U0001d7d8\U0001f600\U0001f1e6\U00010400\ud800"
    return [chance.text(list(pool) + [chr(chance.below(0x3000)) for _ in range(10)], 8)]


def make_parsers(chance):
    """Smaller languages of the library."""
    return [mutated(chance, chance.one(["[a]\nb = 1\nc: 2\n", "a = 1\n[t.u]\nv = [1, 'x', 2020-01-01]\n", "YWJj", "=?utf-8?q?a=20b?=", "a%20b+c", "<!DOCTYPE x><p a=1>t</p>", "begin 644 x\n#86)C\n \nend\n", "1-2,3:4", "{'a': [1, (2,)], 'b': -1j}", "abc\xff"]),
                    list("[]{}()=:;,.%&<>!?/\\'\"\n\t 0123abc") + BYTES[:128], 3), chance.one(["configparser", "tomllib", "base64", "a85", "b32", "header", "unquote", "html", "uu", "literal", "shlex", "unhexlify", "qp", "crc", "fraction", "ip", "uuid", "fnmatch"])]


# ---- Running (in the interpreter)


def as_bytes(text):
    return text.encode("latin-1", "replace")


def told(value):
    text = ascii(value)
    return text if len(text) < 300 else "%s...%d" % (text[:300], len(text))


def run_source(text, mode):
    compile(text, "<source>", mode)
    return "ok"


def run_source_bytes(text, mode):
    compile(as_bytes(text), "<source>", mode)
    return "ok"


def run_marshal(text):
    import marshal
    return told(type(marshal.loads(as_bytes(text))).__name__)


def run_code_cache(text, changes, cut):
    import marshal
    data = bytearray(marshal.dumps(compile(text, "<cached>", "exec")))
    for place, value in changes:
        data[int(place * len(data))] = value
    if cut:
        del data[int(changes[0][0] * len(data)):]
    return told(type(marshal.loads(data)).__name__)


def run_pickle(text):
    import io
    import pickle

    class Careful(pickle.Unpickler):
        def find_class(self, module, name):
            if module in ("builtins", "collections", "copyreg", "_codecs") and name in ("complex", "set", "frozenset", "bytearray", "range", "slice", "OrderedDict", "deque", "ValueError", "list", "object", "_reconstructor", "encode", "int", "dict"):
                return super().find_class(module, name)
            raise pickle.UnpicklingError("forbidden")

    return told(sorted_sets(Careful(io.BytesIO(as_bytes(text))).load()))


def sorted_sets(value, depth=4):
    if isinstance(value, (set, frozenset)):
        return sorted(map(ascii, value))
    if type(value) in (list, tuple) and depth:
        return [sorted_sets(v, depth - 1) for v in value]
    if type(value) is dict and depth:
        return {ascii(k): sorted_sets(v, depth - 1) for k, v in value.items()}
    return value if type(value).__repr__ is not object.__repr__ else type(value).__name__


def run_json(text, form):
    import json
    import re
    if re.search(r"\\u[0-9A-Fa-f]{4}$", text):
        return None  # the message for a text that ends behind an escape has changed since 3.13
    if form == 3:
        return told(json.loads(text.encode("utf-8", "surrogatepass")))
    value = json.loads(text, parse_float=str) if form == 1 else json.loads(text, object_pairs_hook=list) if form == 2 else json.loads(text)
    return told(value) + json.dumps(value, ensure_ascii=form == 0, indent=form or None, sort_keys=form == 0)


def run_re(text, pattern, flags, replacement, count, as_bytes_too):
    import re
    if as_bytes_too:
        text, pattern, replacement, flags = text.encode("utf-8"), pattern.encode("utf-8"), replacement.encode(), flags & ~256 | (256 & flags)
    compiled = re.compile(pattern, flags)
    if compiled.groups and re.search("[*+?}][+]", pattern if isinstance(pattern, str) else pattern.decode("utf-8")):
        return told([m.span() for m in compiled.finditer(text)])  # CPython tells wrong places for groups in possessive loops: '((b)|)*+' in 'b'
    found = [m.span(i) for m in compiled.finditer(text) for i in range(compiled.groups + 1)]
    whole = compiled.fullmatch(text)
    last = compiled.search(text, count)
    answers = [found, whole and whole.groupdict(), last and (last.lastindex, last.lastgroup, last.groups()), compiled.split(text, count), compiled.groups, compiled.flags]
    try:
        answers.append(compiled.sub(replacement, text, count))
    except (re.error, IndexError) as error:
        answers.append(str(error))
    return told(answers)


def run_struct(text, form, values, offset):
    import struct
    said = [attempt(lambda: struct.calcsize(form)), attempt(lambda: struct.unpack_from(form, as_bytes(text), offset)), attempt(lambda: struct.pack(form, *[v.encode() if v == "a" else v for v in values])), attempt(lambda: list(struct.iter_unpack(form, as_bytes(text)))),
            attempt(lambda: struct.pack_into(form, bytearray(20), offset, *values))]
    return told(said)


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


def run_csv(text, options):
    import csv
    import io
    rows = list(csv.reader(text.splitlines(True), **options))
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return told([rows, out.getvalue()])


def run_codecs(text, encoding, errors, cuts, state):
    import codecs
    data = as_bytes(text)
    said = [told_error(lambda: codecs.decode(data, encoding, errors))]
    decoder = codecs.getincrementaldecoder(encoding)(errors)

    def pieces():
        found, at = [], 0
        for cut in sorted(cuts):
            found.append(decoder.decode(data[at:cut]))
            at = cut
            if state is None:
                decoder.setstate(decoder.getstate())
        found.append(decoder.decode(data[at:], True))
        return found

    said.append(told_error(pieces))
    if state is not None:  # a state that this decoder did not tell: anything may come of it, but no crash
        told_error(lambda: decoder.setstate((data[:3], state)))
        told_error(lambda: [decoder.decode(data[i:i + 1]) for i in range(len(data))])
        told_error(lambda: (decoder.getstate(), decoder.reset()))
    return told(said)


def told_error(function):
    try:
        return function()
    except UnicodeError as error:
        return [type(error).__name__, getattr(error, "start", None), getattr(error, "end", None), getattr(error, "reason", None) or str(error)]
    except Exception as error:
        return type(error).__name__


def run_codecs_text(text, encoding, errors, cuts, state):
    import codecs
    if encoding == "hz" and "~" in text and errors.endswith("replace"):
        return None  # CPython loses a ~ when its block is full
    said = [told_error(lambda: codecs.encode(text, encoding, errors))]
    encoder = codecs.getincrementalencoder(encoding)(errors)

    def pieces():
        found, at = [], 0
        for cut in sorted(cuts):
            found.append(encoder.encode(text[at:cut]))
            at = cut
        return found + [encoder.encode(text[at:], True)]

    said.append(told_error(pieces))
    if state is not None:
        told_error(lambda: encoder.setstate(state))
        told_error(lambda: [encoder.encode(c) for c in text] + [encoder.getstate(), encoder.reset()])
    return told(said)


def run_compressed(text, kind, most, cuts):
    import bz2
    import gzip
    import io
    import lzma
    import zlib
    data = as_bytes(text)
    if kind == "gzip":
        return told(attempt(lambda: gzip.GzipFile(fileobj=io.BytesIO(data)).read(100000)))
    tool = {"zlib": zlib.decompressobj, "raw": lambda: zlib.decompressobj(-15), "bz2": bz2.BZ2Decompressor, "xz": lambda: lzma.LZMADecompressor(memlimit=1 << 28), "lzma": lambda: lzma.LZMADecompressor(memlimit=1 << 28)}[kind]()
    said, at = [], 0
    limit = max(most, 0) if kind in ("zlib", "raw") else most
    for cut in sorted(cuts) + [len(data)]:
        said.append(attempt(lambda: tool.decompress(data[at:cut], limit if limit else 5000)[:200]))
        if isinstance(said[-1], str):
            break  # what a tool does after an error has changed with 3.14
        at = cut
    return told(said + [tool.eof, tool.unused_data[:20]])


def run_dates(text, form, parts, stamp):
    import datetime
    import re
    import time
    utc = datetime.timezone.utc
    attempt(lambda: datetime.time.fromisoformat(text))  # 3.13.0 takes what it should not
    iso = [attempt(lambda: str(kind.fromisoformat(text))) for kind in (datetime.datetime, datetime.date)]
    if re.search(r"(?<![\dW.,])\d(\d\d)*(?!\d)|\d{9}|(?<=.{9})\d{7}|^\d{8}(..|[\x80-\u07ff])$", text):
        iso = None  # CPython passes over digits that are too many, or takes them for a fraction; its module in Python refuses them. It counts bytes
    if re.search(r"(?<=.{9})\d[^\d:.,+Z-]|Z\0|[.,:]([Z+-]|$)|(?<=.{8})\d{4,}:", text):
        iso = None  # and over one sign of any kind in front of the zone, or a zero byte at the end
    return told([iso] + [attempt(f) for f in (
        lambda: str(datetime.datetime.strptime(text, form)),
        lambda: tuple(time.strptime(text, form)), lambda: datetime.datetime(*parts, tzinfo=utc).isoformat(), lambda: str(datetime.datetime.fromtimestamp(stamp, utc)), lambda: str(datetime.timedelta(parts[0], stamp)),
        lambda: str(datetime.date(*parts[:3]).isocalendar()), lambda: str(datetime.datetime(2020, 2, 29, 12) - datetime.timedelta(seconds=stamp)))])


def run_decimal(text, other, operation, precision, rounding, emax, form):
    import decimal
    import operator
    roundings = [decimal.ROUND_CEILING, decimal.ROUND_DOWN, decimal.ROUND_FLOOR, decimal.ROUND_HALF_DOWN, decimal.ROUND_HALF_EVEN, decimal.ROUND_HALF_UP, decimal.ROUND_UP, decimal.ROUND_05UP]
    with decimal.localcontext() as context:
        context.prec, context.rounding, context.Emax, context.Emin = precision, roundings[rounding], emax, -emax
        a, b = decimal.Decimal(text), decimal.Decimal(other)
        large = abs(a.adjusted()) > 5000 or abs(b.adjusted()) > 5000
        if operation == "hash" and a.is_nan():
            return "by address"
        if operation in ("int", "as_integer_ratio", "round", "hash", "float") and large or operation == "pow" and b.is_finite() and abs(b) > 1000:
            return "large"
        if operation == "format":
            return told(format(a, form)) if not large else "large"
        if hasattr(operator, operation):
            return told([getattr(operator, operation)(a, b), sorted(str(f.__name__) for f, on in context.flags.items() if on)])
        if operation in ("int", "round", "hash", "float", "divmod"):
            return told({"int": lambda: int(a), "round": lambda: round(a, 2), "hash": lambda: hash(a), "float": lambda: float(a), "divmod": lambda: divmod(a, b)}[operation]())
        if operation == "fma":
            return told(a.fma(b, 1))
        method = getattr(a, operation)
        takes_other = operation in ("compare", "quantize", "remainder_near", "next_toward", "scaleb", "shift", "rotate", "logical_and", "max_mag", "same_quantum")
        return told([method(b) if takes_other else method(), sorted(str(f.__name__) for f, on in context.flags.items() if on)])


def run_xml(text, cuts, separator, ordered):
    from xml.parsers import expat
    seen = []

    def note(name, *args):
        if seen and name == seen[-1][0] == "CharacterDataHandler":  # into how many pieces a text falls is a matter of expat's version
            args = (seen.pop()[1][0] + args[0],)
        seen.append((name, args))

    parser = expat.ParserCreate(namespace_separator=separator)
    parser.ordered_attributes = ordered
    for name in ("StartElementHandler", "EndElementHandler", "CharacterDataHandler", "ProcessingInstructionHandler", "CommentHandler", "StartCdataSectionHandler", "EndCdataSectionHandler", "XmlDeclHandler", "StartDoctypeDeclHandler",
                 "EntityDeclHandler", "AttlistDeclHandler", "StartNamespaceDeclHandler", "DefaultHandlerExpand"):
        setattr(parser, name, lambda *args, name=name: note(name, *args))
    data, at = as_bytes(text), 0
    try:
        for cut in sorted(cuts):
            parser.Parse(data[at:cut])
            at = cut
        parser.Parse(data[at:], True)
    except expat.ExpatError as error:
        seen.append((error.code, error.lineno, error.offset))
    return told(seen)


def run_numbers(text, base, digits, form):
    def from_hex():
        try:
            return float.fromhex(text)
        except OverflowError:
            raise ValueError from None  # which of two mistakes is told: CPython looks at what comes behind the number last

    return told([attempt(f) for f in (lambda: int(text, base), lambda: float(text), from_hex, lambda: complex(text), lambda: format(float(text), form), lambda: format(int(text), form), lambda: round(float(text), digits),
                                      lambda: float(text).hex(), lambda: float(text).as_integer_ratio(), lambda: int(float(text)), lambda: repr(float(text) / 3), lambda: int(text.encode("latin-1", "replace"), base), lambda: divmod(float(text), 0.3))])


def run_format(text, kind, values):
    import re
    if kind == "format" and re.search("[.]([,_]|[0-9]+[,_])", text):
        return None  # separators in the fraction came with 3.14
    if kind == "format":
        return told(text.format(*values, a=1.5, w=12))
    return told(text % (values[0] if len(values) == 1 else tuple(values)))


# A character of each version from 13 to 17, 15.1 too. (unidata_version tells what the library expects, not what the program has.)
NEW_IN_UNICODE = "\u08be\u061d\u0cf3\u2ffc\u0897\u20c1"


def run_unicode(text):
    """Three lines: which versions of Unicode are known, what each character is, what becomes of the whole text."""
    import unicodedata
    known = [unicodedata.category(c) != "Cn" for c in NEW_IN_UNICODE]
    forms = [attempt(lambda: unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    singles = [(unicodedata.category(c), unicodedata.bidirectional(c), unicodedata.combining(c), unicodedata.east_asian_width(c), unicodedata.mirrored(c), unicodedata.decomposition(c), unicodedata.numeric(c, None), unicodedata.name(c, ""),
                c.upper(), c.lower(), c.title(), c.casefold(), c.isidentifier(), ("a" + c).isidentifier()) for c in text]
    whole = [forms, text.upper(), text.lower(), text.title(), text.casefold(), text.swapcase(), text.capitalize(), text.isidentifier(), text.isnumeric(), text.isprintable(), text.split(), text.istitle()]
    return "\n".join([ascii(known), ascii(singles), told(whole)])


def agree_on_unicode(wanted, got):
    """Two versions of Unicode are compared by texts of characters that are the same in both: one has characters and properties that the other has not."""
    known, singles, whole = wanted.split("\n")
    our_known, our_singles, our_whole = got.split("\n")
    if known != our_known and singles != our_singles:
        return True
    return (singles, whole) == (our_singles, our_whole)


def run_parsers(text, kind):
    import binascii
    data = as_bytes(text)
    if kind == "literal" and text.rstrip(" \t\f") != text and text.rstrip(" \t\f").endswith("\n"):
        return None  # CPython takes blanks behind the last newline of an expression for an indent

    def configparser():
        import configparser as module
        parser = module.ConfigParser()
        parser.read_string(text)
        return {s: dict(parser[s]) for s in parser.sections()}

    def html():
        from html.parser import HTMLParser
        seen = []
        parser = HTMLParser()
        parser.handle_starttag = lambda *a: seen.append(a)
        parser.handle_data = seen.append
        parser.feed(text)
        parser.close()
        return seen

    def with_module(name, use):
        return lambda: use(__import__(name, fromlist=["x"]))

    return told({
        "configparser": configparser, "html": html, "tomllib": with_module("tomllib", lambda m: m.loads(text)), "base64": lambda: binascii.a2b_base64(data, strict_mode=True), "a85": with_module("base64", lambda m: m.a85decode(data)),
        "b32": with_module("base64", lambda m: m.b32decode(data, True)), "header": with_module("email.header", lambda m: m.decode_header(text)), "unquote": with_module("urllib.parse", lambda m: (m.unquote_plus(text), m.parse_qs(text))),
        "uu": lambda: binascii.a2b_uu(data.split(b"\n")[0]), "literal": with_module("ast", lambda m: m.literal_eval(text)), "shlex": with_module("shlex", lambda m: m.split(text)), "unhexlify": lambda: binascii.unhexlify(data),
        "qp": lambda: binascii.a2b_qp(data), "crc": lambda: (binascii.crc32(data), binascii.crc_hqx(data, 5), __import__("zlib").adler32(data)), "fraction": with_module("fractions", lambda m: m.Fraction(text)),
        "ip": with_module("ipaddress", lambda m: m.ip_address(text)), "uuid": with_module("uuid", lambda m: m.UUID(text)), "fnmatch": with_module("fnmatch", lambda m: m.translate(text))}[kind]())


# name: (make, run, how outcomes are compared with the reference's: "exact", "value" (texts of results, types of errors), "" (not at all), or a function
# of two results)
AREAS = {
    "source": (make_source, run_source, ""), "source bytes": (make_source_bytes, run_source_bytes, ""), "marshal": (make_marshal, run_marshal, ""), "code cache": (make_code_cache, run_code_cache, ""),
    "pickle": (make_pickle, run_pickle, "result"), "json": (make_json, run_json, "exact"), "re": (make_re, run_re, "value"), "struct": (make_struct, run_struct, "value"), "csv": (make_csv, run_csv, "value"),
    "codecs": (make_codecs, run_codecs, "value"), "codecs text": (make_codecs_text, run_codecs_text, "value"), "compressed": (make_compressed, run_compressed, "value"), "dates": (make_dates, run_dates, "value"),
    "decimal": (make_decimal, run_decimal, "value"), "xml": (make_xml, run_xml, "value"), "numbers": (make_numbers, run_numbers, "value"), "format": (make_format, run_format, "value"), "unicode": (make_unicode, run_unicode, agree_on_unicode),
    "parsers": (make_parsers, run_parsers, "value"),
}
