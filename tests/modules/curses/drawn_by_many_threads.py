# Threads draw while another one waits for a key. CPython's own module is not made for that, so it draws by turns.
import _curses, _curses_panel, sys, threading
from _terminal import on_terminal


def draw(screen, lock, n):
    for i in range(100):
        with lock:
            window = screen.derwin(3, 3, n, n)
            window.addstr(0, 0, "ab"), window.box(), window.noutrefresh()
            panel = _curses_panel.new_panel(window)
            panel.top(), panel.hide(), _curses_panel.top_panel()
            del panel, window
            _curses.doupdate()


class NoLock:
    def __enter__(self): pass
    def __exit__(self, *error): pass


def threads(report):
    screen = _curses.initscr()
    _curses.cbreak(), _curses.noecho()
    keys = []
    waiter = threading.Thread(target=lambda: [keys.append(screen.getch()) for _ in range(3)])
    lock = NoLock() if sys.implementation.name == "tinypy" else threading.Lock()
    if sys.implementation.name == "tinypy":
        waiter.start()
    drawers = [threading.Thread(target=draw, args=(screen, lock, n)) for n in range(3)]
    for thread in drawers: thread.start()
    for thread in drawers: thread.join()
    if sys.implementation.name != "tinypy":
        waiter.start()
    waiter.join()
    report(keys)
    _curses.endwin()


on_terminal(threads, keys=b"abc")

# expect: [97, 98, 99]
