import threading
import time


def late():
    time.sleep(0.05)
    print("thread ends")


threading.Thread(target=late).start()
print("main ends")

# expect: main ends
# expect: thread ends
