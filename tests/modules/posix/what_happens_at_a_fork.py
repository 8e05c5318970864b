import os


def note(text):
    return lambda: notes.append(text)


notes = []
os.register_at_fork(before=note("before 1"), after_in_parent=note("parent 1"), after_in_child=note("child 1"))
os.register_at_fork(before=note("before 2"))
os.register_at_fork(after_in_child=note("child 2"), after_in_parent=note("parent 2"))
read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.write(write, repr(notes).encode())
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(read, 1000).decode())
print(notes, flush=True)

# Through a pseudo-terminal of its own: the child leads a session there.
notes.clear()
pid, master = os.forkpty()
if pid == 0:
    print(os.isatty(0), os.isatty(1), os.getsid(0) == os.getpid(), os.tcgetpgrp(0) == os.getpgrp(), notes, flush=True)
    os._exit(0)
shown = b""
while True:
    try:
        data = os.read(master, 1000)
    except OSError:
        break
    if not data:
        break
    shown += data
print(shown.decode().strip(), os.waitpid(pid, 0)[1], notes, flush=True)
os.close(master)

# The same by hand.
master, slave = os.openpty()
pid = os.fork()
if pid == 0:
    os.close(master)
    os.login_tty(slave)
    print(os.isatty(0), os.isatty(2), os.getsid(0) == os.getpid(), os.ttyname(1).startswith("/dev/"), flush=True)
    os._exit(0)
os.close(slave)
print(os.read(master, 1000).decode().strip(), os.waitpid(pid, 0)[1])
os.close(master)
for wrong in (lambda: os.register_at_fork(), lambda: os.register_at_fork(before=5), lambda: os.register_at_fork(note), lambda: os.register_at_fork(after_in_child="x"),
              lambda: os.login_tty("x"), lambda: os.login_tty(read)):
    try:
        wrong()
    except TypeError as error:
        print(type(error).__name__)
    except OSError as error:
        print(type(error).__name__, error)

# expect: ['before 2', 'before 1', 'child 1', 'child 2']
# expect: ['before 2', 'before 1', 'parent 1', 'parent 2']
# expect: True True True True ['before 2', 'before 1', 'child 1', 'child 2'] 0 ['before 2', 'before 1', 'parent 1', 'parent 2']
# expect: True True True True 0
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: OSError [Errno 25] Inappropriate ioctl for device
