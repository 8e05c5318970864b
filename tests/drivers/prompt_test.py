#!/usr/bin/env python3
"""The interactive prompt, driven through a pseudo-terminal.

    prompt_test.py --interp PATH [--interp PATH] [--only SUBSTR]

A case types lines, each when a prompt has come, and compares all that the terminal shows (which does not echo). The last line printed is
"N passed, N failed".
"""

import argparse
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import termios
import time

from processes import HANG_SECONDS, settle

PROMPTS = (b">>> ", b"... ", b"?? ", b"help> ", b"(Pdb) ")
ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?]*[A-Za-z@]|[=>])")  # what moves the cursor, and what colours
CTRL_C, CTRL_D = "\x03", "\x04"
CASES = []


def case(*typed, args=("-q",), env=None, files=None, status=0, interrupt_after=None, edited=False, library=False, colours=None):
    """The docstring is what the terminal shows. `interrupt_after`: Ctrl-C comes when this text has been shown. A tuple among the lines is what is
    typed in a second session, which finds what the first one has left in the home folder. `edited`, `library`: see below. `colours`: whether there are any."""
    def register(function):
        shown = "\n".join(line.removeprefix("    ") for line in function.__doc__.strip("\n").split("\n"))
        CASES.append((function.__name__, typed, args, env or {}, files or {}, status, interrupt_after, edited or library, library, colours, shown))
        return function
    return register


@case("1 + 1", "_ * 2", "None", "_", "'text'", CTRL_D)
def values_are_shown_and_kept():
    """
    >>> 2
    >>> 4
    >>> >>> 4
    >>> 'text'
    >>> """


@case("if True:", "    print('in')", "", "def f(x):", "    return x", "", "f(3)", "if 0: pass", "", "(1 +", "", "2)", "'''a", "b'''", "x = 1; x", "@f", "def g(): pass", "", CTRL_D)
def blocks_go_on_to_an_empty_line():
    """
    >>> ... ... in
    >>> ... ... >>> 3
    >>> ... >>> ... ... 3
    >>> ... 'a\\nb'
    >>> 1
    >>> ... ... >>> """


@case("# a comment", "", "   ", "1", CTRL_D)
def nothing_to_run_asks_again():
    """
    >>> >>> >>> >>> 1
    >>> """


@case("def f():", "    return 1 / 0", "", "f()", "x = ", "import sys", "sys.last_exc is sys.last_value, type(sys.last_value).__name__", "f(", "1)", CTRL_D)
def tracebacks_show_what_was_typed():
    """
    >>> ... ... >>> Traceback (most recent call last):
      File "<stdin>", line 1, in <module>
        f()
        ~^^
      File "<stdin>", line 2, in f
        return 1 / 0
               ~~^~~
    ZeroDivisionError: division by zero
    >>>   File "<stdin>", line 1
        x =
            ^
    SyntaxError: invalid syntax
    >>> >>> (True, 'SyntaxError')
    >>> ... Traceback (most recent call last):
      File "<stdin>", line 1, in <module>
        f(
        ~^
        1)
        ^^
    TypeError: f() takes 0 positional arguments but 1 was given
    >>> """


@case("import sys", "sys.ps1 = '?? '", "sys.ps2 = '... '", "class P:", "    def __str__(self): return '>>> '", "", "sys.ps1 = P()", "1", CTRL_D, args=("-q", "-S"))
def prompts_can_be_set():
    """
    >>> >>> ?? ?? ... ... ?? >>> 1
    >>> """


@case("if 1:", "  x = 1" + CTRL_C, "print('here')", CTRL_D)
def ctrl_c_drops_the_statement():
    """
    >>> ... 
    KeyboardInterrupt
    >>> here
    >>> """


@case("import time; print('waiting', flush=True); time.sleep(1000)", "2", CTRL_D, interrupt_after=b"waiting")
def ctrl_c_interrupts_what_runs():
    """
    >>> waiting
    Traceback (most recent call last):
      File "<stdin>", line 1, in <module>
        import time; print('waiting', flush=True); time.sleep(1000)
                                                   ~~~~~~~~~~^^^^^^
    KeyboardInterrupt
    >>> 2
    >>> """


@case("raise SystemExit(3)", status=3)
def system_exit_leaves():
    """
    >>> """


@case("name = input('?? ')", "typed", "name", "import atexit; _ = atexit.register(print, 'bye')", CTRL_D)
def input_reads_the_next_line():
    """
    >>> ?? >>> 'typed'
    >>> >>>
    bye
    """


