"""What the scripts of this folder share. Other interpreters have no refscope: there every check counts as passed."""
import sys
import threading

try:
    import refscope
except ImportError:
    refscope = None

if refscope is None:
    KIND = "other"
elif sys._is_gil_enabled():
    KIND = "gil"
else:
    KIND = "free" if refscope.of([]).owner else "atomic"


def check(what, got, wanted):
    """Prints what is checked; and both values if they differ. `wanted` may be a dict by the kind of program."""
    if KIND == "other":
        return print(what, True)
    if isinstance(wanted, dict):
        wanted = wanted[KIND]
    if isinstance(got, tuple):
        got = list(got)
    print(what, True if got == wanted else f"got {got!r}, wanted {wanted!r}")


def phrases(x):
    return refscope.explain(x).split("; ") if refscope else []


def check_phrases(what, x, **wanted):
    """Checks that explain(x) has the phrases of the present kind of program among its own: a stressed program may say more."""
    got = phrases(x)
    missing = [phrase for phrase in wanted.get(KIND, []) if phrase not in got]
    print(what, f"missing {missing} in {got}" if missing else True)


def in_thread(function, *arguments):
    thread = threading.Thread(target=function, args=arguments)
    thread.start()
    thread.join()
