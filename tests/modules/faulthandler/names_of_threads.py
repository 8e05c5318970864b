# Since 3.14 a dump tells the names of threads, as the system knows them.
import faulthandler
import re
import tempfile
import threading

go = threading.Event()
names = ["request-7", "n\u00e4me", "a longer name than 15 bytes"]
threads = []
for name in names:
    ready = threading.Event()
    thread = threading.Thread(target=lambda: (ready.set(), go.wait()), name=name)
    thread.start()
    ready.wait()
    threads.append(thread)
with tempfile.TemporaryFile("w+") as file:
    faulthandler.dump_traceback(file)
    file.seek(0)
    heads = re.findall("(.*?) 0x[0-9a-f]+ (.*)", file.read())
go.set()
for thread in threads:
    thread.join()
for kind, rest in sorted(heads):
    print(kind, re.sub(r"\[(python|tinypy).*?\]", "[program]", rest))

# expect-since-3.14: Current thread [program] (most recent call first):
# expect-since-3.14: Thread [a longer name t] (most recent call first):
# expect-since-3.14: Thread [näme] (most recent call first):
# expect-since-3.14: Thread [request-7] (most recent call first):
