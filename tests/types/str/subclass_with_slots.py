import copy
import gc
import pickle
import weakref


class Token(str):
    __slots__ = ("kind", "line")

    def __new__(cls, text, kind=None):
        self = super().__new__(cls, text)
        if kind is not None:
            self.kind = kind
        return self


class Sub(Token):
    __slots__ = ("more",)


class WithDict(Token):
    pass


for text in "", "abc", "\xe4\xf6", "\u4e2d\u6587", "\U0001f600" * 5, "x" * 1000:
    for cls in Token, Sub, WithDict:
        token = cls(text, "name")
        token.line = [1]
        if cls is Sub:
            token.more = "more"
        if cls is WithDict:
            token.own = "own"
        print(token == text, len(token), token.kind, token.line, getattr(token, "more", None), getattr(token, "own", None), token.upper() == text.upper(), token + "!" == text + "!")
token = Token("a")
for action in (lambda: token.kind, lambda: token.other, lambda: delattr(token, "line"), lambda: token.__dict__):
    try:
        action()
    except AttributeError as e:
        print(e)
token.kind = 1
del token.kind
print(hasattr(token, "kind"), Token.kind, Token.__basicsize__ > str.__basicsize__)
sub = Sub("text", 1)
sub.more = 2
for twin in copy.copy(sub), pickle.loads(pickle.dumps(sub)):
    print(type(twin).__name__, twin, twin.kind, twin.more)


class Other:
    pass


# A cycle through a slot.
other = Other()
other.token = Token("t", other)
reference = weakref.ref(other)
del other
gc.collect()
print(reference())


class Twin(str):
    __slots__ = ("kind", "line")


class Different(str):
    __slots__ = ("kind", "place")


token = Token("t", "kind")
token.__class__ = Twin
print(type(token).__name__, token.kind)
for cls in Different, Sub, WithDict:
    try:
        token.__class__ = cls
    except TypeError as e:
        print(e)
for base in int, bytes:
    try:
        type("C", (base,), {"__slots__": ("a",)})
    except TypeError as e:
        print(e)

# expect: True 0 name [1] None None True True
# expect: True 0 name [1] more None True True
# expect: True 0 name [1] None own True True
# expect: True 3 name [1] None None True True
# expect: True 3 name [1] more None True True
# expect: True 3 name [1] None own True True
# expect: True 2 name [1] None None True True
# expect: True 2 name [1] more None True True
# expect: True 2 name [1] None own True True
# expect: True 2 name [1] None None True True
# expect: True 2 name [1] more None True True
# expect: True 2 name [1] None own True True
# expect: True 5 name [1] None None True True
# expect: True 5 name [1] more None True True
# expect: True 5 name [1] None own True True
# expect: True 1000 name [1] None None True True
# expect: True 1000 name [1] more None True True
# expect: True 1000 name [1] None own True True
# expect: 'Token' object has no attribute 'kind'
# expect: 'Token' object has no attribute 'other'
# expect: line
# expect: 'Token' object has no attribute '__dict__'
# expect: False <member 'kind' of 'Token' objects> True
# expect: Sub text 1 2
# expect: Sub text 1 2
# expect: None
# expect: Twin kind
# expect: __class__ assignment: 'Different' object layout differs from 'Twin'
# expect: __class__ assignment: 'Sub' object layout differs from 'Twin'
# expect: __class__ assignment: 'WithDict' object layout differs from 'Twin'
# expect-before-3.15: nonempty __slots__ not supported for subtype of 'int'
# expect-before-3.15: nonempty __slots__ not supported for subtype of 'bytes'
# expect-since-3.15: arbitrary __slots__ not supported for subtype of 'int'
# expect-since-3.15: arbitrary __slots__ not supported for subtype of 'bytes'
