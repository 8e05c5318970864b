class Falsy:
    def __bool__(self):
        return False


class Empty:
    def __len__(self):
        return 0


values = [0, 0.0, 0j, "", b"", (), [], {}, set(), range(0), None, Falsy(), Empty(), 1, -0.1, "0", (0,), object]
print([bool(v) for v in values])

# expect: [False, False, False, False, False, False, False, False, False, False, False, False, False, True, True, True, True, True]
