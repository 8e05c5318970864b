import ssl
import threading
from _tls import Server, client_context, connect, outcome, pair_in_memory, server_context


def answer(connection):
    connection.sendall(connection.recv(10).upper())

for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
    served = server_context(maximum_version=version)
    with Server(answer, served) as server:
        context = client_context()
        with connect(server, context) as first:
            first.sendall(b"one")
            print(first.version(), first.session_reused, first.recv(10))
            session = first.session
        print(type(session).__name__, session == session, session != first, session.has_ticket, session.timeout > 0,
              session.time > 1_600_000_000, type(session.id).__name__, session.ticket_lifetime_hint > 0)
        with connect(server, context, session=session) as second:
            second.sendall(b"two")
            print(second.session_reused, second.recv(10), second.session is not session)
            print(outcome(setattr, second, "session", session))
        print(outcome(connect, server, client_context(), session=session))
        print(outcome(connect, server, context, session="session"))
        print({key: value for key, value in context.session_stats().items() if key.startswith("connect") or key == "hits"})
    print(len(server.errors) <= 2)
client, server = pair_in_memory()
print(client.session, outcome(setattr, server, "session", session), outcome(ssl.SSLSession), outcome(hash, session))

# expect: TLSv1.2 False b'ONE'
# expect: SSLSession True True True True True bytes True
# expect: True b'TWO' True
# expect: ValueError: Cannot set session after handshake.
# expect: ValueError: Session refers to a different SSLContext.
# expect: TypeError: Value is not a SSLSession.
# expect: {'connect': 2, 'connect_good': 2, 'connect_renegotiate': 0, 'hits': 1}
# expect: True
# expect: TLSv1.3 False b'ONE'
# expect: SSLSession True True True True True bytes True
# expect: True b'TWO' True
# expect: ValueError: Cannot set session after handshake.
# expect: ValueError: Session refers to a different SSLContext.
# expect: TypeError: Value is not a SSLSession.
# expect: {'connect': 2, 'connect_good': 2, 'connect_renegotiate': 0, 'hits': 1}
# expect: True
# expect: None ValueError: Session refers to a different SSLContext. TypeError: cannot create '_ssl.SSLSession' instances TypeError: unhashable type: '_ssl.SSLSession'
