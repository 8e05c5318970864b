# A native iterator that ends because its source raises StopIteration passes on that very exception, with its value, if
# it has nothing to do at its end; else it ends with one of its own.
# min-version: 3.14
import itertools, weakref

class MyStop(StopIteration):
    pass

class Source:
    def __init__(self, count, kind):
        self.count, self.kind, self.raised = count, kind, []
    def __iter__(self):
        return self
    def __next__(self):
        self.count -= 1
        if self.count < 0:
            self.raised.append(self.kind(7))
            raise self.raised[-1]
        return self.count + 1

sources = []
def proxy(source):
    sources.append(source)
    return weakref.proxy(source)

FIVE = [1, 2, 3, 4, 5]
MAKERS = {
    "iter": iter, "proxy": proxy, "enumerate": enumerate, "filter": lambda s: filter(None, s), "filter none": lambda s: filter(lambda x: 0, s),
    "zip": zip, "zip first": lambda s: zip(s, FIVE), "zip second": lambda s: zip(FIVE, s), "zip many": lambda s: zip(*[FIVE] * 9, s),
    "zip strict": lambda s: zip(s, strict=True), "zip strict both": lambda s: zip(s, Source(s.count, s.kind), strict=True),
    "map": lambda s: map(str, s), "map second": lambda s: map(max, FIVE, s), "map strict": lambda s: map(str, s, strict=True),
    "map function": lambda s: map(lambda x: next(s), FIVE), "filter function": lambda s: filter(lambda x: next(s), FIVE),
    "call": lambda s: iter(s.__next__, 99), "generator": lambda s: (x for x in s),
    "islice": lambda s: itertools.islice(s, 5), "islice from": lambda s: itertools.islice(s, 1, 5), "islice behind": lambda s: itertools.islice(s, 9, 10),
    "chain": lambda s: itertools.chain(s, s), "chain source": lambda s: itertools.chain.from_iterable(map(lambda x: [x], s)),
    "takewhile": lambda s: itertools.takewhile(lambda x: 1, s), "dropwhile": lambda s: itertools.dropwhile(lambda x: 1, s),
    "filterfalse": lambda s: itertools.filterfalse(lambda x: 0, s), "accumulate": itertools.accumulate,
    "accumulate from": lambda s: itertools.accumulate(s, initial=0), "compress data": lambda s: itertools.compress(s, FIVE),
    "compress selectors": lambda s: itertools.compress(FIVE, s), "starmap": lambda s: itertools.starmap(max, map(lambda x: (x, 1), s)),
    "pairwise": itertools.pairwise, "batched": lambda s: itertools.batched(s, 2), "cycle": itertools.cycle, "groupby": itertools.groupby,
    "tee": lambda s: itertools.tee(s)[0], "zip_longest": lambda s: itertools.zip_longest(s, [1]),
}

def ends(iterator, source):
    """How each of seven calls ends that give no item."""
    for _ in range(7):
        try:
            next(iterator)
        except StopIteration as e:
            passed_on = any(e is raised for raised in source.raised)
            yield "%s%r%s" % (type(e).__name__, e.args, " of the source" if passed_on else "")
        except (RuntimeError, ValueError) as e:
            yield "%s: %s" % (type(e).__name__, e)

def value_of(iterator):
    result = yield from iterator
    return result

def delegated(iterator):
    try:
        for _ in zip(range(20), value_of(iterator)):
            pass
        delegate = value_of(iterator)
        while True:
            next(delegate)
    except (StopIteration, RuntimeError, ValueError) as e:
        return e.args

for name, make in MAKERS.items():
    for kind in (StopIteration, MyStop):
        for count in (0, 3):
            source = Source(count, kind)
            seen = list(ends(make(source), source))
            ways = list(dict.fromkeys(seen))
            result = "endless" if name == "cycle" and count else delegated(make(Source(count, kind)))
            default = next(make(Source(0, kind)), "default") if "both" not in name and "generator" != name else "-"
            items = len(list(itertools.islice(make(Source(count, kind)), 9))) if name != "generator" else "-"
            print("%s, %s, %d items: %s; yield from %s; %s; %s" % (name, kind.__name__, count, ways, result, default, items))

for loop in (lambda s: [x for x in map(str, s)], lambda s: sum(1 for x, y in zip(s, FIVE)), lambda s: [i for i, x in enumerate(s)],
             lambda s: dict(zip(s, FIVE)), lambda s: "".join(map(str, s)), lambda s: max(filter(None, s)), lambda s: 9 in map(int, s)):
    print(loop(Source(3, StopIteration)), loop(Source(2, MyStop)))
try:
    next(Source(0, StopIteration))
except StopIteration as e:
    print(e.__traceback__.tb_next.tb_frame.f_code.co_name, e.value)