@case("x", "y", CTRL_D, args=("-q", "-i", "script.py", "a"), files={"script.py": "import sys\nx = sys.argv\nraise SystemExit(5)\ny = 1\n"})
def inspecting_after_a_script():
    """
    Traceback (most recent call last):
      File "FOLDER/script.py", line 3, in <module>
        raise SystemExit(5)
    SystemExit: 5
    >>> ['script.py', 'a']
    >>> Traceback (most recent call last):
      File "<stdin>", line 1, in <module>
        y
    NameError: name 'y' is not defined
    >>> """


@case("x", CTRL_D, args=("-c", "import os; os.environ['PYTHONINSPECT'] = '1'; x = 7"))
def inspecting_because_the_program_says_so():
    """
    >>> 7
    >>> """


@case("started", "f()", CTRL_D, env={"PYTHONSTARTUP": "start.py"}, files={"start.py": "started = 'yes'\ndef f(): return __name__\nprint('hello')\n"})
def startup_file():
    """
    hello
    >>> 'yes'
    >>> '__main__'
    >>> """


@case(CTRL_D, env={"PYTHONSTARTUP": "start.py/x"}, files={"start.py": ""})
def startup_file_that_cannot_be_opened():
    """
    Could not open PYTHONSTARTUP
    NotADirectoryError: [Errno 20] Not a directory: 'start.py/x'
    >>> """


@case("from __future__ import annotations", "def f(x: undefined): pass", "", "f.__annotations__", CTRL_D)
def future_imports_last():
    """
    >>> >>> ... >>> {'x': 'undefined'}
    >>> """


@case(CTRL_D, args=())
def banner():
    """
    Python VERSION
    Type "help", "copyright", "credits" or "license" for more information.
    >>> """


# ---- lines that are edited: the terminal echoes, and the module readline is at work. Only lines that begin with "=" are looked at.

SHOW_MODE = "import termios; print('=', bool(termios.tcgetattr(0)[3] & termios.ICANON))"
UP, TAB = "\x10", "\t"


@case("import sys", f"print('=', sys.platfor{TAB})", f"pri{TAB}'= ', 1)", CTRL_D, edited=True)
def names_are_completed():
    """
    = linux
    =  1"""


@case("x = 41", "print('=', x + 1)", CTRL_D, (UP + UP, UP + UP, "import readline; print('=', readline.get_current_history_length())", CTRL_D), edited=True)
def lines_of_before_are_remembered():
    """
    = 42
    = 42
    = 5"""


@case("if 1:", "  x = 1" + CTRL_C, "print('= here')", SHOW_MODE, CTRL_D, edited=True)
def ctrl_c_drops_the_edited_line():
    """
    = here
    = True"""


@case("half a " + CTRL_C, "the äöü" + "\x7f" + "u", CTRL_D, args=("script.py",), edited=True, files={"script.py": """\
import readline, termios
before = termios.tcgetattr(0)
for i in range(3):
    try:
        print("=", ascii(input(">>> ")))
    except (KeyboardInterrupt, EOFError) as error:
        print("\\n=", type(error).__name__)
print("=", before == termios.tcgetattr(0), ascii(readline.get_history_item(1)), readline.get_current_history_length())
"""})
def input_of_a_script():
    """
    = KeyboardInterrupt
    = 'the \\xe4\\xf6u'
    = EOFError
    = True 'the \\xe4\\xf6u' 1"""


@case(f"b{TAB} a{TAB}{TAB}p{TAB}\nme", args=("script.py",), edited=True, files={"script.py": """\
import readline
words = ["apple", "apricot", "banana"]
def complete(text, state):
    readline.get_line_buffer(), readline.get_completion_type()
    try:
        input()
    except RuntimeError as error:
        words.append(str(error)) if len(words) == 3 else None
    return [w for w in words if w.startswith(text)][state]
readline.set_completer(complete)
readline.parse_and_bind("bind ^I rl_complete")
readline.set_completion_display_matches_hook(lambda *arguments: print("\\n=", arguments[0], sorted(arguments[1]), arguments[2]))
print("\\n=", input(">>> "))
readline.set_startup_hook(lambda: readline.insert_text("call "))
readline.set_pre_input_hook(lambda: readline.insert_text("for "))
print("=", input(">>> "), words[-1], readline.get_begidx(), readline.get_endidx())
"""})
def completers_and_hooks():
    """
    = ap ['apple', 'apricot'] 7
    = banana apple
    = call for me can't re-enter readline 7 10"""


# ---- the prompt of the library, `_pyrepl`: it is there since 3.13. The end of a line is what the key sends.

KEY_UP, PASTE, PASTED = "\x1bOA", "\x1b[200~", "\x1b[201~"


@case("import sys", f"print('=', sys.platfor{TAB})", f"print('=', __nam{TAB})", CTRL_D, library=True)
def library_completes_names():
    """
    = linux
    = __main__"""


