# A class that defines __eq__ alone gets __hash__ = None after all other names that it is given.
class Equal:
    def __eq__(self, other):
        return True


class Documented:
    "doc"

    def __eq__(self, other):
        return True


for made in (Equal, Documented, type("Made", (), {"__eq__": lambda a, b: True})):
    print([name for name in vars(made) if name in ("__module__", "__doc__", "__eq__", "__hash__")], made.__hash__)

# expect: ['__module__', '__eq__', '__doc__', '__hash__'] None
# expect: ['__module__', '__doc__', '__eq__', '__hash__'] None
# expect: ['__eq__', '__module__', '__doc__', '__hash__'] None
