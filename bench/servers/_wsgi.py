"""The WSGI application that several servers run."""

from _work import answer


def application(steps):
    def respond(environment, start_response):
        body = answer(steps)
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
        return [body]
    return respond
