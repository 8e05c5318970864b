# min-version: 3.13
print("aaaa".replace("a", "b", count=2), "abc".split(sep="b", maxsplit=1))

# expect: bbaa ['a', 'c']
