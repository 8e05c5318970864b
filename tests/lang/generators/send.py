def average():
    total = count = 0
    value = None
    while True:
        value = yield value
        total += value
        count += 1
        value = total / count


g = average()
next(g)
print(g.send(10), g.send(20), g.send(60))
h = average()
try:
    h.send(5)
except TypeError as error:
    print(error)

# expect: 10.0 15.0 30.0
# expect: can't send non-None value to a just-started generator
