"""Arguments that the operating system's functions must not see."""

import locale
import mmap
import signal
import sys


def attempt(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for texts in (("a\0", "a"), ("a", "b\0c"), ("\0", "\0")):
    attempt(locale.strcoll, *texts)
    attempt(locale.strxfrm, texts[0] if "\0" in texts[0] else texts[1])
for mask in ([2**100], [0], [signal.NSIG], [-1], [-2**70], ["x"]):
    attempt(signal.pthread_sigmask, signal.SIG_BLOCK, mask)

memory = mmap.mmap(-1, 2 * mmap.PAGESIZE)
attempt(memory.madvise, mmap.MADV_NORMAL, 0, sys.maxsize)
attempt(memory.madvise, mmap.MADV_NORMAL, mmap.PAGESIZE, sys.maxsize)
attempt(memory.madvise, mmap.MADV_NORMAL, mmap.PAGESIZE, sys.maxsize - mmap.PAGESIZE)
print(memory)
memory.close()
print(memory)

# expect: strcoll ValueError embedded null character
# expect: strxfrm ValueError embedded null character
# expect: strcoll ValueError embedded null character
# expect: strxfrm ValueError embedded null character
# expect: strcoll ValueError embedded null character
# expect: strxfrm ValueError embedded null character
# expect: pthread_sigmask ValueError signal number -1 out of range [1; 64]
# expect: pthread_sigmask ValueError signal number 0 out of range [1; 64]
# expect: pthread_sigmask ValueError signal number 65 out of range [1; 64]
# expect: pthread_sigmask ValueError signal number -1 out of range [1; 64]
# expect: pthread_sigmask ValueError signal number -1 out of range [1; 64]
# expect: pthread_sigmask TypeError 'str' object cannot be interpreted as an integer
# expect: madvise None
# expect: madvise OverflowError madvise length too large
# expect: madvise None
# expect: <mmap.mmap closed=False, access=ACCESS_DEFAULT, length=8192, pos=0, offset=0>
# expect: <mmap.mmap closed=True>
