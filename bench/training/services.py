"""Stands for small services and tools: tasks, sockets, logs, options, files in folders, a data base, checksums."""

import argparse
import asyncio
import contextlib
import hashlib
import io
import json
import logging
import logging.handlers
import os
import shutil
import socket
import sqlite3
import tempfile
import zlib
from pathlib import Path

log = logging.getLogger("service")


# ---- tasks and streams

REQUESTS = [
    lambda number: {"do": "add", "values": [number, 1]},
    lambda number: {"do": "reverse", "text": f"<{number}>"},
    lambda number: {"do": "no"},
]


async def serve(reader, writer):
    """Answers lines of JSON until the peer closes."""
    while line := await reader.readline():
        request = json.loads(line)
        match request:
            case {"do": "add", "values": [*values]}:
                answer = sum(values)
            case {"do": "reverse", "text": str(text)}:
                answer = text[::-1]
            case _:
                log.warning("unknown request %r", request)
                answer = None
        writer.write(json.dumps({"id": request["id"], "answer": answer}).encode() + b"\n")
        await writer.drain()
    writer.close()


async def talk(count):
    ends = socket.socketpair()
    (reader, writer), served = [await asyncio.open_connection(sock=end) for end in ends]
    server = asyncio.create_task(serve(*served))
    answers = []
    for number in range(count):
        request = REQUESTS[number % 3](number)
        writer.write(json.dumps({"id": number, **request}).encode() + b"\n")
        if number % 10 == 9:
            await writer.drain()
            answers += [json.loads(await reader.readline())["answer"] for _ in range(10)]
    writer.close()
    await server
    return answers


async def work(count):
    """Workers between two queues, a semaphore, and tasks that are cancelled or too late."""
    waiting, done, limit = asyncio.Queue(maxsize=8), asyncio.Queue(), asyncio.Semaphore(3)

    async def worker(name):
        while True:
            job = await waiting.get()
            async with limit:
                await asyncio.sleep(0)
                await done.put((job, job * job % 97))
            log.debug("%s did %d", name, job)
            waiting.task_done()

    async def produce():
        for job in range(count):
            await waiting.put(job)
        await waiting.join()

    workers = [asyncio.create_task(worker(f"w{number}")) for number in range(4)]
    await produce()
    for task in workers:
        task.cancel()
    ended = await asyncio.gather(*workers, return_exceptions=True)
    late = 0
    for _ in range(5):
        try:
            async with asyncio.timeout(0.0005):
                await asyncio.Event().wait()
        except TimeoutError:
            late += 1
    results = sorted([done.get_nowait() for _ in range(done.qsize())])
    return sum(isinstance(end, asyncio.CancelledError) for end in ended), late, results[-1], sum(r for _, r in results)


async def tasks():
    async def echo(number):
        async with asyncio.Lock():
            await asyncio.sleep(0)
        return number

    talks = await asyncio.gather(*(talk(240) for _ in range(4)))
    echoes = [await future for future in asyncio.as_completed([echo(k) for k in range(40)])]
    first, *rest = talks
    return await work(900), all(answers == first for answers in rest), first[:4], sum(echoes)


# ---- files


def parse_options(arguments):
    parser = argparse.ArgumentParser(prog="service", description="Keeps files.")
    parser.add_argument("--level", choices=["debug", "info", "warning"], default="info")
    parser.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many (%(default)s)")
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="adds files")
    add.add_argument("names", nargs="+")
    add.add_argument("--force", action="store_true")
    show = commands.add_parser("show")
    show.add_argument("--as", dest="form", default="text")
    return parser.parse_args(arguments)


def fill(root, options):
    """Writes text and binary files into folders, and a list of their sums."""
    sums = {}
    for number in range(options.number):
        folder = root / f"part{number % 3}" / f"{number:02}"
        folder.mkdir(parents=True, exist_ok=True)
        for name in options.names:
            path = folder / name
            if path.suffix == ".txt":
                with path.open("w", encoding="utf-8") as out:
                    out.writelines(f"{line} Zeile {line * number}\n" for line in range(80))
                    print("end", number, sep="|", file=out)
            else:
                path.write_bytes(zlib.compress(bytes(range(256)) * (number + 1)) + number.to_bytes(4, "little"))
            sums[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    (root / "sums.json").write_text(json.dumps(sums, indent=2))
    return sums


def examine(root):
    """Walks through the folders; reads by lines, by blocks, and from the end."""
    lines, unpacked, sizes = 0, 0, {}
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            stem, extension = os.path.splitext(name)
            sizes[extension] = sizes.get(extension, 0) + os.stat(path).st_size
            if extension == ".txt":
                with open(path, encoding="utf-8") as file:
                    lines += sum(int(line.split()[0]) for line in file if line[0].isdigit())
            elif extension == ".bin":
                with open(path, "rb") as file:
                    file.seek(-4, io.SEEK_END)
                    number = int.from_bytes(file.read(), "little")
                    file.seek(0)
                    packed = b"".join(iter(lambda: file.read(64), b""))[:-4]
                unpacked += len(zlib.decompress(packed)) == 256 * (number + 1)
    for path in sorted(root.glob("part1/**/*.bin")):
        path.replace(path.with_suffix(".old"))
    shutil.rmtree(root / "part2")
    return lines, unpacked, sizes[".txt"], len(list(root.rglob("*"))), sorted(entry.name for entry in os.scandir(root))


# ---- a data base


def keep(path, sums):
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("pragma synchronous = off")
        base.row_factory = sqlite3.Row
        base.create_function("short", 1, lambda text: text[:6])
        base.execute("create table files (id integer primary key, path text unique, sum text, size real)")
        with base:
            rows = [(name, value, len(name) / 2) for name, value in sums.items()]
            base.executemany("insert into files (path, sum, size) values (?, ?, ?)", rows)
        refused = 0
        for name in list(sums)[::3]:
            try:
                with base:
                    base.execute("update files set size = size + 1 where path like :part", {"part": name[:6] + "%"})
                    base.execute("insert into files (path, sum) values (?, ?)", (name, b"twice"))
            except sqlite3.IntegrityError as error:
                refused += 1
                log.info("refused: %s", error)
        found = [dict(row) for row in base.execute("select path, short(sum) as s from files order by sum limit 3")]
        return refused, found[0], base.execute("select count(*), total(size) from files").fetchone()[:]


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        handler = logging.handlers.RotatingFileHandler(root / "log", maxBytes=20_000, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-8s %(name)s:%(funcName)s %(message)s"))
        log.addHandler(handler)
        log.propagate = False
        log.setLevel(logging.DEBUG)
        print(*asyncio.run(tasks()))
        options = parse_options("--level debug -n 9 add --force a.txt b.bin c.bin d.txt".split())
        log.setLevel(options.level.upper())
        sums = fill(root / "data", options)
        print(options, hashlib.blake2b("".join(sums.values()).encode(), digest_size=8).hexdigest())
        print(*examine(root / "data"))
        print(*keep(root / "base.sqlite", sums))
        log.removeHandler(handler)
        handler.close()
        print(parse_options(["show"]), sorted(path.name for path in root.iterdir()))


if __name__ == "__main__":
    main()
