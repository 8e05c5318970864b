# Since 3.14 the iterators of itertools can neither be copied nor pickled, except that tee() has __copy__.
import copy
import itertools
import pickle

iterators = [
    itertools.accumulate([1, 2]), itertools.batched("abc", 2), itertools.chain("ab"), itertools.combinations("abc", 2),
    itertools.combinations_with_replacement("abc", 2), itertools.compress("ab", [1, 1]), itertools.count(), itertools.cycle("ab"),
    itertools.dropwhile(None, "a"), itertools.filterfalse(None, "ab"), itertools.groupby("aab"), next(itertools.groupby("aab"))[1],
    itertools.islice("ab", 1), itertools.pairwise("abc"), itertools.permutations("abc"), itertools.product("ab", "cd"),
    itertools.repeat(1, 3), itertools.starmap(pow, [(1, 2)]), itertools.takewhile(None, "a"), itertools.tee("abc")[0],
    itertools.zip_longest("ab", "c"),
]
for iterator in iterators:
    names = [name for name in ("__reduce__", "__setstate__", "__copy__") if name in type(iterator).__dict__]
    for way in (copy.copy, copy.deepcopy, pickle.dumps):
        try:
            print(type(way(iterator)).__name__, names)
        except TypeError as e:
            print(e, names)
print(list(itertools.chain.from_iterable(["ab", "c"])), itertools.repeat(1, 3).__length_hint__(), itertools.chain[int])

# expect-since-3.14: cannot pickle 'itertools.accumulate' object []
# expect-since-3.14: cannot pickle 'itertools.accumulate' object []
# expect-since-3.14: cannot pickle 'itertools.accumulate' object []
# expect-since-3.14: cannot pickle 'itertools.batched' object []
# expect-since-3.14: cannot pickle 'itertools.batched' object []
# expect-since-3.14: cannot pickle 'itertools.batched' object []
# expect-since-3.14: cannot pickle 'itertools.chain' object []
# expect-since-3.14: cannot pickle 'itertools.chain' object []
# expect-since-3.14: cannot pickle 'itertools.chain' object []
# expect-since-3.14: cannot pickle 'itertools.combinations' object []
# expect-since-3.14: cannot pickle 'itertools.combinations' object []
# expect-since-3.14: cannot pickle 'itertools.combinations' object []
# expect-since-3.14: cannot pickle 'itertools.combinations_with_replacement' object []
# expect-since-3.14: cannot pickle 'itertools.combinations_with_replacement' object []
# expect-since-3.14: cannot pickle 'itertools.combinations_with_replacement' object []
# expect-since-3.14: cannot pickle 'itertools.compress' object []
# expect-since-3.14: cannot pickle 'itertools.compress' object []
# expect-since-3.14: cannot pickle 'itertools.compress' object []
# expect-since-3.14: cannot pickle 'itertools.count' object []
# expect-since-3.14: cannot pickle 'itertools.count' object []
# expect-since-3.14: cannot pickle 'itertools.count' object []
# expect-since-3.14: cannot pickle 'itertools.cycle' object []
# expect-since-3.14: cannot pickle 'itertools.cycle' object []
# expect-since-3.14: cannot pickle 'itertools.cycle' object []
# expect-since-3.14: cannot pickle 'itertools.dropwhile' object []
# expect-since-3.14: cannot pickle 'itertools.dropwhile' object []
# expect-since-3.14: cannot pickle 'itertools.dropwhile' object []
# expect-since-3.14: cannot pickle 'itertools.filterfalse' object []
# expect-since-3.14: cannot pickle 'itertools.filterfalse' object []
# expect-since-3.14: cannot pickle 'itertools.filterfalse' object []
# expect-since-3.14: cannot pickle 'itertools.groupby' object []
# expect-since-3.14: cannot pickle 'itertools.groupby' object []
# expect-since-3.14: cannot pickle 'itertools.groupby' object []
# expect-since-3.14: cannot pickle 'itertools._grouper' object []
# expect-since-3.14: cannot pickle 'itertools._grouper' object []
# expect-since-3.14: cannot pickle 'itertools._grouper' object []
# expect-since-3.14: cannot pickle 'itertools.islice' object []
# expect-since-3.14: cannot pickle 'itertools.islice' object []
# expect-since-3.14: cannot pickle 'itertools.islice' object []
# expect-since-3.14: cannot pickle 'itertools.pairwise' object []
# expect-since-3.14: cannot pickle 'itertools.pairwise' object []
# expect-since-3.14: cannot pickle 'itertools.pairwise' object []
# expect-since-3.14: cannot pickle 'itertools.permutations' object []
# expect-since-3.14: cannot pickle 'itertools.permutations' object []
# expect-since-3.14: cannot pickle 'itertools.permutations' object []
# expect-since-3.14: cannot pickle 'itertools.product' object []
# expect-since-3.14: cannot pickle 'itertools.product' object []
# expect-since-3.14: cannot pickle 'itertools.product' object []
# expect-since-3.14: cannot pickle 'itertools.repeat' object []
# expect-since-3.14: cannot pickle 'itertools.repeat' object []
# expect-since-3.14: cannot pickle 'itertools.repeat' object []
# expect-since-3.14: cannot pickle 'itertools.starmap' object []
# expect-since-3.14: cannot pickle 'itertools.starmap' object []
# expect-since-3.14: cannot pickle 'itertools.starmap' object []
# expect-since-3.14: cannot pickle 'itertools.takewhile' object []
# expect-since-3.14: cannot pickle 'itertools.takewhile' object []
# expect-since-3.14: cannot pickle 'itertools.takewhile' object []
# expect-since-3.14: _tee ['__copy__']
# expect-since-3.14: cannot pickle 'itertools._tee' object ['__copy__']
# expect-since-3.14: cannot pickle 'itertools._tee' object ['__copy__']
# expect-since-3.14: cannot pickle 'itertools.zip_longest' object []
# expect-since-3.14: cannot pickle 'itertools.zip_longest' object []
# expect-since-3.14: cannot pickle 'itertools.zip_longest' object []
# expect-since-3.14: ['a', 'b', 'c'] 3 itertools.chain[int]
