# min-version: 3.13
# What functions of _curses give and raise, before and after initscr().
import re, sys
from _terminal import on_terminal, outcome


def before_the_screen(report):
    import _curses
    def try_all(calls):
        for name, *arguments in calls:
            report(f"{name}{tuple(arguments)}: {outcome(getattr(_curses, name), *arguments)}")

    for name in ("beep cbreak doupdate baudrate endwin flushinp getmouse getsyx has_colors start_color termname nl raw noraw nonl nocbreak echo noecho "
                 "isendwin has_ic has_il longname erasechar killchar termattrs def_prog_mode def_shell_mode reset_prog_mode reset_shell_mode savetty resetty "
                 "qiflush noqiflush flash can_change_color use_default_colors").split():
        report(f"{name}: {outcome(getattr(_curses, name))}")
    try_all([("unctrl", 5), ("keyname", 5), ("newwin", 1, 1), ("newpad", 5, 5), ("ungetch", 5), ("tigetflag", "am"), ("tparm", b"a"), ("is_term_resized", 3, 3),
             ("init_pair", 1, 1, 1), ("typeahead", 0), ("getwin", None), ("meta", 1), ("intrflush", 1), ("halfdelay", 1), ("curs_set", 1), ("setsyx", 0, 0),
             ("color_pair", 1), ("resizeterm", 1, 1), ("has_key", 5), ("mousemask", 1), ("mouseinterval", 1), ("ungetmouse", 0, 0, 0, 0, 0), ("get_escdelay",),
             ("get_tabsize",), ("setupterm", 5), ("setupterm", "nosuchterm", 1), ("setupterm", "a\0b"), ("setupterm", None, "x"), ("setupterm", "xterm", 1), ("setupterm",),
             ("tigetflag", "am"), ("tigetflag", "cup"), ("tigetnum", "cols"), ("tigetnum", "am"), ("tigetnum", "zz"), ("tigetstr", "cup"), ("tigetstr", "zz"),
             ("tigetstr", b"x"), ("tparm", b"\x1b[%i%p1%d;%p2%dH", 3, 4), ("tparm", "x"), ("putp", "x"), ("putp", b"x"), ("tparm", b"%p1%d", 2**40), ("tigetnum", 5)])


