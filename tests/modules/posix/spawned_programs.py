# min-version: 3.13
import os
import signal
import sys
import tempfile


def ended(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


environment = dict(os.environ)
code = "import sys; sys.exit(7)"
print(ended(os.posix_spawn(sys.executable, [sys.executable, "-c", code], environment)))
print(ended(os.posix_spawnp("sh", ["sh", "-c", "exit $NUMBER"], {**environment, "NUMBER": "5"})))
print(ended(os.posix_spawnp(b"sh", (b"sh", b"-c", b"kill -TERM $$"), environment)))

read, write = os.pipe()
with tempfile.TemporaryDirectory() as folder:
    target = folder + "/output"
    actions = [(os.POSIX_SPAWN_OPEN, 1, target, os.O_WRONLY | os.O_CREAT, 0o600), (os.POSIX_SPAWN_DUP2, 1, 2), (os.POSIX_SPAWN_CLOSE, write)]
    print(ended(os.posix_spawnp("sh", ["sh", "-c", "echo to the file; echo to error >&2"], environment, file_actions=actions)))
    with open(target) as file:
        print(file.read().split("\n"))
    group = os.posix_spawnp("sh", ["sh", "-c", "kill -0 -$$"], environment, setpgroup=0)
    print(ended(group))
    ignored = signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    print(ended(os.posix_spawnp("sh", ["sh", "-c", "kill -USR1 $$; exit 3"], environment)))
    print(ended(os.posix_spawnp("sh", ["sh", "-c", "kill -USR1 $$; exit 3"], environment, setsigdef=[signal.SIGUSR1])) == -signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    print(ended(os.posix_spawnp("sh", ["sh", "-c", "kill -USR1 $$; exit 4"], environment, setsigmask=[signal.SIGUSR1])))
    print(ended(os.posix_spawnp("sh", ["sh", "-c", "exit 0"], environment, resetids=True, setsid=False)))


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except (OSError, ValueError) as error:
        print(source, "->", type(error).__name__, error)


for source in ("os.posix_spawn('/no such program', ['x'], {})", "os.posix_spawnp('no such program', ['x'], {})", "os.posix_spawn('sh', [], {})",
               "os.posix_spawn('sh', 'sh', {})", "os.posix_spawn('sh', ['sh'], 5)", "os.posix_spawn('sh', [5], {})", "os.posix_spawn('sh', ['sh'], {'a=b': 'c'})",
               "os.posix_spawn('sh', ['sh'], {}, file_actions=5)", "os.posix_spawn('sh', ['sh'], {}, file_actions=[()])",
               "os.posix_spawn('sh', ['sh'], {}, file_actions=[(77, 1)])", "os.posix_spawn('sh', ['sh'], {}, file_actions=[(os.POSIX_SPAWN_CLOSE, 'x')])",
               "os.posix_spawn('sh', ['sh'], {}, file_actions=[(os.POSIX_SPAWN_DUP2, 1)])", "os.posix_spawn('sh', ['sh'], {}, setsigdef=[1000])",
               "os.posix_spawn('sh', ['sh'], {}, setsigmask=5)", "os.posix_spawn('sh', ['sh'])",
               "os.posix_spawn('a\\0b', ['sh'], {})"):
    show(source)
os.close(read)
os.close(write)

# expect: 7
# expect: 5
# expect: -15
# expect: 0
# expect: ['to the file', 'to error', '']
# expect: 0
# expect: 3
# expect: True
# expect: 4
# expect: 0
# expect: os.posix_spawn('/no such program', ['x'], {}) -> FileNotFoundError [Errno 2] No such file or directory: '/no such program'
# expect: os.posix_spawnp('no such program', ['x'], {}) -> FileNotFoundError [Errno 2] No such file or directory: 'no such program'
# expect: os.posix_spawn('sh', [], {}) -> ValueError posix_spawn: argv must not be empty
# expect: os.posix_spawn('sh', 'sh', {}) -> TypeError
# expect: os.posix_spawn('sh', ['sh'], 5) -> TypeError
# expect: os.posix_spawn('sh', [5], {}) -> TypeError
# expect: os.posix_spawn('sh', ['sh'], {'a=b': 'c'}) -> ValueError illegal environment variable name
# expect: os.posix_spawn('sh', ['sh'], {}, file_actions=5) -> TypeError
# expect: os.posix_spawn('sh', ['sh'], {}, file_actions=[()]) -> TypeError
# expect: os.posix_spawn('sh', ['sh'], {}, file_actions=[(77, 1)]) -> TypeError
# expect: os.posix_spawn('sh', ['sh'], {}, file_actions=[(os.POSIX_SPAWN_CLOSE, 'x')]) -> TypeError
# expect: os.posix_spawn('sh', ['sh'], {}, file_actions=[(os.POSIX_SPAWN_DUP2, 1)]) -> TypeError
# expect: os.posix_spawn('sh', ['sh'], {}, setsigdef=[1000]) -> ValueError signal number 1000 out of range [1; 64]
# expect: os.posix_spawn('sh', ['sh'], {}, setsigmask=5) -> TypeError
# expect: os.posix_spawn('sh', ['sh']) -> TypeError
# expect: os.posix_spawn('a\0b', ['sh'], {}) -> ValueError posix_spawn: embedded null character in path
