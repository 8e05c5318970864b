# Recursion that goes through no Python code: its frames on the native stack are small, and many.
import threading


class Calls:
    pass


Calls.__call__ = Calls()
caught = []


def work():
    try:
        Calls()()
    except RecursionError as error:
        caught.append(type(error).__name__)


threads = [threading.Thread(target=work) for _ in range(3)]
work()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(caught)

# expect: ['RecursionError', 'RecursionError', 'RecursionError', 'RecursionError']
