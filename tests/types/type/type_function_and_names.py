for v in (
    1, "s", 1.5, None, [], (), {}, set(), b"", len, print, type, object, int, lambda: 0, (x for x in ()),
    range(1), ..., slice(1), {}.keys(), {}.items(), iter([]), zip(), map(abs, []), enumerate([]), [].append,
    "".join, str.join, int.__add__, (1).__add__, property(), classmethod(len), staticmethod(len),
    memoryview(b""), NotImplemented, super, type(len), __builtins__,
):
    print(type(v).__name__, end=" ")
print()
print(type(type), type.__mro__, object.__bases__, type(1) is int, int, [int, str], type("X", (), {}).__name__)

# expect: int str float NoneType list tuple dict set bytes builtin_function_or_method builtin_function_or_method type type type function generator range ellipsis slice dict_keys dict_items list_iterator zip map enumerate builtin_function_or_method builtin_function_or_method method_descriptor wrapper_descriptor method-wrapper property classmethod staticmethod memoryview NotImplementedType type type module 
# expect: <class 'type'> (<class 'type'>, <class 'object'>) () True <class 'int'> [<class 'int'>, <class 'str'>] X
