# Runs a function as a child process on a terminal of its own (a pseudo-terminal), and prints what it reports.
import fcntl, os, pty, select, struct, sys, termios, traceback


def on_terminal(function, keys=b"", size=(24, 80), term="xterm-256color"):
    """Calls function(report) in a child; report(text) is printed by the parent. The child reads `keys`. The result is all that the terminal showed."""
    out, into = os.pipe()
    pid, master = pty.fork()
    if pid == 0:
        os.close(out)
        status = 0
        try:
            os.environ["TERM"] = term
            for name in ("LINES", "COLUMNS", "ESCDELAY"):
                os.environ.pop(name, None)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            function(lambda text: os.write(into, (str(text) + "\n").encode()))
        except BaseException:
            os.write(into, traceback.format_exc().encode())
            status = 1
        finally:
            os._exit(status)
    os.close(into)
    shown, reported, files = b"", b"", [master, out]
    if keys:
        os.write(master, keys)
    while files:
        for file in select.select(files, [], [], 60)[0] or sys.exit("the child hangs"):
            try:
                data = os.read(file, 1 << 16)
            except OSError:
                data = b""
            if not data:
                files.remove(file)
            elif file == master:
                shown += data
            else:
                reported += data
    os.close(master), os.close(out)
    os.waitpid(pid, 0)
    print(reported.decode(), end="")
    return shown


def outcome(call, *arguments):
    """What a call gives or raises, as a text."""
    try:
        return repr(call(*arguments))
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}"
