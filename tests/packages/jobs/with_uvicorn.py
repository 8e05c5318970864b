# An ASGI application served over https by uvicorn in a thread, with a second server beside it.
# needs: python3-uvicorn python3-websockets
import asyncio
import json
import ssl
import urllib.request

import _authority
import uvicorn
from _together import in_two_threads

authority = _authority.make()
_authority.server_context()


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": message["type"] + ".complete"})
        return await send({"type": "lifespan.shutdown.complete"})
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": message["text"].upper()})
        return
    body = b""
    while True:
        message = await receive()
        body += message["body"]
        if not message.get("more_body"):
            break
    answer = json.dumps({"method": scope["method"], "path": scope["path"], "scheme": scope["scheme"], "size": len(body)}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": answer})


async def story():
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", ssl_certfile="server.pem", ssl_keyfile="server.key", http="h11", loop="asyncio"))
    server.install_signal_handlers = lambda: None
    serving = asyncio.ensure_future(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    context = ssl.create_default_context(cafile=authority)
    import websockets

    async with websockets.connect(f"wss://localhost:{port}/ws", ssl=context) as socket:
        await socket.send("word")
        said = [await socket.recv()]

    def ask(n):
        with urllib.request.urlopen(f"https://localhost:{port}/{n}", data=b"x" * n, context=context) as answer:
            return json.load(answer)

    answers = [await asyncio.to_thread(ask, n) for n in range(1, 30)]
    said += [answers[-1], sum(a["size"] for a in answers)]
    server.should_exit = True
    await serving
    return said


one, two = in_two_threads(lambda i: asyncio.run(story()))
print(one, one == two)

# expect: ['WORD', {'method': 'POST', 'path': '/29', 'scheme': 'https', 'size': 29}, 435] True
