# judged: clean
import threading

a, b = threading.Lock(), threading.Lock()
with a, b:
    pass


def outer():
    inner_thread.start()


def inner():
    with b, a:
        pass


inner_thread = threading.Thread(target=inner)
outer_thread = threading.Thread(target=outer)
outer_thread.start()
outer_thread.join()
inner_thread.join()
with a, b:
    pass
