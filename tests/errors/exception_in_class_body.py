print("before")


class C:
    x = 1
    y = x / 0

# expect: before
# expect-error: ZeroDivisionError: division by zero
# status: 1
