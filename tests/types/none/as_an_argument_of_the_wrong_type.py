import io
import types

CALLS = [
    lambda: "abc".replace(None, "x"), lambda: "abc".find(None), lambda: "abc".encode(None), lambda: b"abc".decode(None), lambda: bytes("a", None),
    lambda: format("a", None), lambda: (5).__format__(None), lambda: type(None, (), {}), lambda: type("A", None, {}), lambda: type("A", (), None),
    lambda: compile("1", "f", None), lambda: types.ModuleType(None), lambda: types.FunctionType(None, {}), lambda: io.TextIOWrapper(io.BytesIO()).write(None),
    lambda: io.BytesIO().readinto(None), lambda: open(__file__, None), lambda: "a".removeprefix(None), lambda: "a".join(None), lambda: "a".split(None),
    lambda: "a".startswith(None), lambda: "a" + None, lambda: int.from_bytes(b"a", None), lambda: ExceptionGroup(None, []), lambda: super(None, None).x,
    lambda: types.MappingProxyType(None), lambda: getattr(1, None), lambda: ord(None), lambda: chr(None), lambda: b"a".center(5, None), lambda: memoryview(None),
    lambda: "abc".replace(5, "x"), lambda: b"a".decode(5), lambda: "a" % None, lambda: "%d" % None, lambda: "a".ljust(None), lambda: "a".zfill(None),
]
for call in CALLS:
    try:
        print(call())
    except TypeError as e:
        print(e)

# expect: replace() argument 1 must be str, not None
# expect: find() argument 1 must be str, not None
# expect: encode() argument 'encoding' must be str, not None
# expect: decode() argument 'encoding' must be str, not None
# expect: bytes() argument 'encoding' must be str, not None
# expect: format() argument 2 must be str, not None
# expect: __format__() argument must be str, not None
# expect: type.__new__() argument 1 must be str, not None
# expect: type.__new__() argument 2 must be tuple, not None
# expect-before-3.15: type.__new__() argument 3 must be dict, not None
# expect-since-3.15: type.__new__() argument 3 must be dict or frozendict, not NoneType
# expect: compile() argument 'mode' must be str, not None
# expect: module() argument 'name' must be str, not None
# expect: function() argument 'code' must be code, not None
# expect: write() argument must be str, not None
# expect: readinto() argument must be read-write bytes-like object, not None
# expect: open() argument 'mode' must be str, not None
# expect: removeprefix() argument must be str, not None
# expect: can only join an iterable
# expect: ['a']
# expect: startswith first arg must be str or a tuple of str, not NoneType
# expect: can only concatenate str (not "NoneType") to str
# expect: from_bytes() argument 'byteorder' must be str, not None
# expect: BaseExceptionGroup.__new__() argument 1 must be str, not None
# expect: super() argument 1 must be a type, not NoneType
# expect: mappingproxy() argument must be a mapping, not NoneType
# expect: attribute name must be string, not 'NoneType'
# expect: ord() expected string of length 1, but NoneType found
# expect: 'NoneType' object cannot be interpreted as an integer
# expect: center() argument 2 must be a byte string of length 1, not None
# expect: memoryview: a bytes-like object is required, not 'NoneType'
# expect: replace() argument 1 must be str, not int
# expect: decode() argument 'encoding' must be str, not int
# expect-before-3.15: not all arguments converted during string formatting
# expect-before-3.15: %d format: a real number is required, not NoneType
# expect-since-3.15: not all arguments converted during string formatting (required 0, got 1)
# expect-since-3.15: format argument: %d requires a real number, not NoneType
# expect: 'NoneType' object cannot be interpreted as an integer
# expect: 'NoneType' object cannot be interpreted as an integer
