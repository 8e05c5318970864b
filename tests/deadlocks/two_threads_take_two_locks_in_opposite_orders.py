# judged: deadlock
# says: 2 threads wait for each other in a circle
# says: \+-> (left|right) waits at .*opposite_orders\.py:(17|22), in (left|right)
# says: for the Lock \S+, which right took at .*opposite_orders\.py:20, in right
# says: for the Lock \S+, which left took at .*opposite_orders\.py:15, in left
# says: MainThread waits at .*opposite_orders\.py:31, in <module>\n +for the end of left
# says: Stack of left \(most recent call first\):\n  File ".*opposite_orders\.py", line 17 in left
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
