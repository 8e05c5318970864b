# What inspect.signature() says of native classes and functions that take more than their text can express.
# min-version: 3.15
import bz2, collections, csv, datetime, functools, inspect, io, itertools, lzma, os, queue, struct, threading, time, types, zlib

for f in (list, tuple, set, frozenset, enumerate, filter, map, zip, reversed, property, classmethod, staticmethod, bool, float, complex, memoryview,
          itertools.accumulate, itertools.batched, itertools.chain, itertools.combinations, itertools.combinations_with_replacement,
          itertools.compress, itertools.count, itertools.cycle, itertools.dropwhile, itertools.filterfalse, itertools.groupby,
          itertools.pairwise, itertools.permutations, itertools.product, itertools.starmap, itertools.takewhile, itertools.zip_longest,
          datetime.date, datetime.datetime, datetime.time, datetime.timedelta, functools.partial, io.BytesIO, io.StringIO, io.FileIO,
          io.TextIOWrapper, io.IncrementalNewlineDecoder, queue.SimpleQueue, struct.Struct, struct.pack, struct.pack_into, struct.Struct.pack,
          csv.reader, csv.writer, bz2.BZ2Compressor, bz2.BZ2Decompressor, lzma.LZMADecompressor, types.FunctionType, types.MethodType,
          types.ModuleType, types.NoneType, types.EllipsisType, types.NotImplementedType, types.GenericAlias, types.MappingProxyType,
          types.SimpleNamespace, types.TracebackType, os.stat_result, os.terminal_size, os.sched_param, time.struct_time, threading.local):
    print(f.__name__, inspect.signature(f))

class Own(list):
    pass
class With(map):
    def __new__(cls, x, *, y=1):
        pass
print(inspect.signature(Own), inspect.signature(With), inspect.signature(collections.namedtuple("N", "a b")))
for kind in (int, type, range, slice, str, dict, bytes):
    try:
        print(kind.__name__, inspect.signature(kind))
    except ValueError:
        print(kind.__name__, "has none")

# expect: list (iterable=(), /)
# expect: tuple (iterable=(), /)
# expect: set (iterable=(), /)
# expect: frozenset (iterable=(), /)
# expect: enumerate (iterable, start=0)
# expect: filter (function, iterable, /)
# expect: map (function, iterable, /, *iterables, strict=False)
# expect: zip (*iterables, strict=False)
# expect: reversed (object, /)
# expect: property (fget=None, fset=None, fdel=None, doc=None)
# expect: classmethod (function, /)
# expect: staticmethod (function, /)
# expect: bool (object=False, /)
# expect: float (x=0, /)
# expect: complex (real=0, imag=0)
# expect: memoryview (object)
# expect: accumulate (iterable, func=None, *, initial=None)
# expect: batched (iterable, n, *, strict=False)
# expect: chain (*iterables)
# expect: combinations (iterable, r)
# expect: combinations_with_replacement (iterable, r)
# expect: compress (data, selectors)
# expect: count (start=0, step=1)
# expect: cycle (iterable, /)
# expect: dropwhile (predicate, iterable, /)
# expect: filterfalse (function, iterable, /)
# expect: groupby (iterable, key=None)
# expect: pairwise (iterable, /)
# expect: permutations (iterable, r=None)
# expect: product (*iterables, repeat=1)
# expect: starmap (function, iterable, /)
# expect: takewhile (predicate, iterable, /)
# expect: zip_longest (*iterables, fillvalue=None)
# expect: date (year, month, day)
# expect: datetime (year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)
# expect: time (hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)
# expect: timedelta (days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)
# expect: partial (func, /, *args, **keywords)
# expect: BytesIO (initial_bytes=b'')
# expect: StringIO (initial_value='', newline='\n')
# expect: FileIO (file, mode='r', closefd=True, opener=None)
# expect: TextIOWrapper (buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)
# expect: IncrementalNewlineDecoder (decoder, translate, errors='strict')
# expect: SimpleQueue ()
# expect: Struct (format)
# expect: pack (format, /, *values)
# expect: pack_into (format, buffer, offset, /, *values)
# expect: pack (self, /, *values)
# expect: reader (iterable, /, dialect='excel', **fmtparams)
# expect: writer (fileobj, /, dialect='excel', **fmtparams)
# expect: BZ2Compressor (compresslevel=9, /)
# expect: BZ2Decompressor ()
# expect: LZMADecompressor (format=0, memlimit=None, filters=None)
# expect: function (code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)
# expect: method (function, instance, /)
# expect: module (name, doc=None)
# expect: NoneType ()
# expect: ellipsis ()
# expect: NotImplementedType ()
# expect: GenericAlias (origin, args, /)
# expect: mappingproxy (mapping)
# expect: SimpleNamespace (mapping_or_iterable=(), /, **kwargs)
# expect: traceback (tb_next, tb_frame, tb_lasti, tb_lineno)
# expect: stat_result (iterable=(), /)
# expect: terminal_size (iterable=(), /)
# expect: sched_param (sched_priority)
# expect: struct_time (iterable=(), /)
# expect: _local ()
# expect: (iterable=(), /) (x, *, y=1) (a, b)
# expect: int has none
# expect: type has none
# expect: range has none
# expect: slice has none
# expect: str has none
# expect: dict has none
# expect: bytes has none
