from itertools import product, permutations, combinations, combinations_with_replacement

print(["".join(p) for p in product("ab", repeat=2)], list(product([1, 2], "x")), list(product()))
print(["".join(p) for p in permutations("abc", 2)], len(list(permutations(range(5)))))
print(["".join(c) for c in combinations("abcd", 2)])
print(["".join(c) for c in combinations_with_replacement("ab", 2)], list(combinations("ab", 3)))
print(list(permutations("ab", 0)))

# expect: ['aa', 'ab', 'ba', 'bb'] [(1, 'x'), (2, 'x')] [()]
# expect: ['ab', 'ac', 'ba', 'bc', 'ca', 'cb'] 120
# expect: ['ab', 'ac', 'ad', 'bc', 'bd', 'cd']
# expect: ['aa', 'ab', 'bb'] []
# expect: [()]
