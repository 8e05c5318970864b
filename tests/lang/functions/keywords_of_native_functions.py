# Keywords of native functions: names of all lengths, names that differ in one place, in length or in kind.
import collections, datetime, io, itertools, operator

def tried(f, *args, **names):
    try:
        return f(*args, **names)
    except TypeError as error:
        return str(error).replace(" Did you mean 'maxsplit'?", "").replace(" Did you mean 'sep'?", "").rstrip(".?")

class Name(str):
    pass

text = "a b c d"
print(text.split(sep=" ", maxsplit=1), text.split(maxsplit=2), text.split(maxsplit=1, sep="b"), text.rsplit(" ", maxsplit=1))
print((300).to_bytes(length=2, byteorder="big", signed=False), int.from_bytes(b"\x01\x02", byteorder="little"))
print("é".encode(encoding="utf-8", errors="strict"), b"x".decode(errors="ignore"), sorted([2, 1], key=lambda n: -n, reverse=True))
print(list(enumerate("ab", start=5)), max([1, 2], default=0), max([], default=7), sum([1], start=5), round(2.567, ndigits=1))
print(list(zip("ab", "ab", strict=True)), pow(base=2, exp=5, mod=7), int("11", base=2), str(object=b"x", encoding="ascii"))
print(datetime.timedelta(days=1, seconds=2, microseconds=3, milliseconds=4, minutes=5, hours=6, weeks=7))
print(datetime.datetime(year=2020, month=1, day=2, hour=3, minute=4, second=5, microsecond=6, fold=1))
print(collections.deque(iterable="ab", maxlen=1), list(itertools.accumulate([1, 2], initial=5)), bytes(source=b"x"))
out = io.StringIO(initial_value="", newline="\n")
print("a", "b", sep="-", end="!\n", file=out, flush=True)
print(repr(out.getvalue()), b"a-b".hex(sep=":", bytes_per_sep=1), "a\tb".expandtabs(tabsize=3), "a\n".splitlines(keepends=True))

for name in ("maxsplit", "maxsplix", "mbxsplit", "maxspli", "maxsplits", "Maxsplit", "maxspl\u0131t", "sep", "sex", "se", "", "sepp"):
    value = " " if name.startswith("s") else 1
    print(ascii(name), tried(lambda: text.split(**{name: value})), tried(lambda: text.split(**{Name(name): value})) == tried(lambda: text.split(**{name: value})))
print(tried(lambda: text.split(" ", sep=" ")), tried(lambda: text.split(" ", 1, maxsplit=1)), tried(lambda: text.split(**{1: 2})))
print(tried(lambda: [].append(object=1)), tried(lambda: len(obj=[])), tried(lambda: (5).to_bytes(lengthy=1)))
for name in ("byteorder", "byteordes", "bxteorder", "byteorde"):
    print(name, tried(lambda: int.from_bytes(b"\1", **{name: "big"})))
print(tried(lambda: str.split("a b", maxsplit=1)), tried(lambda: str.split(maxsplit=1)), tried(lambda: str.split(5, maxsplit=1)))
class Text(str):
    def split(self, *args, maxsplit=-1): return "own", args, maxsplit
print(Text("a b").split(maxsplit=1), str.split(Text("a b"), maxsplit=1), Text("a b").rsplit(maxsplit=1))
print([3, 1, 2].sort(key=lambda n: [2, 1].sort(reverse=True) or n, reverse=True))

# expect: ['a', 'b c d'] ['a', 'b', 'c d'] ['a ', ' c d'] ['a b c', 'd']
# expect: b'\x01,' 513
# expect: b'\xc3\xa9' x [1, 2]
# expect: [(5, 'a'), (6, 'b')] 2 7 6 2.6
# expect: [('a', 'a'), ('b', 'b')] 4 3 x
# expect: 50 days, 6:05:02.004003
# expect: 2020-01-02 03:04:05.000006
# expect: deque(['b'], maxlen=1) [5, 6, 8] b'x'
# expect: 'a-b!\n' 61:2d:62 a  b ['a\n']
# expect: 'maxsplit' ['a', 'b c d'] True
# expect: 'maxsplix' split() got an unexpected keyword argument 'maxsplix' True
# expect: 'mbxsplit' split() got an unexpected keyword argument 'mbxsplit' True
# expect: 'maxspli' split() got an unexpected keyword argument 'maxspli' True
# expect: 'maxsplits' split() got an unexpected keyword argument 'maxsplits' True
# expect: 'Maxsplit' split() got an unexpected keyword argument 'Maxsplit' True
# expect: 'maxspl\u0131t' split() got an unexpected keyword argument 'maxsplıt' True
# expect: 'sep' ['a', 'b', 'c', 'd'] True
# expect: 'sex' split() got an unexpected keyword argument 'sex' True
# expect: 'se' split() got an unexpected keyword argument 'se' True
# expect: '' split() got an unexpected keyword argument '' True
# expect: 'sepp' split() got an unexpected keyword argument 'sepp' True
# expect: argument for split() given by name ('sep') and position (1) split() takes at most 2 arguments (3 given) keywords must be strings
# expect: list.append() takes no keyword arguments len() takes no keyword arguments to_bytes() got an unexpected keyword argument 'lengthy'. Did you mean 'length'
# expect: byteorder 1
# expect: byteordes from_bytes() got an unexpected keyword argument 'byteordes'. Did you mean 'byteorder'
# expect: bxteorder from_bytes() got an unexpected keyword argument 'bxteorder'. Did you mean 'byteorder'
# expect: byteorde from_bytes() got an unexpected keyword argument 'byteorde'. Did you mean 'byteorder'
# expect: ['a', 'b'] unbound method str.split() needs an argument descriptor 'split' for 'str' objects doesn't apply to a 'int' object
# expect: ('own', (), 1) ['a', 'b'] ['a', 'b']
# expect: None
