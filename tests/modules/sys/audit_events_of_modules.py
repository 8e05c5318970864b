# What modules report to audit hooks before they do it; a hook that raises forbids it.
import _thread
import encodings.idna
import io
import mmap
import os
import socket
import sqlite3
import sys
import syslog
import tempfile
import time

top = tempfile.mkdtemp()
seen = []
forbidden = set()
PREFIXES = "open", "os.", "socket.", "time.", "mmap.", "syslog.", "sqlite3.", "_thread."


def plain(value):
    if isinstance(value, (str, bytes)):
        return value.replace(top, "TOP") if isinstance(value, str) else value
    if value == os.getpid():
        return "own pid"
    return value if isinstance(value, (int, float, tuple, type(None))) else type(value).__name__


def hook(event, args):
    if event.startswith(PREFIXES) and watching:
        seen.append((event, *map(plain, args)))
        if event in forbidden:
            raise PermissionError(event)


watching = False
sys.addaudithook(hook)


def told(work):
    global watching
    seen.clear()
    watching = True
    try:
        result = work()
    except Exception as error:
        result = f"{type(error).__name__} {error}"
    watching = False
    print(*seen, result if isinstance(result, (str, int, bytes)) else "")


path = os.path.join(top, "file")
told(lambda: io.FileIO(path, "w").close())
told(lambda: open(path, "rb").close())
told(lambda: os.close(os.open(path, os.O_RDONLY)))
told(lambda: os.listdir(top))
told(lambda: os.scandir(top).close())
told(lambda: os.mkdir(top + "/d", 0o700))
told(lambda: os.rename(path, top + "/b"))
told(lambda: os.symlink("b", top + "/link"))
told(lambda: os.link(top + "/b", top + "/hard"))
told(lambda: os.chmod(top + "/b", 0o600))
told(lambda: os.truncate(top + "/b", 3))
told(lambda: os.remove(top + "/hard"))
told(lambda: os.rmdir(top + "/d"))
told(lambda: os.putenv("A_NAME", "value"))
told(lambda: os.unsetenv("A_NAME"))
told(lambda: os.system("exit 3"))
told(lambda: os.kill(os.getpid(), 0))
told(lambda: time.sleep(0))
told(lambda: mmap.mmap(-1, 8).close())
told(lambda: syslog.setlogmask(255) and 0)
told(lambda: socket.gethostname() and 0)
told(lambda: socket.getaddrinfo("127.0.0.1", 80, socket.AF_INET, socket.SOCK_STREAM)[0][4][0])
told(lambda: socket.gethostbyname("127.0.0.1"))
with socket.socket() as server, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram:
    told(lambda: server.bind(("127.0.0.1", 0)))
    told(lambda: datagram.sendto(b"", ("127.0.0.1", 9)))
told(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close())
done = _thread.allocate_lock()
done.acquire()
told(lambda: _thread.start_new_thread(done.release, ()) and 0)
done.acquire()
told(lambda: sqlite3.connect(":memory:").close())

forbidden.update({"open", "os.remove", "time.sleep", "socket.__new__", "_thread.start_new_thread", "sqlite3.connect", "os.system"})
told(lambda: open(path, "w"))
told(lambda: os.remove(top + "/b"))
told(lambda: time.sleep(0.01))
told(lambda: socket.socket())
told(lambda: _thread.start_new_thread(len, ("started",)) and 0)
told(lambda: sqlite3.connect(":memory:"))
told(lambda: os.system("echo run"))
forbidden.clear()
print(sorted(os.listdir(top)))
os.remove(top + "/b")
os.remove(top + "/link")
os.rmdir(top)

# expect: ('open', 'TOP/file', 'w', 524865) 
# expect: ('open', 'TOP/file', 'r', 524288) 
# expect: ('open', 'TOP/file', None, 524288) 
# expect: ('os.listdir', 'TOP') 
# expect: ('os.scandir', 'TOP') 
# expect: ('os.mkdir', 'TOP/d', 448, -1) 
# expect: ('os.rename', 'TOP/file', 'TOP/b', -1, -1) 
# expect: ('os.symlink', 'b', 'TOP/link', -1) 
# expect: ('os.link', 'TOP/b', 'TOP/hard', -1, -1) 
# expect: ('os.chmod', 'TOP/b', 384, -1) 
# expect: ('os.truncate', 'TOP/b', 3) 
# expect: ('os.remove', 'TOP/hard', -1) 
# expect: ('os.rmdir', 'TOP/d', -1) 
# expect: ('os.putenv', b'A_NAME', b'value') 
# expect: ('os.unsetenv', b'A_NAME') 
# expect: ('os.system', b'exit 3') 768
# expect: ('os.kill', 'own pid', 0) 
# expect-before-3.13:
# expect-since-3.13: ('time.sleep', 0) 
# expect: ('mmap.__new__', -1, 8, 0, 0) 
# expect: ('syslog.setlogmask', 255) 0
# expect: ('socket.gethostname',) 0
# expect: ('socket.getaddrinfo', '127.0.0.1', 80, 2, 1, 0) 127.0.0.1
# expect: ('socket.gethostbyname', '127.0.0.1') 127.0.0.1
# expect: ('socket.bind', 'socket', ('127.0.0.1', 0)) 
# expect: ('socket.sendto', 'socket', ('127.0.0.1', 9)) 0
# expect: ('socket.__new__', 'socket', 2, 1, 0) 
# expect-before-3.13: 0
# expect-since-3.13: ('_thread.start_new_thread', 'builtin_function_or_method', (), None) 0
# expect: ('sqlite3.connect', ':memory:') ('sqlite3.connect/handle', 'Connection') 
# expect: ('open', 'TOP/file', 'w', 524865) PermissionError open
# expect: ('os.remove', 'TOP/b', -1) PermissionError os.remove
# expect-before-3.13:
# expect-since-3.13: ('time.sleep', 0.01) PermissionError time.sleep
# expect: ('socket.__new__', 'socket', 2, 1, 0) PermissionError socket.__new__
# expect-before-3.13: 0
# expect-since-3.13: ('_thread.start_new_thread', 'builtin_function_or_method', ('started',), None) PermissionError _thread.start_new_thread
# expect: ('sqlite3.connect', ':memory:') PermissionError sqlite3.connect
# expect: ('os.system', b'echo run') PermissionError os.system
# expect: ['b', 'link']
