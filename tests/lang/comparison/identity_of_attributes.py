# `x.a is y` asks for the object alone; what the attribute is, and that there is one, is found out anew each time.
import sys


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

    def __del__(self):
        if LOUD:
            print("gone", self.value)


class Slotted:
    __slots__ = ("value", "next")


class Computed:
    value = property(lambda self: print("asked") or LAST)
    next = None


LOUD = False
LAST = Node("last")


def length(node):
    n = 0
    while node.next is not None:
        node = node.next
        n += 1
    return n


def holds(node, value):
    return "yes" if node.value is value else "no", "no" if node.value is not value else "yes", "yes" if value is node.value else "no"


def ask(node, value):
    try:
        return holds(node, value)
    except AttributeError as error:
        return str(error)


chain = None
for i in range(20):
    chain = Node(i, chain)
print(length(chain))

node = Node(LAST)
for value in [LAST, None, 1, LAST, "text", LAST]:
    print(ask(node, value))
    node.value = value
    print(ask(node, value), ask(node, LAST))

del node.value
print(ask(node, None))
slotted = Slotted()
print(ask(slotted, None))
slotted.value = LAST
print(ask(slotted, LAST), ask(Computed(), LAST), ask(Computed, LAST), ask(5, LAST))
node.value = LAST
print(ask(node, LAST))

LOUD = True
print(Node("short lived").value is LAST, Node("other").next is None)
owner = Node("owner", Node("owned"))
if owner.next is not None:
    owner.next = None
    print("emptied")
print(owner.next is None)
if Node("made", Node("inside")).next is not None:
    print("held")
LOUD = False


def trace(frame, event, argument):
    if event == "line":
        node.value = None
    return trace


def traced():
    seen = []
    for _ in range(3):
        seen.append(node.value
                    is
                    LAST)
        node.value = LAST
    return seen


sys.settrace(trace)
print(ask(node, LAST))
sys.settrace(None)
node.value = LAST
print(ask(node, LAST), traced())

# expect: 19
# expect: ('yes', 'yes', 'yes')
# expect: ('yes', 'yes', 'yes') ('yes', 'yes', 'yes')
# expect: ('no', 'no', 'no')
# expect: ('yes', 'yes', 'yes') ('no', 'no', 'no')
# expect: ('no', 'no', 'no')
# expect: ('yes', 'yes', 'yes') ('no', 'no', 'no')
# expect: ('no', 'no', 'no')
# expect: ('yes', 'yes', 'yes') ('yes', 'yes', 'yes')
# expect: ('no', 'no', 'no')
# expect: ('yes', 'yes', 'yes') ('no', 'no', 'no')
# expect: ('no', 'no', 'no')
# expect: ('yes', 'yes', 'yes') ('yes', 'yes', 'yes')
# expect: 'Node' object has no attribute 'value'
# expect: 'Slotted' object has no attribute 'value'
# expect: asked
# expect: asked
# expect: asked
# expect: ('yes', 'yes', 'yes') ('yes', 'yes', 'yes') ('no', 'no', 'no') 'int' object has no attribute 'value'
# expect: ('yes', 'yes', 'yes')
# expect: gone short lived
# expect: gone other
# expect: False True
# expect: gone owned
# expect: emptied
# expect: True
# expect: gone made
# expect: gone inside
# expect: held
# expect: ('no', 'no', 'no')
# expect: ('yes', 'yes', 'yes') [True, True, True]
