# -X tracemalloc and PYTHONTRACEMALLOC.
import os
import subprocess
import sys

CODE = "import tracemalloc; print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_traced_memory()[0] > 0)"


def run(*options, **variables):
    done = subprocess.run([sys.executable, *options, "-c", CODE], capture_output=True, text=True, env={**os.environ, **variables})
    return done.returncode, done.stdout.strip(), "invalid number of frames" in done.stderr


print(run(), run("-X", "tracemalloc"), run("-X", "tracemalloc=7"), run("-X", "tracemalloc=0"))
print(run(PYTHONTRACEMALLOC="5"), run(PYTHONTRACEMALLOC="0"), run(PYTHONTRACEMALLOC=""), run("-E", PYTHONTRACEMALLOC="5"))
print(run("-X", "tracemalloc=x"), run("-X", "tracemalloc=-1"), run(PYTHONTRACEMALLOC="x"), run(PYTHONTRACEMALLOC="99999999999999999999"))
print(run("-X", "tracemalloc=3", PYTHONTRACEMALLOC="5"))

# expect: (0, 'False 1 False', False) (0, 'True 1 True', False) (0, 'True 7 True', False) (0, 'False 1 False', False)
# expect: (0, 'True 5 True', False) (0, 'False 1 False', False) (0, 'False 1 False', False) (0, 'False 1 False', False)
# expect: (1, '', True) (1, '', True) (1, '', True) (1, '', True)
# expect: (0, 'True 3 True', False)
