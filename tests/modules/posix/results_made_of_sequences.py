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

# expect: 7 8 9 {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None}
# expect: {'st_atime': 10, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None}
# expect: {'st_atime': 10, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 12, 'st_ctime_ns': None, 'st_mtime': 11, 'st_mtime_ns': None, 'st_rdev': None} {'st_atime': 10, 'st_atime_ns': 13, 'st_blksize': 16, 'st_blocks': 17, 'st_ctime': 12, 'st_ctime_ns': 15, 'st_mtime': 11, 'st_mtime_ns': 14, 'st_rdev': 18}
# expect: {'st_atime': 70, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': 8, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None}
# expect: {'st_atime': 7.5, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 'nine', 'st_ctime_ns': None, 'st_mtime': None, 'st_mtime_ns': None, 'st_rdev': None}
# expect: True True True
# expect: ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), {'st_atime': 7, 'st_mtime': 8, 'st_ctime': 9, 'st_atime_ns': None, 'st_mtime_ns': None, 'st_ctime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_rdev': None})
# expect: True True True None
# expect: True True
# expect: os stat_result 19 10 3 ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size')
# expect: 9 TypeError: os.stat_result() takes an at least 10-sequence (9-sequence given)
# expect: 10 {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None}
# expect: 19 {'st_atime': 10, 'st_atime_ns': 13, 'st_blksize': 16, 'st_blocks': 17, 'st_ctime': 12, 'st_ctime_ns': 15, 'st_mtime': 11, 'st_mtime_ns': 14, 'st_rdev': 18}
# expect: 20 TypeError: os.stat_result() takes an at most 19-sequence (20-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: os.stat_result() takes a dict as second arg, if any; TypeError: os.stat_result() got duplicate or unexpected field name(s)
# expect: st_atime {'st_atime': 'given', 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_atime_ns {'st_atime': 7, 'st_atime_ns': 'given', 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_blksize {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': 'given', 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_blocks {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': 'given', 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_ctime {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 'given', 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_ctime_ns {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': 'given', 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_mtime {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 'given', 'st_mtime_ns': None, 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_mtime_ns {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': 'given', 'st_rdev': None} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: st_rdev {'st_atime': 7, 'st_atime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_ctime': 9, 'st_ctime_ns': None, 'st_mtime': 8, 'st_mtime_ns': None, 'st_rdev': 'given'} TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s)
# expect: TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s) TypeError: __replace__() is not supported for os.stat_result because it has unnamed field(s) ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), {'st_atime': 7, 'st_mtime': 8, 'st_ctime': 9, 'st_atime_ns': None, 'st_mtime_ns': None, 'st_ctime_ns': None, 'st_blksize': None, 'st_blocks': None, 'st_rdev': None})
# expect: True True True IndexError: tuple index out of range TypeError: type 'os.stat_result' is not an acceptable base type
# expect: os statvfs_result 11 10 0 ('f_bsize', 'f_frsize', 'f_blocks', 'f_bfree', 'f_bavail', 'f_files', 'f_ffree', 'f_favail', 'f_flag', 'f_namemax')
# expect: 9 TypeError: os.statvfs_result() takes an at least 10-sequence (9-sequence given)
# expect: 10 {'f_fsid': None}
# expect: 11 {'f_fsid': 10}
# expect: 12 TypeError: os.statvfs_result() takes an at most 11-sequence (12-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: os.statvfs_result() takes a dict as second arg, if any; TypeError: os.statvfs_result() got duplicate or unexpected field name(s)
# expect: f_fsid {'f_fsid': 'given'} {'f_fsid': 'other'}
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), {'f_fsid': None})
# expect: True True True IndexError: tuple index out of range TypeError: type 'os.statvfs_result' is not an acceptable base type
# expect: os terminal_size 2 2 0 ('columns', 'lines')
# expect: 1 TypeError: os.terminal_size() takes a 2-sequence (1-sequence given)
# expect: 2 {}
# expect: 2 {}
# expect: 3 TypeError: os.terminal_size() takes a 2-sequence (3-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: os.terminal_size() takes a dict as second arg, if any; TypeError: os.terminal_size() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'os.terminal_size' is not an acceptable base type
# expect: posix uname_result 5 5 0 ('sysname', 'nodename', 'release', 'version', 'machine')
# expect: 4 TypeError: posix.uname_result() takes a 5-sequence (4-sequence given)
# expect: 5 {}
# expect: 5 {}
# expect: 6 TypeError: posix.uname_result() takes a 5-sequence (6-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: posix.uname_result() takes a dict as second arg, if any; TypeError: posix.uname_result() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'posix.uname_result' is not an acceptable base type
# expect: posix times_result 5 5 0 ('user', 'system', 'children_user', 'children_system', 'elapsed')
# expect: 4 TypeError: posix.times_result() takes a 5-sequence (4-sequence given)
# expect: 5 {}
# expect: 5 {}
# expect: 6 TypeError: posix.times_result() takes a 5-sequence (6-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: posix.times_result() takes a dict as second arg, if any; TypeError: posix.times_result() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'posix.times_result' is not an acceptable base type
# expect: posix sched_param 1 1 0 ('sched_priority',)
# expect: posix.sched_param(sched_priority=3) TypeError: sched_param() missing required argument 'sched_priority' (pos 1) posix.sched_param(sched_priority=4) posix.sched_param(sched_priority=3)
# expect: posix waitid_result 5 5 0 ('si_pid', 'si_uid', 'si_signo', 'si_status', 'si_code')
# expect: 4 TypeError: posix.waitid_result() takes a 5-sequence (4-sequence given)
# expect: 5 {}
# expect: 5 {}
# expect: 6 TypeError: posix.waitid_result() takes a 5-sequence (6-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: posix.waitid_result() takes a dict as second arg, if any; TypeError: posix.waitid_result() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'posix.waitid_result' is not an acceptable base type
# expect: time struct_time 11 9 0 ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst')
# expect: 8 TypeError: time.struct_time() takes an at least 9-sequence (8-sequence given)
# expect: 9 {'tm_gmtoff': None, 'tm_zone': None}
# expect: 11 {'tm_gmtoff': 10, 'tm_zone': 9}
# expect: 12 TypeError: time.struct_time() takes an at most 11-sequence (12-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: time.struct_time() takes a dict as second arg, if any; TypeError: time.struct_time() got duplicate or unexpected field name(s)
# expect: tm_gmtoff {'tm_gmtoff': 'given', 'tm_zone': None} {'tm_gmtoff': 'other', 'tm_zone': None}
# expect: tm_zone {'tm_gmtoff': None, 'tm_zone': 'given'} {'tm_gmtoff': None, 'tm_zone': 'other'}
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4, 5, 6, 7, 8), {'tm_zone': None, 'tm_gmtoff': None})
# expect: True True True IndexError: tuple index out of range TypeError: type 'time.struct_time' is not an acceptable base type
# expect: pwd struct_passwd 7 7 0 ('pw_name', 'pw_passwd', 'pw_uid', 'pw_gid', 'pw_gecos', 'pw_dir', 'pw_shell')
# expect: 6 TypeError: pwd.struct_passwd() takes a 7-sequence (6-sequence given)
# expect: 7 {}
# expect: 7 {}
# expect: 8 TypeError: pwd.struct_passwd() takes a 7-sequence (8-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: pwd.struct_passwd() takes a dict as second arg, if any; TypeError: pwd.struct_passwd() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4, 5, 6), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'pwd.struct_passwd' is not an acceptable base type
# expect: grp struct_group 4 4 0 ('gr_name', 'gr_passwd', 'gr_gid', 'gr_mem')
# expect: 3 TypeError: grp.struct_group() takes a 4-sequence (3-sequence given)
# expect: 4 {}
# expect: 4 {}
# expect: 5 TypeError: grp.struct_group() takes a 4-sequence (5-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: grp.struct_group() takes a dict as second arg, if any; TypeError: grp.struct_group() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'grp.struct_group' is not an acceptable base type
# expect: resource struct_rusage 16 16 0 ('ru_utime', 'ru_stime', 'ru_maxrss', 'ru_ixrss', 'ru_idrss', 'ru_isrss', 'ru_minflt', 'ru_majflt', 'ru_nswap', 'ru_inblock', 'ru_oublock', 'ru_msgsnd', 'ru_msgrcv', 'ru_nsignals', 'ru_nvcsw', 'ru_nivcsw')
# expect: 15 TypeError: resource.struct_rusage() takes a 16-sequence (15-sequence given)
# expect: 16 {}
# expect: 16 {}
# expect: 17 TypeError: resource.struct_rusage() takes a 16-sequence (17-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: resource.struct_rusage() takes a dict as second arg, if any; TypeError: resource.struct_rusage() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'resource.struct_rusage' is not an acceptable base type
# expect: signal struct_siginfo 7 7 0 ('si_signo', 'si_code', 'si_errno', 'si_pid', 'si_uid', 'si_status', 'si_band')
# expect: 6 TypeError: signal.struct_siginfo() takes a 7-sequence (6-sequence given)
# expect: 7 {}
# expect: 7 {}
# expect: 8 TypeError: signal.struct_siginfo() takes a 7-sequence (8-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: signal.struct_siginfo() takes a dict as second arg, if any; TypeError: signal.struct_siginfo() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3, 4, 5, 6), {})
# expect: True True True IndexError: tuple index out of range TypeError: type 'signal.struct_siginfo' is not an acceptable base type
# expect: _thread _ExceptHookArgs 4 4 0 ('exc_type', 'exc_value', 'exc_traceback', 'thread')
# expect: 3 TypeError: _thread._ExceptHookArgs() takes a 4-sequence (3-sequence given)
# expect: 4 {}
# expect: 4 {}
# expect: 5 TypeError: _thread._ExceptHookArgs() takes a 4-sequence (5-sequence given)
# expect: TypeError: structseq() missing required argument 'sequence' (pos 1); TypeError: constructor requires a sequence; TypeError: _thread._ExceptHookArgs() takes a dict as second arg, if any; TypeError: _thread._ExceptHookArgs() got duplicate or unexpected field name(s)
# expect: TypeError: Got unexpected field name(s): ['unknown'] True ((0, 1, 2, 3), {})
# expect: True True True IndexError: tuple index out of range TypeError: type '_thread._ExceptHookArgs' is not an acceptable base type
# expect: TypeError: cannot create 'sys.flags' instances TypeError: cannot create 'sys.flags' instances TypeError: cannot create 'sys.flags' instances PicklingError: Can't pickle <class 'sys.flags'>: it's not the same object as sys.flags
# expect: TypeError: cannot create 'sys.version_info' instances TypeError: cannot create 'sys.version_info' instances TypeError: cannot create 'sys.version_info' instances PicklingError: Can't pickle <class 'sys.version_info'>: it's not the same object as sys.version_info
# expect: True TypeError: sys.float_info() takes a 11-sequence (99-sequence given) False PicklingError: Can't pickle <class 'sys.float_info'>: it's not the same object as sys.float_info
# expect: True TypeError: sys.int_info() takes a 4-sequence (99-sequence given) False PicklingError: Can't pickle <class 'sys.int_info'>: it's not the same object as sys.int_info
# expect: True TypeError: sys.hash_info() takes a 9-sequence (99-sequence given) False PicklingError: Can't pickle <class 'sys.hash_info'>: it's not the same object as sys.hash_info
# expect: True TypeError: sys.thread_info() takes a 3-sequence (99-sequence given) False PicklingError: Can't pickle <class 'sys.thread_info'>: it's not the same object as sys.thread_info
