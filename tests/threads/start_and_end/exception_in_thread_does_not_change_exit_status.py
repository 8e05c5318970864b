import sys
import threading


def fail():
    raise SystemExit(3)


t = threading.Thread(target=fail)
t.start()
t.join()
print("main ends well")

# expect: main ends well
