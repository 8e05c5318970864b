# min-version: 3.15
# Version 5 writes slices, version 6 frozendicts; both are shared by reference. A reference to one inside itself is refused.
import builtins
import marshal

frozendict = getattr(builtins, "frozendict", None)  # of the library of 3.15


def written(value):
    for version in range(3, 7):
        try:
            again = marshal.loads(marshal.dumps(value, version))
        except ValueError as e:
            yield version, str(e)
        else:
            yield version, again == value, type(again).__name__, type(again) is not list or again[0] is again[1]


part = slice({"set"}, ("tuple", {"with": "dict"}), None)
for value in part, slice(1), [part, part]:
    print(*written(value))
if frozendict:
    frozen = frozendict(a=1, b=[2])
    refused = [(version, "unmarshallable object") for version in (3, 4, 5)]
    for value in frozen, frozendict(), [frozen, frozen]:
        assert list(written(value)) == [*refused, (6, True, type(value).__name__, True)], list(written(value))
inner = []
loops = [slice(inner, None), slice(None, inner)] + ([frozendict(x=inner)] if frozendict else [])
for value in loops:
    inner[:] = [value]
    for version in 2, 5, 6:
        try:
            marshal.dumps(value, version)
        except ValueError as e:
            if value in loops[:2]:
                print(e)
for data in b"\xba[\1\0\0\0r\0\0\0\0NN", b"\xfdN[\1\0\0\0r\0\0\0\x000", b"\xfdNr\0\0\0\x000":
    try:
        marshal.loads(data)
    except ValueError as e:
        print(e)


class Item:
    def __hash__(self):
        return 0

    def __buffer__(self, flags):
        change()
        return memoryview(b"abc")


for change in lambda: sample.update(range(100)), lambda: sample.difference_update(range(60)), lambda: None:
    sample = {Item(), *range(50)}
    try:
        print(len(marshal.loads(marshal.dumps(sample))))
    except RuntimeError as e:
        print(e)

# expect: (3, 'unmarshallable object') (4, 'unmarshallable object') (5, True, 'slice', True) (6, True, 'slice', True)
# expect: (3, 'unmarshallable object') (4, 'unmarshallable object') (5, True, 'slice', True) (6, True, 'slice', True)
# expect: (3, 'unmarshallable object') (4, 'unmarshallable object') (5, True, 'list', True) (6, True, 'list', True)
# expect: unmarshallable object
# expect: cannot marshal recursion slice objects
# expect: cannot marshal recursion slice objects
# expect: unmarshallable object
# expect: cannot marshal recursion slice objects
# expect: cannot marshal recursion slice objects
# expect: bad marshal data (invalid reference)
# expect: bad marshal data (invalid reference)
# expect: bad marshal data (invalid reference)
# expect: set changed size during iteration
# expect: set changed size during iteration
# expect: 51
