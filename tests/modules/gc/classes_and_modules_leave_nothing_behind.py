# A program may make classes and modules for ever.
# not-under: tsan what it notes about each address grows with the program
import os
import subprocess
import sys

program = '''
import gc
import types


def memory():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def make(count):
    for n in range(count):
        class C:
            kind = "c"

            def __init__(self): self.a = n

            def method(self): return self.a

        assert C().method() == n and C().kind == "c"
        module = types.ModuleType("module")
        module.a = n
        assert module.a == n
    gc.collect()


make(5000)
before = memory()
make(40000)
print(memory() - before < 20_000_000)
'''
# AddressSanitizer keeps what has been freed for a while: not all of it here.
few = dict(os.environ, ASAN_OPTIONS="quarantine_size_mb=4:thread_local_quarantine_size_kb=64")
subprocess.run([sys.executable, "-c", program], env=few)

# expect: True
