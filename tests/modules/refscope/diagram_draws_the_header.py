# refscope.diagram() draws the header: the words in boxes, and below them what their bits mean. The same as SVG is well-formed XML.
import xml.etree.ElementTree as ElementTree

from _programs import check, refscope


class Thing:
    pass


# An object that one variable holds, in each kind of program. `shape` is the number of its shape.
LINES = """Thing object: 16 bytes of header
0          4          8          12         16
┌──────────┬──────────┬──────────┬──────────┬─────────┄
│ owner    │ local    │ shared   │ meta     │ payload
│ {owner} │ {local} │ {shared} │ {meta} │
└──────────┴──────────┴──────────┴──────────┴─────────┄
owner                               {who}
local                               {whose}: {local_number}
shared  bits 31..3  count     {count}     {of}
        bit  2      mark      0
        bits 1..0   state     {state}
meta    bits 31..9  shape     {shape} Thing
        bit  8      lent      0
        bit  7      large     0
        bit  6      frozen    0
        bit  5      weakrefs  0
        bit  4      finalized 0
        bit  3      deferred  0
        bit  2      published 0
        bit  1      parked    0
        bit  0      locked    0"""
ONE, NONE = "00000001", "00000000"
OWNED = {"owner": ONE, "local": ONE, "shared": NONE, "who": "thread 1 (this one)", "local_number": 1, "count": 0, "of": "of all other threads", "state": "0     biased"}
WORDS = {"free": {**OWNED, "whose": "the owner's count"}, "gil": {**OWNED, "whose": "the count"},
         # merged 1: count 1 above three bits, state 2
         "atomic": {"owner": NONE, "local": NONE, "shared": "0000000a", "who": "nobody", "whose": "the owner's count", "local_number": 0, "count": 1,
                    "of": "of all threads", "state": "2     merged"}}


def number_of_shape(drawing):
    line = next(line for line in drawing.split("\n") if "shape" in line)
    return int(line.split()[4])


def drawn():
    x = Thing()
    drawing = refscope.diagram(x)
    shape = number_of_shape(drawing)
    meta = f"{shape << 9:08x}"  # below the shape are nine flags, none of which is set
    wanted = {kind: LINES.format(**words, meta=meta, shape=f"{shape:<5}") for kind, words in WORDS.items()}
    check("a private object", drawing, wanted)
    check("format='text' is the default", refscope.diagram(x, format="text"), drawing)
    check("immortal", "bit  3      deferred  1     registers do not count it" in refscope.diagram(refscope.make_immortal(x)), True)


def pictures():
    x = type("A<b>&c", (), {})()
    picture = refscope.diagram(x, "svg")
    root = ElementTree.fromstring(picture)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    check("svg", root.tag, "{http://www.w3.org/2000/svg}svg")
    check("title", root.find("{http://www.w3.org/2000/svg}title").text, "A<b>&c object: 16 bytes of header")
    check("words", [text for text in texts if text in ("owner", "local", "shared", "meta")][:4], ["owner", "local", "shared", "meta"])
    check("flags", [text for text in texts if text and text.startswith("meta.")][1:3], ["meta.lent", "meta.large"])
    check("self-contained", "href" in picture or "@import" in picture or "url(" in picture, False)
    check("light and dark", "prefers-color-scheme:dark" in picture, True)


def refused(*arguments):
    try:
        refscope.diagram(*arguments)
    except (TypeError, ValueError) as e:
        return f"{type(e).__name__}: {e}"


if refscope:
    drawn()
    pictures()
    check("another format", refused([], "png"), "ValueError: format must be 'text' or 'svg', not 'png'")
    check("no format", refused([], None), "ValueError: format must be 'text' or 'svg', not None")
    check("an int", refused(7), "ValueError: this int has no header: it lies in the 64-bit word itself")
    check("no argument", refused(), "TypeError: diagram() takes at least 1 positional argument (0 given)")
else:
    for what in ("a private object", "format='text' is the default", "immortal", "svg", "title", "words", "flags", "self-contained", "light and dark",
                 "another format", "no format", "an int", "no argument"):
        check(what, None, None)

# expect: a private object True
# expect: format='text' is the default True
# expect: immortal True
# expect: svg True
# expect: title True
# expect: words True
# expect: flags True
# expect: self-contained True
# expect: light and dark True
# expect: another format True
# expect: no format True
# expect: an int True
# expect: no argument True
