# A pickle in a pipe is loaded as soon as it is there: nothing waits for what may come behind it.
import os
import pickle
import subprocess
import sys
import threading

reader, writer = os.pipe()
file = open(reader, "rb")
values = [1, "x" * 10, {"a": [1, 2]}, b"z" * 70000, "y" * 200000, list(range(3000))]
for value in values:
    for protocol in range(6):
        data = pickle.dumps(value, protocol)
        thread = threading.Thread(target=os.write, args=(writer, data[:50000]))
        thread.start()
        rest = threading.Thread(target=lambda: (thread.join(), os.write(writer, data[50000:])))
        rest.start()
        assert pickle.load(file) == value
        rest.join()
# Several at once; the file stands behind each.
os.write(writer, pickle.dumps("first") + pickle.dumps([2], 0) + b"text\n" + pickle.dumps("last"))
print(pickle.load(file), pickle.load(file), file.readline(), pickle.load(file))

CHILD = """
import pickle, sys
while True:
    request = pickle.load(sys.stdin.buffer)
    pickle.dump(request[::-1], sys.stdout.buffer)
    sys.stdout.buffer.flush()
    if request == "end":
        break
"""
for size in 0, -1:
    child = subprocess.Popen([sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=size)
    for request in "abc", list(range(5)), "end":
        pickle.dump(request, child.stdin)
        child.stdin.flush()
        print(pickle.load(child.stdout))
    child.wait()
    child.stdin.close()
    child.stdout.close()
os.close(writer)
try:
    pickle.load(file)
except EOFError as e:
    print(e)

# expect: first [2] b'text\n' last
# expect: cba
# expect: [4, 3, 2, 1, 0]
# expect: dne
# expect: cba
# expect: [4, 3, 2, 1, 0]
# expect: dne
# expect: Ran out of input
