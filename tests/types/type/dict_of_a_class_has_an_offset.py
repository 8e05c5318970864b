# Cython's code finds the dict of a class by this offset.
class Meta(type):
    pass


class OfMeta(metaclass=Meta):
    pass


print(type.__dictoffset__ > 0, Meta.__dictoffset__ == type.__dictoffset__)
print(object.__dictoffset__, int.__dictoffset__, OfMeta.__dictoffset__ != 0)

# expect: True True
# expect: 0 0 True
