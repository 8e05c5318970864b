# Negative counts and descriptors, bools as descriptors, paths that are none, forks while the program ends, iterators left open.
import gc
import os
import subprocess
import sys
import warnings

if sys.version_info < (3, 15):
    sys.exit()

warnings.simplefilter("error", RuntimeWarning)


def tried(call, *arguments):
    try:
        print(call.__name__, call(*arguments))
    except (OSError, TypeError, ValueError, RuntimeWarning) as e:
        print(call.__name__, type(e).__name__, e)


reader, writer = os.pipe()
tried(os.sendfile, writer, reader, 0, -1)
tried(os.pathconf, -1, 1)
tried(os.pathconf, -5, "PC_LINK_MAX")
tried(os.fpathconf, True, 1)


class NoPath:
    __fspath__ = None


for call in os.fspath, os.fsencode, os.stat, open:
    tried(call, NoPath())
tried(os.rename, NoPath(), "a")

for text in ("os.fork()", "os.forkpty()", "subprocess.run(['/bin/true'], preexec_fn=print)", "print(subprocess.run(['/bin/true']).returncode)"):
    program = "import atexit, os, subprocess\nclass Last:\n    def __del__(self):\n        try: %s\n        except RuntimeError as e: print(type(e).__name__, e)\nlast = Last()" % text
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    print(text, result.stdout.strip(), result.stderr)

try:
    subprocess.run(["true"], extra_groups=[2**64])
except ValueError:
    print("ValueError")

for how in "nothing", "one", "all", "closed":
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        iterator = os.scandir("/")
        if how == "one":
            next(iterator)
        elif how == "all":
            list(iterator)
        elif how == "closed":
            iterator.close()
        del iterator
        gc.collect()
    print(how, [str(w.message).partition(" object")[0] for w in caught])
print(*(part.partition("=")[0] for part in repr(os.stat("/")).split(", ")))

# expect-since-3.15: sendfile ValueError count cannot be negative
# expect-since-3.15: pathconf OSError [Errno 9] Bad file descriptor: -1
# expect-since-3.15: pathconf OSError [Errno 9] Bad file descriptor: -5
# expect-since-3.15: fpathconf RuntimeWarning bool is used as a file descriptor
# expect-since-3.15: fspath TypeError expected str, bytes or os.PathLike object, not NoPath
# expect-since-3.15: fsencode TypeError expected str, bytes or os.PathLike object, not NoPath
# expect-since-3.15: stat TypeError stat: path should be string, bytes, os.PathLike or integer, not NoPath
# expect-since-3.15: open TypeError expected str, bytes or os.PathLike object, not NoPath
# expect-since-3.15: rename TypeError rename: src should be string, bytes or os.PathLike, not NoPath
# expect-since-3.15: os.fork() PythonFinalizationError can't fork at interpreter shutdown 
# expect-since-3.15: os.forkpty() PythonFinalizationError can't fork at interpreter shutdown 
# expect-since-3.15: subprocess.run(['/bin/true'], preexec_fn=print) PythonFinalizationError preexec_fn not supported at interpreter shutdown 
# expect-since-3.15: print(subprocess.run(['/bin/true']).returncode) 0 
# expect-since-3.15: ValueError
# expect-since-3.15: nothing ['unclosed scandir iterator <posix.ScandirIterator']
# expect-since-3.15: one ['unclosed scandir iterator <posix.ScandirIterator']
# expect-since-3.15: all []
# expect-since-3.15: closed []
# expect-since-3.15: os.stat_result(st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime
