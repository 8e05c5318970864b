#!/usr/bin/env python3
"""Built-in types and native modules have the names and signatures that CPython 3.13's have.

    surface_test.py --interp PATH [--interp PATH] [--only SUBSTR]
    surface_test.py --record python3.13       write what that CPython has to surface.txt

More names than CPython has are fine. What is missing stands in ABSENT, other signatures in DIFFERENT, each with the reason; an entry that
excuses nothing is a failure too. The interpreter needs a 3.13 library: --lib, else that of a CPython 3.13 found here.
The last line printed is "N passed, N failed"; a type or a module is one case.
"""

import argparse
import fnmatch
import json
import subprocess
import sys

import scripts

RECORD = scripts.ROOT / "surface.txt"

MODULES = """
    builtins sys _abc _ast _asyncio _bisect _codecs _collections _contextvars _csv _curses _curses_panel _datetime _elementtree _functools _hashlib _heapq _imp _io _json _locale
    _md5 _operator _pickle _posixsubprocess _queue _random _sha1 _sha2 _sha3 _blake2 _signal _socket _sqlite3 _sre _ssl _stat _statistics _string _struct
    _suggestions _symtable _thread _tokenize _tracemalloc _typing _uuid _warnings _weakref _zoneinfo array atexit binascii cmath errno faulthandler fcntl gc grp itertools
    marshal math mmap posix pwd readline resource select syslog termios time unicodedata zlib
""".split()

# Modules whose types say that they are from another one.
HOMES = {"_elementtree": "xml.etree.ElementTree", "_sqlite3": "sqlite3"}

# Patterns of "module.name" or "type.name".
LATER = "not written yet"
OPENSSL = "a detail of CPython's own implementation; ours is OpenSSL's"
HOOK = "looked up on the instance, by the name that a subclass or a script gives it"
NEWER = "takes what 3.15 adds"
CLONE = "shown by CPython under a second name"
ABSENT = {
    "_curses._C_API": "the C API",
    "_sha3.implementation": OPENSSL,
    "_md5.MD5Type": CLONE,
    "_sha1.SHA1Type": CLONE,
    "_imp._override_multi_interp_extensions_check": "there are no subinterpreters",
    "_socket.CAPI": "the C API",
    "unicodedata._ucnhash_CAPI": "the C API",
    "_socket.socket.sendmsg_afalg": LATER,
    "_socket.SocketType.sendmsg_afalg": LATER,
    "faulthandler._fatal_error_c_thread": "a test of CPython's own C code",
    "faulthandler._stack_overflow": "a test of CPython's own C code",
    "posix.POSIX_SPAWN_CLOSEFROM": "newer than the C library of Debian 12",
    "posix._path_splitroot_ex": "posixpath has it in Python",
    "sys._baserepl": LATER,
    "ExceptionGroup.__module__": "found through its bases",
    "ExceptionGroup.__weakref__": "found through its bases",
    "_pickle.Pickler.dispatch_table": HOOK,
    "code.co_lnotab": "of CPython's bytecode; co_lines() says the same",
    "str_ascii_iterator": "one iterator for all strings",
}
DIFFERENT = {
    "_imp.find_frozen": "nothing is frozen",
    "builtins.compile": "takes the module of its warnings, as that of 3.15",
    "_symtable.symtable": "takes the module of its warnings, as that of 3.15",
    "binascii.?2?_base64": NEWER,
    "binascii.*hex*": NEWER,
    "marshal.dump*": NEWER,
    "_hashlib.new": NEWER,
    "_hashlib.openssl_*": NEWER,
    "_md5.md5": NEWER,
    "_sha1.sha1": NEWER,
    "_sha2.sha*": NEWER,
    "byte*.replace": NEWER,
    "_pickle.load*": "no buffers: None, as the documentation says",
    "_thread.*.__exit__": LATER,
    "_sha3.shake_*": "the length has a name, too",
    "_io.TextIOWrapper.reconfigure": "None and no argument differ for newline",
    "*.__contains__": "inherited through the slot, without a signature",
    "*.__getitem__": "inherited through the slot, without a signature",
    "_signal.setitimer": "0 stands for 0.0",
    "select.epoll.__exit__": LATER,
    "type.__prepare__": "takes anything",
}

