# tests/threads/lifetime/pauses_beside_long_computations.py: threads that compute with very long ints hold up neither a collection nor each other.
# CPython computes under its lock, and such a program would wait for minutes: there the numbers are shorter.
import gc
import threading

try:
    import refscope
except ImportError:
    refscope = None
scale = 1 if refscope else 10 ** 5
started = threading.Barrier(3)


def compute(function):
    started.wait()
    function()


for function in (lambda: 3 ** (10 ** 9 // scale), lambda: 7 ** (10 ** 9 // scale)):
    threading.Thread(target=compute, args=[function], daemon=True).start()
started.wait()
for _ in range(20):
    gc.collect()
print("collected")

# expect: collected
