def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, error)
print("still alive", sum(range(10)))

# expect: RecursionError maximum recursion depth exceeded
# expect: still alive 45
