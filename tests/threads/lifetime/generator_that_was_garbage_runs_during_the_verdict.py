"""A finalizer gives a generator to another thread, which is running it when the collector decides what has been revived."""

import gc
import threading

given, running, finish = threading.Event(), threading.Event(), threading.Event()
box = []


def make():
    class Temporary:
        def hello(self):
            return "hello"

        def __del__(self):
            if hasattr(self, "generator"):
                box.append(self.generator)
                given.set()
                running.wait()

    def generate(holder):
        cls = holder.pop()
        yield
        running.set()
        while not finish.is_set():
            pass
        yield cls.__name__, cls().hello()

    temporary = Temporary()
    temporary.generator = generate([Temporary])
    next(temporary.generator)
    temporary.me = temporary


def worker():
    given.wait()
    generator = box.pop()
    value = next(generator)
    junk = [type("Junk%d" % i, (), {"a": i}) for i in range(200)]
    print(value, junk[7].a)


gc.disable()
thread = threading.Thread(target=worker)
thread.start()
make()
gc.collect()
gc.collect()
finish.set()
thread.join()

# expect: ('Temporary', 'hello') 7
