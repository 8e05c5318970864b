# An application with routes, middleware, background tasks, websockets and a lifespan, asked over ASGI from two threads.
# needs: python3-starlette python3-httpx
import contextlib

from _together import in_two_threads
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient

events = []


async def item(request):
    if request.path_params["number"] > 9:
        raise HTTPException(404, "no such item")
    return JSONResponse({"number": request.path_params["number"], "query": dict(request.query_params), "body": (await request.body()).decode()})


def blocking(request):
    return PlainTextResponse("x" * 2000, background=BackgroundTask(events.append, "background"))


async def stream(request):
    async def parts():
        for n in range(5):
            yield f"{n},"

    return StreamingResponse(parts())


async def echo(socket):
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_json({"said": text})


@contextlib.asynccontextmanager
async def lifespan(app):
    events.append("start")
    yield
    events.append("stop")


app = Starlette(routes=[Mount("/api", routes=[Route("/item/{number:int}", item, methods=["GET", "POST"])]), Route("/blocking", blocking),
                        Route("/stream", stream), WebSocketRoute("/echo", echo)], middleware=[Middleware(GZipMiddleware)], lifespan=lifespan)


def ask(i):
    said = []
    with TestClient(app) as client:
        answer = client.post("/api/item/3?a=b", content="body")
        said.append((answer.status_code, answer.json()))
        said.append([client.get(path).status_code for path in ("/api/item/10", "/api/item/x", "/nothing")])
        answer = client.get("/blocking")
        said.append((len(answer.text), answer.headers["content-encoding"]))
        said.append(client.get("/stream").text)
        with client.websocket_connect("/echo") as socket:
            socket.send_text("hello")
            said.append(socket.receive_json())
        said.append(sum(client.get(f"/api/item/{n % 10}").json()["number"] for n in range(50)))
    return said


one, two = in_two_threads(ask)
for line in one:
    print(line)
print(one == two, sorted(events))

# expect: (200, {'number': 3, 'query': {'a': 'b'}, 'body': 'body'})
# expect: [404, 404, 404]
# expect: (2000, 'gzip')
# expect: 0,1,2,3,4,
# expect: {'said': 'hello'}
# expect: 225
# expect: True ['background', 'background', 'start', 'start', 'stop', 'stop']
