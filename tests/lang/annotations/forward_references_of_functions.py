# min-version: 3.14
class Node:
    def link(self, other: Node, later: Later) -> Node | None: pass
class Later: pass
print(Node.link.__annotations__ == {"other": Node, "later": Later, "return": Node | None})
def f(a: Undefined): pass
Undefined = int
print(f.__annotations__)

# expect: True
# expect: {'a': <class 'int'>}
