import types

for call in (lambda: str(b"", 5, 5), lambda: str(5, True, 5), lambda: "".encode(5, 5), lambda: "".encode("ascii", 5), lambda: types.SimpleNamespace(1, 2)):
    try:
        call()
    except TypeError as error:
        print(error)

# expect: str() argument 'encoding' must be str, not int
# expect: str() argument 'encoding' must be str, not bool
# expect: encode() argument 'encoding' must be str, not int
# expect: encode() argument 'errors' must be str, not int
# expect: SimpleNamespace expected at most 1 argument, got 2
