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
        print(name, type(e).__name__, *([e] if isinstance(e, ValueError) else []))

# expect: format ValueError precision too big
# expect: upper case ValueError precision too big
# expect: complex ValueError precision too big
# expect: str.format ValueError precision too big
# expect: percent ValueError precision too big
# expect: star ValueError precision too big
# expect: bytes ValueError precision too big
# expect: int ValueError precision too big
# expect: larger ValueError precision too big
# expect: no C int OverflowError