def on_the_screen(report):
    import _curses
    def try_all(calls):
        for name, *arguments in calls:
            report(re.sub(" at 0x[0-9a-f]+", "", f"{name}{tuple(arguments)}: {outcome(getattr(_curses, name), *arguments)}"))

    names = set(vars(_curses))
    screen = _curses.initscr()
    report((type(screen), screen.encoding, _curses.LINES, _curses.COLS, sorted(set(vars(_curses)) - names)))
    try_all([("color_pair", 1), ("color_pair", -1), ("color_pair", "x"), ("color_content", 1), ("color_content", -1), ("pair_content", 1), ("pair_content", 9999999),
             ("pair_content", -1), ("pair_content", 2**40), ("pair_number", 1), ("can_change_color",), ("has_colors",), ("use_default_colors",), ("start_color",),
             ("init_pair", 1, 1, 1), ("init_pair", 1, 2**40, 1), ("init_pair", -5, 1, 1), ("init_pair", 1, 70000, 1), ("pair_content", 1), ("color_pair", 1), ("pair_number", 256),
             ("init_color", 1, 2000, 0, 0), ("init_color", 1, 1, 1, -1), ("init_color", -1, 0, 0, 0), ("color_content", 1), ("color_pair", 300), ("color_content", -1),
             ("pair_content", -1), ("pair_content", 70000), ("init_pair", 70000, 1, 1), ("init_pair", 0, 1, 1), ("init_pair", 1, 256, 1), ("use_default_colors",),
             ("init_pair", 1, -1, -1), ("init_pair", 1, -2, -1), ("pair_content", 1), ("init_color", 1, 100, 200, 300), ("color_content", 1)])
    report((_curses.COLORS, _curses.COLOR_PAIRS))
    # CPython before 3.15 hands such sizes to ncurses, which is in ruins afterwards.
    report(sys.implementation.name != "tinypy" or {outcome(getattr(_curses, name), *size).split(":")[0] for name in ("resizeterm", "resize_term")
                                                   for size in ((35000, 1), (1, 35000))} == {"builtins.OverflowError"})
    report(not hasattr(_curses, "assume_default_colors") or _curses.assume_default_colors(1, 2) is None)  # since 3.14
    try_all([("curs_set", 5), ("curs_set", 1), ("delay_output", 1), ("echo", True), ("echo", "x"), ("echo",), ("halfdelay", 0), ("halfdelay", 300), ("halfdelay", "x"), ("keyname", -1),
             ("keyname", 97), ("keyname", _curses.KEY_UP), ("keyname", 99999), ("unctrl", 1), ("unctrl", b"a"), ("unctrl", "a"), ("unctrl", "ab"), ("unctrl", None), ("ungetch", "a"),
             ("ungetch", b"ab"), ("ungetch", 2**40), ("ungetch", "ä"), ("unget_wch", "ä"), ("unget_wch", 5), ("unget_wch", "ab"), ("unget_wch", b"a"), ("unget_wch", 2**40), ("unget_wch", 1.5),
             ("ungetmouse", 0, 0, 0, 0, 1), ("getmouse",), ("mousemask", 1), ("mousemask", "x"), ("mousemask", -1), ("mouseinterval", 5), ("mouseinterval", "x"), ("intrflush", 1), ("meta", 1),
             ("typeahead", 0), ("typeahead", "x"), ("setsyx", 1, 1), ("getsyx",), ("setsyx", -1, -1), ("getsyx",), ("setsyx", "x", 1), ("longname",), ("termname",), ("termattrs",), ("erasechar",),
             ("killchar",), ("baudrate",), ("isendwin",), ("has_ic",), ("has_il",), ("has_key", _curses.KEY_UP), ("has_key", "a"), ("has_key", -1), ("is_term_resized", 5, 5),
             ("is_term_resized", "x", 1), ("resizeterm", 10, 20), ("resizeterm", 0, 0), ("resize_term", 24, 80), ("newwin",), ("newwin", 1), ("newwin", 1, 2, 3), ("newwin", 100, 100, 0, 0),
             ("newwin", "x", 1), ("newpad", 0, 0), ("newpad", -1, 1), ("newpad", 3, 4), ("savetty",), ("resetty",), ("def_prog_mode",), ("reset_prog_mode",), ("def_shell_mode",),
             ("reset_shell_mode",), ("nl",), ("nonl",), ("noecho",), ("nocbreak",), ("cbreak",), ("raw",), ("noraw",), ("qiflush",), ("noqiflush",), ("flash",), ("beep",), ("flushinp",),
             ("set_escdelay", 5), ("set_escdelay", -5), ("set_tabsize", 0), ("set_tabsize", 4), ("get_tabsize",), ("has_extended_color_support",), ("update_lines_cols",), ("napms", 1),
             ("napms", "x"), ("getwin", 5), ("use_env", True), ("filter",), ("doupdate",), ("endwin",), ("isendwin",), ("initscr",), ("endwin",)])


on_terminal(before_the_screen)
on_terminal(on_the_screen)

