# min-version: 3.13
# Keys that are typed and pushed back, lines, the mouse, time limits; panels.
import _curses, _curses_panel
from _terminal import on_terminal, outcome


def keys(report):
    screen = _curses.initscr()
    _curses.noecho(), _curses.cbreak()
    report((screen.getstr(), screen.getstr(2), screen.getch()))
    screen.keypad(1)
    report((screen.getkey(), screen.get_wch(), screen.get_wch()))
    _curses.mousemask(_curses.ALL_MOUSE_EVENTS)
    report((screen.getch() == _curses.KEY_MOUSE, _curses.getmouse()))
    _curses.halfdelay(1)
    report((screen.getch(), outcome(screen.getkey), outcome(screen.get_wch)))
    _curses.nocbreak(), _curses.cbreak()
    screen.timeout(20)
    report((screen.getch(), screen.getch(1, 1), screen.getstr(1, 1, 3)))
    screen.nodelay(True)
    _curses.ungetch(97), _curses.ungetch(_curses.KEY_UP)
    report((screen.getch(), screen.getkey(), screen.getch()))
    _curses.unget_wch("ä"), _curses.ungetch(_curses.KEY_UP)
    report((screen.get_wch(), screen.get_wch()))
    _curses.endwin()


def panels(report):
    _curses.initscr()
    window = _curses.newwin(5, 10, 2, 3)
    report((outcome(_curses_panel.new_panel, 5), outcome(_curses_panel.panel), _curses_panel.top_panel(), _curses_panel.bottom_panel()))
    a, b = _curses_panel.new_panel(window), _curses_panel.new_panel(window)
    report((a.above() is b, b.below() is a, a.below(), b.above(), a.hidden(), _curses_panel.top_panel() is b, _curses_panel.bottom_panel() is a, a.window() is window))
    for name, *arguments in [("userptr",), ("set_userptr", 5), ("userptr",), ("move", 99, 99), ("move", 1, 1), ("replace", 5), ("replace", _curses.newwin(2, 2)), ("hide",), ("hidden",),
                             ("above",), ("show",), ("top",), ("bottom",), ("hide",), ("hide",), ("bottom",), ("top",)]:
        report(f"{name}{arguments if name != 'replace' else ''}: {outcome(getattr(a, name), *arguments)}")
    report((a.window() is window, outcome(_curses_panel.update_panels), outcome(setattr, a, "x", 1), _curses_panel.error))
    del b
    report((_curses_panel.top_panel() is a, _curses_panel.bottom_panel() is a))
    _curses.endwin()


def wrapped(report):
    import curses, curses.textpad, curses.ascii, curses.panel
    def main(screen):
        box = curses.textpad.Textbox(curses.newwin(3, 10, 1, 1))
        curses.textpad.rectangle(screen, 0, 0, 4, 11)
        report((box.edit(), curses.LINES, curses.ACS_HLINE == screen.inch(0, 1), curses.color_pair(1), curses.ascii.unctrl("\x03")))
    curses.wrapper(main)
    report(curses.isendwin())


on_terminal(keys, keys=b"hello\nabcd\nx\x1bOAq\xc3\xa4\x1b[<0;5;6M")
on_terminal(panels)
on_terminal(wrapped, keys=b"some tex\x08xt\x07")

# expect: (b'hello', b'ab', 120)
# expect: ('KEY_UP', 'q', 'ä')
# expect: (True, (0, 4, 5, 0, 2))
# expect: (-1, '_curses.error: no input', '_curses.error: no input')
# expect: (-1, -1, b'')
# expect: (259, 'a', -1)
# expect: (259, 'ä')
# expect: ('builtins.TypeError: new_panel() argument must be _curses.window, not int', "builtins.TypeError: cannot create '_curses_panel.panel' instances", None, None)
# expect: (True, True, None, None, False, True, True, True)
# expect: userptr[]: _curses_panel.error: no userptr set
# expect: set_userptr[5]: None
# expect: userptr[]: 5
# expect: move[99, 99]: _curses_panel.error: move_panel() returned ERR
# expect: move[1, 1]: None
# expect: replace: builtins.TypeError: replace() argument 1 must be _curses.window, not int
# expect: replace: None
# expect: hide[]: None
# expect: hidden[]: True
# expect: above[]: None
# expect: show[]: None
# expect: top[]: None
# expect: bottom[]: None
# expect: hide[]: None
# expect: hide[]: None
# expect: bottom[]: None
# expect: top[]: None
# expect: (False, 'None', "builtins.AttributeError: '_curses_panel.panel' object has no attribute 'x' and no __dict__ for setting new attributes", <class '_curses_panel.error'>)
# expect: (True, True)
# expect: ('some text \n', 24, True, 256, '^C')
# expect: True
