def g():
    for i in range(3):
        try:
            if i == 1:
                return "early"
            yield i
        finally:
            yield f"final {i}"


it = g()
out = []
while True:
    try:
        out.append(next(it))
    except StopIteration as stop:
        print(out, stop.value)
        break

# expect: [0, 'final 0', 'final 1'] early
