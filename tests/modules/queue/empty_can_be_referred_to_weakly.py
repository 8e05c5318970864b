# An exception that says that a queue is empty takes attributes and weak references.
import queue
import weakref

try:
    queue.SimpleQueue().get(block=False)
except queue.Empty as e:
    watch = weakref.ref(e)
    e.attribute = 1
    print(watch() is e, e.attribute)
print(watch())

# expect: True 1
# expect: None
