# Instances in static memory, and fresh memory whose class is set.
import gc
import inspect
import threading
import statics
from statics import coin

print(statics.pair, type(statics.pair[0]) is statics.Coin)
print(statics.unmet(), statics.unmet(), statics.on_stack(), statics.on_stack())
print(coin(1), type(coin(1)) is statics.Coin, coin(1) is coin(1), coin(2) + coin(3), hash(coin(4)), {coin(5): 1}[coin(5)])
held = [coin(i) for i in range(6, 10)] * 1000
del held
gc.collect()
print(coin(6), coin(9))
try:
    coin(100)
except IndexError as error:
    print(error)

# Threads meet the same coins for the first time.
start, seen = threading.Barrier(8), []


def meet():
    start.wait()
    mine = [coin(i) for i in range(20, 100)]
    seen.append((sum(mine[i] + mine[i + 1] for i in range(0, 80, 2)), {type(x) for x in mine} == {statics.Coin}, repr(mine[5])))


threads = [threading.Thread(target=meet) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(seen), set(seen))

# A class says what its text is now.
Told, tell = statics.Told, statics.tell
print(Told.__doc__, Told.__text_signature__)
tell("Told(x, *, y=1)\n--\n\nAll of it.")


class Derived(Told):
    pass


print(Told.__doc__, Told.__text_signature__, inspect.signature(Told), Derived.__doc__, Derived.__text_signature__)
tell("Untold(x)\n--\n\nAll of it.")
print(repr(Told.__doc__), Told.__text_signature__)
print(Told().__doc__, type(Told.__dict__["__doc__"]).__name__, Derived().__doc__)

# expect: (<coin 1000>, None) True
# expect: (1, 1, <coin 7>) (1, 1, <coin 7>) (1, 1, '<coin 3>') (1, 1, '<coin 3>')
# expect: <coin 1> True True 5 104 1
# expect: <coin 6> <coin 9>
# expect: no coin 100
# expect: 8 {(4760, True, '<coin 25>')}
# expect: <attribute '__doc__' of 'statics.Told' objects> None
# expect: All of it. (x, *, y=1) (x, *, y=1) None None
# expect: 'Untold(x)\n--\n\nAll of it.' None
# expect: what an instance says getset_descriptor None
