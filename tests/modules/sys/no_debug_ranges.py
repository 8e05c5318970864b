import os, subprocess, sys, tempfile
code = """
import traceback
def f(): return 1 / 0
print(list(f.__code__.co_positions())[-1][2:])
try: f()
except ZeroDivisionError: traceback.print_exc()
f()
"""
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "script.py")
    with open(path, "w") as file:
        file.write(code)
    for options, variables in ([], {}), (["-X", "no_debug_ranges"], {}), ([], {"PYTHONNODEBUGRANGES": "1"}):
        done = subprocess.run([sys.executable, *options, path], capture_output=True, text=True, env={**os.environ, **variables})
        print("None" in done.stdout, "^" in done.stderr)

# expect: False True
# expect: True False
# expect: True False
