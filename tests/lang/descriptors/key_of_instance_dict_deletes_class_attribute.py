class Key:
    def __hash__(self):
        return hash("attr")

    def __eq__(self, other):
        try:
            del C.attr
        except AttributeError:
            pass
        return False


class Descriptor:
    def __get__(self, instance, owner=None):
        return "from the class"


class C:
    attr = Descriptor()


c = C()
c.__dict__[Key()] = 0
print(c.attr, hasattr(c, "attr"))


# Comparisons do without a method that cannot be had, operators do not.
def missing(self):
    raise AttributeError("no such method")


class Half:
    __eq__ = property(missing)
    __lt__ = property(missing)
    __add__ = property(missing)
    __pow__ = property(missing)


print(Half() == Half(), Half() != Half())
for wrong in (lambda: Half() < Half(), lambda: Half() + 1, lambda: Half() ** 2, lambda: pow(Half(), 2, 3)):
    try:
        wrong()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)

# expect: from the class False
# expect: False True
# expect: TypeError '<' not supported between instances of 'Half' and 'Half'
# expect: AttributeError no such method
# expect: AttributeError no such method
# expect: AttributeError no such method
