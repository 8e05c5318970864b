# min-version: 3.15
def noisy(n):
    for i in range(n):
        print("item", i)
        yield i
g = (*noisy(n) for n in (2,))
print("made")
print(next(g))

# expect: made
# expect: item 0
# expect: 0
