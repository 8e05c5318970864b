# min-version: 3.13
import _multiprocessing
import _posixshmem
import mmap
import os
import threading


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


RECURSIVE, SEMAPHORE = 0, 1
name = f"/tinypy-test-{os.getpid()}"
lock = _multiprocessing.SemLock(SEMAPHORE, 2, 3, name, True)
print(lock._get_value(), lock._is_zero(), lock._is_mine(), lock._count(), lock.acquire(), lock._get_value(), lock._is_mine(), lock._count(), lock.acquire(False), lock._is_zero(), lock.acquire(False), lock.acquire(True, 0.001))
print(lock._after_fork(), lock._count(), lock.release(), lock._get_value(), lock.kind, lock.maxvalue, lock.name == name or lock.name)
lock.release()
lock.release()
show("lock.release()")
pid = os.fork()
if pid == 0:
    os._exit(0 if lock.acquire(False) else 1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), lock._get_value())

owned = _multiprocessing.SemLock(RECURSIVE, 1, 1, name + "-r", False)
print(owned.acquire(), owned._is_mine(), owned.acquire(), owned._count(), owned.release(), owned._count(), owned._is_zero())
seen = []
thread = threading.Thread(target=lambda: seen.extend([owned.acquire(False), owned._is_mine()]))
thread.start()
thread.join()
print(seen, owned.release(), owned._is_mine())
show("owned.release()")
again = _multiprocessing.SemLock._rebuild(owned.handle, RECURSIVE, 1, name + "-r")
print(again.acquire(False), owned._is_zero(), again.release())
print(_multiprocessing.sem_unlink(name + "-r"))
show("_multiprocessing.sem_unlink(5)")
try:
    _multiprocessing.sem_unlink(name + "-r")
except FileNotFoundError as error:
    print(error)
for source in ("_multiprocessing.SemLock(77, 1, 1, '/x', True)", "_multiprocessing.SemLock(0, 1)", "_multiprocessing.SemLock('x', 1, 1, '/x', True)", "lock.acquire(True, 'x')", "lock._count(1)"):
    show(source)

fd = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
print(fd > 2, os.get_inheritable(fd), oct(os.fstat(fd).st_mode & 0o777))
os.ftruncate(fd, 100)
other = _posixshmem.shm_open(name, os.O_RDWR)
with mmap.mmap(fd, 100) as one, mmap.mmap(other, 100) as two:
    one[:5] = b"hello"
    print(two[:5])
os.close(other)
os.close(fd)
try:
    _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR)
except FileExistsError as error:
    print(error.errno)
print(_posixshmem.shm_unlink(name))
for call in (lambda: _posixshmem.shm_unlink(name), lambda: _posixshmem.shm_open(name, os.O_RDWR), lambda: _posixshmem.shm_unlink(5), lambda: _posixshmem.shm_open(5, 0), lambda: _posixshmem.shm_open(name)):
    try:
        call()
    except TypeError as error:
        print(type(error).__name__)
    except OSError as error:
        print(type(error).__name__, str(error).replace(name, "NAME"))

# expect: 2 False False 0 True 1 True 1 True True False False
# expect: None 0 None 1 1 3 None
# expect: lock.release() -> ValueError semaphore or lock released too many times
# expect: 0 2
# expect: True True True 2 None 1 True
# expect: [False, False] None False
# expect: owned.release() -> AssertionError attempt to release recursive lock not owned by thread
# expect: True True None
# expect: None
# expect: _multiprocessing.sem_unlink(5) -> TypeError
# expect: [Errno 2] No such file or directory
# expect: _multiprocessing.SemLock(77, 1, 1, '/x', True) -> ValueError unrecognized kind
# expect: _multiprocessing.SemLock(0, 1) -> TypeError
# expect: _multiprocessing.SemLock('x', 1, 1, '/x', True) -> TypeError
# expect: lock.acquire(True, 'x') -> TypeError
# expect: lock._count(1) -> TypeError
# expect: True False 0o600
# expect: b'hello'
# expect: 17
# expect: None
# expect: FileNotFoundError [Errno 2] No such file or directory: 'NAME'
# expect: FileNotFoundError [Errno 2] No such file or directory: 'NAME'
# expect: TypeError
# expect: TypeError
# expect: TypeError