PROBE = r"""
import inspect, json, sys, types
def signature(f):
    if not callable(f): return None
    try:
        s = inspect.signature(f)
    except Exception:
        return "?"
    only = [p.replace(name="_%d" % i) if p.kind is p.POSITIONAL_ONLY else p for i, p in enumerate(s.parameters.values())]
    return str(s.replace(parameters=only))
def members(owner, space):
    found = {}
    for name in dir(owner):
        if name in ("__file__", "__builtins__"): continue
        value = space.get(name) if space is not None else getattr(owner, name, None)
        native = type(value).__name__ in ("builtin_function_or_method", "method_descriptor", "classmethod_descriptor")
        found[name] = signature(getattr(owner, name)) if native else None
    return found
def iterators():
    yield from (iter([]), iter(()), iter({}), iter({}.values()), iter({}.items()), iter(set()), iter(""), iter("\xe9"), iter(b""), iter(bytearray()), iter(range(1)),
                iter(range(1 << 70, 1 << 71)), iter(int, 1), reversed([]), reversed({}), {}.keys(), {}.values(), {}.items(), iter(memoryview(b"")))
def f(): pass
async def co(): pass
async def agen(): yield
class C: __slots__ = ("slot",)
def special():
    c = co()
    c.close()
    a = agen()
    yield from (f, f.__code__, (x for x in ()), c, c.__await__(), a, a.asend(None), a.athrow(ValueError), sys._getframe(), types.SimpleNamespace(), len, [].append, C.slot,
                C().__init__, object.__init__, int.__dict__["real"], str.__dict__["join"], dict.__dict__["fromkeys"], types.MappingProxyType({}), list[int],
                int | str, Ellipsis, NotImplemented, None, types.CellType(), types.MethodType(f, 1), sys.implementation, sys.flags, sys.version_info)
kinds = [v for v in vars(__import__("builtins")).values() if isinstance(v, type)]
kinds += [type(x) for x in iterators()] + [type(x) for x in special()]
try: 1 / 0
except ZeroDivisionError as e: kinds.append(type(e.__traceback__))
try: exec("def g[T, *U, **P](): pass\ntype A = int"); kinds += [type(x) for x in g.__type_params__] + [type(A)]
except SyntaxError: pass
out = {}
for kind in kinds:
    space = {}
    for c in reversed(kind.__mro__): space.update(c.__dict__)
    out["type " + kind.__name__] = members(kind, space)
for name in MODULES:
    try: module = __import__(name)
    except ImportError: continue
    out["module " + name] = members(module, None)
    for attr, value in sorted(vars(module).items()):
        if isinstance(value, type) and value.__module__ == HOMES.get(name, name) and name not in ("builtins", "_ast", "errno") and not issubclass(value, BaseException):
            space = {}
            for c in reversed(value.__mro__): space.update(c.__dict__)
            out["type %s.%s" % (name, attr)] = members(value, space)
json.dump(out, sys.stdout, sort_keys=True)
"""


def surface(path, library=None):
    """{"type list": {name: signature}}: None for what has no signature, "?" for what should have one."""
    program = f"MODULES, HOMES = {MODULES!r}, {HOMES!r}\n{PROBE}"
    environment = scripts.environment()
    if library:
        environment["TINYPYLIB"] = library
    done = subprocess.run([path, "-W", "ignore", "-c", program], capture_output=True, text=True, env=environment, timeout=scripts.HANG_SECONDS)
    if done.returncode:
        raise SystemExit(f"{path}: {done.stderr}")
    return json.loads(done.stdout)


def write_record(found):
    """A line for each owner, then one for each of its names, indented."""
    with RECORD.open("w", encoding="utf-8") as file:
        for owner, names in sorted(found.items()):
            file.write(owner + "\n")
            for name, signature in names.items():
                file.write(f"  {name} {signature or ''}".rstrip() + "\n")


def read_record():
    wanted = {}
    for line in RECORD.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            names = wanted[line] = {}
            continue
        name, _, signature = line.strip().partition(" ")
        names[name] = signature or None
    return wanted


class Excuses:
    """A table of patterns, and which of them have been needed."""

    def __init__(self, table):
        self.table = table
        self.used = set()

    def excuse(self, name):
        matching = {pattern for pattern in self.table if fnmatch.fnmatchcase(name, pattern)}
        self.used |= matching
        return bool(matching)

    def idle(self):
        return set(self.table) - self.used


def problems(owner, wanted, found, absent, different):
    """What a type or module lacks, or has with another signature."""
    short = owner.split(" ", 1)[1]
    for name, signature in wanted.items():
        if name not in found:
            if not absent.excuse(f"{short}.{name}"):
                yield f"no {name}"
        elif signature not in (None, "?") and found[name] != signature and not different.excuse(f"{short}.{name}"):
            yield f"{name}{found[name]}, expected {signature}"


def check(path, only, library):
    passed = failed = 0
    wanted, found = read_record(), surface(path, library)
    absent, different = Excuses(ABSENT), Excuses(DIFFERENT)
    for owner in wanted:
        if only not in owner or (owner not in found and absent.excuse(owner.split(" ", 1)[1])):
            continue
        said = list(problems(owner, wanted[owner], found[owner], absent, different)) if owner in found else ["missing"]
        passed, failed = passed + (not said), failed + bool(said)
        for line in said:
            print(f"FAIL {path} {owner}: {line}")
    idle = sorted(absent.idle() | different.idle()) if not only else []
    for pattern in idle:
        print(f"FAIL {path}: nothing needs the excuse {pattern}")
    return passed, failed + len(idle)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", default=[], metavar="PATH")
    parser.add_argument("--record", metavar="CPYTHON")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    parser.add_argument("--lib", metavar="DIR", help="library directory of a CPython 3.13")
    options = parser.parse_args()
    if options.record:
        write_record(surface(options.record))
        return 0
    if not options.lib and not scripts.reference():
        print("no library of Python 3.13 here: nothing compared\n0 passed, 0 failed")
        return 0
    library = options.lib or scripts.library_of(scripts.reference())
    results = [check(path, options.only, library) for path in options.interp]
    passed, failed = sum(r[0] for r in results), sum(r[1] for r in results)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
