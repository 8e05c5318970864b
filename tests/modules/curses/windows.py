# min-version: 3.13
# What methods of windows and pads give and raise.
import io, re
from _terminal import on_terminal, outcome


def windows(report):
    import _curses
    _curses.initscr(), _curses.start_color()
    w = _curses.newwin(5, 10, 2, 3)
    for name, *arguments in [
        ("addch",), ("addch", 1, 2, 3, 4, 5), ("addch", "ab"), ("addch", None), ("addch", b"ab"), ("addch", 2**70), ("addch", 1), ("addch", "ä"), ("addch", 99, 99, "a"),
        ("addch", 99, 99, 97), ("addch", "a", "b"), ("addch", "x", 2**70), ("addch", 0, 0, "a", _curses.A_BOLD), ("addstr",), ("addstr", 5), ("addstr", 9, 9, "x"), ("addstr", "a\0b"),
        ("addstr", "a"*100), ("addstr", 0, 0, b"xy"), ("addstr", 0, 0, "x", 1, 5), ("addnstr", "abc"), ("addnstr", "abc", 2), ("addnstr", 0, 0, "abc", 2, 0),
        ("addnstr", "abc", "x"), ("addnstr", 99, 0, "abc", 1), ("insch",), ("insch", 99, 0, "x"), ("insch", "x"), ("insstr", 99, 0, "x"), ("insstr", "x"), ("insnstr", "x", 1),
        ("insnstr", 99, 0, "x", 1), ("insstr", 5), ("inch",), ("inch", 0), ("inch", 0, 0), ("inch", 99, 0), ("instr",), ("instr", 3), ("instr", 0, 0), ("instr", 0, 0, 4),
        ("instr", -1), ("instr", 99, 0, 4), ("instr", 1, 2, 3, 4), ("move", 99, 0), ("move", 1), ("move", 1, 1), ("move", "x", 1), ("getyx",), ("getmaxyx",), ("getbegyx",),
        ("getparyx",), ("attron", 1), ("attron", 2**70), ("attrset", 'x'), ("attroff", 1), ("bkgd", "x"), ("bkgd", "ä"), ("bkgd", 1, 2, 3), ("bkgdset", 32),
        ("bkgdset", "ab"), ("getbkgd",), ("border",), ("border", 1, 2, 3, 4, 5, 6, 7, 8), ("border", "a", "b"), ("border", "ä"), ("border", 1.5), ("border", 1, 2, 3, 4, 5, 6, 7, 8, 9),
        ("box",), ("box", "a"), ("box", "a", "b"), ("box", 1, 2, 3), ("box", 1.5, 2), ("chgat",), ("chgat", 1), ("chgat", 3, 1), ("chgat", 0, 0, 1), ("chgat", 0, 0, 3, 1),
        ("chgat", 99, 0, 1), ("chgat", 1, 2, 3, 4, 5), ("hline",), ("hline", "a"), ("hline", "a", 3), ("hline", 0, 0, "a", 3), ("hline", 99, 0, "a", 3), ("hline", "ä", 3),
        ("vline", "a", 3), ("vline", 99, 0, "a", 3), ("vline", 1), ("clearok",), ("clearok", 1), ("clearok", "x"), ("clrtobot",), ("clear",), ("cursyncup",), ("delch",),
        ("delch", 99, 0), ("delch", 1), ("delch", 0, 0), ("deleteln",), ("derwin",), ("derwin", 1), ("derwin", 1, 1), ("derwin", 1, 1, 1, 1), ("derwin", 99, 99, 1, 1),
        ("derwin", 1, 1, 1), ("subwin", 3, 4), ("subwin", 1, 1, 3, 4), ("subwin", 99, 99, 1, 1), ("subpad", 1, 1), ("subpad", 1, 1, 1, 1), ("echochar", "a"), ("echochar", "ä"),
        ("echochar", "ab"), ("enclose", 3, 4), ("enclose", 99, 0), ("enclose", 1), ("erase",), ("idcok", 1), ("idlok", 1), ("immedok", 0), ("keypad", 1), ("keypad", ""),
        ("leaveok", 0), ("nodelay", 1), ("notimeout", 0), ("scrollok", 1), ("syncok", 0), ("getch",), ("getch", 1), ("getch", 0, 0), ("getch", 99, 0), ("getkey",),
        ("get_wch",), ("get_wch", 1, 2, 3), ("getkey", 1), ("getstr", 1, 2, 3, 4), ("getstr", -1), ("getstr", 1, 1, -1), ("insdelln", 1), ("insertln",), ("is_linetouched", 1),
        ("is_linetouched", 99), ("is_linetouched", -1), ("is_wintouched",), ("mvderwin", 1, 1), ("mvwin", 1, 1), ("mvwin", 99, 1), ("noutrefresh",),
        ("noutrefresh", 1, 2, 3, 4, 5, 6), ("refresh",), ("refresh", 1), ("refresh", 1, 2, 3, 4, 5, 6), ("redrawln", 0, 1), ("redrawln", 99, 1), ("redrawwin",), ("resize", 3, 4),
        ("resize", 0, 0), ("resize", 1), ("scroll",), ("scroll", 1), ("scroll", 1, 2), ("setscrreg", 0, 1), ("setscrreg", 9, 10), ("standend",), ("standout",),
        ("syncdown",), ("syncup",), ("timeout", 5), ("timeout", -1), ("timeout", "x"), ("touchline", 0, 1), ("touchline", 99, 1), ("touchline", 0, 1, 1), ("touchline", 0),
        ("touchwin",), ("untouchwin",), ("putwin", 5), ("overlay", w), ("overwrite", w), ("overlay", w, 0, 0, 0, 0, 1, 1), ("overlay", w, 1), ("overlay", 5),
        ("overwrite", w, 0, 0, 99, 99, 1, 1)]:
        shown = tuple("window" if isinstance(a, _curses.window) else a for a in arguments)
        report(re.sub(" at 0x[0-9a-f]+", "", f"{name}{shown}: {outcome(getattr(w, name), *arguments)}"))
    pad = _curses.newpad(9, 9)
    for name, *arguments in [("refresh",), ("refresh", 0, 0, 0, 0, 1, 1), ("noutrefresh",), ("noutrefresh", 0, 0, 0, 0, 1, 1), ("echochar", "a"), ("subpad", 1, 1),
                             ("subwin", 1, 1, 1, 1), ("subpad", 2, 2, 1, 1), ("refresh", 0, 0, 5, 5, 1, 1), ("refresh", 1, 2)]:
        report(re.sub(" at 0x[0-9a-f]+", "", f"pad.{name}{tuple(arguments)}: {outcome(getattr(pad, name), *arguments)}"))
    for call in (lambda: setattr(w, "encoding", "ascii"), lambda: setattr(w, "encoding", 5), lambda: delattr(w, "encoding"), lambda: setattr(w, "foo", 5), lambda: w.encoding,
                 _curses.window, lambda: w.addstr("ä"), lambda: w.insstr("ä"), lambda: w.addch("ä")):
        report(outcome(call))
    inner = w.derwin(2, 2, 1, 1)
    report((w.getparyx(), inner.getparyx(), inner.getbegyx(), inner.getmaxyx(), outcome(inner.mvderwin, 0, 1)))
    w.erase(), w.resize(4, 6)
    w.addstr(0, 0, "äbc", _curses.A_BOLD), w.addnstr(1, 0, b"narrow", 3), w.hline(2, 0, "-", 4), w.insstr(1, 0, "x")
    report((w.instr(0, 0), w.instr(1, 0, 5), w.instr(2, 0), w.inch(0, 1) == ord("b") | _curses.A_BOLD, w.getyx()))
    file = io.BytesIO()
    report((type(w.putwin(file)), file.seek(0)))
    copy = _curses.getwin(file)
    report((copy.getmaxyx(), copy.instr(0, 0), outcome(w.putwin, io.StringIO()), outcome(_curses.getwin, io.StringIO("x")), outcome(_curses.getwin, io.BytesIO(b""))))
    del w
    report(inner.getmaxyx())
    _curses.endwin()


