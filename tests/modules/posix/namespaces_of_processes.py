# min-version: 3.12
import os

for source in ("os.setns(-1)", "os.setns('x')", "os.setns(0, 'x')", "os.setns()", "os.setns(os.open('/dev/null', os.O_RDONLY), 0)", "os.unshare('x')", "os.unshare(1 << 2)"):
    try:
        print(source, eval(source))
    except TypeError as error:
        print(source, type(error).__name__)
    except (OSError, ValueError) as error:
        print(source, type(error).__name__, error)
print(os.unshare(0), os.CLONE_FS, os.CLONE_FILES, os.CLONE_NEWNS)
child = os.fork()
if child == 0:
    os.unshare(os.CLONE_FILES)
    os._exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

# expect: os.setns(-1) ValueError file descriptor cannot be a negative integer (-1)
# expect: os.setns('x') TypeError
# expect: os.setns(0, 'x') TypeError
# expect: os.setns() TypeError
# expect: os.setns(os.open('/dev/null', os.O_RDONLY), 0) OSError [Errno 22] Invalid argument
# expect: os.unshare('x') TypeError
# expect: os.unshare(1 << 2) OSError [Errno 22] Invalid argument
# expect: None 512 1024 131072
# expect: 5
