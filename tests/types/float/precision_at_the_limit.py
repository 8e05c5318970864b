# tests/types/float/precision_at_the_limit.py: the largest precision, with which type e has one digit more.
# min-version: 3.15
limit = 2 ** 31 - 1
for name, function in {
    "format": lambda: format(1.5, f".{limit}e"),
    "upper case": lambda: f"{1.5:.2147483647E}",
    "complex": lambda: format(1j, f".{limit}e"),
    "str.format": lambda: "{:.{}e}".format(1.5, limit),
    "percent": lambda: "%.2147483647e" % 1.5,
    "star": lambda: "%.*E" % (limit, 1.5),
    "bytes": lambda: b"%.2147483647e" % 1.5,
    "int": lambda: format(1, f".{limit}e"),
    "larger": lambda: format(1.5, f".{limit + 1}f"),
    "no C int": lambda: "%.*f" % (limit + 1, 1.5),
}.items():
    try:
        print(name, len(function()))
    except (ValueError, OverflowError) as e:
        print(name, type(e).__name__, e)

# expect-error: /usr/bin/python3.15: can't open file '/work/main/tests/types/float/precision_at_the_limit.py': [Errno 2] No such file or directory
# status: 2
