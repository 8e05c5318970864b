# Named result tuples that programs make of plain sequences: what becomes of their hidden fields.
# min-version: 3.14
import copy, grp, os, pickle, pwd, resource, signal, sys, threading, time

def shown(function):
    try:
        return function()
    except (TypeError, AttributeError, IndexError, pickle.PicklingError) as e:
        return "%s: %s" % (type(e).__name__, e)

def hidden(x):
    names = [n for n in vars(type(x)) if not n.startswith(("_", "n_"))]
    return {n: getattr(x, n) for n in sorted(names) if n not in type(x).__match_args__}

# stat_result: the times are those of the items 7 to 9 unless they are given.
s = os.stat_result(range(10))
print(s.st_atime, s.st_mtime, s.st_ctime, hidden(s))
print(hidden(os.stat_result(range(11))))
print(hidden(os.stat_result(range(13))), hidden(os.stat_result(range(19))))
print(hidden(os.stat_result(range(10), {"st_atime": 70, "st_mtime": None, "st_blocks": 8})))
print(hidden(os.stat_result([0, 1, 2, 3, 4, 5, 6, 7.5, None, "nine"])))
print(hidden(pickle.loads(pickle.dumps(s))) == hidden(s), pickle.loads(pickle.dumps(s)) == s, hidden(copy.deepcopy(s)) == hidden(s))
print(s.__reduce__()[1])
real = os.stat(".")
again = os.stat_result(tuple(real))
print(again.st_mtime == int(real.st_mtime), again == real, real.st_mtime_ns // 10**9 == again.st_mtime, again.st_mtime_ns)
print(type(real)(*real.__reduce__()[1]).st_mtime_ns == real.st_mtime_ns, pickle.loads(pickle.dumps(real)).st_mtime_ns == real.st_mtime_ns)

# The others: a short sequence, a long one, a dict, a copy, a pickle.
for kind in (os.stat_result, os.statvfs_result, os.terminal_size, os.uname_result, os.times_result, os.sched_param, os.waitid_result,
             time.struct_time, pwd.struct_passwd, grp.struct_group, resource.struct_rusage, signal.struct_siginfo, threading.ExceptHookArgs):
    visible, total = kind.n_sequence_fields, kind.n_fields
    print(kind.__module__, kind.__qualname__, total, visible, kind.n_unnamed_fields, kind.__match_args__)
    if kind is os.sched_param:
        print(shown(lambda: kind(3)), shown(lambda: kind()), copy.replace(kind(3), sched_priority=4), pickle.loads(pickle.dumps(kind(3))))
        continue
    for size in (visible - 1, visible, total, total + 1):
        print(size, shown(lambda: hidden(kind(range(size)))))
    print(shown(lambda: kind()), shown(lambda: kind(5)), shown(lambda: kind(range(visible), [])), shown(lambda: kind(range(visible), {"unknown": 1})), sep="; ")
    x = kind(range(visible))
    for name in hidden(x):
        print(name, shown(lambda: hidden(kind(range(visible), {name: "given"}))), shown(lambda: hidden(copy.replace(x, **{name: "other"}))))
    print(shown(lambda: copy.replace(x, unknown=1)), shown(lambda: copy.replace(x) == x), x.__reduce__()[1])
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        y = pickle.loads(pickle.dumps(x, protocol))
        assert y == x and hidden(y) == hidden(x) and type(y) is kind, protocol
    print(x == tuple(range(visible)), copy.copy(x) == x, hidden(copy.deepcopy(x)) == hidden(x), shown(lambda: x[visible]), shown(lambda: type("Sub", (kind,), {})))

for value in (sys.flags, sys.version_info, sys.float_info, sys.int_info, sys.hash_info, sys.thread_info):
    print(shown(lambda: type(value)(value) == value), shown(lambda: type(value)(range(99))), shown(lambda: copy.copy(value) is value), shown(lambda: pickle.loads(pickle.dumps(value)) == value))
