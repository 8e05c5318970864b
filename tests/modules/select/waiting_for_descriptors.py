# min-version: 3.13
import os
import select


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


class File:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd


read, write = os.pipe()
file = File(read)
print(select.select([read], [write], [], 0) == ([], [write], []), select.select([], [], [], 0), select.select((), iter(()), set(), 0.001))
os.write(write, b"x")
print(select.select([file, read], [write], [write]) == ([file, read], [write], []), select.select([file], [], [], None)[0] == [file])
closed = os.dup(read)
os.close(closed)
for source in ("select.select([-1], [], [], 0)", "select.select(['x'], [], [], 0)", "select.select([File('x')], [], [], 0)", "select.select([2000], [], [], 0)", "select.select([closed], [], [], 0)",
               "select.select([], [], [], -1)", "select.select([], [], [], 'x')", "select.select(5, [], [])", "select.select([], [])", "select.select([], [], [], float('nan'))",
               "select.select([], [], [], 1e30)", "select.select([File(2 ** 40)], [], [], 0)"):
    show(source)

poll = select.poll()
poll.register(read, select.POLLIN)
poll.register(File(write), select.POLLOUT | select.POLLIN)
print(sorted(poll.poll(0)) == sorted([(read, select.POLLIN), (write, select.POLLOUT)]), poll.modify(write, 0), poll.poll() == [(read, select.POLLIN)])
poll.register(read, 0)
print(poll.poll(0), poll.unregister(read), poll.poll(1.5))
os.close(read)
poll.register(write)
print([event & select.POLLERR > 0 for _, event in poll.poll(1000)])
os.close(write)
print([event == select.POLLNVAL for _, event in poll.poll(0)])
for source in ("poll.modify(read, 1)", "poll.register(-1)", "poll.register('x')", "poll.register(1, 'x')", "poll.register(1, -1)", "poll.register(1, 1 << 20)",
               "poll.poll('x')", "poll.poll(2 ** 80)", "poll.unregister('x')", "type(poll)()"):
    show(source)

# epoll: the kernel keeps the list.
read, write = os.pipe()
with select.epoll() as epoll:
    print(epoll.closed, epoll.fileno() >= 0, os.get_inheritable(epoll.fileno()), type(epoll).__name__)
    epoll.register(read, select.EPOLLIN)
    epoll.register(File(write), select.EPOLLOUT | select.EPOLLET)
    print(epoll.poll(0) == [(write, select.EPOLLOUT)], epoll.poll(timeout=0))
    os.write(write, b"x")
    print(sorted(epoll.poll(None, 5))[0] == (read, select.EPOLLIN), len(epoll.poll(0, maxevents=1)))
    epoll.modify(read, 0)
    print(epoll.poll(0.001), epoll.unregister(File(read)))
    for source in ("epoll.unregister(read)", "epoll.modify(read, 1)", "epoll.register(write)", "epoll.register(-1)", "epoll.register('x')", "epoll.register(read, 'x')",
                   "epoll.poll('x')", "epoll.poll(0, 0)", "epoll.poll(0, -2)", "epoll.poll(0, 'x')", "epoll.register(1000)", "select.epoll(1, 77)",
                   "select.epoll(flags='x')"):
        show(source)
    again = select.epoll.fromfd(os.dup(epoll.fileno()))
    print(again.poll(0) == epoll.poll(0), again.close(), again.close())
print(epoll.closed)
for source in ("epoll.poll(0)", "epoll.fileno()", "epoll.register(read)", "epoll.__enter__()"):
    show(source)
os.close(read)
os.close(write)

# expect: True ([], [], []) ([], [], [])
# expect: True True
# expect: select.select([-1], [], [], 0) -> ValueError file descriptor cannot be a negative integer (-1)
# expect: select.select(['x'], [], [], 0) -> TypeError
# expect: select.select([File('x')], [], [], 0) -> TypeError
# expect: select.select([2000], [], [], 0) -> ValueError filedescriptor out of range in select()
# expect: select.select([closed], [], [], 0) -> OSError [Errno 9] Bad file descriptor
# expect: select.select([], [], [], -1) -> ValueError timeout must be non-negative
# expect: select.select([], [], [], 'x') -> TypeError
# expect: select.select(5, [], []) -> TypeError
# expect: select.select([], []) -> TypeError
# expect: select.select([], [], [], float('nan')) -> ValueError Invalid value NaN (not a number)
# expect: select.select([], [], [], 1e30) -> OverflowError
# expect: select.select([File(2 ** 40)], [], [], 0) -> OverflowError
# expect: True None True
# expect: [] None []
# expect: [True]
# expect: [True]
# expect: poll.modify(read, 1) -> FileNotFoundError [Errno 2] No such file or directory
# expect: poll.register(-1) -> ValueError file descriptor cannot be a negative integer (-1)
# expect: poll.register('x') -> TypeError
# expect: poll.register(1, 'x') -> TypeError
# expect-before-3.15: poll.register(1, -1) -> ValueError value must be positive
# expect-since-3.15: poll.register(1, -1) -> ValueError Cannot convert negative int
# expect: poll.register(1, 1 << 20) -> OverflowError
# expect: poll.poll('x') -> TypeError
# expect: poll.poll(2 ** 80) -> OverflowError
# expect: poll.unregister('x') -> TypeError
# expect: type(poll)() -> TypeError
# expect: False True False epoll
# expect: True []
# expect: True 1
# expect: [] None
# expect: epoll.unregister(read) -> FileNotFoundError [Errno 2] No such file or directory
# expect: epoll.modify(read, 1) -> FileNotFoundError [Errno 2] No such file or directory
# expect: epoll.register(write) -> FileExistsError [Errno 17] File exists
# expect: epoll.register(-1) -> ValueError file descriptor cannot be a negative integer (-1)
# expect: epoll.register('x') -> TypeError
# expect: epoll.register(read, 'x') -> TypeError
# expect: epoll.poll('x') -> TypeError
# expect: epoll.poll(0, 0) -> ValueError maxevents must be greater than 0, got 0
# expect: epoll.poll(0, -2) -> ValueError maxevents must be greater than 0, got -2
# expect: epoll.poll(0, 'x') -> TypeError
# expect: epoll.register(1000) -> OSError [Errno 9] Bad file descriptor
# expect: select.epoll(1, 77) -> OSError invalid flags
# expect: select.epoll(flags='x') -> TypeError
# expect: True None None
# expect: True
# expect: epoll.poll(0) -> ValueError I/O operation on closed epoll object
# expect: epoll.fileno() -> ValueError I/O operation on closed epoll object
# expect: epoll.register(read) -> ValueError I/O operation on closed epoll object
# expect: epoll.__enter__() -> ValueError I/O operation on closed epoll object