@case("x = 41", "print('=', x + 1)", CTRL_D, (KEY_UP + KEY_UP, KEY_UP + KEY_UP, "def f():", "return 5", "", "print('=', f())", CTRL_D),
      (KEY_UP + KEY_UP, "", "print('=', f() + 1)", CTRL_D), library=True)
def library_remembers_sessions():
    """
    = 42
    = 42
    = 5
    = 6"""


@case(f"{PASTE}def f(n):\n    if n:\n        return 'a'\n\n    return 'b'\n\nfor i in range(2): print('=', f(i))\n{PASTED}", "", "print('=', 2)", CTRL_D, library=True)
def library_takes_pasted_lines():
    """
    = b
    = a
    = 2"""


@case("def f(x):", "if x:", "return x * 2", "", "print('=', f(4))", "class C:", "'= documented'", "", "print(C.__doc__)", CTRL_D, library=True)
def library_indents_blocks():
    """
    = 8
    = documented"""


@case("if 1:", "x = 1" + CTRL_C, "print('= here', 'x' in globals())", "half" + CTRL_C, SHOW_MODE, CTRL_D, library=True)
def library_drops_a_statement():
    """
    = here False
    = True"""


@case("import time; print('= waiting', flush=True); time.sleep(1000)", "print('= still here')", CTRL_D, interrupt_after=b"= waiting", library=True)
def library_interrupts_what_runs():
    """
    = waiting
    = still here"""


@case("def documented():", "'= what it does'", "", "help(documented)", "help", "quit", "print('= after')", CTRL_D, env={"PAGER": "cat"}, library=True)
def library_helps():
    """
    = what it does
    = after"""


@case("def f(): 1 / 0", "", "f()", "import sys, traceback", "print('=', [(f.name, f.line) for f in traceback.extract_tb(sys.last_exc.__traceback__)])", "f(:", "x = (1,", "2)",
      "print('=', x)", "raise SystemExit(7)", status=7, library=True)
def library_reports_errors():
    """
    = [('<module>', 'f()'), ('f', 'def f(): 1 / 0')]
    = (1, 2)"""


@case("print('=', started)", "exit", env={"PYTHONSTARTUP": "start.py"}, files={"start.py": "started = 'yes'\n"}, library=True, colours=False)
def library_without_colours():
    """
    = yes"""


@case("print('= coloured')", CTRL_D, env={"NO_COLOR": "", "PYTHON_COLORS": "1"}, library=True, colours=True)
def library_with_colours():
    """
    = coloured"""


@case("print('=', a)", CTRL_D, args=("-q", "-i", "-c", "a = 5"), library=True)
def library_after_a_program():
    """
    = 5"""


@case("print('= basic', 1)", CTRL_D, env={"PYTHON_BASIC_REPL": "1"}, library=True)
def library_is_not_asked():
    """
    = basic 1"""


@case("await asyncio.sleep(0, print('= slept'))", "x = await asyncio.to_thread(sum, [1, 2])", "print('=', x)", CTRL_D, args=("-m", "asyncio"), library=True)
def library_awaits():
    """
    = slept
    = 3"""


@case("print('=', inner)", "def f():", "    return inner + 1", "", "print('=', f())", CTRL_D, args=("script.py",), library=True,
      files={"script.py": "import code\ncode.interact('', local={'inner': 6}, exitmsg='= left')\n"})
def code_interacts():
    """
    = 6
    = 7
    = left"""


@case("p '= stopped', x", "b 4", "c", f"print('=', nam{TAB})", "!x = 9", "c", "q", args=("-m", "pdb", "-c", "b 2", "-c", "c", "script.py"), library=True,
      files={"script.py": "x = 1\nname = 'nam'\nx += 1\nprint('= x', x)\n"})
def debugger_completes_and_goes_on():
    """
    = nam
    = x 9"""


