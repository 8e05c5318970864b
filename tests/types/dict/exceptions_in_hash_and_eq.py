class BadHash:
    def __hash__(self):
        raise ValueError("no hash")


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("no eq")


class TextHash:
    def __hash__(self):
        return "x"


for action in (
    lambda: {BadHash(): 1}, lambda: {BadEq(): 1, BadEq(): 2}, lambda: BadHash() in {}, lambda: {BadHash()},
    lambda: {TextHash()},
):
    try:
        action()
    except (ValueError, TypeError) as error:
        print(error)
b = BadEq()
print({b: 1}[b])

# expect: no hash
# expect: no eq
# expect: no hash
# expect: no hash
# expect-before-3.15: __hash__ method should return an integer
# expect-since-3.15: cannot use 'TextHash' as a set element (__hash__ method should return an integer)
# expect: 1
