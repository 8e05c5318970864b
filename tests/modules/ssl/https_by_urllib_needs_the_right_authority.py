import http.server
import ssl
import threading
import urllib.error
import urllib.request
from _tls import client_context, server_context


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = f"page {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Quiet(http.server.ThreadingHTTPServer):
    def handle_error(self, request, address):
        pass


with Quiet(("127.0.0.1", 0), Page) as server:
    server.socket = server_context().wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    port = server.server_address[1]
    with urllib.request.urlopen(f"https://localhost:{port}/a", context=client_context()) as answer:
        print(answer.status, answer.read())
    for host, authority in (("localhost", "other_authority"), ("named.test", "authority")):
        context = client_context(authority)
        try:
            if host == "localhost":
                urllib.request.urlopen(f"https://localhost:{port}/", context=context)
            else:
                import socket
                context.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname=host)
        except OSError as e:
            reason = getattr(e, "reason", None)
            error = reason if isinstance(reason, Exception) else e
            print(type(error).__name__, error.reason, error.library, error.verify_code, error.verify_message)
            print(str(error).split(" (_ssl.c:")[0], isinstance(error, ValueError), isinstance(error, ssl.SSLError))
    context = client_context("other_authority", check_hostname=False, verify_mode=ssl.CERT_NONE)
    with urllib.request.urlopen(f"https://127.0.0.1:{port}/b", context=context) as answer:
        print(answer.status, answer.read())
    server.shutdown()
    thread.join()

# expect: 200 b'page /a'
# expect: SSLCertVerificationError CERTIFICATE_VERIFY_FAILED SSL 20 unable to get local issuer certificate
# expect: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate True True
# expect: SSLCertVerificationError CERTIFICATE_VERIFY_FAILED SSL 62 Hostname mismatch, certificate is not valid for 'named.test'.
# expect: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'named.test'. True True
# expect: 200 b'page /b'
