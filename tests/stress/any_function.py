"""Any function of the library, with any arguments, while other threads change what it was given: nothing but Python's own exceptions may
come of it.

Each round makes a few objects of different kinds and takes a few functions of one module. The threads call them with these objects and with
arguments that chance chooses, as in any_method.py, and change the objects meanwhile.

"doing: ..." names the module and the seed of the round. MODULE=json in the environment plays rounds with that module alone.
"""

import gc
import importlib
import os
import sys
from itertools import islice

import any_kinds
from harness import SEED, Random, scenario, together

STEPS = 150
LONG = 300  # what has grown longer than this is emptied
ONLY = os.environ.get("MODULE")
TRACE = os.environ.get("TRACE")

NATIVE = """builtins math cmath _operator itertools _functools _heapq _bisect _struct binascii zlib bz2 lzma _json _codecs unicodedata _sre re
    _collections _pickle marshal time _datetime _decimal _hashlib _string types _weakref _contextvars _csv array _abc _io _random _queue _typing _stat
    pyexpat mmap _locale""".split()
PURE = """copy copyreg json collections functools contextlib dataclasses enum fractions statistics ipaddress inspect traceback tokenize keyword
    html urllib.parse uuid colorsys calendar string random heapq bisect pprint reprlib difflib fnmatch posixpath pickle operator
    typing abc ast weakref numbers datetime linecache codecs csv struct stringprep types hashlib hmac email.utils email.header graphlib
    locale gettext configparser""".split()

# They wait, read the program's input or write to its output, read all that Hostile gives, which does not end, open files by number, change what
# the harness or the other rounds need, start programs, or take as long as an argument is large.
NOT_CALLED = set("""input breakpoint exit quit open open_code _builtin_open eval exec help license credits copyright print pp pprint _perfcheck main
    _main _test test prcal prmonth prweek print_exc print_exception print_last print_list print_stack print_tb _print_tokens _print_locale
    FileIO LZMAFile BZ2File __import__ pow ipow lshift ilshift factorial comb perm round sleep setcontext pbkdf2_hmac scrypt _reset_caches
    _siftup _siftup_max _randbelow_with_getrandbits _randbelow_without_getrandbits
    clock_settime clock_settime_ns setlocale _setlocale resetlocale tzset field_size_limit unregister_dialect register_dialect register_error
    _unregister_error register unregister quantiles choices sample vonmisesvariate gammavariate betavariate make_msgid clearcache checkcache
    _get_command_stdout _load_system_functions _find_mac_near_keyword _find_mac_under_heading uuid1 install new_class finalize file_digest""".split())
ENDLESS = set("count count_float count_long cycle".split())


class Game(any_kinds.Game):
    def __init__(self, module):
        super().__init__(module)
        self.functions = functions_of(importlib.import_module(module))
        kinds = [kind for group in ("containers", "iterators", "buffers", "numbers_and_text") for name, kind in any_kinds.GROUPS[group].items()
                 if name not in ENDLESS]
        for _ in range(6):
            self.objects.append(self.random.choice(kinds).make(lambda cls: cls))
        self.objects += [[1, 2, 3], bytearray(b"hello" * 5), {"a": 1}]

    def step(self, random):
        """A call, or a change."""
        if random.below(3) == 0:
            return random.choice(any_kinds.CHANGES)(random.choice(self.objects))
        name, function = random.choice(self.functions)
        arguments = [random.choice(self.objects) if random.below(2) else self.argument(random) for _ in range(random.below(4))]
        if TRACE:
            print(name, *map(type, arguments), file=sys.stderr, flush=True)
        result = function(*arguments)
        if hasattr(type(result), "__next__"):
            return list(islice(result, 5))
        return result

    def play(self, i):
        random = Random(i)
        for _ in range(STEPS):
            try:
                self.step(random)
                for value in self.objects:
                    if any_kinds.length(value) > LONG:
                        value.clear()
            except Exception as error:
                self.judge(error)


def functions_of(module):
    names = [n for n in dir(module) if n not in NOT_CALLED and not n.startswith("__") and not n.endswith("getnode")]
    return [(n, getattr(module, n)) for n in names if callable(getattr(module, n))]


def play_round(modules, start=[SEED * 7]):
    modules = [m for m in modules if ONLY in (None, m)]
    if not modules:
        return
    module = modules[start[0] % len(modules)]
    start[0] += 1
    print("doing: %s, round of seed %d" % (module, SEED), flush=True)
    game = Game(module)
    together(game.play)
    game.objects.clear()
    del game
    gc.collect()


@scenario
def any_function_in_native_code():
    play_round(NATIVE)


@scenario
def any_function_in_python():
    play_round(PURE)
