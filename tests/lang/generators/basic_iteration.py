def countdown(n):
    while n:
        yield n
        n -= 1
    return "done"


print(list(countdown(4)))
g = countdown(1)
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
print(next(g, "exhausted"), iter(g) is g)

# expect: [4, 3, 2, 1]
# expect: 1
# expect: done
# expect: exhausted True
