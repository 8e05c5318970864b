import copy
import io
import mmap
import pickle
import queue
import random
import threading

for value in (threading.Lock(), threading.RLock(), threading.local(), queue.SimpleQueue(), mmap.mmap(-1, 4), random.Random.__base__(),
              io.TextIOWrapper(io.BytesIO()), io.BufferedReader(io.BytesIO()), (n for n in ()), threading):
    for attempt in copy.copy, copy.deepcopy, pickle.dumps:
        try:
            attempt(value)
        except TypeError as error:
            print(error)

# expect: cannot pickle '_thread.lock' object
# expect: cannot pickle '_thread.lock' object
# expect: cannot pickle '_thread.lock' object
# expect: cannot pickle '_thread.RLock' object
# expect: cannot pickle '_thread.RLock' object
# expect: cannot pickle '_thread.RLock' object
# expect: cannot pickle '_thread._local' object
# expect: cannot pickle '_thread._local' object
# expect: cannot pickle '_thread._local' object
# expect: cannot pickle '_queue.SimpleQueue' object
# expect: cannot pickle '_queue.SimpleQueue' object
# expect: cannot pickle '_queue.SimpleQueue' object
# expect: cannot pickle 'mmap.mmap' object
# expect: cannot pickle 'mmap.mmap' object
# expect: cannot pickle 'mmap.mmap' object
# expect: cannot pickle '_random.Random' object
# expect: cannot pickle '_random.Random' object
# expect: cannot pickle '_random.Random' object
# expect: cannot pickle 'TextIOWrapper' instances
# expect: cannot pickle 'TextIOWrapper' instances
# expect: cannot pickle 'TextIOWrapper' instances
# expect: cannot pickle 'BufferedReader' instances
# expect: cannot pickle 'BufferedReader' instances
# expect: cannot pickle 'BufferedReader' instances
# expect: cannot pickle 'generator' object
# expect: cannot pickle 'generator' object
# expect: cannot pickle 'generator' object
# expect: cannot pickle 'module' object
# expect: cannot pickle 'module' object
# expect: cannot pickle 'module' object
