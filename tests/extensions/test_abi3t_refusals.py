# Arguments that do not fit: numbers, exceptions of encodings, classes, modules.
import re
import types

import abi3t_refusals as c


def attempt(what, *args):
    try:
        print(what.__name__, *args, "|", what(*args))
    except Exception as error:
        # CPython adds numbers of slots.
        print(what.__name__, *args, "|", type(error).__name__, re.sub(r" \(\d+\)", "", str(error)))


class Index:
    def __index__(self): return 5
    def __repr__(self): return "Index()"


for kind, most in (("u32", 2**32 - 1), ("u64", 2**64 - 1), ("i32", 2**31 - 1), ("i64", 2**63 - 1)):
    for value in (most, most + 1, -1, -most - 1, -most - 2, 2**70, -2**70, 0, Index(), 1.5, None):
        attempt(c.exact, kind, Index() if value.__class__ is Index else value)

for start, end in ((1, 2), (-5, -5), (50, 60)):
    print(c.places(UnicodeEncodeError("ascii", "abc", start, end, "")), c.places(UnicodeEncodeError("ascii", "", start, end, "")),
          c.places(UnicodeTranslateError("abc", start, end, "")), c.places_of_bytes(UnicodeDecodeError("ascii", b"abc", start, end, "")))
for error in (UnicodeDecodeError("ascii", b"abc", 0, 1, ""), ValueError("other"), None):
    attempt(c.places, error)
    attempt(c.reason, error)
attempt(c.places_of_bytes, UnicodeEncodeError("ascii", "abc", 0, 1, ""))
error = UnicodeEncodeError("ascii", "abc", 0, 1, "")
print(c.reason(error), error.start, error.end, c.places(error))

Frozen = c.freeze()
for name in ("before", "after", "__bases__", "__name__"):
    attempt(setattr, Frozen, name, 1)
attempt(delattr, Frozen, "before")
print(Frozen.before, Frozen.__flags__ >> 8 & 1, c.freeze_derived(Frozen))


class Mutable:
    pass


attempt(c.freeze_derived, Mutable)
attempt(c.immutable, Mutable)
attempt(c.immutable, Frozen)
attempt(c.immutable, (int, Mutable))
attempt(c.unknown_slot)
attempt(c.two_texts)
for what in (c.by_token, c.by_no_token):
    attempt(what, int)
attempt(c.by_token, None)
for what in (c.token, c.size, c.execute):
    attempt(what, None)
    print(what(types.ModuleType("plain")))
attempt(c.no_abi)

