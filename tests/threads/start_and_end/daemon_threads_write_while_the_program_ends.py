# Daemon threads that share a file go on excluding each other until the end of the program has stopped them.
import subprocess
import sys

PROGRAM = """
import sys, threading, time
def write(i):
    while True:
        print("x", i, file=sys.stderr)
def work():
    while True:
        ("ab" * 400_000).replace("a", "ccc")  # takes long to stop
for i in range(5):
    threading.Thread(target=write, args=(i,), daemon=True).start()
threading.Thread(target=work, daemon=True).start()
time.sleep(0.02)
"""

runs = [subprocess.run([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
print({run.returncode for run in runs})

# expect: {0}
