"""An ASGI application under uvicorn: one thread, which runs asyncio's loop. Loop and parser are those that every interpreter has.

    python3 bench/servers/with_uvicorn.py PORT STEPS
"""

import sys

import uvicorn
from _work import answer

port, steps = map(int, sys.argv[1:])


async def application(scope, receive, send):
    body = answer(steps)
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


uvicorn.run(application, host="127.0.0.1", port=port, loop="asyncio", http="h11", lifespan="off", log_level="warning", access_log=False)
