print("start")


def divide(a, b):
    return a / b


divide(1, 0)

# expect: start
# expect-error: ZeroDivisionError: division by zero
# status: 1
