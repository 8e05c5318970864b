class Meta(type):
    def __len__(cls):
        return 7

    def __getitem__(cls, k):
        return f"{cls.__name__}[{k}]"

    def __iter__(cls):
        return iter("xyz")

    def __contains__(cls, k):
        return k == 1

    def __repr__(cls):
        return "<the class>"

    def shout(cls):
        return cls.__name__.upper()

    @property
    def label(cls):
        return "label"


class C(metaclass=Meta):
    pass


print(len(C), C[3], list(C), 1 in C, C, C.shout(), C.label, hasattr(C(), "shout"))

# expect: 7 C[3] ['x', 'y', 'z'] True <the class> C label False
