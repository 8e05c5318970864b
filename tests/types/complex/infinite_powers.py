# Powers of complex numbers with infinite parts: an infinite result is an overflow.
def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


infinity = float("inf")
for base, exponent in (
    (complex(infinity, -1), 1),
    (complex(infinity, -1), 2.5),
    (complex(infinity, -1), -1),
    (complex(infinity, 0), 0.5),
    (complex(infinity, float("nan")), 0),
    (complex(float("nan"), 1), 2.5),
    (complex(1e300, 1), 2),
    (0j, 1),
    (0j, -1),
):
    print(base, exponent, outcome(pow, base, exponent))

# expect: (inf-1j) 1 OverflowError: complex exponentiation
# expect: (inf-1j) 2.5 OverflowError: complex exponentiation
# expect-before-3.14: (inf-1j) -1 (nan+nanj)
# expect-since-3.14: (inf-1j) -1 0j
# expect: (inf+0j) 0.5 OverflowError: complex exponentiation
# expect: (inf+nanj) 0 (1+0j)
# expect: (nan+1j) 2.5 (nan+nanj)
# expect: (1e+300+1j) 2 OverflowError: complex exponentiation
# expect: 0j 1 0j
# expect-before-3.14: 0j -1 ZeroDivisionError: 0.0 to a negative or complex power
# expect-since-3.14: 0j -1 ZeroDivisionError: zero to a negative or complex power
