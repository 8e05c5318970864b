from itertools import chain, zip_longest, starmap, accumulate, compress, filterfalse, pairwise, tee
import operator

print(list(chain("ab", [1])), list(chain.from_iterable([[1], [2, 3]])))
print(list(zip_longest("abc", [1], fillvalue="-")), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(pairwise("abcd")))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul, initial=10)))
print(list(accumulate([3, 1, 4], max)), list(compress("abcd", [1, 0, 1, 0])))
print(list(filterfalse(lambda x: x % 2, range(6))))
a, b = tee(iter([1, 2, 3]))
print(next(a), list(b), list(a))

# expect: ['a', 'b', 1] [1, 2, 3]
# expect: [('a', 1), ('b', '-'), ('c', '-')] [8, 9]
# expect: [('a', 'b'), ('b', 'c'), ('c', 'd')]
# expect: [1, 3, 6, 10] [10, 10, 20, 60]
# expect: [3, 3, 4] ['a', 'c']
# expect: [0, 2, 4]
# expect: 1 [1, 2, 3] [2, 3]
