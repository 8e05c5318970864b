import subprocess, sys
code = """
import sys
def f(): 1 / 0
sys.tracebacklimit = %r
f()
"""
for limit in 1 << 100, 1, 0, -1, -1 << 100:
    error = subprocess.run([sys.executable, "-c", code % limit], capture_output=True, text=True).stderr
    print(error.count("File"), error.count("Traceback"))

# expect: 2 1
# expect: 1 1
# expect: 0 0
# expect: 0 0
# expect: 0 0
