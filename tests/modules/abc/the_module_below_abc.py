import _abc
import abc


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


class Base(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def method(self):
        pass


class Child(Base):
    pass


class Other:
    pass


class Another:
    pass


token = abc.get_cache_token()
print(token == _abc.get_cache_token(), isinstance(Other(), Base), issubclass(Other, Base))
print(_abc._abc_register(Base, Other) is Other, _abc.get_cache_token() == token + 1, _abc._abc_register(Base, Child) is Child, _abc.get_cache_token() - token)
print(_abc._abc_instancecheck(Base, Other()), _abc._abc_subclasscheck(Base, Other), _abc._abc_subclasscheck(Base, Another), _abc._abc_instancecheck(Base, 5))
registry, _, negative, version = _abc._get_dump(Base)
print(sorted(reference().__name__ for reference in registry), type(negative).__name__, version == _abc.get_cache_token())
_abc._reset_registry(Base)
_abc._reset_caches(Base)
print(_abc._abc_subclasscheck(Base, Other), [len(part) for part in _abc._get_dump(Base)[:2]])


# What _abc_init() does is all that makes a class abstract.
class Plain(type):
    pass


class Abstract(metaclass=Plain):
    def method(self):
        pass

    method.__isabstractmethod__ = True
    value = property(method)


print(hasattr(Abstract, "_abc_impl"), _abc._abc_init(Abstract), type(Abstract._abc_impl).__name__, sorted(Abstract.__abstractmethods__))
show("Abstract()")
show("_abc._abc_register(Abstract, int) is int and _abc._abc_instancecheck(Abstract, True)")
for source in ("_abc._abc_register(Base, 5)", "_abc._abc_register(int, str)", "_abc._abc_register(Child, Base)", "_abc._abc_instancecheck(int, 5)", "_abc._abc_subclasscheck(Base, 5)",
               "_abc._reset_registry(int)", "_abc._get_dump(5)", "_abc.get_cache_token(1)", "_abc._abc_register(Base)"):
    show(source)

# expect: True False False
# expect: True True True 1
# expect: True True False False
# expect: ['Other'] set True
# expect: False [0, 0]
# expect: False None _abc_data ['method', 'value']
# expect: Abstract() -> TypeError
# expect: _abc._abc_register(Abstract, int) is int and _abc._abc_instancecheck(Abstract, True) -> False
# expect: _abc._abc_register(Base, 5) -> TypeError
# expect: _abc._abc_register(int, str) -> AttributeError type object 'int' has no attribute '_abc_impl'
# expect: _abc._abc_register(Child, Base) -> RuntimeError Refusing to create an inheritance cycle
# expect: _abc._abc_instancecheck(int, 5) -> AttributeError type object 'int' has no attribute '_abc_impl'
# expect: _abc._abc_subclasscheck(Base, 5) -> TypeError
# expect: _abc._reset_registry(int) -> AttributeError type object 'int' has no attribute '_abc_impl'
# expect: _abc._get_dump(5) -> AttributeError 'int' object has no attribute '_abc_impl'
# expect: _abc.get_cache_token(1) -> TypeError
# expect: _abc._abc_register(Base) -> TypeError
