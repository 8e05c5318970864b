# Third-party code, unmodified: a server and fifty requests to it.
import asyncio
import sys

sys.path.append("/usr/lib/python3/dist-packages")
from aiohttp import ClientSession, web


async def hello(request):
    return web.json_response({"name": request.match_info["name"], "query": dict(request.query)})


async def echo(request):
    return web.Response(text=(await request.text()).upper(), headers={"X-Length": request.headers["Content-Length"]})


async def main():
    app = web.Application()
    app.add_routes([web.get("/hello/{name}", hello), web.post("/echo", echo)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    async with ClientSession() as session:
        async def name_of(i):
            async with session.get(f"{base}/hello/{i}", params={"n": str(i)}) as response:
                return (await response.json())["name"]

        print(" ".join(await asyncio.gather(*map(name_of, range(50)))))
        async with session.post(base + "/echo", data="some text") as response:
            print(response.status, response.headers["X-Length"], await response.text())
        async with session.get(base + "/nothing") as response:
            print(response.status, response.reason)
    await runner.cleanup()


asyncio.run(main())

# expect: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49
# expect: 200 9 SOME TEXT
# expect: 404 Not Found
