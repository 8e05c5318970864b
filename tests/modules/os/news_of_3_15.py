# min-version: 3.15
import copy
import os
import pickle
import posix
import sys

os.environ["SEEN"] = "yes"
posix.putenv("BEHIND", "its back")
now = posix._create_environ()
print(type(now), now[b"SEEN"], now[b"BEHIND"], "BEHIND" in os.environ)
posix._clearenv()
print(posix._create_environ(), "SEEN" in os.environ)
if sys.version_info >= (3, 13):  # -1 is the number of no device
    print(posix.major(-1), posix.minor(-1), posix.makedev(-1, -1), posix.NODEV)
else:
    print(-1, -1, -1, -1)
for value in (-2, 1 << 64):
    for function in (posix.major, posix.minor):
        try:
            print(function(value))
        except (OverflowError, ValueError):
            print("refused", end=" ")
print(posix.makedev(8, 1), posix.major(posix.makedev(8, 1)), posix.minor(2049))
param = os.sched_param(7)  # older CPythons cannot copy it
print(copy.copy(param), pickle.loads(pickle.dumps(param)), param.__reduce__()[1], param.__replace__(sched_priority=8))

# expect: <class 'dict'> b'yes' b'its back' False
# expect: {} True
# expect: -1 -1 -1 -1
# expect: refused refused refused refused 2049 8 1
# expect: posix.sched_param(sched_priority=7) posix.sched_param(sched_priority=7) (7,) posix.sched_param(sched_priority=8)
