# Contexts and connections for the scripts of this folder.
import os
import socket
import ssl
import sys
import threading

KEYS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_keys")


def key(name):
    return os.path.join(KEYS, name + ".pem")


def server_context(name="server", **settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(key(name))
    for attribute, value in settings.items():
        setattr(context, attribute, value)
    return context


def client_context(authority="authority", **settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(key(authority))
    for attribute, value in settings.items():
        setattr(context, attribute, value)
    return context


def shake(client, server):
    """Moves the handshake of two SSLObjects, which talk through memory, to its end."""
    waiting = [client, server]
    for turn in range(20):
        for side in list(waiting):
            try:
                side.do_handshake()
                waiting.remove(side)
            except ssl.SSLWantReadError:
                pass
        if not waiting:
            return
    raise RuntimeError("the handshake has no end")


def pair_in_memory(client=None, server=None, name="localhost", session=None):
    """A client's and a server's SSLObject, of which each reads what the other one writes."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    a = (client or client_context()).wrap_bio(to_client, to_server, server_hostname=name, session=session)
    b = (server or server_context()).wrap_bio(to_server, to_client, server_side=True)
    return a, b


def connected_in_memory(*args, **kwargs):
    a, b = pair_in_memory(*args, **kwargs)
    shake(a, b)
    return a, b


def use_once(client, server):
    """Before threads share contexts: at its first use OpenSSL notes in a certificate what that says. An atomic flag orders this, which
    ThreadSanitizer does not see in a library that was built without it."""
    connected_in_memory(client, server)


class Server:
    """Serves connections on loopback, each in a thread of its own: calls handle(connection)."""

    def __init__(self, handle, context=None):
        self.handle, self.context = handle, context or server_context()
        self.errors = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        self.threads = []
        self.main = threading.Thread(target=self.serve)

    def serve(self):
        while True:
            plain, _ = self.listener.accept()
            if self.stopping:
                plain.close()
                return
            thread = threading.Thread(target=self.serve_one, args=(plain,))
            thread.start()
            self.threads.append(thread)

    def serve_one(self, plain):
        try:
            with self.context.wrap_socket(plain, server_side=True) as connection:
                self.handle(connection)
        except OSError as e:
            self.errors.append(e)
            plain.close()

    def __enter__(self):
        self.stopping = False
        self.main.start()
        return self

    def __exit__(self, *exception):
        self.stopping = True
        socket.create_connection(self.address).close()
        self.main.join()
        for thread in self.threads:
            thread.join()
        self.listener.close()


def connect(server, context=None, name="localhost", **kwargs):
    plain = socket.create_connection(server.address)
    try:
        return (context or client_context()).wrap_socket(plain, server_hostname=name, **kwargs)
    except BaseException:
        plain.close()
        raise


def outcome(function, *args, **kwargs):
    """What a call gives: its result, or the exception without the place in the source that messages name."""
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {str(e).split(' (_ssl.c:')[0]}"
