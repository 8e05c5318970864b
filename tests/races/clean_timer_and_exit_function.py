# no race
import atexit
import threading

state = []


def ring():
    state.append("rang")


timer = threading.Timer(0.01, ring)
state.append("set")
timer.start()
timer.join()
state.append("over")
late = {"value": 0}


def change():
    late["value"] += 1


threading.Thread(target=change).start()
atexit.register(change)
