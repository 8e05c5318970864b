"""What servers of socketserver leave out: a load generator that ends resets its connections, and each would be told with a traceback."""

import sys


class QuietAboutResets:
    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
