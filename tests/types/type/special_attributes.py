import functools, inspect, types


def show(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


class C:
    __slots__ = ("x", "__dict__")


show(lambda: type.__setattr__(C, b"name", None))
show(lambda: setattr(C, 1, None))
print(inspect.signature(object), type(types.FunctionType.__globals__) is types.MemberDescriptorType, type(C.x) is types.MemberDescriptorType)
show(lambda: setattr(show, "__globals__", {}))
show(lambda: setattr(property(), "fget", 1))
print(property(show).fget is show, property().fset, property().fdel)
partial = functools.partial(int)
show(lambda: delattr(partial, "__dict__"))
show(lambda: delattr(C(), "__dict__"))
print(types.GeneratorType[int], types.CoroutineType[int], types.AsyncGeneratorType[int])
print("__origin__" in dir(list[int]), "append" in dir(list[int]))


class Base: pass
class Meta(Base, type): pass
class Module(Base, types.ModuleType): pass
class WithMeta(metaclass=Meta): value = 1


print(type(WithMeta.__dict__), "value" in WithMeta.__dict__, Module("m").__dict__["__name__"])
for owner in (WithMeta, Module("m")):
    for action in (lambda: setattr(owner, "__dict__", {}), lambda: delattr(owner, "__dict__")):
        try:
            action()
        except (AttributeError, TypeError):
            print("refused")


class Plain: pass
class Slots: __slots__ = ("spam",)
class Both(Slots): pass
both, slots = Both(), Slots()
both.spam = slots.spam = 42
print(Plain().__reduce_ex__(2)[2], both.__reduce_ex__(2)[2], slots.__reduce_ex__(2)[2], Plain().__getstate__())
both.other = 1
print(both.__reduce_ex__(2)[2])


class Picky:
    def __getattr__(self, name):
        raise AssertionError(name)


print(Picky().__reduce_ex__(2)[1:3])

# expect: TypeError attribute name must be string, not 'bytes'
# expect: TypeError attribute name must be string, not 'int'
# expect: () True True
# expect: AttributeError readonly attribute
# expect: AttributeError readonly attribute
# expect: True None None
# expect: TypeError cannot delete __dict__
# expect: None
# expect: generator[int] coroutine[int] async_generator[int]
# expect: True True
# expect: <class 'mappingproxy'> True m
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: None (None, {'spam': 42}) (None, {'spam': 42}) None
# expect: ({'other': 1}, {'spam': 42})
# expect: ((<class '__main__.Picky'>,), None)
