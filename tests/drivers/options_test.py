#!/usr/bin/env python3
"""Every option and every variable of CPython 3.15's command line: it does what it does there, or is refused by name.

    options_test.py --interp build/tinypy-t [--interp build/tinypy] [--only SUBSTR]
    options_test.py --interp python3.15 --reference      what a CPython does, without the rows that are tinypy's own

Each row is a call of the program. `own` marks what differs from CPython on purpose; the reason stands beside it. The rows must name all that
--help-all and the manual page name, and these all that the rows name. The last line is "N passed, N failed".
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from processes import HANG_SECONDS, hear_interrupts

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "tools/man/tinypy-t.1"

FILES = {
    "mod.py": "print('module', __name__, __debug__, __doc__)\n",
    "doc.py": "'text'\nassert False\nprint(__doc__, __debug__)\n",
    "broken.py": "#! a first line that is no Python (\nprint('second line')\n",
    "brackets.py": "(\n",
    "start.py": "print('started')\n",
    "uuid.py": "print('own uuid')\n",
    "home/lib/python3.15/os.py": "",
    "home/lib/python3.15/importlib/_bootstrap.py": "raise SystemExit('the library of home')\n",
    "cached/mod2.py": "x = 1\n",
}


@dataclass
class Row:
    name: str  # what the row is about, as --help-all writes it
    words: list  # the command line behind the program's name
    out: str = ""  # standard output
    err: str = ""  # a part of standard error; ends with a newline: all of it
    status: int = 0
    variables: dict = field(default_factory=dict)
    stdin: str = ""
    own: str = ""  # why CPython does something else
    program: str = ""  # "tinypy-t" or "tinypy": the row is for this program alone


def flag(name):
    return ["-c", f"import sys; print(sys.flags.{name})"]


def warns(text):
    return f"BytesWarning: {text}"


SYS = "import sys; "
FATAL = "Fatal Python error: "
INHERITS = ("import contextvars, threading\nv = contextvars.ContextVar('v'); v.set(3)\n"
            "t = threading.Thread(target=lambda: print(v.get(0))); t.start(); t.join()")
ENCODINGS = "import sys, locale; print(sys.flags.utf8_mode, open('mod.py').encoding, locale.getpreferredencoding())"
STREAMS = "import sys; print(sys.stdin.errors, sys.stdout.encoding, sys.stdout.errors, sys.stderr.errors)"
# In the C locale without a replacement: the encoding is ASCII.
C_LOCALE = {"LC_ALL": "C"}

OPTIONS = [
    Row("-b", ["-b", "-c", "str(b'x')"], err=warns("str() on a bytes instance")),
    Row("-b", ["-b", "-c", "print(b'x')"], "b'x'\n", warns("str() on a bytes instance")),
    Row("-b", ["-b", "-c", "f'{b\"x\"}'"], err=warns("str() on a bytes instance")),
    Row("-b", ["-b", "-c", "'%s' % b'x'"], err=warns("str() on a bytes instance")),
    Row("-b", ["-b", "-c", "'{}'.format(bytearray())"], err=warns("str() on a bytearray instance")),
    Row("-b", ["-b", "-c", "print(b'' == '')"], "False\n", warns("Comparison between bytes and string")),
    Row("-b", ["-b", "-c", "print('' != b'')"], "True\n", warns("Comparison between bytes and string")),
    Row("-b", ["-b", "-c", "print(b'' == 0)"], "False\n", warns("Comparison between bytes and int")),
    Row("-b", ["-b", "-c", "print(bytearray() != '')"], "True\n", warns("Comparison between bytearray and string")),
    Row("-b", ["-b", "-c", "print('a' in [b'a'])"], "False\n", warns("Comparison between bytes and string")),
    Row("-b", ["-b", "-c", "print(len({'a': 1, b'a': 2}))"], "2\n", warns("Comparison between bytes and string")),
    Row("-b", ["-b", "-c", "print(bytearray() == 0, repr(b''), f'{b\"\"!r}', b'' == None)"], "False b'' b'' False\n"),
    Row("-b", ["-c", "str(b'x'); b'' == ''; b'' == 0"]),
    Row("-bb", ["-bb", "-c", "try: str(b'x')\nexcept BytesWarning as e: print(e)"], "str() on a bytes instance\n"),
    Row("-bb", ["-bb", "-c", "try: b'' == ''\nexcept BytesWarning as e: print(e)"], "Comparison between bytes and string\n"),
    Row("-bb", ["-bb", *flag("bytes_warning")], "2\n"),
    Row("-B", ["-B", "-c", SYS + "print(sys.flags.dont_write_bytecode, sys.dont_write_bytecode)"], "1 True\n"),
    Row("-c", ["-c", "print(__name__)", "x"], "__main__\n"),
    Row("-c", ["-c", "# coding: latin-1\nprint(ascii('\u20ac'))"], "'\\u20ac'\n"),
    Row("-c", ["-c", b"print('\xff')"], err="Unable to decode the command from the command line:\nUnicodeEncodeError: ", status=1),
    Row("-c", ["-c"], err="Argument expected for the -c option", status=2),
    Row("-d", ["-dd", *flag("debug")], "1\n"),
    Row("-E", ["-E", *flag("ignore_environment")], "1\n"),
    Row("-E", ["-E", *flag("optimize")], "0\n", variables={"PYTHONOPTIMIZE": "2"}),
    Row("-E", ["-E", "-c", SYS + "print(sys.pycache_prefix == 'p')"], "False\n", variables={"PYTHONPYCACHEPREFIX": "p"}),
    Row("-h", ["-h"], own="the text is tinypy's"),
    Row("-?", ["-?"], own="the text is tinypy's"),
    Row("--help", ["--help"], own="the text is tinypy's"),
    Row("--help-env", ["--help-env"], own="the text is tinypy's"),
    Row("--help-xoptions", ["--help-xoptions"], own="the text is tinypy's"),
    Row("--help-all", ["--help-all"], own="the text is tinypy's"),
    Row("-i", ["-i", "-c", "x = 5"], "5\n", err=">>>", stdin="print(x)\n"),
    Row("-i", ["-i", "-q"], "1\n", err=">>> ... \n>>> \n", stdin="print(1)"),  # a last line without its end
    Row("-I", ["-I", "-c", SYS + "f = sys.flags; print(f.isolated, f.ignore_environment, f.no_user_site, f.safe_path)"], "1 1 1 True\n"),
    Row("-I", ["-I", "-c", "import uuid; print('ok')"], "ok\n"),
    Row("-m", ["-m", "mod"], "module __main__ True None\n"),
    Row("-O", ["-O", "doc.py"], "text False\n"),
    Row("-OO", ["-OO", "doc.py"], "None False\n"),
    Row("-P", ["-P", "-c", "import uuid; print('ok')"], "ok\n"),
    Row("-q", ["-q", *flag("quiet")], "1\n"),
    Row("-R", ["-R", *flag("hash_randomization")], "1\n", variables={"PYTHONHASHSEED": "0"}),
    Row("-s", ["-s", *flag("no_user_site")], "1\n"),
    Row("-S", ["-S", "-c", SYS + "print('site' in sys.modules)"], "False\n"),
    Row("-S", ["-S", "-c", "import nowhere"], err="did you forget to add the site-packages directory to sys.path", status=1),
    Row("-u", ["-u", "-c", SYS + "print(sys.stdout.write_through); import os; sys.stdout.write('x'); os._exit(0)"], "True\nx"),
    Row("-v", ["-v", "-c", "import mod"], "module mod True None\n", err="import 'mod'"),
    Row("-vv", ["-vv", "-c", "import mod"], "module mod True None\n", err="# trying "),
    Row("-V", ["-V"], r"Python 3\.15\.\d+( \(tinypy .*\))?" + "\n"),
    Row("--version", ["--version"], r"Python 3\.15\.\d+( \(tinypy .*\))?" + "\n"),
    Row("-VV", ["-VV"], r"Python 3\.15\.\d+ \(.*\) \[.*\]" + "\n"),
    Row("-VV", ["-V", "-V"], r"Python 3\.15\.\d+ \(.*\) \[.*\]" + "\n"),
    Row("-V", ["-V", "-c", "print(1)"], r"Python 3\.15\..*" + "\n"),
    Row("-W", ["-W", "error", "-c", "import warnings\ntry: warnings.warn('x')\nexcept UserWarning: print('raised')"], "raised\n"),
    Row("-x", ["-x", "broken.py"], "second line\n"),
    Row("-X", ["-Xa", "-Xb=c,d=e", "-c", SYS + "print(sys._xoptions)"], "{'a': True, 'b': 'c,d=e'}\n"),
    Row("-X", ["-X"], err="Argument expected for the -X option", status=2),
    Row("-z", ["-z"], err="Unknown option: -z\nusage: ", status=2),
    Row("-J", ["-J"], err="Unknown option: -J\nusage: ", status=2),
    Row("-t", ["-t", "-c", "print(1)"], "1\n"),
    Row("--unknown-option", ["--unknown-option"], err="Unknown option: --unknown-option\nusage: ", status=2),
    Row("--check-hash-based-pycs", ["--check-hash-based-pycs", "always", "-c", "import _imp; print(_imp.check_hash_based_pycs)"], "always\n"),
    Row("--check-hash-based-pycs", ["-c", "import _imp; print(_imp.check_hash_based_pycs)"], "default\n"),
    Row("--check-hash-based-pycs", ["--check-hash-based-pycs", "x"], status=2,
        err="--check-hash-based-pycs must be one of 'default', 'always', or 'never'\nusage: "),
    Row("--check-hash-based-pycs", ["--check-hash-based-pycs"], status=2, err="Argument expected for the --check-hash-based-pycs option"),
]

X_OPTIONS = [
    Row("-X context_aware_warnings", ["-X", "context_aware_warnings=1", *flag("context_aware_warnings")], "1\n"),
    Row("-X context_aware_warnings", ["-X", "context_aware_warnings=0", *flag("context_aware_warnings")], "0\n"),
    Row("-X context_aware_warnings", ["-X", "context_aware_warnings", "-c", ""], status=1,
        err=FATAL + "config_init_context_aware_warnings: -X context_aware_warnings=n: n is missing or invalid\n"[:-1]),
    Row("-X cpu_count", ["-X", "cpu_count=321", "-c", "import os; print(os.cpu_count(), os.process_cpu_count())"], "321 321\n"),
    Row("-X cpu_count", ["-X", "cpu_count=default", "-c", "import os; print(os.cpu_count() == os.sysconf('SC_NPROCESSORS_ONLN'))"], "True\n",
        variables={"PYTHON_CPU_COUNT": "999"}),
    *[Row("-X cpu_count", ["-X", option, "-c", ""], err=FATAL + "config_init_cpu_count: -X cpu_count=n option: n is missing", status=1)
      for option in ("cpu_count", "cpu_count=", "cpu_count=0", "cpu_count=-1", "cpu_count=x", "cpu_count=99999999999")],
    Row("-X dev", ["-X", "dev", "-c", SYS + "import faulthandler; print(sys.flags.dev_mode, sys.warnoptions, faulthandler.is_enabled())"],
        "True ['default'] True\n"),
    Row("-X disable-remote-debug", ["-X", "disable-remote-debug", "-c", SYS + "print(sys.is_remote_debug_enabled())"], "False\n"),
    Row("-X faulthandler", ["-X", "faulthandler", "-c", "import faulthandler; print(faulthandler.is_enabled())"], "True\n"),
    Row("-X frozen_modules", ["-X", "frozen_modules=off", "-c", "import os; print(os.__spec__.loader.__class__.__name__)"], "SourceFileLoader\n"),
    Row("-X frozen_modules", ["-X", "frozen_modules=on", "-c", "import os; print(os.__spec__.loader.__class__.__name__)"], "SourceFileLoader\n",
        own="dis and opcode are frozen, and no others"),
    Row("-X frozen_modules", ["-X", "frozen_modules=x", "-c", ""], status=1, err='bad value for option -X frozen_modules (expected "on" or "off")'),
    Row("-X gil", ["-X", "gil=2", "-c", ""], err=FATAL + 'config_read_gil: PYTHON_GIL / -X gil must be "0" or "1"', status=1),
    Row("-X gil", ["-X", "gil=0", *flag("gil")], "0\n", program="tinypy-t"),
    Row("-X gil", ["-X", "gil=1", "-c", ""], err=FATAL + "config_read_gil: Enabling the GIL is not supported by this build", status=1,
        program="tinypy-t"),
    Row("-X gil", ["-X", "gil=1", *flag("gil")], "1\n", program="tinypy"),
    Row("-X gil", ["-X", "gil=0", "-c", ""], err=FATAL + "config_read_gil: Disabling the GIL is not supported by this build", status=1,
        program="tinypy"),
    Row("-X importtime", ["-X", "importtime", "-c", "import mod"], "module mod True None\n", err="import time: self [us] | cumulative | imported package\n"[:-1]),
    Row("-X importtime", ["-X", "importtime=2", "-c", "import mod; import mod"], "module mod True None\n",
        err="import time: cached    | cached     | mod"),
    Row("-X importtime", ["-X", "importtime=true", "-c", "import mod"], "module mod True None\n", err="import time: self [us] | "),
    Row("-X importtime", ["-X", "importtime=2", "-c", "try: __import__('a\\ud800')\nexcept ImportError: pass"], err=" | a\\ud800"),
    Row("-X importtime", ["-X", "importtime=3", "-c", ""], status=1, err=FATAL + "config_init_import_time: -X importtime: values other than 1 and 2"),
    Row("-X int_max_str_digits", ["-X", "int_max_str_digits=640", *flag("int_max_str_digits")], "640\n"),
    Row("-X int_max_str_digits", ["-X", "int_max_str_digits=0", "-c", SYS + "print(sys.get_int_max_str_digits())"], "0\n"),
    *[Row("-X int_max_str_digits", ["-X", option, "-c", ""], status=1, err=FATAL + "config_init_int_max_str_digits: -X int_max_str_digits: invalid limit")
      for option in ("int_max_str_digits", "int_max_str_digits=639", "int_max_str_digits=-5", "int_max_str_digits=x", "int_max_str_digits=1e3")],
    Row("-X lazy_imports", ["-X", "lazy_imports=all", "-c", SYS + "import mod; print(sys.flags.lazy_imports); mod"], "1\nmodule mod True None\n"),
    Row("-X lazy_imports", ["-X", "lazy_imports=normal", "-c", "import mod; print(1)"], "module mod True None\n1\n"),
    Row("-X lazy_imports", ["-X", "lazy_imports", "-c", ""], status=1, err=FATAL + "config_init_lazy_imports: -X lazy_imports: invalid value"),
    Row("-X no_debug_ranges", ["-X", "no_debug_ranges", "-c", "print(next(iter(compile('x', '', 'eval').co_positions()))[2:])"], "(None, None)\n"),
    Row("-X no-extensions", ["-X", "no-extensions", "-c", "import _imp; print(_imp.extension_suffixes())"], "[]\n", own="CPython has no such option"),
    Row("-X pathconfig_warnings", ["-X", "pathconfig_warnings=0", "-c", "print(1)"], "1\n"),
    Row("-X pathconfig_warnings", ["-X", "pathconfig_warnings=5", "-c", ""], status=1, err=FATAL + "config_init_pathconfig_warnings: -X pathconfig_warnings=n"),
    Row("-X perf", ["-X", "perf", "-c", ""], status=1, err=FATAL + "config_init_perf_profiling: -X perf: not supported", own="no trampolines"),
    Row("-X perf_jit", ["-X", "perf_jit", "-c", ""], status=1, err=FATAL + "config_init_perf_profiling: -X perf_jit: not supported", own="no trampolines"),
    Row("-X presite", ["-X", "presite=mod", "-c", "print(1)"], "1\n"),
    Row("-X pycache_prefix", ["-X", "pycache_prefix=p", "-c", SYS + "print(sys.pycache_prefix)"], "p\n", variables={"PYTHONPYCACHEPREFIX": "q"}),
    *[Row("-X pycache_prefix", ["-X", option, "-c", SYS + "print(sys.pycache_prefix)"], "None\n", variables={"PYTHONPYCACHEPREFIX": "q"})
      for option in ("pycache_prefix", "pycache_prefix=")],
    Row("-X pycache_prefix", ["-X", "pycache_prefix=", "-c", "import sys; sys.path[0] = 'cached'; import mod2, os; print(os.listdir('cached/__pycache__') != [])"],
        "True\n"),
    Row("-X showrefcount", ["-X", "showrefcount", "-c", "print(1)"], "1\n"),
    Row("-X thread_inherit_context", ["-X", "thread_inherit_context=1", "-c", INHERITS], "3\n"),
    Row("-X thread_inherit_context", ["-X", "thread_inherit_context=0", "-c", INHERITS], "0\n"),
    Row("-X thread_inherit_context", ["-X", "thread_inherit_context=0", *flag("thread_inherit_context")], "0\n", variables={"PYTHON_THREAD_INHERIT_CONTEXT": "1"}),
    *[Row("-X thread_inherit_context", ["-X", option, "-c", ""], status=1,
          err=FATAL + "config_init_thread_inherit_context: -X thread_inherit_context=n: n is missing or invalid")
      for option in ("thread_inherit_context", "thread_inherit_context=2", "thread_inherit_context=x")],
    Row("-X tlbc", ["-X", "tlbc=0", "-c", "print(1)"], "1\n"),
    Row("-X tlbc", ["-X", "tlbc=1", "-c", "print(1)"], "1\n"),
    Row("-X tlbc", ["-X", "tlbc=5", "-c", ""], status=1, err=FATAL + "config_init_tlbc: -X tlbc=n: n is missing or invalid", program="tinypy-t"),
    Row("-X tracemalloc", ["-X", "tracemalloc", "-c", "import tracemalloc; print(tracemalloc.get_traceback_limit())"], "1\n"),
    Row("-X tracemalloc", ["-X", "tracemalloc=7", "-c", "import tracemalloc; print(tracemalloc.get_traceback_limit())"], "7\n"),
    Row("-X tracemalloc", ["-X", "tracemalloc=x", "-c", ""], status=1, err="config_init_tracemalloc: -X tracemalloc=NFRAME: invalid number of frames"),
    Row("-X utf8", ["-X", "utf8", "-c", ENCODINGS], "1 utf-8 utf-8\n", variables={"PYTHONUTF8": "0"}),
    Row("-X utf8", ["-X", "utf8=0", "-c", ENCODINGS], "0 UTF-8 UTF-8\n"),
    Row("-X utf8", ["-X", "utf8=0", "-c", ENCODINGS], "0 ANSI_X3.4-1968 ANSI_X3.4-1968\n", variables=C_LOCALE),
    Row("-X utf8", ["-X", "utf8=0", "-c", SYS + "print(sys.getfilesystemencoding(), ascii(sys.argv[1]))", "\u20ac"], "ascii '\\udce2\\udc82\\udcac'\n",
        variables=C_LOCALE),
    Row("-X utf8", ["-X", "utf8=0", "-c", "import os\ntry: os.stat('\\u20ac')\nexcept UnicodeEncodeError as e: print(e)"], variables=C_LOCALE,
        out="'ascii' codec can't encode character '\\u20ac' in position 0: ordinal not in range(128)\n"),
    Row("-X utf8", ["-X", "utf8=0", "-c", STREAMS], "surrogateescape ascii surrogateescape backslashreplace\n", variables=C_LOCALE),
    Row("-X utf8", ["-c", STREAMS], "surrogateescape utf-8 surrogateescape backslashreplace\n"),
    *[Row("-X utf8", ["-X", option, "-c", ""], status=1, err=FATAL + "preconfig_init_utf8_mode: invalid -X utf8 option value")
      for option in ("utf8=2", "utf8=", "utf8=x")],
    Row("-X warn_default_encoding", ["-X", "warn_default_encoding", "-c", "open('mod.py')"], err="EncodingWarning: 'encoding' argument not specified"),
    Row("-X gil_for", ["-X", "gil_for=a,b.c", *flag("gil")], "0\n", program="tinypy-t", own="tinypy's option"),
    Row("-X gil_for", ["-X", "gil_for=a,,b", "-c", ""], err="-X gil_for: expected names of modules, separated by commas: 'a,,b'", status=2,
        own="tinypy's option"),
    Row("-X without", ["-X", "without=all", "-c", "print(1)"], "1\n", own="tinypy's option"),
    Row("-X without", ["-X", "without=x", "-c", ""], err="-X without: no such accelerators: 'x'", status=2, own="tinypy's option"),
]

VARIABLES = [
    Row("PYTHONASYNCIODEBUG", ["-c", "import asyncio; print(asyncio.new_event_loop().get_debug())"], "True\n", variables={"PYTHONASYNCIODEBUG": "1"}),
    Row("PYTHON_BASIC_REPL", ["-i"], "1\n", err=">>>", variables={"PYTHON_BASIC_REPL": "1"}, stdin="print(1)\n"),
    Row("PYTHONBREAKPOINT", ["-c", "breakpoint(); print(1)"], "1\n", variables={"PYTHONBREAKPOINT": "0"}),
    Row("PYTHONBREAKPOINT", ["-c", "breakpoint('called')"], "called\n", variables={"PYTHONBREAKPOINT": "builtins.print"}),
    Row("PYTHONCASEOK", ["-c", "try: import MOD\nexcept ImportError as e: print(e)"], "No module named 'MOD'\n", variables={"PYTHONCASEOK": "1"}),
    Row("PYTHONCOERCECLOCALE", ["-c", "import os; print(os.environ.get('LC_CTYPE'))"], "C.UTF-8\n", variables={"LC_ALL": "", "LC_CTYPE": "", "LANG": ""}),
    Row("PYTHONCOERCECLOCALE", ["-c", "import os; print(os.environ.get('LC_CTYPE'))"], "\n",
        variables={"LC_ALL": "", "LC_CTYPE": "", "LANG": "", "PYTHONCOERCECLOCALE": "0"}),
    Row("PYTHONCOERCECLOCALE", ["-c", ""], err="Python detected LC_CTYPE=C: LC_CTYPE coerced to C.UTF-8 (",
        variables={"LC_ALL": "", "LC_CTYPE": "C", "LANG": "", "PYTHONCOERCECLOCALE": "warn"}),
    Row("PYTHONCOERCECLOCALE", ["-c", ""], err="Python runtime initialized with LC_CTYPE=C (", variables=C_LOCALE | {"PYTHONCOERCECLOCALE": "warn"}),
    Row("PYTHON_COLORS", ["-c", "1/0"], err="\x1b[", status=1, variables={"PYTHON_COLORS": "1"}),
    Row("PYTHONDUMPREFS", ["-c", ""], err="", variables={"PYTHONDUMPREFS": "1"}),
    Row("PYTHONHASHSEED", ["-c", "print(hash('x') == hash('x'))"], "True\n", variables={"PYTHONHASHSEED": "5"}),
    Row("PYTHONHASHSEED", ["-c", ""], err="config_init_hash_seed: PYTHONHASHSEED must be ", status=1, variables={"PYTHONHASHSEED": "x"}),
    Row("PYTHON_HISTORY", ["-c", "import site; print(site.gethistoryfile())"], "h\n", variables={"PYTHON_HISTORY": "h"}),
    Row("PYTHONHOME", ["-c", "1"], err="the library of home", status=1, variables={"PYTHONHOME": "home"}, own="CPython's importlib is frozen"),
    Row("PYTHONHOME", ["-c", "1"], err="Python path configuration:\n  PYTHONHOME = 'nowhere'", status=1, variables={"PYTHONHOME": "nowhere"}),
    Row("PYTHONIOENCODING", ["-c", STREAMS], "strict iso8859-1 strict backslashreplace\n", variables={"PYTHONIOENCODING": "latin-1"}),
    Row("PYTHONIOENCODING", ["-c", STREAMS], "replace utf-8 replace backslashreplace\n", variables={"PYTHONIOENCODING": ":replace"}),
    Row("PYTHON_JIT", ["-c", "print(1)"], "1\n", variables={"PYTHON_JIT": "1"}),
    Row("PYTHONMALLOC", ["-c", "print(1)"], "1\n", variables={"PYTHONMALLOC": "default"}),
    Row("PYTHONMALLOC", ["-c", ""], err=FATAL + "preconfig_init_allocator: PYTHONMALLOC=pymalloc: not supported", status=1,
        variables={"PYTHONMALLOC": "pymalloc"}, own="there is one allocator"),
    Row("PYTHONMALLOC", ["-c", ""], err=FATAL + "preconfig_init_allocator: PYTHONMALLOC: unknown allocator", status=1, variables={"PYTHONMALLOC": "x"}),
    Row("PYTHONMALLOCSTATS", ["-c", "print(1)"], "1\n", err="memory of the process, in KiB", variables={"PYTHONMALLOCSTATS": "1"}, own="other statistics"),
    Row("PYTHONPATH", ["-c", "import mod2; print(mod2.x)"], "1\n", variables={"PYTHONPATH": "nowhere:cached"}),
    Row("PYTHONPLATLIBDIR", ["-c", SYS + "print(sys.platlibdir)"], "lib64\n", variables={"PYTHONPLATLIBDIR": "lib64"}, own="CPython's library is not there"),
    Row("PYTHON_PRESITE", ["-c", "print(1)"], "1\n", variables={"PYTHON_PRESITE": "mod"}),
    Row("PYTHONSTARTUP", ["-i", "-q"], "started\n1\n", err=">>>", variables={"PYTHONSTARTUP": "start.py"}, stdin="print(1)\n"),
    Row("PYTHONUSERBASE", ["-c", "import site; print(site.USER_BASE)"], "/base\n", variables={"PYTHONUSERBASE": "/base"}),
    Row("TINYPYLIB", ["-c", "1"], err="the library of home", status=1, variables={"TINYPYLIB": "home/lib/python3.15"}, own="tinypy's variable"),
    Row("TINYPY_GIL_FOR", ["-c", ""], err="TINYPY_GIL_FOR: expected names of modules, separated by commas: ',a'", status=2,
        variables={"TINYPY_GIL_FOR": ",a"}, own="tinypy's variable"),
    Row("TINYPY_WITHOUT", ["-c", ""], err="TINYPY_WITHOUT: no such accelerators: 'x'", status=2, variables={"TINYPY_WITHOUT": "x"}, own="tinypy's variable"),
    # ---- variables of options
    Row("PYTHON_CONTEXT_AWARE_WARNINGS", flag("context_aware_warnings"), "1\n", variables={"PYTHON_CONTEXT_AWARE_WARNINGS": "1"}),
    Row("PYTHON_CONTEXT_AWARE_WARNINGS", ["-c", ""], status=1, variables={"PYTHON_CONTEXT_AWARE_WARNINGS": "5"},
        err=FATAL + "config_init_context_aware_warnings: PYTHON_CONTEXT_AWARE_WARNINGS=N: N is missing or invalid"),
    Row("PYTHON_CPU_COUNT", ["-c", "import os; print(os.cpu_count(), os.process_cpu_count())"], "7 7\n", variables={"PYTHON_CPU_COUNT": "7"}),
    Row("PYTHON_CPU_COUNT", ["-c", ""], err="config_init_cpu_count", status=1, variables={"PYTHON_CPU_COUNT": "-1"}),
    Row("PYTHONDEBUG", flag("debug"), "1\n", variables={"PYTHONDEBUG": "2"}),
    Row("PYTHONDEBUG", flag("debug"), "0\n", variables={"PYTHONDEBUG": "0"}),
    Row("PYTHONDEVMODE", flag("dev_mode"), "True\n", variables={"PYTHONDEVMODE": "1"}),
    Row("PYTHON_DISABLE_REMOTE_DEBUG", ["-c", SYS + "print(sys.is_remote_debug_enabled())"], "False\n", variables={"PYTHON_DISABLE_REMOTE_DEBUG": "1"}),
    Row("PYTHONDONTWRITEBYTECODE", flag("dont_write_bytecode"), "0\n", variables={"PYTHONDONTWRITEBYTECODE": "0"}),
    Row("PYTHONDONTWRITEBYTECODE", flag("dont_write_bytecode"), "1\n", variables={"PYTHONDONTWRITEBYTECODE": "2"}),
    Row("PYTHONFAULTHANDLER", ["-c", "import faulthandler; print(faulthandler.is_enabled())"], "True\n", variables={"PYTHONFAULTHANDLER": "1"}),
    Row("PYTHON_FROZEN_MODULES", ["-c", "import os; print(os.__spec__.loader.__class__.__name__)"], "SourceFileLoader\n", variables={"PYTHON_FROZEN_MODULES": "off"}),
    Row("PYTHON_FROZEN_MODULES", ["-c", ""], err="bad value for PYTHON_FROZEN_MODULES", status=1, variables={"PYTHON_FROZEN_MODULES": "x"}),
    Row("PYTHON_GIL", ["-c", ""], err='config_read_gil: PYTHON_GIL / -X gil must be "0" or "1"', status=1, variables={"PYTHON_GIL": "x"}),
    Row("PYTHONINSPECT", flag("inspect"), "1\n", variables={"PYTHONINSPECT": "0"}),
    Row("PYTHONINTMAXSTRDIGITS", flag("int_max_str_digits"), "4000\n", variables={"PYTHONINTMAXSTRDIGITS": "4000"}),
    Row("PYTHONINTMAXSTRDIGITS", ["-c", ""], err="config_init_int_max_str_digits: PYTHONINTMAXSTRDIGITS: invalid limit", status=1,
        variables={"PYTHONINTMAXSTRDIGITS": "100"}),
    Row("PYTHON_LAZY_IMPORTS", ["-c", "import mod; print(1); mod"], "1\nmodule mod True None\n", variables={"PYTHON_LAZY_IMPORTS": "all"}),
    Row("PYTHONNODEBUGRANGES", ["-c", "print(next(iter(compile('x', '', 'eval').co_positions()))[2:])"], "(None, None)\n",
        variables={"PYTHONNODEBUGRANGES": "1"}),
    Row("PYTHONNOUSERSITE", flag("no_user_site"), "0\n", variables={"PYTHONNOUSERSITE": "0"}),
    Row("PYTHONNOUSERSITE", flag("no_user_site"), "1\n", variables={"PYTHONNOUSERSITE": "1"}),
    Row("PYTHONOPTIMIZE", flag("optimize"), "2\n", variables={"PYTHONOPTIMIZE": "2"}),
    Row("PYTHONOPTIMIZE", flag("optimize"), "1\n", variables={"PYTHONOPTIMIZE": "text"}),
    Row("PYTHON_PATHCONFIG_WARNINGS", ["-c", ""], err="config_init_pathconfig_warnings: PYTHON_PATHCONFIG_WARNINGS=N", status=1,
        variables={"PYTHON_PATHCONFIG_WARNINGS": "5"}),
    Row("PYTHON_PERF_JIT_SUPPORT", ["-c", ""], err="PYTHON_PERF_JIT_SUPPORT: not supported", status=1, variables={"PYTHON_PERF_JIT_SUPPORT": "1"},
        own="no trampolines"),
    Row("PYTHONPERFSUPPORT", ["-c", ""], err="PYTHONPERFSUPPORT: not supported", status=1, variables={"PYTHONPERFSUPPORT": "1"}, own="no trampolines"),
    Row("PYTHONPERFSUPPORT", ["-c", "print(1)"], "1\n", variables={"PYTHONPERFSUPPORT": "0"}),
    Row("PYTHONPROFILEIMPORTTIME", ["-c", "import mod; import mod"], "module mod True None\n", err="import time: cached    | cached     | mod",
        variables={"PYTHONPROFILEIMPORTTIME": "2"}),
    Row("PYTHONPROFILEIMPORTTIME", ["-c", ""], err="PYTHONPROFILEIMPORTTIME: numeric values other than 1 and 2", status=1,
        variables={"PYTHONPROFILEIMPORTTIME": "3"}),
    Row("PYTHONPYCACHEPREFIX", ["-c", SYS + "print(sys.pycache_prefix)"], "q\n", variables={"PYTHONPYCACHEPREFIX": "q"}),
    Row("PYTHONSAFEPATH", flag("safe_path"), "True\n", variables={"PYTHONSAFEPATH": "0"}),
    Row("PYTHONSAFEPATH", flag("safe_path"), "True\n", variables={"PYTHONSAFEPATH": "1"}),
    Row("PYTHON_THREAD_INHERIT_CONTEXT", ["-c", INHERITS], "3\n", variables={"PYTHON_THREAD_INHERIT_CONTEXT": "1"}),
    Row("PYTHON_THREAD_INHERIT_CONTEXT", ["-c", INHERITS], "0\n", variables={"PYTHON_THREAD_INHERIT_CONTEXT": "0"}),
    Row("PYTHON_THREAD_INHERIT_CONTEXT", ["-c", ""], status=1, variables={"PYTHON_THREAD_INHERIT_CONTEXT": "x"},
        err=FATAL + "config_init_thread_inherit_context: PYTHON_THREAD_INHERIT_CONTEXT=N: N is missing or invalid"),
    Row("PYTHON_TLBC", ["-c", "print(1)"], "1\n", variables={"PYTHON_TLBC": "0"}),
    Row("PYTHON_TLBC", ["-c", ""], err="config_init_tlbc: PYTHON_TLBC=N: N is missing or invalid", status=1, variables={"PYTHON_TLBC": "5"},
        program="tinypy-t"),
    Row("PYTHONTRACEMALLOC", ["-c", "import tracemalloc; print(tracemalloc.get_traceback_limit())"], "3\n", variables={"PYTHONTRACEMALLOC": "3"}),
    Row("PYTHONUNBUFFERED", ["-c", SYS + "print(sys.stdout.write_through)"], "True\n", variables={"PYTHONUNBUFFERED": "1"}),
    Row("PYTHONUTF8", ["-c", ENCODINGS], "0 UTF-8 UTF-8\n", variables={"PYTHONUTF8": "0"}),
    Row("PYTHONUTF8", ["-c", ""], err="preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value", status=1, variables={"PYTHONUTF8": "x"}),
    Row("PYTHONVERBOSE", flag("verbose"), "2\n", err="import 'site'", variables={"PYTHONVERBOSE": "2"}),
    Row("PYTHONWARNDEFAULTENCODING", flag("warn_default_encoding"), "1\n", variables={"PYTHONWARNDEFAULTENCODING": "1"}),
    Row("PYTHONWARNINGS", ["-W", "default", "-c", SYS + "print(sys.warnoptions)"], "['error', 'ignore', 'default']\n", variables={"PYTHONWARNINGS": "error,ignore"}),
]

ROWS = OPTIONS + X_OPTIONS + VARIABLES
# What --help-all names and no row needs to: tinypy's own options have tests of their own.
TESTED_ELSEWHERE = {"--asm", "--deadlocks", "--dis", "--dump", "--fail-alloc", "--heap", "--lib", "--races", "--refstats", "--schedule", "--studio", "--top",
                    "--trace", "--trace-threshold"}
# Mistakes on the command line, and what is in no help text.
UNNAMED = {"-z", "-J", "-t", "--unknown-option"}


# The variables that the program obeys with -E and -I, too: none of them chooses code that is executed.
OBEYED_ALWAYS = {
    "FORCE_COLOR": "colours of reports, as in CPython",
    "NO_COLOR": "the same",
    "TERM": "the same",
    "HOME": "the cache, but not with -E and -I",
    "XDG_CACHE_HOME": "the same",
    "LC_ALL": "the locale, as in CPython",
    "PATH": "where the program itself was called from, as in CPython",
    "XDG_RUNTIME_DIR": "where --top listens; it runs no program",
}
# These files call getenv(): one has what all others use, the other runs before there are threads and asks -E itself.
READERS = {"runtime/os/environment.cpp", "interp/main/environment.cpp"}
# Python code of the library reads these, whatever the options are.
READ_BY_LIBRARY = {"PYTHONUSERBASE"}


def environment(row):
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LC_", "LANG", "TINYPY"))}
    return variables | {"LC_ALL": "C.UTF-8", "NO_COLOR": "" if "PYTHON_COLORS" in row.variables else "1"} | row.variables


def complaint(interp, row):
    """What is wrong with the answer to a row; empty if it is right."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([interp, *row.words], input=row.stdin, env=environment(row), cwd=folder, capture_output=True, text=True, timeout=HANG_SECONDS)
    if done.returncode != row.status:
        return f"status {done.returncode}, and not {row.status}: {done.stderr[-500:]}"
    is_help = row.name in ("-h", "-?") or row.name.startswith("--help")
    if is_help and not (done.stdout and not done.stderr and done.stdout.isascii()):
        return "no help"
    is_version = row.words[0] in ("-V", "--version", "-VV")
    if is_version and not re.fullmatch(row.out, done.stdout):
        return f"the output {done.stdout!r} does not match {row.out!r}"
    if not is_help and not is_version and done.stdout != row.out:
        return f"the output is {done.stdout!r}, and not {row.out!r}"
    if row.err not in done.stderr or (not row.err and done.stderr):
        return f"standard error has no {row.err!r}: {done.stderr[-500:]!r}"
    return ""


