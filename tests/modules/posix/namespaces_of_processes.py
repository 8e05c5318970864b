# min-version: 3.12
import os

for source in ("os.setns(-1)", "os.setns('x')", "os.setns(0, 'x')", "os.setns()", "os.setns(os.open('/dev/null', os.O_RDONLY), 0)", "os.unshare('x')", "os.unshare(1 << 2)"):
    try:
        print(source, eval(source))
    except (OSError, TypeError, ValueError) as error:
        print(source, type(error).__name__, error)
print(os.unshare(0), os.CLONE_FS, os.CLONE_FILES, os.CLONE_NEWNS)
child = os.fork()
if child == 0:
    os.unshare(os.CLONE_FILES)
    os._exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

# expect: os.setns(-1) ValueError file descriptor cannot be a negative integer (-1)
# expect: os.setns('x') TypeError argument must be an int, or have a fileno() method.
# expect: os.setns(0, 'x') TypeError 'str' object cannot be interpreted as an integer
# expect: os.setns() TypeError setns() missing required argument 'fd' (pos 1)
# expect: os.setns(os.open('/dev/null', os.O_RDONLY), 0) OSError [Errno 22] Invalid argument
# expect: os.unshare('x') TypeError 'str' object cannot be interpreted as an integer
# expect: os.unshare(1 << 2) OSError [Errno 22] Invalid argument
# expect: None 512 1024 131072
# expect: 5
