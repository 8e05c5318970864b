# A line is reported if something of it runs: the clean-up behind a statement is no part of it, and a name alone is. sys.monitoring, unlike
# sys.settrace, takes the line of a definition for told when its frame is entered.
# min-version: 3.15
import contextlib
import sys

events = []
monitoring = sys.monitoring
monitoring.use_tool_id(3, "lines")


def trace(frame, event, arg):
    if frame.f_code.co_filename != "text":
        return None
    if event in ("call", "line"):
        events.append(event[0] + str(frame.f_lineno))
    return trace


def line(code, number):
    if code.co_filename == "text":
        events.append(str(number))


monitoring.register_callback(3, monitoring.events.LINE, line)


def calls(code):
    namespace = {"yes": lambda: 1, "no": lambda: 0, "quiet": contextlib.suppress}
    exec(code, namespace)
    if "f" in namespace:
        try:
            namespace["f"]()
        except ValueError:
            events.append("raised")


def show(text):
    code = compile(text, "text", "exec")
    sys.settrace(trace)
    calls(code)
    sys.settrace(None)
    traced = " ".join(events)
    events.clear()
    monitoring.set_events(3, monitoring.events.LINE)
    calls(code)
    monitoring.set_events(3, 0)
    print(traced, "/", *events)
    events.clear()


show("def f(a=None):\n  try:\n    raise ValueError\n  finally:\n    if a:\n      a.x()\n")
show("def f(a=None):\n  try:\n    pass\n  finally:\n    if a:\n      a.x()\n")
show("def f(a=''):\n  match a:\n    case int():\n      a.x()\n")
show("def f(a=''):\n  match a:\n    case [x, y]:\n      a.x()\n    case (1 | 2) as z:\n      a.y()\n")
show("def f(a=1):\n  a = a\n  return a\n")
show("def f(a=1):\n  b = a\n  a, b = b, a\n  a\n  a = b = a\n")
show("def f(a=1):\n  x = (\n    yes()\n    if a\n    else no()\n  )\n")
show("def f(a=1):\n  x = [\n    yes()\n    for i in (1, 2)\n    if no()\n  ]\n")
show("def f(a=1):\n  x = [\n    yes()\n    for i in (1, 2)\n    if yes()\n  ]\n")
show("def f(a=1):\n  return (a +\n    1)\n")
show("def f(a=1):\n  return (\n    1)\n")
show("def f(a=1):\n  x = (a +\n    a)\n  return x[\n   0:] if no() else x\n")
show("def f():\n  return [*(i\n    for i in (1, 2))]\n")
show("def f():\n  return (lambda: [\n    1])()\n")
show("def f(): x = 1\n")
show("def f(): x = 1; g = lambda: x\n")
show("def f(): yield 1\nlist(f())\n")
show("@(lambda f: f)\ndef f(): return 1\n")
show("class C:\n  x = 1\n")
show("class C: x = 1\n")
show("class C:\n  z: int\n")
show("class C:\n  def f(self): yield\n")
show("class C:\n  try:\n    pass\n  except:\n    x: int = 1\n")
show("class C:\n  if yes():\n    x: int = 1\n  y = 2\n")
show("def f():\n  class C:\n    z: int\n")
show("def f():\n  z: int\n")
show("def f():\n  'doc'\n")
show("def f(a=1):\n  if a:\n    x: int\n")
show("def f():\n  for i in (1, 2): x = i\n")
show("def f():\n  for i, j in ((1, 2), (2, 3)):\n    x = i\n")
show("def f():\n  for i in (1, 2):\n    for j in (1, 2): continue\n")
show("def f():\n  x = 3\n  while x: x -= 1\n")
show("def f():\n  for i in (1, 2, 3):\n    try: continue\n    finally: pass\n")
show("def f():\n  try:\n    raise ExceptionGroup('', [KeyError()])\n  except* (\n    KeyError\n  ):\n    pass\n")
show("def f():\n  with quiet(ValueError):\n    raise ValueError\n  return 3\n")
show("def f():\n  with quiet(ValueError): raise ValueError\n  return 3\n")
show("def f():\n  try:\n    with quiet(KeyError):\n      raise ValueError\n  except ValueError: pass\n")
show("")

# expect: c0 l1 c1 l2 l3 l5 raised / 1 2 3 5 raised
# expect: c0 l1 c1 l2 l3 l5 / 1 2 3 5
# expect: c0 l1 c1 l2 l3 / 1 2 3
# expect: c0 l1 c1 l2 l3 l5 / 1 2 3 5
# expect: c0 l1 c1 l2 l3 / 1 2 3
# expect: c0 l1 c1 l2 l3 l4 l5 / 1 2 3 4 5
# expect: c0 l1 c1 l4 l3 l2 / 1 4 3 2
# expect: c0 l1 c1 l4 l2 l4 l5 l3 l4 l5 l3 l4 l2 / 1 4 2 4 5 3 4 5 3 4 2
# expect: c0 l1 c1 l4 l2 l4 l5 l3 l4 l5 l3 l4 l2 / 1 4 2 4 5 3 4 5 3 4 2
# expect: c0 l1 c1 l2 l3 l2 / 1 2 3 2
# expect: c0 l1 c1 l3 l2 / 1 3 2
# expect: c0 l1 c1 l2 l3 l2 l5 l4 / 1 2 3 2 5 4
# expect: c0 l1 c1 l2 l3 l2 c2 l3 l2 c2 l3 l2 c2 l3 / 1 2 3 2 3 2 3 2 3
# expect: c0 l1 c1 l2 c2 l3 l2 / 1 2 3 2
# expect: c0 l1 c1 l1 / 1
# expect: c0 l1 c1 l1 / 1
# expect: c0 l1 l2 c1 l1 c1 / 1 2
# expect: c0 l1 l2 l1 c1 l1 l2 c1 l2 / 1 2 1 2 2
# expect: c0 l1 c1 l1 l2 / 1 2
# expect: c0 l1 c1 l1 / 1
# expect: c0 l1 c1 l1 / 1
# expect: c0 l1 c1 l1 l2 / 1 2
# expect: c0 l1 c1 l1 l2 l3 l1 / 1 2 3 1
# expect: c0 l1 c1 l1 l2 l3 l4 l1 / 1 2 3 4 1
# expect: c0 l1 c1 l2 c2 l2 / 1 2
# expect: c0 l1 c1 l1 / 1
# expect: c0 l1 c1 l1 / 1
# expect: c0 l1 c1 l2 / 1 2
# expect: c0 l1 c1 l2 l2 l2 / 1 2
# expect: c0 l1 c1 l2 l3 l2 l3 l2 / 1 2 3 2 3 2
# expect: c0 l1 c1 l2 l3 l3 l3 l2 l3 l3 l3 l2 / 1 2 3 2 3 2
# expect: c0 l1 c1 l2 l3 l3 l3 l3 / 1 2 3
# expect: c0 l1 c1 l2 l3 l4 l2 l3 l4 l2 l3 l4 l2 / 1 2 3 4 2 3 4 2 3 4 2
# expect: c0 l1 c1 l2 l3 l4 l5 l4 l7 / 1 2 3 4 5 4 7
# expect: c0 l1 c1 l2 l3 l2 l4 / 1 2 3 2 4
# expect: c0 l1 c1 l2 l3 / 1 2 3
# expect: c0 l1 c1 l2 l3 l4 l3 l5 / 1 2 3 4 3 5
# expect: c0 l0 /
