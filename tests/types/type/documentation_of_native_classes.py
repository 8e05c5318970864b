# __doc__ of a native class is its text, also where the instances have a descriptor __doc__.
import collections, datetime, functools, hashlib, io, itertools, operator, re, struct, threading, types, weakref

class Own(property):
    pass
class Documented(property):
    "own text"

for kind in (type, object, property, classmethod, staticmethod, types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType,
             types.MethodDescriptorType, types.WrapperDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType, types.TracebackType,
             types.GenericAlias, types.SimpleNamespace, types.MappingProxyType, functools.partial, functools.partialmethod, super, slice, range,
             int, float, complex, str, bytes, bytearray, memoryview, list, tuple, dict, set, frozenset, enumerate, zip, map, filter, reversed,
             BaseException, OSError, StopIteration, collections.deque, collections.OrderedDict, collections.defaultdict, io.StringIO, io.BytesIO,
             io.FileIO, io.TextIOWrapper, itertools.chain, itertools.product, operator.itemgetter, struct.Struct, datetime.date, datetime.datetime,
             threading.local, weakref.ref, type(hashlib.sha256())):
    print(kind.__name__, type(kind.__doc__).__name__)
print(type(Own.__doc__).__name__, Documented.__doc__, Own(None, doc="of the instance").__doc__, property(doc=5).__doc__)

def f():
    "text of f"
print(f.__doc__, types.ModuleType("m", "text of m").__doc__, types.ModuleType("m").__doc__)
try:
    property.__doc__ = "new"
except TypeError as e:
    print(type(e).__name__)

# expect: type str
# expect: object str
# expect: property str
# expect: classmethod str
# expect: staticmethod str
# expect: function str
# expect: method str
# expect: builtin_function_or_method getset_descriptor
# expect: module str
# expect: method_descriptor getset_descriptor
# expect: wrapper_descriptor getset_descriptor
# expect: getset_descriptor getset_descriptor
# expect: member_descriptor getset_descriptor
# expect: traceback str
# expect: GenericAlias str
# expect: SimpleNamespace str
# expect: mappingproxy str
# expect: partial str
# expect: partialmethod str
# expect: super str
# expect: slice str
# expect: range str
# expect: int str
# expect: float str
# expect: complex str
# expect: str str
# expect: bytes str
# expect: bytearray str
# expect: memoryview str
# expect: list str
# expect: tuple str
# expect: dict str
# expect: set str
# expect: frozenset str
# expect: enumerate str
# expect: zip str
# expect: map str
# expect: filter str
# expect: reversed str
# expect: BaseException str
# expect: OSError str
# expect: StopIteration str
# expect: deque str
# expect: OrderedDict str
# expect: defaultdict str
# expect: StringIO str
# expect: BytesIO str
# expect: FileIO str
# expect: TextIOWrapper str
# expect: chain str
# expect: product str
# expect: itemgetter str
# expect: Struct str
# expect: date str
# expect: datetime str
# expect: _local str
# expect: ReferenceType NoneType
# expect: HASH str
# expect: NoneType own text of the instance 5
# expect: text of f text of m None
# expect: TypeError
