# Arguments that become a C int: two sets of words, as CPython has two ways to convert them.
import bz2
import datetime
import fcntl
import gc
import lzma
import os
import select
import socket
import sys
import time
import zlib

if sys.version_info < (3, 15):
    sys.exit()


def tried(name, call):
    for value in (1 << 31, -1 << 33, 1 << 70, -1 << 70):
        try:
            print(name, call(value))
        except (OverflowError, ValueError, TypeError) as e:
            print(name, type(e).__name__, e)

with socket.socket() as s:
    for name, call in {
        "open": lambda n: os.open("/nowhere", n), "dir_fd": lambda n: os.stat("/", dir_fd=n), "close": os.close, "umask": os.umask, "waitpid": lambda n: os.waitpid(n, 0),
        "flock": lambda n: fcntl.flock(0, n), "epoll": select.epoll, "poll": lambda n: select.poll().register(0, n), "compress": lambda n: zlib.compress(b"", n),
        "bz2": bz2.BZ2Compressor, "lzma": lzma.LZMACompressor, "recursion": sys.setrecursionlimit, "frame": sys._getframe, "flags": lambda n: compile("1", "", "exec", n),
        "optimize": lambda n: compile("1", "", "exec", 0, 0, n), "generation": gc.collect, "threshold": gc.set_threshold, "origins": sys.set_coroutine_origin_tracking_depth,
        "date": lambda n: datetime.date(n, 1, 1), "family": socket.socket, "backlog": s.listen, "option": lambda n: s.setsockopt(1, 2, n), "shutdown": s.shutdown,
        "address": lambda n: socket.getaddrinfo("localhost", None, n), "clock": time.clock_gettime}.items():
        tried(name, call)

