import faulthandler, os, re, signal, subprocess, sys, tempfile, threading


def written(action):
    with tempfile.TemporaryFile("w+") as file:
        action(file)
        file.seek(0)
        return re.sub(r"0x[0-9a-f]+( \[.*\])?", "ID", re.sub(r'File ".*[/"]', "File ", file.read()))


def inner(file, **options):
    faulthandler.dump_traceback(file, **options)


def outer(file):
    inner(file, all_threads=False)


print(written(outer))


def generator(file):
    yield
    inner(file.fileno(), all_threads=False)


print(written(lambda file: list(generator(file))))


def wait(ready, go):
    ready.set()
    go.wait()


def with_thread(file):
    ready, go = threading.Event(), threading.Event()
    thread = threading.Thread(target=wait, args=(ready, go))
    thread.start()
    ready.wait()
    faulthandler.dump_traceback(file)
    go.set()
    thread.join()


text = written(with_thread)
print(text.count("Thread ID"), text.count("Current thread ID"), "in wait\n" in text, "in with_thread\n" in text)


def timed(file):
    faulthandler.dump_traceback_later(0.1, file=file)
    while not os.fstat(file.fileno()).st_size:
        pass
    faulthandler.dump_traceback_later(1000, file=file)
    faulthandler.cancel_dump_traceback_later()


text = written(timed)
print(text.splitlines()[0], "in timed\n" in text)


def on_signal(file):
    faulthandler.register(signal.SIGUSR1, file=file, all_threads=False)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))


print(written(on_signal).startswith("Stack (most recent call first):\n"))
print(faulthandler.is_enabled())
faulthandler.enable()
print(faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable())
for wrong in (lambda: faulthandler.dump_traceback_later(0), lambda: faulthandler.register(signal.SIGSEGV), lambda: faulthandler.register(1000),
              lambda: faulthandler.dump_traceback(-1)):
    try:
        wrong()
    except (ValueError, RuntimeError) as error:
        print(type(error).__name__, error)

crash = "import faulthandler\ndef dies():\n    faulthandler._sigsegv()\nfaulthandler.enable()\ndies()"
alone = dict(os.environ, ASAN_OPTIONS="handle_segv=0", TSAN_OPTIONS="handle_segv=0")  # no sanitizer catches the signal next
done = subprocess.run([sys.executable, "-c", crash], stderr=subprocess.PIPE, text=True, env=alone)
print(done.returncode == -signal.SIGSEGV)
print(re.sub(r"0x[0-9a-f]+( \[.*\])?", "ID", "\n".join(done.stderr.splitlines()[:5])))
leave = "import faulthandler\nfaulthandler.dump_traceback_later(0.1, exit=True)\nwhile True: abs(1)"
done = subprocess.run([sys.executable, "-c", leave], stderr=subprocess.PIPE, text=True)
print(done.returncode, done.stderr.splitlines()[0], done.stderr.splitlines()[-1])

# expect: Stack (most recent call first):
# expect:   File , line 12 in inner
# expect:   File , line 16 in outer
# expect:   File , line 6 in written
# expect:   File , line 19 in <module>
# expect:
# expect: Stack (most recent call first):
# expect:   File , line 12 in inner
# expect:   File , line 24 in generator
# expect:   File , line 27 in <lambda>
# expect:   File , line 6 in written
# expect:   File , line 27 in <module>
# expect:
# expect: 1 1 True True
# expect: Timeout (0:00:00.100000)! True
# expect: True False
# expect: True
# expect: False
# expect: True True False
# expect: ValueError timeout must be greater than 0
# expect: RuntimeError signal 11 cannot be registered, use enable() instead
# expect: ValueError signal number out of range
# expect: ValueError file is not a valid file descriptor
# expect: True
# expect: Fatal Python error: Segmentation fault
# expect:
# expect: Current thread ID (most recent call first):
# expect:   File "<string>", line 3 in dies
# expect:   File "<string>", line 5 in <module>
# expect: 1 Timeout (0:00:00.100000)!   File "<string>", line 3 in <module>
