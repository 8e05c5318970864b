# Threads run the same instructions with objects of different classes: each reads and writes its own objects' attributes while the
# sites change their form.
import threading


def make(index):
    def init(self, value):
        for n in range(index):
            setattr(self, "padding%d" % n, n)
        self.value = value
        self.kept = -value

    def step(self):
        self.value += index
        return self.value

    return type("C%d" % index, (), {"__init__": init, "step": step, "kind": index})


def run(classes, index, problems):
    for turn in range(300):
        cls = classes[(index + turn // 50) % len(classes)]
        o = cls(turn)
        for _ in range(5):
            o.step()
        o.kept = o.kept - 1
        if o.value != turn + 5 * o.kind or o.kept != -turn - 1:
            problems.append((cls.__name__, o.value, o.kept))


for _ in range(5):
    classes = [make(i) for i in range(7)]
    problems = []
    threads = [threading.Thread(target=run, args=(classes, i, problems)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(problems)

# expect: []
# expect: []
# expect: []
# expect: []
# expect: []
