# Requests over https to a local server with an authority of its own: sessions, files, redirects, refused certificates.
# needs: python3-requests
import http.server
import json

import _authority
import requests
from _together import in_two_threads


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/old":
            self.answer(302, b"", Location="/new", **{"Set-Cookie": "a=b"})
        else:
            self.answer(200, json.dumps({"path": self.path, "cookie": self.headers["Cookie"], "auth": self.headers["Authorization"]}).encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(201, b"%d %s" % (len(body), self.headers["Content-Type"].split(";")[0].encode()))

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


authority = _authority.make()
base = _authority.serve(Handler)


def work(i):
    with requests.Session() as session:
        session.verify = authority
        session.auth = ("me", "secret")
        said = [session.get(base + "/a", params={"x": "ä b"}).json()["path"]]
        answer = session.get(base + "/old")
        said += [[r.status_code for r in answer.history], answer.json()]
        said.append(session.post(base, files={"f": ("name", b"x" * 1000)}).text.split()[1])
        said.append(session.post(base, json={"a": 1}).text)
        said += [sum(len(session.get(base + "/%d" % n).content) for n in range(50))]
    return said


one, two = in_two_threads(work)
for line in one:
    print(line)
print(one == two)
for verify in True, _authority.make("other"):
    try:
        requests.get(base, verify=verify)
    except requests.exceptions.SSLError as e:
        print(type(e).__name__, "CERTIFICATE_VERIFY_FAILED" in str(e))

# expect: /a?x=%C3%A4+b
# expect: [302]
# expect: {'path': '/new', 'cookie': 'a=b', 'auth': 'Basic bWU6c2VjcmV0'}
# expect: multipart/form-data
# expect: 8 application/json
# expect: 3090
# expect: True
# expect: SSLError True
# expect: SSLError True