# expect-since-3.15: open OverflowError Python int too large to convert to C int
# expect-since-3.15: open OverflowError Python int too large to convert to C int
# expect-since-3.15: open OverflowError Python int too large to convert to C int
# expect-since-3.15: open OverflowError Python int too large to convert to C int
# expect-since-3.15: dir_fd OverflowError fd is greater than maximum
# expect-since-3.15: dir_fd OverflowError fd is less than minimum
# expect-since-3.15: dir_fd OverflowError fd is greater than maximum
# expect-since-3.15: dir_fd OverflowError fd is less than minimum
# expect-since-3.15: close OverflowError Python int too large to convert to C int
# expect-since-3.15: close OverflowError Python int too large to convert to C int
# expect-since-3.15: close OverflowError Python int too large to convert to C int
# expect-since-3.15: close OverflowError Python int too large to convert to C int
# expect-since-3.15: umask OverflowError Python int too large to convert to C int
# expect-since-3.15: umask OverflowError Python int too large to convert to C int
# expect-since-3.15: umask OverflowError Python int too large to convert to C int
# expect-since-3.15: umask OverflowError Python int too large to convert to C int
# expect-since-3.15: waitpid OverflowError Python int too large to convert to C int
# expect-since-3.15: waitpid OverflowError Python int too large to convert to C int
# expect-since-3.15: waitpid OverflowError Python int too large to convert to C int
# expect-since-3.15: waitpid OverflowError Python int too large to convert to C int
# expect-since-3.15: flock OverflowError Python int too large to convert to C int
# expect-since-3.15: flock OverflowError Python int too large to convert to C int
# expect-since-3.15: flock OverflowError Python int too large to convert to C int
# expect-since-3.15: flock OverflowError Python int too large to convert to C int
# expect-since-3.15: epoll OverflowError Python int too large to convert to C int
# expect-since-3.15: epoll OverflowError Python int too large to convert to C int
# expect-since-3.15: epoll OverflowError Python int too large to convert to C int
# expect-since-3.15: epoll OverflowError Python int too large to convert to C int
# expect-since-3.15: poll OverflowError Python int too large for C unsigned short
# expect-since-3.15: poll ValueError Cannot convert negative int
# expect-since-3.15: poll OverflowError Python int too large for C unsigned short
# expect-since-3.15: poll ValueError Cannot convert negative int
# expect-since-3.15: compress OverflowError Python int too large to convert to C int
# expect-since-3.15: compress OverflowError Python int too large to convert to C int
# expect-since-3.15: compress OverflowError Python int too large to convert to C int
# expect-since-3.15: compress OverflowError Python int too large to convert to C int
# expect-since-3.15: bz2 OverflowError Python int too large to convert to C int
# expect-since-3.15: bz2 OverflowError Python int too large to convert to C int
# expect-since-3.15: bz2 OverflowError Python int too large to convert to C int
# expect-since-3.15: bz2 OverflowError Python int too large to convert to C int
# expect-since-3.15: lzma OverflowError signed integer is greater than maximum
# expect-since-3.15: lzma OverflowError signed integer is less than minimum
# expect-since-3.15: lzma OverflowError Python int too large to convert to C long
# expect-since-3.15: lzma OverflowError Python int too large to convert to C long
# expect-since-3.15: recursion OverflowError Python int too large to convert to C int
# expect-since-3.15: recursion OverflowError Python int too large to convert to C int
# expect-since-3.15: recursion OverflowError Python int too large to convert to C int
# expect-since-3.15: recursion OverflowError Python int too large to convert to C int
# expect-since-3.15: frame OverflowError Python int too large to convert to C int
# expect-since-3.15: frame OverflowError Python int too large to convert to C int
# expect-since-3.15: frame OverflowError Python int too large to convert to C int
# expect-since-3.15: frame OverflowError Python int too large to convert to C int
# expect-since-3.15: flags OverflowError Python int too large to convert to C int
# expect-since-3.15: flags OverflowError Python int too large to convert to C int
# expect-since-3.15: flags OverflowError Python int too large to convert to C int
# expect-since-3.15: flags OverflowError Python int too large to convert to C int
# expect-since-3.15: optimize OverflowError Python int too large to convert to C int
# expect-since-3.15: optimize OverflowError Python int too large to convert to C int
# expect-since-3.15: optimize OverflowError Python int too large to convert to C int
# expect-since-3.15: optimize OverflowError Python int too large to convert to C int
# expect-since-3.15: generation OverflowError Python int too large to convert to C int
# expect-since-3.15: generation OverflowError Python int too large to convert to C int
# expect-since-3.15: generation OverflowError Python int too large to convert to C int
# expect-since-3.15: generation OverflowError Python int too large to convert to C int
# expect-since-3.15: threshold OverflowError signed integer is greater than maximum
# expect-since-3.15: threshold OverflowError signed integer is less than minimum
# expect-since-3.15: threshold OverflowError Python int too large to convert to C long
# expect-since-3.15: threshold OverflowError Python int too large to convert to C long
# expect-since-3.15: origins OverflowError Python int too large to convert to C int
# expect-since-3.15: origins OverflowError Python int too large to convert to C int
# expect-since-3.15: origins OverflowError Python int too large to convert to C int
# expect-since-3.15: origins OverflowError Python int too large to convert to C int
# expect-since-3.15: date OverflowError Python int too large to convert to C int
# expect-since-3.15: date OverflowError Python int too large to convert to C int
# expect-since-3.15: date OverflowError Python int too large to convert to C int
# expect-since-3.15: date OverflowError Python int too large to convert to C int
# expect-since-3.15: family OverflowError Python int too large to convert to C int
# expect-since-3.15: family OverflowError Python int too large to convert to C int
# expect-since-3.15: family OverflowError Python int too large to convert to C int
# expect-since-3.15: family OverflowError Python int too large to convert to C int
# expect-since-3.15: backlog OverflowError signed integer is greater than maximum
# expect-since-3.15: backlog OverflowError signed integer is less than minimum
# expect-since-3.15: backlog OverflowError Python int too large to convert to C long
# expect-since-3.15: backlog OverflowError Python int too large to convert to C long
# expect-since-3.15: option OverflowError signed integer is greater than maximum
# expect-since-3.15: option OverflowError signed integer is less than minimum
# expect-since-3.15: option OverflowError Python int too large to convert to C long
# expect-since-3.15: option OverflowError Python int too large to convert to C long
# expect-since-3.15: shutdown OverflowError Python int too large to convert to C int
# expect-since-3.15: shutdown OverflowError Python int too large to convert to C int
# expect-since-3.15: shutdown OverflowError Python int too large to convert to C int
# expect-since-3.15: shutdown OverflowError Python int too large to convert to C int
# expect-since-3.15: address OverflowError signed integer is greater than maximum
# expect-since-3.15: address OverflowError signed integer is less than minimum
# expect-since-3.15: address OverflowError Python int too large to convert to C long
# expect-since-3.15: address OverflowError Python int too large to convert to C long
# expect-since-3.15: clock TypeError clk_id should be integer, not int
# expect-since-3.15: clock TypeError clk_id should be integer, not int
# expect-since-3.15: clock TypeError clk_id should be integer, not int
# expect-since-3.15: clock TypeError clk_id should be integer, not int
