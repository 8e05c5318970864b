# judged: deadlock
# says: nobody is left who could wake
# says: MainThread waits at .*last_hope\.py:16, in <module>
import threading

event = threading.Event()
main_waits = threading.Event()


def forget():
    main_waits.wait()


threading.Thread(target=forget, daemon=True).start()
main_waits.set()
event.wait()
