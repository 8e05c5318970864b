# What a compressor has taken in and not yet worked on, it works on in flush(): other threads run, and collect garbage, meanwhile.
import gc
import lzma
import random
import threading
import time

data = random.Random(1).randbytes(1_000_000)
compressor = lzma.LZMACompressor(preset=9)
taken = compressor.compress(data)
state = []


def flush():
    begin = time.perf_counter()
    rest = compressor.flush()
    state.append(time.perf_counter() - begin)
    print(lzma.decompress(taken + rest) == data)


thread = threading.Thread(target=flush)
longest = 0.0
thread.start()
while not state:
    begin = time.perf_counter()
    gc.collect()
    longest = max(longest, time.perf_counter() - begin)
thread.join()
print(longest < max(0.05, state[0] / 2))

# expect: True
# expect: True
