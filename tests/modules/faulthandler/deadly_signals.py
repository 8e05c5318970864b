import os
import signal
import subprocess
import sys

# No sanitizer catches the signal next.
alone = dict(os.environ, ASAN_OPTIONS="handle_segv=0:handle_abort=0:handle_sigfpe=0", TSAN_OPTIONS="handle_segv=0:handle_abort=0:handle_sigfpe=0",
             UBSAN_OPTIONS="handle_segv=0:handle_abort=0:handle_sigfpe=0")
for name, number in (("_sigabrt", signal.SIGABRT), ("_sigfpe", signal.SIGFPE), ("_read_null", signal.SIGSEGV)):
    program = f"import faulthandler\nfaulthandler.enable()\nfaulthandler.{name}()\nprint('alive')"
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=alone)
    print(name, done.returncode == -number, done.stdout, done.stderr.splitlines()[0], [line for line in done.stderr.splitlines() if "<module>" in line])

# expect: _sigabrt True  Fatal Python error: Aborted ['  File "<string>", line 3 in <module>']
# expect: _sigfpe True  Fatal Python error: Floating-point exception ['  File "<string>", line 3 in <module>']
# expect: _read_null True  Fatal Python error: Segmentation fault ['  File "<string>", line 3 in <module>']
