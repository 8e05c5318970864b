# An application with routes, templates, sessions and errors; requests over a socket from two threads.
# needs: python3-flask
import threading
import urllib.request
from wsgiref.simple_server import WSGIRequestHandler

from _together import in_two_threads
from flask import Flask, abort, jsonify, redirect, render_template_string, request, session, url_for
from werkzeug.serving import make_server

app = Flask("shop")
app.secret_key = b"not a secret"


@app.route("/")
def index():
    session["visits"] = session.get("visits", 0) + 1
    return render_template_string("{% for n in range(3) %}{{ n }}{{ '<>' }} {% endfor %}{{ visits }}", visits=session["visits"])


@app.route("/item/<int:number>", methods=["GET", "POST"])
def item(number):
    if number > 10:
        abort(404)
    return jsonify(number=number, method=request.method, form=dict(request.form))


@app.route("/old")
def old():
    return redirect(url_for("item", number=3))


@app.errorhandler(404)
def missing(error):
    return f"no such page: {request.path}", 404


with app.test_client() as client:
    for _ in range(2):
        print(client.get("/").text)
    print(client.post("/item/5", data={"a": "b"}).json)
    print(client.get("/old").status, client.get("/old", follow_redirects=True).json)
    print(client.get("/item/11").text, client.put("/item/5").status)

server = make_server("127.0.0.1", 0, app, threaded=True)
WSGIRequestHandler.log_message = lambda *_: None
import logging

logging.getLogger("werkzeug").setLevel(logging.ERROR)
thread = threading.Thread(target=server.serve_forever, daemon=True)
thread.start()


def ask(i):
    return [urllib.request.urlopen(f"http://127.0.0.1:{server.port}/item/{n % 10}").read() for n in range(100)]


one, two = in_two_threads(ask)
print(one == two, len(one), one[7])
server.shutdown()
thread.join()

# expect: 0&lt;&gt; 1&lt;&gt; 2&lt;&gt; 1
# expect: 0&lt;&gt; 1&lt;&gt; 2&lt;&gt; 2
# expect: {'form': {'a': 'b'}, 'method': 'POST', 'number': 5}
# expect: 302 FOUND {'form': {}, 'method': 'GET', 'number': 3}
# expect: no such page: /item/11 405 METHOD NOT ALLOWED
# expect: True 100 b'{"form":{},"method":"GET","number":7}\n'
