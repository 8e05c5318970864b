import traceback


def f(a, b):
    x = 1 + a / b
    return x


try:
    f(1, 0)
except ZeroDivisionError as error:
    print("".join(traceback.format_tb(error.__traceback__)[-1:]).split("\n", 1)[1], end="")


def g(table):
    y = table["first"]["second"] + 1
    return y


try:
    g({"first": None})
except TypeError as error:
    print("".join(traceback.format_tb(error.__traceback__)[-1:]).split("\n", 1)[1], end="")

# expect:     x = 1 + a / b
# expect:             ~~^~~
# expect:     y = table["first"]["second"] + 1
# expect:         ~~~~~~~~~~~~~~^^^^^^^^^^
