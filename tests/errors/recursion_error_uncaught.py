def f():
    return [f()]


f()

# expect-error: RecursionError: maximum recursion depth exceeded
# status: 1
