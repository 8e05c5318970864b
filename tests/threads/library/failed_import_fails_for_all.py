# min-version: 3.15
# Threads that wait for a module's import do not get the half-made module if that import fails: each gets the error.
import os
import sys
import tempfile
import threading
import time

folder = tempfile.mkdtemp()
sys.path.insert(0, folder)


def names_of(thread):
    frame, names = sys._current_frames().get(thread.ident), set()
    while frame:
        names.add(frame.f_code.co_name)
        frame = frame.f_back
    return names


def imports(name, outcomes):
    try:
        module = __import__(name)
        outcomes.append((hasattr(module, "early"), name in sys.modules))
    except RuntimeError as e:
        outcomes.append(str(e))


for n in range(3):
    name = "fails_%d" % n
    with open(os.path.join(folder, name + ".py"), "w") as f:
        f.write("import __main__\nearly = 1\n__main__.begun.set()\n__main__.go.wait()\nraise RuntimeError('no')\n")
    begun, go, outcomes = threading.Event(), threading.Event(), []
    threads = [threading.Thread(target=imports, args=(name, outcomes)) for _ in range(4)]
    threads[0].start()
    begun.wait()
    for t in threads[1:]:
        t.start()
    while not all("acquire" in names_of(t) for t in threads[1:]):  # they wait for the module's lock
        time.sleep(0.001)
    go.set()
    for t in threads:
        t.join()
    print(outcomes)
    os.remove(os.path.join(folder, name + ".py"))

# expect: ['no', 'no', 'no', 'no']
# expect: ['no', 'no', 'no', 'no']
# expect: ['no', 'no', 'no', 'no']