# expect: exact u32 4294967295 | 4294967295
# expect: exact u32 4294967296 | OverflowError Python int too large to convert to C uint32_t
# expect: exact u32 -1 | ValueError Cannot convert negative int
# expect: exact u32 -4294967296 | ValueError Cannot convert negative int
# expect: exact u32 -4294967297 | ValueError Cannot convert negative int
# expect: exact u32 1180591620717411303424 | OverflowError Python int too large to convert to C uint32_t
# expect: exact u32 -1180591620717411303424 | ValueError Cannot convert negative int
# expect: exact u32 0 | 0
# expect: exact u32 Index() | 5
# expect: exact u32 1.5 | TypeError 'float' object cannot be interpreted as an integer
# expect: exact u32 None | TypeError 'NoneType' object cannot be interpreted as an integer
# expect: exact u64 18446744073709551615 | 18446744073709551615
# expect: exact u64 18446744073709551616 | OverflowError Python int too large to convert to C uint64_t
# expect: exact u64 -1 | ValueError Cannot convert negative int
# expect: exact u64 -18446744073709551616 | ValueError Cannot convert negative int
# expect: exact u64 -18446744073709551617 | ValueError Cannot convert negative int
# expect: exact u64 1180591620717411303424 | OverflowError Python int too large to convert to C uint64_t
# expect: exact u64 -1180591620717411303424 | ValueError Cannot convert negative int
# expect: exact u64 0 | 0
# expect: exact u64 Index() | 5
# expect: exact u64 1.5 | TypeError 'float' object cannot be interpreted as an integer
# expect: exact u64 None | TypeError 'NoneType' object cannot be interpreted as an integer
# expect: exact i32 2147483647 | 2147483647
# expect: exact i32 2147483648 | OverflowError Python int too large to convert to C int32_t
# expect: exact i32 -1 | -1
# expect: exact i32 -2147483648 | -2147483648
# expect: exact i32 -2147483649 | OverflowError Python int too large to convert to C int32_t
# expect: exact i32 1180591620717411303424 | OverflowError Python int too large to convert to C int32_t
# expect: exact i32 -1180591620717411303424 | OverflowError Python int too large to convert to C int32_t
# expect: exact i32 0 | 0
# expect: exact i32 Index() | 5
# expect: exact i32 1.5 | TypeError 'float' object cannot be interpreted as an integer
# expect: exact i32 None | TypeError 'NoneType' object cannot be interpreted as an integer
# expect: exact i64 9223372036854775807 | 9223372036854775807
# expect: exact i64 9223372036854775808 | OverflowError Python int too large to convert to C int64_t
# expect: exact i64 -1 | -1
# expect: exact i64 -9223372036854775808 | -9223372036854775808
# expect: exact i64 -9223372036854775809 | OverflowError Python int too large to convert to C int64_t
# expect: exact i64 1180591620717411303424 | OverflowError Python int too large to convert to C int64_t
# expect: exact i64 -1180591620717411303424 | OverflowError Python int too large to convert to C int64_t
# expect: exact i64 0 | 0
# expect: exact i64 Index() | 5
# expect: exact i64 1.5 | TypeError 'float' object cannot be interpreted as an integer
# expect: exact i64 None | TypeError 'NoneType' object cannot be interpreted as an integer
# expect: (1, 2) (0, 0) (1, 2) (1, 2)
# expect: (0, 1) (0, 0) (0, 1) (0, 1)
# expect: (2, 3) (0, 0) (2, 3) (2, 3)
# expect: places 'ascii' codec can't decode byte 0x61 in position 0:  | TypeError UnicodeError 'object' attribute must be a string
# expect: reason 'ascii' codec can't decode bytes in position -3-89: set | set
# expect: places other | TypeError expecting a UnicodeEncodeError object, got ValueError
# expect: reason other | TypeError expecting a UnicodeEncodeError object, got ValueError
# expect: places None | TypeError expecting a UnicodeEncodeError object, got NoneType
# expect: reason None | TypeError expecting a UnicodeEncodeError object, got NoneType
# expect: places_of_bytes 'ascii' codec can't encode character '\x61' in position 0:  | TypeError UnicodeError 'object' attribute must be a bytes
# expect: set -3 90 (0, 3)
# expect: setattr <class 'm.Frozen'> before 1 | TypeError cannot set 'before' attribute of immutable type 'm.Frozen'
# expect: setattr <class 'm.Frozen'> after 1 | TypeError cannot set 'after' attribute of immutable type 'm.Frozen'
# expect: setattr <class 'm.Frozen'> __bases__ 1 | TypeError cannot set '__bases__' attribute of immutable type 'm.Frozen'
# expect: setattr <class 'm.Frozen'> __name__ 1 | TypeError cannot set '__name__' attribute of immutable type 'm.Frozen'
# expect: delattr <class 'm.Frozen'> before | TypeError cannot set 'before' attribute of immutable type 'm.Frozen'
# expect: None 1 <class 'm.Derived'>
# expect: freeze_derived <class '__main__.Mutable'> | TypeError Creating immutable type m.Derived from mutable base Mutable
# expect: immutable <class '__main__.Mutable'> | TypeError Creating immutable type m.Immutable from mutable base Mutable
# expect: immutable <class 'm.Frozen'> | <class 'm.Immutable'>
# expect: immutable (<class 'int'>, <class '__main__.Mutable'>) | TypeError Creating immutable type m.Immutable from mutable base Mutable
# expect: unknown_slot | SystemError unknown type slot ID 5000
# expect: two_texts | SystemError type m.Twice has multiple Py_tp_doc slots
# expect: by_token <class 'int'> | 0
# expect: by_no_token <class 'int'> | SystemError PyType_GetBaseByToken called with token=NULL
# expect: by_token None | TypeError expected a type, got a 'NoneType' object
# expect: token None | TypeError expected module, got NoneType
# expect: False
# expect: size None | TypeError expected module, got NoneType
# expect: 0
# expect: execute None | TypeError expected module, got NoneType
# expect: 0
# expect: no_abi | ImportError no_abi: NULL PyABIInfo
