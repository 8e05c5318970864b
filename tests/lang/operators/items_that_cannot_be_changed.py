# A type whose items cannot be changed says so; one that might be a sequence asks for an index first.
import collections
import types


class Plain:
    pass


class Sequence:
    def __len__(self):
        return 1

    def __getitem__(self, i):
        return 1


class Index:
    def __index__(self):
        raise ZeroDivisionError("asked for an index")


def attempt(change, target, key):
    try:
        change(target, key)
    except Exception as error:
        print(type(target).__name__, type(key).__name__, type(error).__name__, error)


def delete(target, key):
    del target[key]


def assign(target, key):
    target[key] = 1


Point = collections.namedtuple("Point", "x")
for target in Plain(), Sequence(), (), "a", b"", range(3), {1}, frozenset(), {}.keys(), 1, None, 1.5, iter([]), len, types.MappingProxyType({}), Point(1), zip():
    for key in 0, 2**100, "x", Index(), True:
        attempt(delete, target, key)
        attempt(assign, target, key)

# expect: Plain int TypeError 'Plain' object doesn't support item deletion
# expect: Plain int TypeError 'Plain' object does not support item assignment
# expect: Plain int IndexError cannot fit 'int' into an index-sized integer
# expect: Plain int IndexError cannot fit 'int' into an index-sized integer
# expect: Plain str TypeError 'Plain' object does not support item deletion
# expect: Plain str TypeError 'Plain' object does not support item assignment
# expect: Plain Index ZeroDivisionError asked for an index
# expect: Plain Index ZeroDivisionError asked for an index
# expect: Plain bool TypeError 'Plain' object doesn't support item deletion
# expect: Plain bool TypeError 'Plain' object does not support item assignment
# expect: Sequence int TypeError 'Sequence' object doesn't support item deletion
# expect: Sequence int TypeError 'Sequence' object does not support item assignment
# expect: Sequence int IndexError cannot fit 'int' into an index-sized integer
# expect: Sequence int IndexError cannot fit 'int' into an index-sized integer
# expect: Sequence str TypeError 'Sequence' object does not support item deletion
# expect: Sequence str TypeError 'Sequence' object does not support item assignment
# expect: Sequence Index ZeroDivisionError asked for an index
# expect: Sequence Index ZeroDivisionError asked for an index
# expect: Sequence bool TypeError 'Sequence' object doesn't support item deletion
# expect: Sequence bool TypeError 'Sequence' object does not support item assignment
# expect: tuple int TypeError 'tuple' object doesn't support item deletion
# expect: tuple int TypeError 'tuple' object does not support item assignment
# expect: tuple int IndexError cannot fit 'int' into an index-sized integer
# expect: tuple int IndexError cannot fit 'int' into an index-sized integer
# expect: tuple str TypeError 'tuple' object does not support item deletion
# expect: tuple str TypeError 'tuple' object does not support item assignment
# expect: tuple Index ZeroDivisionError asked for an index
# expect: tuple Index ZeroDivisionError asked for an index
# expect: tuple bool TypeError 'tuple' object doesn't support item deletion
# expect: tuple bool TypeError 'tuple' object does not support item assignment
# expect: str int TypeError 'str' object doesn't support item deletion
# expect: str int TypeError 'str' object does not support item assignment
# expect: str int IndexError cannot fit 'int' into an index-sized integer
# expect: str int IndexError cannot fit 'int' into an index-sized integer
# expect: str str TypeError 'str' object does not support item deletion
# expect: str str TypeError 'str' object does not support item assignment
# expect: str Index ZeroDivisionError asked for an index
# expect: str Index ZeroDivisionError asked for an index
# expect: str bool TypeError 'str' object doesn't support item deletion
# expect: str bool TypeError 'str' object does not support item assignment
# expect: bytes int TypeError 'bytes' object doesn't support item deletion
# expect: bytes int TypeError 'bytes' object does not support item assignment
# expect: bytes int IndexError cannot fit 'int' into an index-sized integer
# expect: bytes int IndexError cannot fit 'int' into an index-sized integer
# expect: bytes str TypeError 'bytes' object does not support item deletion
# expect: bytes str TypeError 'bytes' object does not support item assignment
# expect: bytes Index ZeroDivisionError asked for an index
# expect: bytes Index ZeroDivisionError asked for an index
# expect: bytes bool TypeError 'bytes' object doesn't support item deletion
# expect: bytes bool TypeError 'bytes' object does not support item assignment
# expect: range int TypeError 'range' object doesn't support item deletion
# expect: range int TypeError 'range' object does not support item assignment
# expect: range int IndexError cannot fit 'int' into an index-sized integer
# expect: range int IndexError cannot fit 'int' into an index-sized integer
# expect: range str TypeError 'range' object does not support item deletion
# expect: range str TypeError 'range' object does not support item assignment
# expect: range Index ZeroDivisionError asked for an index
# expect: range Index ZeroDivisionError asked for an index
# expect: range bool TypeError 'range' object doesn't support item deletion
# expect: range bool TypeError 'range' object does not support item assignment
# expect: set int TypeError 'set' object doesn't support item deletion
# expect: set int TypeError 'set' object does not support item assignment
# expect: set int IndexError cannot fit 'int' into an index-sized integer
# expect: set int IndexError cannot fit 'int' into an index-sized integer
# expect: set str TypeError 'set' object does not support item deletion
# expect: set str TypeError 'set' object does not support item assignment
# expect: set Index ZeroDivisionError asked for an index
# expect: set Index ZeroDivisionError asked for an index
# expect: set bool TypeError 'set' object doesn't support item deletion
# expect: set bool TypeError 'set' object does not support item assignment
# expect: frozenset int TypeError 'frozenset' object doesn't support item deletion
# expect: frozenset int TypeError 'frozenset' object does not support item assignment
# expect: frozenset int IndexError cannot fit 'int' into an index-sized integer
# expect: frozenset int IndexError cannot fit 'int' into an index-sized integer
# expect: frozenset str TypeError 'frozenset' object does not support item deletion
# expect: frozenset str TypeError 'frozenset' object does not support item assignment
# expect: frozenset Index ZeroDivisionError asked for an index
# expect: frozenset Index ZeroDivisionError asked for an index
# expect: frozenset bool TypeError 'frozenset' object doesn't support item deletion
# expect: frozenset bool TypeError 'frozenset' object does not support item assignment
# expect: dict_keys int TypeError 'dict_keys' object doesn't support item deletion
# expect: dict_keys int TypeError 'dict_keys' object does not support item assignment
# expect: dict_keys int IndexError cannot fit 'int' into an index-sized integer
# expect: dict_keys int IndexError cannot fit 'int' into an index-sized integer
# expect: dict_keys str TypeError 'dict_keys' object does not support item deletion
# expect: dict_keys str TypeError 'dict_keys' object does not support item assignment
# expect: dict_keys Index ZeroDivisionError asked for an index
# expect: dict_keys Index ZeroDivisionError asked for an index
# expect: dict_keys bool TypeError 'dict_keys' object doesn't support item deletion
# expect: dict_keys bool TypeError 'dict_keys' object does not support item assignment
# expect: int int TypeError 'int' object does not support item deletion
# expect: int int TypeError 'int' object does not support item assignment
# expect: int int TypeError 'int' object does not support item deletion
# expect: int int TypeError 'int' object does not support item assignment
# expect: int str TypeError 'int' object does not support item deletion
# expect: int str TypeError 'int' object does not support item assignment
# expect: int Index TypeError 'int' object does not support item deletion
# expect: int Index TypeError 'int' object does not support item assignment
# expect: int bool TypeError 'int' object does not support item deletion
# expect: int bool TypeError 'int' object does not support item assignment
# expect: NoneType int TypeError 'NoneType' object does not support item deletion
# expect: NoneType int TypeError 'NoneType' object does not support item assignment
# expect: NoneType int TypeError 'NoneType' object does not support item deletion
# expect: NoneType int TypeError 'NoneType' object does not support item assignment
# expect: NoneType str TypeError 'NoneType' object does not support item deletion
# expect: NoneType str TypeError 'NoneType' object does not support item assignment
# expect: NoneType Index TypeError 'NoneType' object does not support item deletion
# expect: NoneType Index TypeError 'NoneType' object does not support item assignment
# expect: NoneType bool TypeError 'NoneType' object does not support item deletion
# expect: NoneType bool TypeError 'NoneType' object does not support item assignment
# expect: float int TypeError 'float' object does not support item deletion
# expect: float int TypeError 'float' object does not support item assignment
# expect: float int TypeError 'float' object does not support item deletion
# expect: float int TypeError 'float' object does not support item assignment
# expect: float str TypeError 'float' object does not support item deletion
# expect: float str TypeError 'float' object does not support item assignment
# expect: float Index TypeError 'float' object does not support item deletion
# expect: float Index TypeError 'float' object does not support item assignment
# expect: float bool TypeError 'float' object does not support item deletion
# expect: float bool TypeError 'float' object does not support item assignment
# expect: list_iterator int TypeError 'list_iterator' object does not support item deletion
# expect: list_iterator int TypeError 'list_iterator' object does not support item assignment
# expect: list_iterator int TypeError 'list_iterator' object does not support item deletion
# expect: list_iterator int TypeError 'list_iterator' object does not support item assignment
# expect: list_iterator str TypeError 'list_iterator' object does not support item deletion
# expect: list_iterator str TypeError 'list_iterator' object does not support item assignment
# expect: list_iterator Index TypeError 'list_iterator' object does not support item deletion
# expect: list_iterator Index TypeError 'list_iterator' object does not support item assignment
# expect: list_iterator bool TypeError 'list_iterator' object does not support item deletion
# expect: list_iterator bool TypeError 'list_iterator' object does not support item assignment
# expect: builtin_function_or_method int TypeError 'builtin_function_or_method' object does not support item deletion
# expect: builtin_function_or_method int TypeError 'builtin_function_or_method' object does not support item assignment
# expect: builtin_function_or_method int TypeError 'builtin_function_or_method' object does not support item deletion
# expect: builtin_function_or_method int TypeError 'builtin_function_or_method' object does not support item assignment
# expect: builtin_function_or_method str TypeError 'builtin_function_or_method' object does not support item deletion
# expect: builtin_function_or_method str TypeError 'builtin_function_or_method' object does not support item assignment
# expect: builtin_function_or_method Index TypeError 'builtin_function_or_method' object does not support item deletion
# expect: builtin_function_or_method Index TypeError 'builtin_function_or_method' object does not support item assignment
# expect: builtin_function_or_method bool TypeError 'builtin_function_or_method' object does not support item deletion
# expect: builtin_function_or_method bool TypeError 'builtin_function_or_method' object does not support item assignment
# expect: mappingproxy int TypeError 'mappingproxy' object doesn't support item deletion
# expect: mappingproxy int TypeError 'mappingproxy' object does not support item assignment
# expect: mappingproxy int IndexError cannot fit 'int' into an index-sized integer
# expect: mappingproxy int IndexError cannot fit 'int' into an index-sized integer
# expect: mappingproxy str TypeError 'mappingproxy' object does not support item deletion
# expect: mappingproxy str TypeError 'mappingproxy' object does not support item assignment
# expect: mappingproxy Index ZeroDivisionError asked for an index
# expect: mappingproxy Index ZeroDivisionError asked for an index
# expect: mappingproxy bool TypeError 'mappingproxy' object doesn't support item deletion
# expect: mappingproxy bool TypeError 'mappingproxy' object does not support item assignment
# expect: Point int TypeError 'Point' object doesn't support item deletion
# expect: Point int TypeError 'Point' object does not support item assignment
# expect: Point int IndexError cannot fit 'int' into an index-sized integer
# expect: Point int IndexError cannot fit 'int' into an index-sized integer
# expect: Point str TypeError 'Point' object does not support item deletion
# expect: Point str TypeError 'Point' object does not support item assignment
# expect: Point Index ZeroDivisionError asked for an index
# expect: Point Index ZeroDivisionError asked for an index
# expect: Point bool TypeError 'Point' object doesn't support item deletion
# expect: Point bool TypeError 'Point' object does not support item assignment
# expect: zip int TypeError 'zip' object does not support item deletion
# expect: zip int TypeError 'zip' object does not support item assignment
# expect: zip int TypeError 'zip' object does not support item deletion
# expect: zip int TypeError 'zip' object does not support item assignment
# expect: zip str TypeError 'zip' object does not support item deletion
# expect: zip str TypeError 'zip' object does not support item assignment
# expect: zip Index TypeError 'zip' object does not support item deletion
# expect: zip Index TypeError 'zip' object does not support item assignment
# expect: zip bool TypeError 'zip' object does not support item deletion
# expect: zip bool TypeError 'zip' object does not support item assignment
