def f():
    raise ValueError("uncaught")


print("before")
f()

# expect: before
# expect-error: ValueError: uncaught
# status: 1
