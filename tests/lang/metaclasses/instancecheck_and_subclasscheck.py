class Meta(type):
    def __instancecheck__(cls, obj):
        return obj == "yes"

    def __subclasscheck__(cls, sub):
        return sub is int


class C(metaclass=Meta):
    pass


print(isinstance("yes", C), isinstance("no", C), issubclass(int, C), issubclass(str, C), isinstance(C(), C))

# expect: True False True False True
