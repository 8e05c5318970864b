# Whether a thread starts in a copy of its starter's context is up to an option, whose default the build decides.
import contextvars
import subprocess
import sys
import threading

PROGRAM = """
import contextvars, threading
v = contextvars.ContextVar("v", default="empty")
v.set("inherited")
threading.Thread(target=lambda: print(v.get())).start()
"""


def in_child(*options):
    return subprocess.run([sys.executable, *options, "-c", PROGRAM], capture_output=True, text=True).stdout.strip()


without_gil = not getattr(sys, "_is_gil_enabled", lambda: True)()
print(in_child() == ("inherited" if without_gil else "empty"))
print(in_child("-X", "thread_inherit_context=1"), in_child("-X", "thread_inherit_context=0"))

# A context that the starter gives is used in any case.
v = contextvars.ContextVar("v", default="empty")
context = contextvars.copy_context()
context.run(v.set, "given")
thread = threading.Thread(target=lambda: print(v.get()), context=context)
thread.start()
thread.join()

# expect-since-3.14: True
# expect-since-3.14: inherited empty
# expect-since-3.14: given
