# putenv() changes what children get, and not os.environ; os.environ uses it.
import os
import subprocess


def childs(name):
    return subprocess.run(["sh", "-c", f'printf "%s" "${{{name}-unset}}"'], stdout=subprocess.PIPE).stdout


def env_of_child(name):
    """As the C library's environment has it: without the copy that subprocess would hand over."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(write, 1)
        os.execv("/bin/sh", ["sh", "-c", f'printf "%s" "${{{name}-unset}}"'])
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read()
    os.waitpid(pid, 0)
    return text


os.putenv("TINY_A", "value")
print(os.environ.get("TINY_A"), env_of_child("TINY_A"))
os.putenv(b"TINY_B", "\xe9".encode())
print(env_of_child("TINY_B"))
os.unsetenv("TINY_A")
os.unsetenv(b"TINY_B")
print(env_of_child("TINY_A"), env_of_child("TINY_B"), os.unsetenv("TINY_NEVER_SET"))
os.environ["TINY_C"] = "through the mapping"
print(env_of_child("TINY_C"), childs("TINY_C"))
del os.environ["TINY_C"]
print(env_of_child("TINY_C"))
os.putenv("TINY_D", "")
print(env_of_child("TINY_D"))
for source in ("os.putenv('a=b', 'c')", "os.putenv('', 'c')", "os.putenv(5, 'x')", "os.putenv('x', 5)", "os.putenv('x')", "os.unsetenv('')",
               "os.unsetenv('a=b')", "os.unsetenv(5)"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(source, type(error).__name__)
    except (OSError, ValueError) as error:
        print(source, type(error).__name__, error)

# expect: None b'value'
# expect: b'\xc3\xa9'
# expect: b'unset' b'unset' None
# expect: b'through the mapping' b'through the mapping'
# expect: b'unset'
# expect: b''
# expect: os.putenv('a=b', 'c') ValueError illegal environment variable name
# expect: os.putenv('', 'c') OSError [Errno 22] Invalid argument
# expect: os.putenv(5, 'x') TypeError
# expect: os.putenv('x', 5) TypeError
# expect: os.putenv('x') TypeError
# expect: os.unsetenv('') OSError [Errno 22] Invalid argument
# expect: os.unsetenv('a=b') OSError [Errno 22] Invalid argument
# expect: os.unsetenv(5) TypeError
