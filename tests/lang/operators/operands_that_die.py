# Operands that nobody else holds end with the instruction that uses them, after its result is known.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


class Box:
    def __init__(self, name, content):
        self.noisy = Noisy(name)
        self.content = content


def text(suffix):
    return "".join(["te", "xt", suffix])


def in_containers():
    print(1 in {1: Noisy("dict")}, 2 in {1: Noisy("dict")}, "a" not in {"a": Noisy("dict")})
    print(1 in (1, 2, Noisy("tuple")))
    box = Box("box", {text(""): 1})
    print("text" in box.content, text("") in box.content, text("x") in box.content)
    if "text" in Box("dying box", {"text": 1}).content:
        print("found")
    if text("?") not in Box("other box", {"text": 1}).content:
        print("absent")
    print(3 in {3}, 3 in Box("set", {3}).content, 4 in Box("set", frozenset([3])).content)


def comparisons():
    box = Box("compared", text("1"))
    print(box.content == "text1", box.content != "text1", "text1" == box.content, box.content < "text2")
    if box.content == text("1"):
        print("equal")
    if box.content == "other":
        print("wrong")
    if Box("temporary", text("2")).content == text("2"):
        print("equal, too")
    if Box("longer", text("22")).content != "x":
        print("different")
    print(Box("is", None).content is None, box.content is box.content, text("") is text(""))


def truths():
    for content in ("", "x", [], [0], (), (0,), {}, {0: 0}, set(), {0}, 0.0, 1.5, 1j, b"", b"x", range(0), 10 ** 30):
        box = Box("", content)
        box.noisy.name = repr(content)
        if box.content:
            print("true", end=" ")
        else:
            print("false", end=" ")
        print(not box.content, bool(box.content), end=" ")
        del box
    if [Noisy("in a list")]:
        print("a list")
    if not {"k": Noisy("in a dict")}:
        print("wrong")
    if not (Noisy("in a tuple"),):
        print("wrong")
    if Box("holder", [1]).content:
        print("content")


def items():
    print({"a": 1, "b": Noisy("left in the dict")}["a"])
    print({5: 1, "b": Noisy("left behind the int")}[5])
    kept = {"a": Noisy("first item"), "b": "b", text("c"): Noisy("third item")}["a"]
    print(kept.name)
    print({text("k"): Noisy("beside")}.get(text("k")).name)
    d = {text("k"): [text("v")], 7: (1, 2)}
    print(d[text("k")], d["textk"][0], d[7][1], d[7])
    for bad in ("absent", 8, text("absent")):
        try:
            d[bad]
        except KeyError as e:
            print("KeyError", e)
    try:
        Box("of missing", {}).content["k"]
    except KeyError as e:
        print("KeyError", e)
    kept = Box("of item", {"k": Noisy("item")}).content["k"]
    print(kept.name)
    kept = None


def stores():
    d = {text("s"): Noisy("replaced"), 5: Noisy("replaced, too"), "other": 0}
    d[text("s")] = Noisy("new")
    d["texts"] = 1
    d[5] = d["other"]
    d[5] = Noisy("at an int")
    d[text("s")], d[text("new")] = [1], [2]
    d["texts"] += [3]
    d[5] = None
    print(d)
    Box("of stored", d).content["other"] = Noisy("kept")
    Box("dies", {"k": Noisy("old value")}).content["k"] = Noisy("new value")
    {"k": 0}["k"] = Noisy("nowhere")
    d.clear()
    d["other"] = d
    d["other"] = 1
    print(d)


for test in (in_containers, comparisons, truths, items, stores):
    print("--", test.__name__)
    test()

# expect: -- in_containers
# expect: end of dict
# expect: end of dict
# expect: end of dict
# expect: True False False
# expect: end of tuple
# expect: True
# expect: True True False
# expect: end of dying box
# expect: found
# expect: end of other box
# expect: absent
# expect: end of set
# expect: end of set
# expect: True True False
# expect: end of box
# expect: -- comparisons
# expect: True False True True
# expect: equal
# expect: end of temporary
# expect: equal, too
# expect: end of longer
# expect: different
# expect: end of is
# expect: True True False
# expect: end of compared
# expect: -- truths
# expect: false True False end of ''
# expect: true False True end of 'x'
# expect: false True False end of []
# expect: true False True end of [0]
# expect: false True False end of ()
# expect: true False True end of (0,)
# expect: false True False end of {}
# expect: true False True end of {0: 0}
# expect: false True False end of set()
# expect: true False True end of {0}
# expect: false True False end of 0.0
# expect: true False True end of 1.5
# expect: true False True end of 1j
# expect: false True False end of b''
# expect: true False True end of b'x'
# expect: false True False end of range(0, 0)
# expect: true False True end of 1000000000000000000000000000000
# expect: end of in a list
# expect: a list
# expect: end of in a dict
# expect: end of in a tuple
# expect: end of holder
# expect: content
# expect: -- items
# expect: end of left in the dict
# expect: 1
# expect: end of left behind the int
# expect: 1
# expect: end of third item
# expect: first item
# expect: end of beside
# expect: beside
# expect: ['textv'] textv 2 (1, 2)
# expect: KeyError 'absent'
# expect: KeyError 8
# expect: KeyError 'textabsent'
# expect: end of of missing
# expect: KeyError 'k'
# expect: end of of item
# expect: end of first item
# expect: item
# expect: end of item
# expect: -- stores
# expect: end of replaced
# expect: end of new
# expect: end of replaced, too
# expect: end of at an int
# expect: {'texts': [1, 3], 5: None, 'other': 0, 'textnew': [2]}
# expect: end of of stored
# expect: end of dies
# expect: end of old value
# expect: end of new value
# expect: end of nowhere
# expect: end of kept
# expect: {'other': 1}
