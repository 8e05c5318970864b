"""Files and standard streams that several threads use."""

import io
import os
import socket
import sys
import tempfile

from harness import THREADS, expect, scenario, share_of, together

N = 60


@scenario
def writes_to_a_binary_file_are_whole():
    with tempfile.NamedTemporaryFile("wb") as file:
        together(lambda i: [file.write(b"%03d %04d\n" % (i, n)) for n in range(N)])
        file.flush()
        with open(file.name, "rb") as source:
            got = [[] for _ in range(THREADS)]
            together(lambda i: got[i].extend(iter(lambda: source.read(9), b"")))
        expect(sorted(sum(got, [])) == [b"%03d %04d\n" % (i, n) for i in range(THREADS) for n in range(N)], "lines")


@scenario
def lines_of_a_text_file():
    with tempfile.TemporaryFile("w+", newline="\n") as file:
        together(lambda i: [file.write("%03d %04d \u20ac\n" % (i, n)) for n in range(N)])
        file.flush()
        file.seek(0)
        expect(sorted(file.read().splitlines()) == ["%03d %04d \u20ac" % (i, n) for i in range(THREADS) for n in range(N)], "lines")


@scenario
def a_text_file_survives_shared_reading():
    """Text streams promise little: no crash, nothing that was not in the file."""
    with tempfile.TemporaryFile("w+") as file:
        file.write("".join("line %04d\n" % n for n in range(N * 4)))
        file.seek(0)

        def read(i):
            for _ in range(N):
                try:
                    expect(set(file.readline()) <= set("line 0123456789\n"), "line")
                    file.tell() if i % 3 == 0 else file.read(5)
                except OSError:
                    pass  # tell() between another thread's reads

        together(read)


@scenario
def standard_error_is_shared():
    saved = sys.stderr
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", line_buffering=True)
    try:
        together(lambda i: [print("x%d %d\n" % (i, n), end="", file=sys.stderr) for n in range(N)])
        sys.stderr.flush()
        words = sys.stderr.buffer.getvalue().decode().split()
    finally:
        sys.stderr = saved
    expect(sorted(words) == sorted(sum([["x%d" % i, str(n)] for i in range(THREADS) for n in range(N)], [])), "words", len(words))


@scenario
def files_are_opened_and_closed():
    with tempfile.TemporaryDirectory() as folder:
        def use(i):
            path = os.path.join(folder, "file%d" % (i % 3))
            for n in range(N // 3):
                with open(path, "a") as file:
                    file.write("x")
                with open(path) as file:
                    expect(set(file.read()) <= {"x"}, "contents")
                os.stat(path), os.listdir(folder)

        together(use)
        sizes = sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
        expect(sizes == THREADS * (N // 3), "bytes", sizes)


@scenario
def one_file_is_closed_under_its_users():
    file = tempfile.TemporaryFile("w+b")

    def use(i):
        try:
            for n in range(N * 4):
                file.write(b"x")
                file.seek(0)
                file.read(3)
        except ValueError as error:
            expect(file.closed, error)
        except OSError:
            pass

    def close(i):
        for n in range(N):
            file.writable() if not file.closed else None
        file.close()

    together(*[use] * (THREADS - 1) + [close])
    expect(file.closed, "closed")


@scenario
def files_in_memory_are_set_up_under_their_readers():
    """What a reader gets is one of the contents the file has had, whole."""
    for file, unit in ((io.BytesIO(), b"x"), (io.StringIO(), "x")):
        def use(i):
            for n in range(N):
                contents = unit * (100 * (i + 1) + 2000 * (n % 5))
                if i % 3 == 0:
                    file.__init__(contents)
                elif i % 3 == 1:
                    state = (contents, 0, None) if unit == b"x" else (contents, "\n", 0, None)
                    file.__setstate__(state)
                else:
                    expect(set(file.getvalue()) <= set(unit), "contents")
                    value, *_, position, _ = file.__getstate__()
                    expect(position == 0 and len(value) % 100 == 0, "state")

        together(use)


@scenario
def pipes_between_threads():
    reader, writer = os.pipe()
    got = []
    with open(reader, "rb") as source, open(writer, "wb", buffering=0) as sink:
        def write(i):
            for n in range(N):
                sink.write(b"%03d\n" % i)

        def read(i):
            for n in range(share_of(2, 0) * N):
                got.append(source.readline())

        if THREADS % 2 == 0 and THREADS > 1:
            together(*[write, read] if THREADS == 2 else [write, read, write, lambda i: None] if THREADS == 4 else [write, lambda i: None] * (THREADS // 2 - 1) + [write, read])
            expect(len(got) == share_of(2, 0) * N and all(len(line) == 4 for line in got), "lines", len(got))


@scenario
def the_switch_interval_changes():
    before = sys.getswitchinterval()

    def use(i):
        for n in range(N):
            sys.setswitchinterval(0.0001 + n / 100000)
            expect(0 < sys.getswitchinterval() < 1, "interval")

    together(use)
    sys.setswitchinterval(before)


@scenario
def a_raw_file_is_closed_under_its_readers():
    """The next file that is opened may get the same number: nobody reads from that one by mistake, or closes it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, letter) for letter in "ab"]
        for path, letter in zip(paths, (b"a", b"b")):
            with open(path, "wb") as file:
                file.write(letter * 100)
        files = [io.FileIO(paths[0]) for _ in range(THREADS)]

        def replace(i):
            for n in range(N):
                at = n % THREADS
                try:
                    files[at].close()
                except ValueError:
                    pass  # another thread has closed it before it was flushed
                with io.FileIO(paths[1]) as other:
                    expect(set(other.read(10)) == set(b"b"), "own file")
                files[at] = io.FileIO(paths[0])

        def use(i):
            for n in range(N * 3):
                file = files[(n + i) % THREADS]
                try:
                    file.seek(n % 50)
                    data = file.read(10) if n % 5 else file.readall()
                    file.tell(), file.seekable(), file.isatty()
                    if n % 7 == 0:
                        file.close()
                except (ValueError, OSError):
                    continue  # closed
                expect(set(data) <= set(b"a"), "another file", data)

        together(use, use, replace)
        for file in files:
            file.close()


@scenario
def a_socket_is_closed_under_its_users():
    """Nobody receives what came for the next socket of the same number, or sends to it."""
    def pair():
        ours, theirs = socket.socketpair()
        ours.settimeout(0.002)
        theirs.send(b"a" * 20)
        return ours, theirs

    pairs = [pair() for _ in range(THREADS)]

    def replace(i):
        for n in range(N * 3):
            at = n % THREADS
            pairs[at][0].close()
            own, other = socket.socketpair()
            with own, other:
                own.send(b"b" * 50)
                other.send(b"c" * 50)
                expect((own.recv(99), other.recv(99)) == (b"c" * 50, b"b" * 50), "own sockets")
            pairs[at] = pair()

    def use(i):
        buffer = bytearray(10)
        for n in range(N * 5):
            ours, theirs = pairs[(n + i) % THREADS]
            try:
                theirs.send(b"a")
                data = ours.recv(5) if n % 2 else buffer[:ours.recv_into(buffer)]
                ours.sendall(b"a"), ours.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE), ours.fileno()
            except OSError:
                continue  # closed, or empty
            expect(set(data) <= set(b"a"), "another socket", data)

    together(use, use, replace)
    for ours, theirs in pairs:
        ours.close()
        theirs.close()
