# What a compressor has taken in and not yet worked on, it works on in flush(): other threads run, and collect garbage, meanwhile.
import gc
import lzma
import random
import threading

data = random.Random(1).randbytes(1_000_000)
collections = 0
during = []


def flush():
    compressor = lzma.LZMACompressor(preset=9)
    taken = compressor.compress(data)
    before = collections
    rest = compressor.flush()
    during.append(collections - before)
    assert lzma.decompress(taken + rest) == data


# A collection that flush() stopped would end after it, and be the only one. Where the machine is busy, the main thread may have been without
# a core in the meantime: again, then.
while not during or during[-1] < 2:
    thread = threading.Thread(target=flush)
    thread.start()
    while thread.is_alive():
        gc.collect()
        collections += 1
print("collected during flush()")

# expect: collected during flush()
