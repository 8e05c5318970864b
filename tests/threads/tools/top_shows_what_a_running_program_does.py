# tinypy-t --top serves snapshots of a running program to processes of the same user; tools/top shows them.
import json
import os
import pathlib
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time

try:
    import refscope
except ImportError:  # other interpreters do not serve
    refscope = None

TOP = pathlib.Path(os.path.abspath(__file__)).parents[3] / "tools" / "top"
# A thread that waits for a lock, one that computes, and the main thread, which waits for a line.
PROGRAM = """
import sys, threading
def wait_for_lock():
    lock.acquire()
def compute():
    while not done:
        pass
done, lock = False, threading.Lock()
lock.acquire()
threads = [threading.Thread(target=wait_for_lock, name="waiter"), threading.Thread(target=compute, name="an \\u00e9 and a \\"")]
for thread in threads:
    thread.start()
print("ready", flush=True)
sys.stdin.readline()
done = True
lock.release()
"""
FORKING = """
import os, sys
child = os.fork()
if child == 0:
    print("child", os.getpid(), flush=True)
    sys.stdin.readline()
    sys.exit()
os.waitpid(child, 0)
print("over", flush=True)
sys.stdin.readline()
"""


def check(what, good):
    print(what, True if good or not refscope else good)


def start(program, *options):
    """A running program that has printed its first line, and the line."""
    running = subprocess.Popen([sys.executable, *(options or ["--top"]), "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return running, running.stdout.readline()


def top(*arguments):
    done = subprocess.run([sys.executable, str(TOP), *map(str, arguments)], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def end(running):
    running.stdin.write("\n")
    running.stdin.close()
    status = running.wait()
    running.stdout.close()
    return status


def snapshot_of(pid):
    status, text = top("--json", pid)
    return json.loads(text) if status == 0 else {}


def innermost(thread):
    return thread["stack"][0].rpartition(" in ")[2] if thread["stack"] else ""


def settled(pid):
    """A snapshot in which all threads do what they were started for; after a minute, any."""
    for _ in range(600):
        now = snapshot_of(pid)
        threads = sorted(now["threads"], key=lambda thread: thread["id"])
        if [innermost(thread) for thread in threads] == ["<module>", "wait_for_lock", "compute"] and threads[1]["state"] == "detached":
            break
        time.sleep(0.1)
    return now, threads


def runs_and_ends():
    running, _ = start(PROGRAM)
    path = folder / "tinypy" / f"{running.pid}.top"
    check("socket", stat.S_ISSOCK(path.stat().st_mode) and stat.S_IMODE(path.stat().st_mode) == 0o600)
    check("folder", stat.S_IMODE(path.parent.stat().st_mode) == 0o700)
    idle = [connection(path) for _ in range(3)]  # peers that do not read
    now, threads = settled(running.pid)
    check("pid", now["pid"] == running.pid)
    check("names", [thread["name"] for thread in threads] == ["MainThread", "waiter", 'an \\xe9 and a "'])
    check("functions", [innermost(thread) for thread in threads] == ["<module>", "wait_for_lock", "compute"])
    check("a waiting thread is detached", threads[1]["state"] == "detached")
    check("what a lock is named after", (threads[1]["waits_for"], threads[1]["waits_for_lock"]) == ("the Lock made at <string>:8", True))
    check("the main thread", [thread["main"] for thread in threads] == [True, False, False])
    check("totals", now["heap"]["pages"] > 0 and now["heap"]["resident_bytes"] > 0 and now["pauses"]["count"] >= 0 and now["collections"]["world"] >= 0)
    status, text = top("--once", running.pid)
    check("as text", status == 0 and "waiter" in text and "pauses" in text and "collections" in text)
    check("stacks", "_bootstrap" in top("--once", "--stacks", running.pid)[1])
    check("list", top()[1].startswith(f"{running.pid} "))
    for peer in idle:
        peer.close()
    check("status", end(running) == 0)
    check("removed", not path.exists())
    status, text = top("--once", running.pid)
    check("gone", (status, text) == (1, f"tools/top: no program {running.pid} of tinypy that this user has started\n"))


def connection(path):
    peer = socket.socket(socket.AF_UNIX)
    peer.connect(str(path))
    return peer


def is_killed():
    running, _ = start(PROGRAM)
    path = folder / "tinypy" / f"{running.pid}.top"
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdin.close(), running.stdout.close()
    check("a killed program leaves its socket", path.exists())
    check("none is listed", top() == (0, "no program runs that was started with --top\n"))
    check("which removes the socket", not path.exists())


def forks():
    running, line = start(FORKING)
    child = int(line.split()[1])
    check("a child does not serve", not (folder / "tinypy" / f"{child}.top").exists())
    check("its parent does", snapshot_of(running.pid).get("pid") == running.pid)
    running.stdin.write("\n")
    running.stdin.flush()
    running.stdout.readline()  # the child has ended
    check("a child leaves the socket of its parent", snapshot_of(running.pid).get("pid") == running.pid)
    check("status after fork", end(running) == 0)


def folder_is_open_to_others():
    (folder / "tinypy").chmod(0o755)
    done = subprocess.run([sys.executable, "--top", "-c", "print('begun')"], capture_output=True, text=True)
    check("refused", done.returncode == 1 and done.stdout == "" and "--top: no folder that is closed to others" in done.stderr)


def is_not_asked():
    running, _ = start(PROGRAM, "-B")
    check("without the option", not (folder / "tinypy" / f"{running.pid}.top").exists())
    end(running)


CHECKS = {
    runs_and_ends: ["socket", "folder", "pid", "names", "functions", "a waiting thread is detached", "what a lock is named after", "the main thread", "totals", "as text", "stacks", "list",
                    "status", "removed", "gone"],
    is_killed: ["a killed program leaves its socket", "none is listed", "which removes the socket"],
    forks: ["a child does not serve", "its parent does", "a child leaves the socket of its parent", "status after fork"],
    is_not_asked: ["without the option"],
    folder_is_open_to_others: ["refused"],
}
with tempfile.TemporaryDirectory(prefix="tinypy-top-") as name:
    folder = pathlib.Path(name)
    os.environ["XDG_RUNTIME_DIR"] = name
    for part, checks in CHECKS.items():
        if refscope:
            part()
        else:
            for what in checks:
                check(what, None)

# expect: socket True
# expect: folder True
# expect: pid True
# expect: names True
# expect: functions True
# expect: a waiting thread is detached True
# expect: what a lock is named after True
# expect: the main thread True
# expect: totals True
# expect: as text True
# expect: stacks True
# expect: list True
# expect: status True
# expect: removed True
# expect: gone True
# expect: a killed program leaves its socket True
# expect: none is listed True
# expect: which removes the socket True
# expect: a child does not serve True
# expect: its parent does True
# expect: a child leaves the socket of its parent True
# expect: status after fork True
# expect: without the option True
# expect: refused True
