# The attributes __dict__ and __weakref__ of classes belong to object since 3.15: all classes share them.
import gc

Hint = int


class A:
    pass


class B(A):
    pass


class Slotted:
    __slots__ = ("__dict__",)


class Referable:
    __slots__ = ("__weakref__",)


class Items(tuple):
    pass


def shown(call):
    try:
        return call()
    except (AttributeError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


attributes, references = A.__dict__["__dict__"], A.__dict__["__weakref__"]
for descriptor in attributes, references, Slotted.__dict__["__dict__"], Referable.__dict__["__weakref__"], Items.__dict__["__dict__"], object.__dict__["__class__"]:
    print(descriptor, descriptor.__objclass__.__name__, descriptor.__qualname__, descriptor.__name__)
print(attributes is Slotted.__dict__["__dict__"], references is Referable.__dict__["__weakref__"])
print(type.__dict__["__dict__"], type(shown).__dict__["__dict__"])


def function():
    pass


b = B()
b.own = 1
for instance in A(), b, 1, Items(), Referable(), Slotted(), function, ValueError():
    print(type(instance).__name__, shown(lambda: attributes.__get__(instance)), "|", shown(lambda: attributes.__set__(instance, {"a": 1})), "|", shown(lambda: references.__get__(instance)))
print(shown(lambda: attributes.__set__(b, 3)), shown(lambda: attributes.__set__(int, {})), b.a)


def replaced(bases):
    """A class that a decorator replaces; a method of both holds the namespace of the first."""

    class Old(*bases):
        def method(self) -> Hint: ...

    return type("New", bases, {"method": Old.method})


class Root:
    pass


New = replaced((Root,))
gc.collect()
print([cls.__name__ for cls in Root.__subclasses__()])

# expect-before-3.15: <attribute '__dict__' of 'A' objects> A A.__dict__ __dict__
# expect-before-3.15: <attribute '__weakref__' of 'A' objects> A A.__weakref__ __weakref__
# expect-before-3.15: <attribute '__dict__' of 'Slotted' objects> Slotted Slotted.__dict__ __dict__
# expect-before-3.15: <attribute '__weakref__' of 'Referable' objects> Referable Referable.__weakref__ __weakref__
# expect-before-3.15: <attribute '__dict__' of 'Items' objects> Items Items.__dict__ __dict__
# expect-before-3.15: <attribute '__class__' of 'object' objects> object object.__class__ __class__
# expect-before-3.15: False False
# expect-since-3.15: <attribute '__dict__'> object object.__dict__ __dict__
# expect-since-3.15: <attribute '__weakref__'> object object.__weakref__ __weakref__
# expect-since-3.15: <attribute '__dict__'> object object.__dict__ __dict__
# expect-since-3.15: <attribute '__weakref__'> object object.__weakref__ __weakref__
# expect-since-3.15: <attribute '__dict__'> object object.__dict__ __dict__
# expect-since-3.15: <attribute '__class__'> object object.__class__ __class__
# expect-since-3.15: True True
# expect: <attribute '__dict__' of 'type' objects> <attribute '__dict__' of 'function' objects>
# expect: A {} | None | None
# expect: B {'own': 1} | None | None
# expect-before-3.15: int TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'int' object | TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'int' object | TypeError: descriptor '__weakref__' for 'A' objects doesn't apply to a 'int' object
# expect-before-3.15: Items TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'Items' object | TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'Items' object | TypeError: descriptor '__weakref__' for 'A' objects doesn't apply to a 'Items' object
# expect-before-3.15: Referable TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'Referable' object | TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'Referable' object | TypeError: descriptor '__weakref__' for 'A' objects doesn't apply to a 'Referable' object
# expect-before-3.15: Slotted TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'Slotted' object | TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'Slotted' object | TypeError: descriptor '__weakref__' for 'A' objects doesn't apply to a 'Slotted' object
# expect-before-3.15: function TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'function' object | TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'function' object | TypeError: descriptor '__weakref__' for 'A' objects doesn't apply to a 'function' object
# expect-before-3.15: ValueError TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'ValueError' object | TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'ValueError' object | TypeError: descriptor '__weakref__' for 'A' objects doesn't apply to a 'ValueError' object
# expect-before-3.15: TypeError: __dict__ must be set to a dictionary, not a 'int' TypeError: descriptor '__dict__' for 'A' objects doesn't apply to a 'type' object 1
# expect-since-3.15: int AttributeError: This object has no __dict__ | AttributeError: This object has no __dict__ | AttributeError: This object has no __weakref__
# expect-since-3.15: Items {} | None | AttributeError: This object has no __weakref__
# expect-since-3.15: Referable AttributeError: This object has no __dict__ | AttributeError: This object has no __dict__ | None
# expect-since-3.15: Slotted {} | None | AttributeError: This object has no __weakref__
# expect-since-3.15: function {} | None | None
# expect-since-3.15: ValueError {} | None | AttributeError: This object has no __weakref__
# expect-since-3.15: TypeError: __dict__ must be set to a dictionary, not a 'int' AttributeError: attribute '__dict__' of 'type' objects is not writable 1
# expect: ['New']
