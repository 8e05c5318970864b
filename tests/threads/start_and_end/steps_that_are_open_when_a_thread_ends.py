import functools
import sys
import threading
import weakref


def hook(frame, event, argument):
    pass


def end():
    sys.setprofile(None)


# The call of a callee is still open when its thread ends, because nobody observed how it returned.
def work():
    def gone(reference):
        sys.setprofile(hook)
        print("gone", len([n for n in range(3)]))

    callee = functools.partial(end)
    references.append(weakref.ref(callee, gone))
    sys.setprofile(hook)
    callee()


references = []
for _ in range(3):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    print(references.pop()())

# expect: gone 3
# expect: None
# expect: gone 3
# expect: None
# expect: gone 3
# expect: None
