# min-version: 3.14
class Node:
    next: Node | None
    other: Later
class Later: pass
print(Node.__annotations__ == {"next": Node | None, "other": Later})

# expect: True
