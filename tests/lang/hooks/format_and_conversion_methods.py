class Money:
    def __init__(self, v):
        self.v = v

    def __format__(self, spec):
        return f"[{spec}|{self.v}]"

    def __int__(self):
        return 1

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 3j

    def __bytes__(self):
        return b"raw"

    def __round__(self, n=None):
        return ("round", n)

    def __trunc__(self):
        return 4

    def __abs__(self):
        return "abs"


m = Money(9)
print(f"{m:abc} {m}", format(m, "x"), "{:>3}".format(m))
print(int(m), float(m), complex(m), bytes(m), round(m), round(m, 2), abs(m))

# expect: [abc|9] [|9] [x|9] [>3|9]
# expect: 1 2.5 3j b'raw' ('round', None) ('round', 2) abs
