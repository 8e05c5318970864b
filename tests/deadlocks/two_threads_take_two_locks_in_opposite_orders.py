# judged: deadlock
# says: 2 threads wait for each other in a circle
# says: \+-> (left|right) waits at .*opposite_orders\.py:(16|21), in (left|right)
# says: for the Lock made at [^,]*, which right took at .*opposite_orders\.py:19, in right
# says: for the Lock made at [^,]*, which left took at .*opposite_orders\.py:14, in left
# says: Stack of left \(most recent call first\):\n  File ".*opposite_orders\.py", line 16 in left
import threading

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)


def left():
    with a:
        both.wait()
        with b:
            pass
def right():
    with b:
        both.wait()
        with a:
            pass


print("what was printed before is not lost")
threads = [threading.Thread(target=f, name=f.__name__) for f in (left, right)]
for t in threads:
    t.start()
for t in threads:
    t.join()
