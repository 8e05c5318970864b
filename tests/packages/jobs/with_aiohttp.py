# A web application over https, with a route, JSON, a websocket and a streamed answer; clients in two threads.
# needs: python3-aiohttp
import asyncio
import ssl

import _authority
from _together import in_two_threads

import aiohttp
from aiohttp import web


async def hello(request):
    return web.json_response({"hello": request.match_info["name"], "query": dict(request.query)})


async def upload(request):
    form = await request.post()
    return web.Response(text=f"{form['field']} {form['file'].filename} {len(form['file'].file.read())}")


async def echo(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        if message.data == "close":
            await socket.close()
        else:
            await socket.send_str(message.data.upper())
    return socket


async def stream(request):
    answer = web.StreamResponse()
    await answer.prepare(request)
    for i in range(100):
        await answer.write(b"%d," % i)
    await answer.write_eof()
    return answer


async def client(port, authority):
    said = []
    context = ssl.create_default_context(cafile=authority)
    base = f"https://localhost:{port}"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as session:
        async with session.get(base + "/hello/you?a=1&b=2") as answer:
            said.append((answer.status, answer.headers["Content-Type"], await answer.json()))
        form = aiohttp.FormData()
        form.add_field("field", "value")
        form.add_field("file", b"x" * 100_000, filename="x.bin")
        async with session.post(base + "/upload", data=form) as answer:
            said.append(await answer.text())
        async with session.ws_connect(base + "/echo") as socket:
            for word in "one", "two":
                await socket.send_str(word)
                said.append(await socket.receive_str())
            await socket.send_str("close")
            said.append((await socket.receive()).type.name)
        async with session.get(base + "/stream") as answer:
            said.append(sum(int(n) for n in (await answer.text()).split(",")[:-1]))
        async with session.get(base + "/nothing") as answer:
            said.append(answer.status)
    return said


async def main():
    authority = _authority.make()
    app = web.Application()
    app.add_routes([web.get("/hello/{name}", hello), web.post("/upload", upload), web.get("/echo", echo), web.get("/stream", stream)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "localhost", 0, ssl_context=_authority.server_context())
    await site.start()
    port = runner.addresses[0][1]
    one, two = await asyncio.to_thread(in_two_threads, lambda i: asyncio.run(client(port, authority)))
    for line in one:
        print(line)
    print(one == two)
    try:
        async with aiohttp.ClientSession() as session, session.get(f"https://localhost:{port}/"):
            print("not refused")
    except aiohttp.ClientConnectorCertificateError as e:
        print(type(e.certificate_error).__name__)
    await runner.cleanup()


asyncio.run(main())

# expect: (200, 'application/json; charset=utf-8', {'hello': 'you', 'query': {'a': '1', 'b': '2'}})
# expect: value x.bin 100000
# expect: ONE
# expect: TWO
# expect: CLOSE
# expect: 4950
# expect: 404
# expect: True
# expect: SSLCertVerificationError
