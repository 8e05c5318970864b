# judged: deadlock
# says: Deadlock: 2 threads wait for each other in a circle\.\n\n  \+-> MainThread waits at \S+plugin_of_a_thread\.py:\d+, in <module>\n  \|       for the end of loader
# says: loader waits at \S+plugin_of_a_thread\.py:\d+, in load\n  \|       for the import lock of the module plugin_of_a_thread, which MainThread holds\n
import os
import sys
import tempfile

PLUGIN = """
import threading
def load():
    import plugin_of_a_thread
    plugin_of_a_thread.x
thread = threading.Thread(target=load, name="loader")
thread.start()
thread.join()
x = 1
"""

with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "plugin_of_a_thread.py"), "w") as file:
        file.write(PLUGIN)
    sys.path.insert(0, folder)
    import plugin_of_a_thread
