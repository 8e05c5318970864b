# min-version: 3.15
import copy
import os
import pickle
import posix

os.environ["SEEN"] = "yes"
posix.putenv("BEHIND", "its back")
now = posix._create_environ()
print(type(now), now[b"SEEN"], now[b"BEHIND"], "BEHIND" in os.environ)
posix._clearenv()
print(posix._create_environ(), "SEEN" in os.environ)
print(posix.NODEV, posix.major(posix.NODEV), posix.minor(-1), posix.makedev(-1, -1), posix.makedev(8, 1) == posix.makedev(*map(int, (8, 1))))
for value in (-2, 1 << 64):
    for function in (posix.major, posix.minor, lambda n: posix.makedev(n, 0), lambda n: posix.makedev(0, n)):
        try:
            print(function(value))
        except (OverflowError, ValueError):
            print("refused", end=" ")
print()
param = os.sched_param(7)  # older CPythons cannot copy it
print(copy.copy(param), pickle.loads(pickle.dumps(param)), param.__reduce__()[1], param.__replace__(sched_priority=8))

# expect: <class 'dict'> b'yes' b'its back' False
# expect: {} True
# expect: -1 -1 -1 -1 True
# expect: refused refused refused refused refused refused refused refused 
# expect: posix.sched_param(sched_priority=7) posix.sched_param(sched_priority=7) (7,) posix.sched_param(sched_priority=8)
