# Since 3.15 whatever has __float__ counts as seconds, and errors say so.
import _queue
import datetime
import os
import select
import signal
import socket
import sys
import threading
import time

if sys.version_info < (3, 15):
    sys.exit()


class Index:
    def __index__(self):
        return 0


class Float:
    def __float__(self):
        return 0.0


with socket.socket() as s, select.epoll() as epoll:
    for name, call in {
        "sleep": time.sleep, "settimeout": s.settimeout, "select": lambda v: select.select([], [], [], v), "poll": select.poll().poll, "epoll": epoll.poll,
        "acquire": lambda v: threading.Lock().acquire(True, v), "setitimer": lambda v: signal.setitimer(0, v), "utime": lambda v: os.utime(__file__, (v, v)) if v == "x" else None,
        "localtime": lambda v: time.localtime(v).tm_year, "timestamp": lambda v: datetime.datetime.fromtimestamp(v, datetime.UTC), "get": lambda v: _queue.SimpleQueue().get(True, v),
        "sigtimedwait": lambda v: signal.sigtimedwait([], v)}.items():
        for value in Index(), Float(), "x", []:
            try:
                print(name, call(value))
            except (TypeError, _queue.Empty) as e:
                print(name, type(e).__name__, e)

# expect-since-3.15: sleep None
# expect-since-3.15: sleep None
# expect-since-3.15: sleep TypeError must be real number, not str
# expect-since-3.15: sleep TypeError must be real number, not list
# expect-since-3.15: settimeout None
# expect-since-3.15: settimeout None
# expect-since-3.15: settimeout TypeError must be real number, not str
# expect-since-3.15: settimeout TypeError must be real number, not list
# expect-since-3.15: select ([], [], [])
# expect-since-3.15: select ([], [], [])
# expect-since-3.15: select TypeError timeout must be a real number or None, not str
# expect-since-3.15: select TypeError timeout must be a real number or None, not list
# expect-since-3.15: poll []
# expect-since-3.15: poll []
# expect-since-3.15: poll TypeError timeout must be a real number or None, not str
# expect-since-3.15: poll TypeError timeout must be a real number or None, not list
# expect-since-3.15: epoll []
# expect-since-3.15: epoll []
# expect-since-3.15: epoll TypeError timeout must be a real number or None, not str
# expect-since-3.15: epoll TypeError timeout must be a real number or None, not list
# expect-since-3.15: acquire True
# expect-since-3.15: acquire True
# expect-since-3.15: acquire TypeError must be real number, not str
# expect-since-3.15: acquire TypeError must be real number, not list
# expect-since-3.15: setitimer (0.0, 0.0)
# expect-since-3.15: setitimer (0.0, 0.0)
# expect-since-3.15: setitimer TypeError must be real number, not str
# expect-since-3.15: setitimer TypeError must be real number, not list
# expect-since-3.15: utime None
# expect-since-3.15: utime None
# expect-since-3.15: utime TypeError must be real number, not str
# expect-since-3.15: utime None
# expect-since-3.15: localtime 1970
# expect-since-3.15: localtime 1970
# expect-since-3.15: localtime TypeError must be real number, not str
# expect-since-3.15: localtime TypeError must be real number, not list
# expect-since-3.15: timestamp 1970-01-01 00:00:00+00:00
# expect-since-3.15: timestamp 1970-01-01 00:00:00+00:00
# expect-since-3.15: timestamp TypeError must be real number, not str
# expect-since-3.15: timestamp TypeError must be real number, not list
# expect-since-3.15: get Empty 
# expect-since-3.15: get Empty 
# expect-since-3.15: get TypeError must be real number, not str
# expect-since-3.15: get TypeError must be real number, not list
# expect-since-3.15: sigtimedwait None
# expect-since-3.15: sigtimedwait None
# expect-since-3.15: sigtimedwait TypeError must be real number, not str
# expect-since-3.15: sigtimedwait TypeError must be real number, not list
