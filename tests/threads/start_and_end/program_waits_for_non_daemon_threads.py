import threading
import time


printed = threading.Event()


def late():
    printed.wait()
    time.sleep(0.05)  # the main thread meanwhile comes to its end
    print("thread ends")


threading.Thread(target=late).start()
print("main ends")
printed.set()

# expect: main ends
# expect: thread ends