on_terminal(windows)

# expect: addch(): builtins.TypeError: _curses.window.addch requires 1 to 4 arguments
# expect: addch(1, 2, 3, 4, 5): builtins.TypeError: _curses.window.addch requires 1 to 4 arguments
# expect: addch('ab',): builtins.TypeError: expect bytes or str of length 1, or int, got a str of length 2
# expect: addch(None,): builtins.TypeError: expect bytes or str of length 1, or int, got NoneType
# expect: addch(b'ab',): builtins.TypeError: expect bytes or str of length 1, or int, got bytes
# expect: addch(1180591620717411303424,): builtins.OverflowError: int doesn't fit in long
# expect: addch(1,): None
# expect: addch('ä',): None
# expect: addch(99, 99, 'a'): _curses.error: add_wch() returned ERR
# expect: addch(99, 99, 97): _curses.error: addch() returned ERR
# expect: addch('a', 'b'): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: addch('x', 1180591620717411303424): builtins.OverflowError: Python int too large to convert to C long
# expect: addch(0, 0, 'a', 2097152): None
# expect: addstr(): builtins.TypeError: _curses.window.addstr requires 1 to 4 arguments
# expect: addstr(5,): builtins.TypeError: expect bytes or str, got int
# expect: addstr(9, 9, 'x'): _curses.error: addwstr() returned ERR
# expect: addstr('a\x00b',): builtins.ValueError: embedded null character
# expect: addstr('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',): _curses.error: addwstr() returned ERR
# expect: addstr(0, 0, b'xy'): None
# expect: addstr(0, 0, 'x', 1, 5): builtins.TypeError: _curses.window.addstr requires 1 to 4 arguments
# expect: addnstr('abc',): builtins.TypeError: _curses.window.addnstr requires 2 to 5 arguments
# expect: addnstr('abc', 2): None
# expect: addnstr(0, 0, 'abc', 2, 0): None
# expect: addnstr('abc', 'x'): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: addnstr(99, 0, 'abc', 1): _curses.error: addnwstr() returned ERR
# expect: insch(): builtins.TypeError: _curses.window.insch requires 1 to 4 arguments
# expect: insch(99, 0, 'x'): _curses.error: insch() returned ERR
# expect: insch('x',): None
# expect: insstr(99, 0, 'x'): _curses.error: inswstr() returned ERR
# expect: insstr('x',): None
# expect: insnstr('x', 1): None
# expect: insnstr(99, 0, 'x', 1): _curses.error: insn_wstr() returned ERR
# expect: insstr(5,): builtins.TypeError: expect bytes or str, got int
# expect: inch(): 120
# expect: inch(0,): builtins.TypeError: _curses.window.inch requires 0 to 2 arguments
# expect: inch(0, 0): 97
# expect-before-3.15: inch(99, 0): 4294967295
# expect-since-3.15: inch(99, 0): _curses.error: mvwin_wch() (called by inch()) returned ERR
# expect: instr(): b'abxxxabaaa'
# expect: instr(3,): b'abx'
# expect: instr(0, 0): b'abxxxabaaa'
# expect: instr(0, 0, 4): b'abxx'
# expect: instr(-1,): builtins.ValueError: 'n' must be nonnegative
# expect: instr(99, 0, 4): b''
# expect: instr(1, 2, 3, 4): builtins.TypeError: instr requires 0 or 3 arguments
# expect: move(99, 0): _curses.error: wmove() returned ERR
# expect: move(1,): builtins.TypeError: y,x
# expect: move(1, 1): None
# expect: move('x', 1): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: getyx(): (1, 1)
# expect: getmaxyx(): (5, 10)
# expect: getbegyx(): (2, 3)
# expect: getparyx(): (-1, -1)
# expect: attron(1,): None
# expect: attron(1180591620717411303424,): builtins.OverflowError: Python int too large to convert to C long
# expect: attrset('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: attroff(1,): None
# expect: bkgd('x',): None
# expect: bkgd('ä',): builtins.OverflowError: byte doesn't fit in chtype
# expect: bkgd(1, 2, 3): builtins.TypeError: bkgd expected at most 2 arguments, got 3
# expect: bkgdset(32,): None
# expect: bkgdset('ab',): builtins.TypeError: expect bytes or str of length 1, or int, got a str of length 2
# expect: getbkgd(): 32
# expect: border(): None
# expect: border(1, 2, 3, 4, 5, 6, 7, 8): None
# expect: border('a', 'b'): None
# expect: border('ä',): builtins.OverflowError: byte doesn't fit in chtype
# expect: border(1.5,): builtins.TypeError: expect bytes or str of length 1, or int, got float
# expect: border(1, 2, 3, 4, 5, 6, 7, 8, 9): builtins.TypeError: border expected at most 8 arguments, got 9
# expect: box(): None
# expect: box('a',): builtins.TypeError: _curses.window.box requires 0 to 2 arguments
# expect: box('a', 'b'): None
# expect: box(1, 2, 3): builtins.TypeError: _curses.window.box requires 0 to 2 arguments
# expect: box(1.5, 2): builtins.TypeError: expect bytes or str of length 1, or int, got float
# expect: chgat(): builtins.TypeError: chgat requires 1 to 4 arguments
# expect: chgat(1,): None
# expect: chgat(3, 1): None
# expect: chgat(0, 0, 1): None
# expect: chgat(0, 0, 3, 1): None
# expect: chgat(99, 0, 1): _curses.error: chgat() returned ERR
# expect: chgat(1, 2, 3, 4, 5): builtins.TypeError: chgat requires 1 to 4 arguments
# expect: hline(): builtins.TypeError: _curses.window.hline requires 2 to 5 arguments
# expect: hline('a',): builtins.TypeError: _curses.window.hline requires 2 to 5 arguments
# expect: hline('a', 3): None
# expect: hline(0, 0, 'a', 3): None
# expect: hline(99, 0, 'a', 3): _curses.error: wmove() returned ERR
# expect: hline('ä', 3): builtins.OverflowError: byte doesn't fit in chtype
# expect: vline('a', 3): None
# expect: vline(99, 0, 'a', 3): _curses.error: wmove() returned ERR
# expect: vline(1,): builtins.TypeError: _curses.window.vline requires 2 to 5 arguments
# expect: clearok(): builtins.TypeError: True(1) or False(0)
# expect: clearok(1,): None
# expect: clearok('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: clrtobot(): None
# expect: clear(): None
# expect: cursyncup(): None
# expect: delch(): None
# expect: delch(99, 0): _curses.error: mvwdelch() returned ERR
# expect: delch(1,): builtins.TypeError: _curses.window.delch requires 0 to 2 arguments
# expect: delch(0, 0): None
# expect: deleteln(): None
# expect: derwin(): builtins.TypeError: _curses.window.derwin requires 2 to 4 arguments
# expect: derwin(1,): builtins.TypeError: _curses.window.derwin requires 2 to 4 arguments
# expect: derwin(1, 1): <_curses.window object>
# expect: derwin(1, 1, 1, 1): <_curses.window object>
# expect: derwin(99, 99, 1, 1): _curses.error: curses function returned NULL
# expect: derwin(1, 1, 1): builtins.TypeError: _curses.window.derwin requires 2 to 4 arguments
# expect: subwin(3, 4): <_curses.window object>
# expect: subwin(1, 1, 3, 4): <_curses.window object>
# expect: subwin(99, 99, 1, 1): _curses.error: curses function returned NULL
# expect: subpad(1, 1): _curses.error: curses function returned NULL
# expect: subpad(1, 1, 1, 1): _curses.error: curses function returned NULL
# expect: echochar('a',): None
# expect: echochar('ä',): builtins.OverflowError: byte doesn't fit in chtype
# expect: echochar('ab',): builtins.TypeError: expect bytes or str of length 1, or int, got a str of length 2
# expect: enclose(3, 4): True
# expect: enclose(99, 0): False
# expect: enclose(1,): builtins.TypeError: enclose expected 2 arguments, got 1
# expect: erase(): None
# expect: idcok(1,): None
# expect: idlok(1,): None
# expect: immedok(0,): None
# expect: keypad(1,): None
# expect: keypad('',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: leaveok(0,): None
# expect: nodelay(1,): None
# expect: notimeout(0,): None
# expect: scrollok(1,): None
# expect: syncok(0,): None
# expect: getch(): -1
# expect: getch(1,): builtins.TypeError: _curses.window.getch requires 0 to 2 arguments
# expect: getch(0, 0): -1
# expect: getch(99, 0): -1
# expect: getkey(): _curses.error: no input
# expect: get_wch(): _curses.error: no input
# expect: get_wch(1, 2, 3): builtins.TypeError: _curses.window.get_wch requires 0 to 2 arguments
# expect: getkey(1,): builtins.TypeError: _curses.window.getkey requires 0 to 2 arguments
# expect: getstr(1, 2, 3, 4): builtins.TypeError: getstr requires 0 to 3 arguments
# expect: getstr(-1,): builtins.ValueError: 'n' must be nonnegative
# expect: getstr(1, 1, -1): builtins.ValueError: 'n' must be nonnegative
# expect: insdelln(1,): None
# expect: insertln(): None
# expect: is_linetouched(1,): True
# expect: is_linetouched(99,): builtins.TypeError: is_linetouched: line number outside of boundaries
# expect: is_linetouched(-1,): builtins.TypeError: is_linetouched: line number outside of boundaries
# expect: is_wintouched(): True
# expect: mvderwin(1, 1): _curses.error: mvderwin() returned ERR
# expect: mvwin(1, 1): None
# expect: mvwin(99, 1): _curses.error: mvwin() returned ERR
# expect: noutrefresh(): None
# expect: noutrefresh(1, 2, 3, 4, 5, 6): builtins.TypeError: noutrefresh() takes no arguments (6 given)
# expect: refresh(): None
# expect: refresh(1,): builtins.TypeError: _curses.window.refresh requires 0 to 6 arguments
# expect: refresh(1, 2, 3, 4, 5, 6): builtins.TypeError: refresh() takes no arguments (6 given)
# expect: redrawln(0, 1): None
# expect: redrawln(99, 1): _curses.error: redrawln() returned ERR
# expect: redrawwin(): None
# expect: resize(3, 4): None
# expect: resize(0, 0): _curses.error: wresize() returned ERR
# expect: resize(1,): builtins.TypeError: lines,columns
# expect: scroll(): None
# expect: scroll(1,): None
# expect: scroll(1, 2): builtins.TypeError: _curses.window.scroll requires 0 to 1 arguments
# expect: setscrreg(0, 1): None
# expect: setscrreg(9, 10): _curses.error: wsetscrreg() returned ERR
# expect: standend(): None
# expect: standout(): None
# expect: syncdown(): None
# expect: syncup(): None
# expect: timeout(5,): None
# expect: timeout(-1,): None
# expect: timeout('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: touchline(0, 1): None
# expect: touchline(99, 1): _curses.error: touchline() returned ERR
# expect: touchline(0, 1, 1): None
# expect: touchline(0,): builtins.TypeError: _curses.window.touchline requires 2 to 3 arguments
# expect: touchwin(): None
# expect: untouchwin(): None
# expect: putwin(5,): builtins.AttributeError: 'int' object has no attribute 'write'
# expect: overlay('window',): None
# expect: overwrite('window',): None
# expect: overlay('window', 0, 0, 0, 0, 1, 1): None
# expect: overlay('window', 1): builtins.TypeError: _curses.window.overlay requires 1 to 7 arguments
# expect: overlay(5,): builtins.TypeError: overlay() argument 1 must be _curses.window, not int
# expect: overwrite('window', 0, 0, 99, 99, 1, 1): _curses.error: copywin() returned ERR
# expect: pad.refresh(): _curses.error: refresh() for a pad requires 6 arguments
# expect: pad.refresh(0, 0, 0, 0, 1, 1): None
# expect: pad.noutrefresh(): _curses.error: noutrefresh() called for a pad requires 6 arguments
# expect: pad.noutrefresh(0, 0, 0, 0, 1, 1): None
# expect: pad.echochar('a',): None
# expect: pad.subpad(1, 1): <_curses.window object>
# expect: pad.subwin(1, 1, 1, 1): <_curses.window object>
# expect: pad.subpad(2, 2, 1, 1): <_curses.window object>
# expect: pad.refresh(0, 0, 5, 5, 1, 1): _curses.error: prefresh() returned ERR
# expect: pad.refresh(1, 2): builtins.TypeError: _curses.window.refresh requires 0 to 6 arguments
# expect: None
# expect: builtins.TypeError: setting encoding to a non-string
# expect: builtins.TypeError: encoding may not be deleted
# expect: builtins.AttributeError: '_curses.window' object has no attribute 'foo' and no __dict__ for setting new attributes
# expect: 'ascii'
# expect: builtins.TypeError: cannot create '_curses.window' instances
# expect: None
# expect: None
# expect: None
# expect: ((-1, -1), (1, 1), (2, 2), (2, 2), 'None')
# expect: (b'\xc3\xa4bc   ', b'xnar ', b'----  ', True, (0, 1))
# expect: (<class 'int'>, 0)
# expect: ((4, 6), b'\xc3\xa4bc   ', "builtins.TypeError: string argument expected, got 'bytes'", 'builtins.TypeError: f.read() returned str instead of bytes', '_curses.error: curses function returned NULL')
# expect: (2, 2)
