# Two minutes of wrk against an https server with two threads of asyncio's: no error, and memory does not grow.
# needs: python3-aiohttp
# programs: wrk
import asyncio
import gc
import os
import re
import subprocess
import threading

import _authority

from aiohttp import web

SECONDS = int(os.environ.get("LOAD_SECONDS", 120))


def memory():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


async def answer(request):
    return web.json_response({"path": request.path, "numbers": list(range(50))})


async def serve(context, ports, stop):
    app = web.Application()
    app.router.add_get("/{tail:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    ports.append(runner.addresses[0][1])
    while not stop.is_set():
        await asyncio.sleep(0.1)
    await runner.cleanup()


_authority.make()
context, ports, stop = _authority.server_context(), [], threading.Event()
servers = [threading.Thread(target=lambda: asyncio.run(serve(context, ports, stop))) for _ in range(2)]
for thread in servers:
    thread.start()
while len(ports) < 2:
    stop.wait(0.05)


def load(seconds):
    programs = [subprocess.Popen(["wrk", "-t1", "-c8", f"-d{seconds}s", f"https://127.0.0.1:{port}/x"], stdout=subprocess.PIPE, text=True) for port in ports]
    return [program.communicate()[0] for program in programs]


load(SECONDS // 6)  # until caches are full
before = memory()
reports = load(SECONDS - SECONDS // 6)
after = memory()
stop.set()
for thread in servers:
    thread.join()
print("errors:", [line for text in reports for line in text.splitlines() if "rrors" in line or "Non-2xx" in line])
counts = [int(re.search(r"(\d+) requests in", text)[1]) for text in reports]
print("requests:", min(counts) > 100)
print("memory grows:", after > before * 1.2 + 10)
import sys

print(before, after, counts, file=sys.stderr)

# expect: errors: []
# expect: requests: True
# expect: memory grows: False
