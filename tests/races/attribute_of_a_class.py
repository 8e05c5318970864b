# race: the attribute made of class Widget
import threading


class Widget:
    made = 0


def make():
    Widget.made += 1


threads = [threading.Thread(target=f) for f in (make, make)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