class Terminal:
    def __init__(self, interpreter, folder, args, env, edited=False, library=False):
        self.master, slave = pty.openpty()
        self.edited, self.end_of_line = edited, "\r" if library else "\n"
        if not edited:
            modes = termios.tcgetattr(slave)
            modes[1] &= ~termios.OPOST
            modes[3] &= ~termios.ECHO
            termios.tcsetattr(slave, termios.TCSANOW, modes)
        variables = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        variables.update(LC_ALL="C.UTF-8", NO_COLOR="1", PYTHON_COLORS="0", HOME=folder)
        variables.update({"TERM": "xterm"} if library else {"TERM": "dumb", "PYTHON_BASIC_REPL": "1"})
        variables.update(env)
        self.process = subprocess.Popen([interpreter, *args], cwd=folder, env=variables, stdin=slave, stdout=slave, stderr=slave,
                                        preexec_fn=self.take_terminal, close_fds=True)
        os.close(slave)
        self.shown = b""
        self.deadline = time.monotonic() + HANG_SECONDS

    @staticmethod
    def take_terminal():
        os.setsid()
        import fcntl
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def read_until(self, wanted):
        """Reads until what has come since ends with one of `wanted`, or the end."""
        begin = len(self.shown)
        # The library's prompt may be followed by an indentation.
        while not ESCAPES.sub(b"", self.shown[begin:]).rstrip(b" ").endswith(tuple(text.rstrip(b" ") for text in wanted)):
            ready, _, _ = select.select([self.master], [], [], max(0, self.deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            try:
                data = os.read(self.master, 4096)
            except OSError:  # all other ends are closed
                return False
            if not data:
                return False
            self.shown += data
        return True

    def read_the_rest(self):
        """An editor shows a prompt again and again. What it has shown before the next line is typed says nothing about that line."""
        while select.select([self.master], [], [], 0)[0]:
            try:
                data = os.read(self.master, 4096)
            except OSError:
                return
            self.shown += data

    def type(self, text):
        if text.endswith(CTRL_C) or self.edited:
            # The prompt is shown before the reading begins, which a signal of before does not interrupt. An editor shows it also in the middle of a
            # line, and Ctrl-D means something else while it does not edit.
            settle(self.process.pid)
            self.read_the_rest()
        os.write(self.master, (text if text.endswith((CTRL_C, CTRL_D)) else text + self.end_of_line).encode())

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def run_session(interpreter, folder, typed, args, env, interrupt_after, edited, library):
    terminal = Terminal(interpreter, folder, args, env, edited, library)
    try:
        open_ = terminal.read_until(PROMPTS)
        for index, text in enumerate(typed):
            if not open_:
                break
            terminal.type(text)
            if interrupt_after and index == 0:
                terminal.read_until((interrupt_after + b"\n", interrupt_after + b"\r\n"))
                terminal.type(CTRL_C)
            open_ = terminal.read_until(PROMPTS)
        while open_ and edited:  # a script may print more after its last line has been read
            open_ = terminal.read_until(PROMPTS)
        status = terminal.process.wait(HANG_SECONDS)
    except (TimeoutError, subprocess.TimeoutExpired):
        status = "none: it hangs"
    finally:
        terminal.close()
    return terminal.shown.decode(errors="replace").replace(folder, "FOLDER"), status


def run(interpreter, typed, args, env, files, interrupt_after, edited, library):
    """(what the terminal showed, exit status, whether there were colours)"""
    sessions = [[text for text in typed if isinstance(text, str)], *(text for text in typed if not isinstance(text, str))]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        results = [run_session(interpreter, folder, lines, args, env, interrupt_after, edited, library) for lines in sessions]
    shown = "".join(text for text, _ in results)
    coloured = "\x1b[1;35m" in shown
    if edited:
        lines = re.split("[\r\n]+", ESCAPES.sub(b"", shown.encode()).decode())
        shown = "\n".join(line.strip() for line in lines if line.lstrip().startswith("="))
    return shown, results[-1][1], coloured


def has_library_prompt(interpreter):
    return subprocess.run([interpreter, "-c", "import _pyrepl"], capture_output=True).returncode == 0


def judge(interpreter, name, typed, args, env, files, status, interrupt_after, edited, library, colours, wanted):
    shown, ended, coloured = run(interpreter, typed, args, env, files, interrupt_after, edited, library)
    shown = re.sub(r"^Python .*", "Python VERSION", shown)
    lines = [line.rstrip() for line in shown.rstrip().split("\n")]
    expected = [line.rstrip() for line in wanted.rstrip().split("\n")]
    if lines == expected and ended == status and colours in (None, coloured):
        return True
    print(f"FAIL {name} [{os.path.basename(interpreter)}]: status {ended}, {'with' if coloured else 'without'} colours, shown:")
    print("\n".join("    " + line for line in lines))
    print("  expected:\n" + "\n".join("    " + line for line in expected), flush=True)
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interp", action="append", required=True, metavar="PATH")
    parser.add_argument("--only", default="", metavar="SUBSTR")
    options = parser.parse_args()
    passed = failed = 0
    for interpreter in options.interp:
        skips = not has_library_prompt(interpreter)
        if skips:
            print(f"{interpreter}: cases of the library's prompt are skipped, since its library has none")
        for entry in CASES:
            if options.only not in entry[0] or skips and entry[8]:
                continue
            good = judge(os.path.abspath(interpreter), *entry)
            passed, failed = passed + good, failed + (not good)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