def compare_ignored(interp, row):
    """With -E a variable changes nothing: the answer is the one without it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "start.py").write_text(FILES["start.py"])
        answers = []
        for variables in (row.variables, {k: v for k, v in row.variables.items() if not k.startswith(("PYTHON", "TINYPY"))}):
            env = environment(Row("", [], variables=variables)) | {"NO_COLOR": "1"}
            done = subprocess.run([interp, "-E", *row.words], input=row.stdin, env=env, cwd=folder, capture_output=True, text=True, timeout=HANG_SECONDS)
            answers.append((done.returncode, done.stdout, done.stderr))
    return "" if answers[0] == answers[1] else f"{answers[0]}, and not {answers[1]}"


def compare_sources():
    """The sources read a variable that -E and -I do not ignore only if a line of OBEYED_ALWAYS says why."""
    faults, found = [], set()
    for folder in ("gc", "runtime", "interp"):
        for path in sorted((ROOT / folder).rglob("*.[ch]*")):
            place = str(path.relative_to(ROOT))
            text = path.read_text()
            if re.search(r"\bgetenv\(", re.sub(r"//.*", "", text)) and place not in READERS:
                faults.append(f"{place} calls getenv() and not os::variable() or os::setting_variable()")
            found |= set(re.findall(r'\b(?:os::variable|is_set)\("(\w+)"\)', text))
    faults += [f"no reason to obey {name} with -I" for name in sorted(found - OBEYED_ALWAYS.keys())]
    faults += [f"{name} is not read any more" for name in sorted(OBEYED_ALWAYS.keys() - found)]
    return "; ".join(faults)


def names_in_help(text):
    names = set(re.findall(r"^-X ([\w-]+)", text, re.M))
    names = {"-X " + name for name in names} | set(re.findall(r"^((?:PYTHON|TINYPY)\w+)", text, re.M))
    for words in re.findall(r"^  (-.*?)(?:  |$)", text, re.M):
        names |= set(re.findall(r"(?:^|, )(-+[\w?-]+)", words))
    return names


def compare_names(interp):
    """The rows, --help-all and the manual page name the same."""
    text = subprocess.run([interp, "--help-all"], capture_output=True, text=True, timeout=HANG_SECONDS).stdout
    helped = names_in_help(text) - TESTED_ELSEWHERE
    tested = {row.name for row in ROWS} - UNNAMED
    manual = MANUAL.read_text().replace("\\-", "-")
    synonyms = {"-?": "-h", "--help": "-h", "--version": "-V", "-bb": "-b"}
    faults = [f"no row for {name}" for name in sorted(helped - tested)]
    faults += [f"--help-all does not name {name}" for name in sorted(tested - helped) if synonyms.get(name) not in helped]
    faults += [f"the manual page does not name {name}" for name in sorted(helped) if not re.search(re.escape(name) + r"(?![\w-])", manual)]
    return "; ".join(faults)


def main():
    hear_interrupts()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--interp", action="append", required=True)
    parser.add_argument("--reference", action="store_true", help="the program is a CPython")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    passed = failed = 0
    for path in options.interp:
        interp = str(Path(path).absolute()) if "/" in path else path
        program = Path(path).name
        cases = [(row.name + " " + " ".join(map(os.fsdecode, row.words)), lambda row=row: complaint(interp, row)) for row in ROWS
                 if not (options.reference and row.own) and row.program in ("", program)]
        cases += [(f"-E {row.name} {' '.join(map(os.fsdecode, row.words))}", lambda row=row: compare_ignored(interp, row)) for row in ROWS
                  if row.name in row.variables and row.name not in READ_BY_LIBRARY]
        if not options.reference:
            cases.append(("sources", compare_sources))
            cases.append(("names", lambda: compare_names(interp)))
        for name, run in cases:
            if options.only not in name:
                continue
            wrong = run()
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong:
                print(f"FAIL {program} {name}: {wrong}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
