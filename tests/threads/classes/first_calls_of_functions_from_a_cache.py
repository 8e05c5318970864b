# Many threads make the first calls of the same functions, whose code was read from an image and not looked at before.
import marshal
import threading

SOURCE = "".join(f'''
def f{i}(x, *rest, key={i}):
    """text {i}"""
    names = ["n{i}", rest]
    return x + key + len(names)
def g{i}(x): return x + {i}
def h{i}(x, y): return {i} if y - x == 1 else -1
''' for i in range(60))

THREADS = 6
wrong = []


def run(space, barrier):
    barrier.wait()
    for i in range(60):
        if space[f"f{i}"](1) != i + 3 or space[f"g{i}"](2) != i + 2 or space[f"h{i}"](y=2, x=1) != i or space[f"f{i}"].__doc__ != f"text {i}":
            wrong.append(i)


image = marshal.dumps(compile(SOURCE, "image.py", "exec"))
for _ in range(20):
    space = {}
    exec(marshal.loads(image), space)
    barrier = threading.Barrier(THREADS)
    threads = [threading.Thread(target=run, args=(space, barrier)) for _ in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print(wrong)

# expect: []