# expect: beep: _curses.error: must call initscr() first
# expect: cbreak: _curses.error: must call initscr() first
# expect: doupdate: _curses.error: must call initscr() first
# expect: baudrate: _curses.error: must call initscr() first
# expect: endwin: _curses.error: must call initscr() first
# expect: flushinp: _curses.error: must call initscr() first
# expect: getmouse: _curses.error: must call initscr() first
# expect: getsyx: _curses.error: must call initscr() first
# expect: has_colors: _curses.error: must call initscr() first
# expect: start_color: _curses.error: must call initscr() first
# expect: termname: _curses.error: must call initscr() first
# expect: nl: _curses.error: must call initscr() first
# expect: raw: _curses.error: must call initscr() first
# expect: noraw: _curses.error: must call initscr() first
# expect: nonl: _curses.error: must call initscr() first
# expect: nocbreak: _curses.error: must call initscr() first
# expect: echo: _curses.error: must call initscr() first
# expect: noecho: _curses.error: must call initscr() first
# expect: isendwin: _curses.error: must call initscr() first
# expect: has_ic: _curses.error: must call initscr() first
# expect: has_il: _curses.error: must call initscr() first
# expect: longname: _curses.error: must call initscr() first
# expect: erasechar: _curses.error: must call initscr() first
# expect: killchar: b'\xff'
# expect: termattrs: _curses.error: must call initscr() first
# expect: def_prog_mode: _curses.error: must call initscr() first
# expect: def_shell_mode: _curses.error: must call initscr() first
# expect: reset_prog_mode: _curses.error: must call initscr() first
# expect: reset_shell_mode: _curses.error: must call initscr() first
# expect: savetty: _curses.error: must call initscr() first
# expect: resetty: _curses.error: must call initscr() first
# expect: qiflush: _curses.error: must call initscr() first
# expect: noqiflush: _curses.error: must call initscr() first
# expect: flash: _curses.error: must call initscr() first
# expect: can_change_color: _curses.error: must call initscr() first
# expect: use_default_colors: _curses.error: must call initscr() first
# expect: unctrl(5,): _curses.error: must call initscr() first
# expect: keyname(5,): _curses.error: must call initscr() first
# expect: newwin(1, 1): _curses.error: must call initscr() first
# expect: newpad(5, 5): _curses.error: must call initscr() first
# expect: ungetch(5,): _curses.error: must call initscr() first
# expect: tigetflag('am',): _curses.error: must call (at least) setupterm() first
# expect: tparm(b'a',): _curses.error: must call (at least) setupterm() first
# expect: is_term_resized(3, 3): _curses.error: must call initscr() first
# expect: init_pair(1, 1, 1): builtins.ValueError: Color number is greater than COLORS-1 (-1).
# expect: typeahead(0,): _curses.error: must call initscr() first
# expect: getwin(None,): _curses.error: must call initscr() first
# expect: meta(1,): _curses.error: must call initscr() first
# expect: intrflush(1,): _curses.error: must call initscr() first
# expect: halfdelay(1,): _curses.error: must call initscr() first
# expect: curs_set(1,): _curses.error: must call initscr() first
# expect: setsyx(0, 0): _curses.error: must call initscr() first
# expect: color_pair(1,): _curses.error: must call initscr() first
# expect: resizeterm(1, 1): _curses.error: must call initscr() first
# expect: has_key(5,): _curses.error: must call initscr() first
# expect: mousemask(1,): _curses.error: must call initscr() first
# expect: mouseinterval(1,): _curses.error: must call initscr() first
# expect: ungetmouse(0, 0, 0, 0, 0): _curses.error: must call initscr() first
# expect: get_escdelay(): 1000
# expect: get_tabsize(): 8
# expect: setupterm(5,): builtins.TypeError: setupterm() argument 'term' must be str or None, not int
# expect: setupterm('nosuchterm', 1): _curses.error: setupterm: could not find terminal
# expect: setupterm('a\x00b',): builtins.ValueError: embedded null character
# expect: setupterm(None, 'x'): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: setupterm('xterm', 1): None
# expect: setupterm(): None
# expect: tigetflag('am',): 1
# expect: tigetflag('cup',): -1
# expect: tigetnum('cols',): 80
# expect: tigetnum('am',): -2
# expect: tigetnum('zz',): -2
# expect: tigetstr('cup',): b'\x1b[%i%p1%d;%p2%dH'
# expect: tigetstr('zz',): None
# expect: tigetstr(b'x',): builtins.TypeError: tigetstr() argument must be str, not bytes
# expect: tparm(b'\x1b[%i%p1%d;%p2%dH', 3, 4): b'\x1b[4;5H'
# expect: tparm('x',): builtins.TypeError: a bytes-like object is required, not 'str'
# expect: putp('x',): builtins.TypeError: a bytes-like object is required, not 'str'
# expect: putp(b'x',): None
# expect: tparm(b'%p1%d', 1099511627776): builtins.OverflowError: signed integer is greater than maximum
# expect: tigetnum(5,): builtins.TypeError: tigetnum() argument must be str, not int
# expect: (<class '_curses.window'>, 'UTF-8', 24, 80, ['ACS_BBSS', 'ACS_BLOCK', 'ACS_BOARD', 'ACS_BSBS', 'ACS_BSSB', 'ACS_BSSS', 'ACS_BTEE', 'ACS_BULLET', 'ACS_CKBOARD', 'ACS_DARROW', 'ACS_DEGREE', 'ACS_DIAMOND', 'ACS_GEQUAL', 'ACS_HLINE', 'ACS_LANTERN', 'ACS_LARROW', 'ACS_LEQUAL', 'ACS_LLCORNER', 'ACS_LRCORNER', 'ACS_LTEE', 'ACS_NEQUAL', 'ACS_PI', 'ACS_PLMINUS', 'ACS_PLUS', 'ACS_RARROW', 'ACS_RTEE', 'ACS_S1', 'ACS_S3', 'ACS_S7', 'ACS_S9', 'ACS_SBBS', 'ACS_SBSB', 'ACS_SBSS', 'ACS_SSBB', 'ACS_SSBS', 'ACS_SSSB', 'ACS_SSSS', 'ACS_STERLING', 'ACS_TTEE', 'ACS_UARROW', 'ACS_ULCORNER', 'ACS_URCORNER', 'ACS_VLINE', 'COLS', 'LINES'])
# expect: color_pair(1,): _curses.error: must call start_color() first
# expect: color_pair(-1,): _curses.error: must call start_color() first
# expect: color_pair('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: color_content(1,): builtins.ValueError: Color number is greater than COLORS-1 (-1).
# expect: color_content(-1,): builtins.ValueError: Color number is less than 0.
# expect: pair_content(1,): _curses.error: must call start_color() first
# expect: pair_content(9999999,): _curses.error: must call start_color() first
# expect: pair_content(-1,): builtins.ValueError: Color pair is less than 0.
# expect: pair_content(1099511627776,): builtins.ValueError: Color pair is greater than maximum (2147483647).
# expect: pair_number(1,): _curses.error: must call start_color() first
# expect: can_change_color(): True
# expect: has_colors(): True
# expect: use_default_colors(): _curses.error: must call start_color() first
# expect: start_color(): None
# expect: init_pair(1, 1, 1): None
# expect: init_pair(1, 1099511627776, 1): builtins.ValueError: Color number is greater than COLORS-1 (255).
# expect: init_pair(-5, 1, 1): builtins.ValueError: Color pair is less than 0.
# expect: init_pair(1, 70000, 1): builtins.ValueError: Color number is greater than COLORS-1 (255).
# expect: pair_content(1,): (1, 1)
# expect: color_pair(1,): 256
# expect: pair_number(256,): 1
# expect: init_color(1, 2000, 0, 0): builtins.ValueError: Color component is greater than 1000
# expect: init_color(1, 1, 1, -1): builtins.ValueError: Color component is less than 0
# expect: init_color(-1, 0, 0, 0): builtins.ValueError: Color number is less than 0.
# expect: color_content(1,): (680, 0, 0)
# expect: color_pair(300,): 11264
# expect: color_content(-1,): builtins.ValueError: Color number is less than 0.
# expect: pair_content(-1,): builtins.ValueError: Color pair is less than 0.
# expect: pair_content(70000,): builtins.ValueError: Color pair is greater than COLOR_PAIRS-1 (65535).
# expect: init_pair(70000, 1, 1): builtins.ValueError: Color pair is greater than COLOR_PAIRS-1 (65535).
# expect: init_pair(0, 1, 1): _curses.error: init_extended_pair() returned ERR
# expect: init_pair(1, 256, 1): builtins.ValueError: Color number is greater than COLORS-1 (255).
# expect: use_default_colors(): None
# expect: init_pair(1, -1, -1): None
# expect: init_pair(1, -2, -1): None
# expect: pair_content(1,): (-1, -1)
# expect: init_color(1, 100, 200, 300): None
# expect: color_content(1,): (100, 200, 300)
# expect: (256, 65536)
# expect: True
# expect: True
# expect: curs_set(5,): _curses.error: curs_set() returned ERR
# expect: curs_set(1,): 1
# expect: delay_output(1,): None
# expect: echo(True,): None
# expect: echo('x',): None
# expect: echo(): None
# expect: halfdelay(0,): _curses.error: halfdelay() returned ERR
# expect: halfdelay(300,): builtins.OverflowError: unsigned byte integer is greater than maximum
# expect: halfdelay('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: keyname(-1,): builtins.ValueError: invalid key number
# expect: keyname(97,): b'a'
# expect: keyname(259,): b'KEY_UP'
# expect: keyname(99999,): b''
# expect: unctrl(1,): b'^A'
# expect: unctrl(b'a',): b'a'
# expect: unctrl('a',): b'a'
# expect: unctrl('ab',): builtins.TypeError: expect bytes or str of length 1, or int, got a str of length 2
# expect: unctrl(None,): builtins.TypeError: expect bytes or str of length 1, or int, got NoneType
# expect: ungetch('a',): None
# expect: ungetch(b'ab',): builtins.TypeError: expect bytes or str of length 1, or int, got bytes
# expect: ungetch(1099511627776,): builtins.OverflowError: byte doesn't fit in chtype
# expect: ungetch('ä',): builtins.OverflowError: byte doesn't fit in chtype
# expect: unget_wch('ä',): None
# expect: unget_wch(5,): None
# expect: unget_wch('ab',): builtins.TypeError: expect str of length 1 or int, got a str of length 2
# expect: unget_wch(b'a',): builtins.TypeError: expect str of length 1 or int, got bytes
# expect: unget_wch(1099511627776,): builtins.OverflowError: character doesn't fit in wchar_t
# expect: unget_wch(1.5,): builtins.TypeError: expect str of length 1 or int, got float
# expect: ungetmouse(0, 0, 0, 0, 1): _curses.error: ungetmouse() returned ERR
# expect: getmouse(): _curses.error: getmouse() returned ERR
# expect: mousemask(1,): (1, 0)
# expect: mousemask('x',): builtins.TypeError: mousemask() argument must be int, not str
# expect: mousemask(-1,): (536870911, 1)
# expect: mouseinterval(5,): None
# expect: mouseinterval('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: intrflush(1,): None
# expect: meta(1,): None
# expect: typeahead(0,): None
# expect: typeahead('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: setsyx(1, 1): None
# expect: getsyx(): (1, 1)
# expect: setsyx(-1, -1): None
# expect: getsyx(): (-1, -1)
# expect: setsyx('x', 1): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: longname(): b'xterm with 256 colors'
# expect: termname(): b'xterm-256color'
# expect: termattrs(): 2164260608
# expect: erasechar(): b'\x7f'
# expect: killchar(): b'\x15'
# expect: baudrate(): 38400
# expect: isendwin(): False
# expect: has_ic(): True
# expect: has_il(): True
# expect: has_key(259,): False
# expect: has_key('a',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: has_key(-1,): False
# expect: is_term_resized(5, 5): True
# expect: is_term_resized('x', 1): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: resizeterm(10, 20): None
# expect: resizeterm(0, 0): _curses.error: resizeterm() returned ERR
# expect: resize_term(24, 80): None
# expect: newwin(): builtins.TypeError: _curses.newwin requires 2 to 4 arguments
# expect: newwin(1,): builtins.TypeError: _curses.newwin requires 2 to 4 arguments
# expect: newwin(1, 2, 3): builtins.TypeError: _curses.newwin requires 2 to 4 arguments
# expect: newwin(100, 100, 0, 0): <_curses.window object>
# expect: newwin('x', 1): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: newpad(0, 0): _curses.error: curses function returned NULL
# expect: newpad(-1, 1): _curses.error: curses function returned NULL
# expect: newpad(3, 4): <_curses.window object>
# expect: savetty(): None
# expect: resetty(): None
# expect: def_prog_mode(): None
# expect: reset_prog_mode(): None
# expect: def_shell_mode(): None
# expect: reset_shell_mode(): None
# expect: nl(): None
# expect: nonl(): None
# expect: noecho(): None
# expect: nocbreak(): None
# expect: cbreak(): None
# expect: raw(): None
# expect: noraw(): None
# expect: qiflush(): None
# expect: noqiflush(): None
# expect: flash(): None
# expect: beep(): None
# expect: flushinp(): None
# expect: set_escdelay(5,): None
# expect: set_escdelay(-5,): builtins.ValueError: ms must be > 0
# expect: set_tabsize(0,): builtins.ValueError: size must be > 0
# expect: set_tabsize(4,): None
# expect: get_tabsize(): 4
# expect: has_extended_color_support(): True
# expect: update_lines_cols(): None
# expect: napms(1,): 0
# expect: napms('x',): builtins.TypeError: 'str' object cannot be interpreted as an integer
# expect: getwin(5,): builtins.AttributeError: 'int' object has no attribute 'read'
# expect: use_env(True,): None
# expect: filter(): None
# expect: doupdate(): None
# expect: endwin(): None
# expect: isendwin(): True
# expect: initscr(): <_curses.window object>
# expect: endwin(): None
