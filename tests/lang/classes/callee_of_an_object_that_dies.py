# The object of a call may die before its callee runs: the callee lies in its class or in a slot. The end of the object
# then runs Python code, which makes and collects many classes.
import gc

log = []


class Ends:
    def __del__(self):
        log.append("end")
        if len(log) % 5 == 0:
            for i in range(300):
                type(f"Passing{i}", (), {"f": staticmethod(abs), "__slots__": ()})
            gc.collect()


def make(turn):
    class Local:
        static = staticmethod(lambda x: ("static", x))
        native = len

        def __init__(self):
            self.ends = Ends()
            self.slot = lambda x: ("slot", x)

    return Local()


class Lasting:
    static = staticmethod(lambda x: ("static", x))
    native = len

    def __init__(self, turn):
        self.ends = Ends()
        self.slot = lambda x: ("slot", x)


def call(maker, turn):
    return (maker(turn).static(turn), maker(turn).native([turn]), maker(turn).slot(turn), maker(turn).static(abs(turn)),
            maker(turn).slot(abs(turn)), type(maker(turn)).static(turn), type(maker(turn)).static(abs(turn)))


results = set()
for turn in range(20):
    results.add((call(make, 7), call(Lasting, 7)))
print(results)
del results
gc.collect()
print(len(log), set(log))

# expect: {((('static', 7), 1, ('slot', 7), ('static', 7), ('slot', 7), ('static', 7), ('static', 7)), (('static', 7), 1, ('slot', 7), ('static', 7), ('slot', 7), ('static', 7), ('static', 7)))}
# expect: 280 {'end'}
