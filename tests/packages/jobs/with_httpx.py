# A client, synchronous and asynchronous, over https to a local server; two threads share one client.
# needs: python3-httpx
import asyncio
import http.server
import json
import ssl

import _authority
import httpx
from _together import in_two_threads


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        size = int(self.headers.get("Content-Length", 0))
        body = json.dumps({"method": self.command, "path": self.path, "size": len(self.rfile.read(size)), "type": self.headers["Content-Type"]}).encode()
        self.send_response(404 if self.path == "/nothing" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


trusted = ssl.create_default_context(cafile=_authority.make())
base = _authority.serve(Handler)
with httpx.Client(verify=trusted, base_url=base, timeout=60) as client:
    print(client.get("/a", params={"x": "ä"}).json())
    print(client.post("/b", json={"a": 1}).json(), client.post("/c", files={"f": b"x" * 1000}).json()["type"].split(";")[0])
    try:
        client.get("/nothing").raise_for_status()
    except httpx.HTTPStatusError as e:
        print(type(e).__name__, e.response.status_code)
    with client.stream("GET", "/s") as answer:
        print(sum(len(part) for part in answer.iter_raw()))
    print(in_two_threads(lambda i: sum(client.get(f"/{n}").json()["path"] == f"/{n}" for n in range(50))))


async def main():
    async with httpx.AsyncClient(verify=trusted, base_url=base, timeout=60) as client:
        answers = await asyncio.gather(*[client.get(f"/{n}") for n in range(20)])
        print([a.json()["path"] for a in answers][-3:])
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"url": str(request.url)}))
    async with httpx.AsyncClient(transport=transport) as client:
        print((await client.get("https://example.org/x")).json())


asyncio.run(main())
try:
    httpx.get(base)
except httpx.ConnectError as e:
    print(type(e).__name__, "CERTIFICATE_VERIFY_FAILED" in str(e))

# expect: {'method': 'GET', 'path': '/a?x=%C3%A4', 'size': 0, 'type': None}
# expect: {'method': 'POST', 'path': '/b', 'size': 7, 'type': 'application/json'} multipart/form-data
# expect: HTTPStatusError 404
# expect: 56
# expect: [50, 50]
# expect: ['/17', '/18', '/19']
# expect: {'url': 'https://example.org/x'}
# expect: ConnectError True
