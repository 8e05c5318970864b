# A signal that arrives during a native call which does not wait for it is handled before the next instruction: what the
# handler raises belongs to the call, also if the call is the last one in its `try`.
import ctypes
import os
import signal
import threading

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the script with it ignored
send = getattr(ctypes.CDLL(None), "raise")
send_twice = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(("raise", ctypes.CDLL(None)))


def by_position():
    try:
        send(signal.SIGINT)
    except KeyboardInterrupt as e:
        return "inside", e.__traceback__.tb_lineno - by_position.__code__.co_firstlineno
    return "outside"


def by_star(*numbers, **options):
    try:
        send(*numbers, **options)
    except KeyboardInterrupt:
        return "inside"
    return "outside"


def by_local():
    result = "unset"
    try:
        result = send_twice(signal.SIGINT)
    except KeyboardInterrupt:
        return "inside"
    return "outside"


def in_a_loop():
    seen = []
    for n in range(5):
        try:
            if n % 2:
                send(signal.SIGINT)
        except KeyboardInterrupt:
            seen.append(n)
        else:
            seen.append(-n)
    return seen


def cleans_up():
    steps = []
    try:
        try:
            send(signal.SIGINT)
        finally:
            steps.append("finally")
            [].append(1)
    except KeyboardInterrupt:
        steps.append("except")
    return steps


print(by_position(), by_star(2), by_local(), in_a_loop(), cleans_up())


# A handler that raises nothing is called once, and the call has its result.
calls = []
signal.signal(signal.SIGUSR1, lambda number, frame: calls.append(frame.f_code.co_name))


def counted():
    return send(signal.SIGUSR1), len(calls)


print(counted(), counted(), calls)

# A thread that sends data and a signal at once.
read, write = os.pipe()
main = threading.get_ident()


def wake():
    os.write(write, b"data")
    signal.pthread_kill(main, signal.SIGINT)


def reads(thread):
    try:
        thread.start()
        os.read(read, 4)
        while True:
            pass
    except KeyboardInterrupt:
        return "interrupted"


for _ in range(5):
    t = threading.Thread(target=wake)
    print(reads(t), end=" ")
    t.join()
print()

# expect: ('inside', 2) inside inside [0, 1, -2, 3, -4] ['finally', 'except']
# expect: (0, 1) (0, 2) ['counted', 'counted']
# expect: interrupted interrupted interrupted interrupted interrupted 