# expect: iter, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: iter, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: iter, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: iter, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: proxy, StopIteration, 0 items: ['StopIteration()']; yield from (7,); default; 0
# expect: proxy, StopIteration, 3 items: ['StopIteration()']; yield from (7,); default; 3
# expect: proxy, MyStop, 0 items: ['StopIteration()']; yield from (7,); default; 0
# expect: proxy, MyStop, 3 items: ['StopIteration()']; yield from (7,); default; 3
# expect: enumerate, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: enumerate, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: enumerate, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: enumerate, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: filter, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: filter, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: filter, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: filter, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: filter none, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: filter none, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: filter none, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: filter none, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: zip, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: zip, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: zip, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: zip, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: zip first, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: zip first, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: zip first, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: zip first, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: zip second, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: zip second, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: zip second, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: zip second, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: zip many, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: zip many, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: zip many, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: zip many, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: zip strict, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: zip strict, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: zip strict, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: zip strict, MyStop, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: zip strict both, StopIteration, 0 items: ['StopIteration()']; yield from (); -; 0
# expect: zip strict both, StopIteration, 3 items: ['StopIteration()']; yield from (); -; 3
# expect: zip strict both, MyStop, 0 items: ['StopIteration()']; yield from (); -; 0
# expect: zip strict both, MyStop, 3 items: ['StopIteration()']; yield from (); -; 3
# expect: map, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: map, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: map, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: map, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: map second, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: map second, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: map second, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: map second, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: map strict, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: map strict, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: map strict, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: map strict, MyStop, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: map function, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: map function, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: map function, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: map function, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: filter function, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: filter function, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: filter function, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: filter function, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: call, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: call, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: call, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: call, MyStop, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: generator, StopIteration, 0 items: ['StopIteration()']; yield from (); -; -
# expect: generator, StopIteration, 3 items: ['StopIteration()']; yield from (); -; -
# expect: generator, MyStop, 0 items: ['StopIteration()']; yield from (); -; -
# expect: generator, MyStop, 3 items: ['StopIteration()']; yield from (); -; -
# expect: islice, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: islice, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 3
# expect: islice, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: islice, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 3
# expect: islice from, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: islice from, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 2
# expect: islice from, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: islice from, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 2
# expect: islice behind, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: islice behind, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: islice behind, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: islice behind, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: chain, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: chain, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: chain, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: chain, MyStop, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: chain source, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: chain source, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: chain source, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: chain source, MyStop, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: takewhile, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: takewhile, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: takewhile, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: takewhile, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: dropwhile, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: dropwhile, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: dropwhile, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: dropwhile, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: filterfalse, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: filterfalse, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: filterfalse, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: filterfalse, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: accumulate, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: accumulate, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: accumulate, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: accumulate, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: accumulate from, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); 0; 1
# expect: accumulate from, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); 0; 4
# expect: accumulate from, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); 0; 1
# expect: accumulate from, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); 0; 4
# expect: compress data, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: compress data, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: compress data, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: compress data, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: compress selectors, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: compress selectors, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: compress selectors, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 0
# expect: compress selectors, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (7,); default; 3
# expect: starmap, StopIteration, 0 items: ['StopIteration(7,) of the source']; yield from (7,); default; 0
# expect: starmap, StopIteration, 3 items: ['StopIteration(7,) of the source']; yield from (7,); default; 3
# expect: starmap, MyStop, 0 items: ['MyStop(7,) of the source']; yield from (7,); default; 0
# expect: starmap, MyStop, 3 items: ['MyStop(7,) of the source']; yield from (7,); default; 3
# expect: pairwise, StopIteration, 0 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: pairwise, StopIteration, 3 items: ['StopIteration(7,) of the source', 'StopIteration()']; yield from (); default; 2
# expect: pairwise, MyStop, 0 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 0
# expect: pairwise, MyStop, 3 items: ['MyStop(7,) of the source', 'StopIteration()']; yield from (); default; 2
# expect: batched, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: batched, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 2
# expect: batched, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: batched, MyStop, 3 items: ['StopIteration()']; yield from (); default; 2
# expect: cycle, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: cycle, StopIteration, 3 items: []; yield from endless; default; 9
# expect: cycle, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: cycle, MyStop, 3 items: []; yield from endless; default; 9
# expect: groupby, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: groupby, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: groupby, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: groupby, MyStop, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: tee, StopIteration, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: tee, StopIteration, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: tee, MyStop, 0 items: ['StopIteration()']; yield from (); default; 0
# expect: tee, MyStop, 3 items: ['StopIteration()']; yield from (); default; 3
# expect: zip_longest, StopIteration, 0 items: ['StopIteration()']; yield from (); (None, 1); 1
# expect: zip_longest, StopIteration, 3 items: ['StopIteration()']; yield from (); (None, 1); 3
# expect: zip_longest, MyStop, 0 items: ['StopIteration()']; yield from (); (None, 1); 1
# expect: zip_longest, MyStop, 3 items: ['StopIteration()']; yield from (); (None, 1); 3
# expect: ['3', '2', '1'] ['2', '1']
# expect: 3 2
# expect: [0, 1, 2] [0, 1]
# expect: {3: 1, 2: 2, 1: 3} {2: 1, 1: 2}
# expect: 321 21
# expect: 3 2
# expect: False False
# expect: __next__ 7
