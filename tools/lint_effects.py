#!/usr/bin/env python3
"""Finds functions that do not say what they do to their caller's values.

    tools/lint_effects.py            check; status 1 and one line for each finding. The last line is "N findings"

A function whose name ends in _py may run Python code, after which whatever is not held may be gone. It may also fail. Five rules follow:

name       A function that calls a *_py says so in its own name. Exempt is what is called through a table, as its name is not what a caller reads: a
           function that is mentioned without being called (a row of a method table, also one in a .def file, a slot, a hook), a handler of the
           virtual machine. So is a constructor, for which its class speaks, and raise_...(), after which the caller leaves.
borrow     A Value, a pointer to an object or to the storage of one, read from a slot of the heap into a local variable, is not used after a call that
           may run Python code, nor in the next turn of a loop around the call: what the slot held may be gone. A Ref would hold it. Nor is the name
           of a class. Arguments are held by the caller, items of a tuple by the tuple.
error      The result of a *_py is looked at before the next one is called: code that runs while an error is pending loses it.
declare    No source declares by hand what a header of a higher folder defines. (tools/check_layers.py sees only what is included.)
narrow     A number of 64 bits that a script has given (a variable that to_i64_py(), index_i64_py() or the like has filled) is not cast to a narrower type
           unless its function has compared it with something larger: 2**32 + 1 would become 1. to_i32_py() does both.

A line that is right although a rule finds it says why, on the line itself or the one before:    // lint: RULE: reason
A *_py that clears its own errors says so at its definition, for the source it stands in:    // lint: error: reason
A function that may run Python code in rare cases, and whose name would tell that to callers for whom it cannot happen, says so at its definition:
    // lint: name: borrow: reason
Its callers need no _py of their own for it, but the rule "borrow" takes a call of it for one that may run Python code.
"""

import argparse
import re
import sys
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from check_layers import LAYERS, RANK, ROOT, folder_of

PYTHON_CALL = re.compile(r"\b(\w+_py)\s*(?:<[^<>()]*>)?\(")
RARE = re.compile(r"//\s*lint: name: borrow: \S")
EXEMPTION = re.compile(r"//\s*lint: (name|borrow|error|declare|narrow): \S")
COMMENT_OR_LITERAL = re.compile(r'//[^\n]*|/\*.*?\*/|R"\(.*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
# The head of a definition, from the name on: parameters, and what may stand between them and the body.
HEAD = re.compile(r"(~?\b[A-Za-z_]\w*)\s*\(((?:[^(){};]|\([^(){};]*\))*)\)\s*(?:const\s*)?(?:noexcept\s*)?(?::[^;{}]*(?:\{[^{};]*\}\s*,[^;{}]*)*(?:\{[^{};]*\}\s*)?)?(?=\{)")
KEYWORDS = {"if", "for", "while", "switch", "return", "catch", "sizeof", "alignas", "decltype", "defined", "new", "delete", "do", "else", "case"}
HANDLER = re.compile(r"\b(HANDLER|SLOW_HANDLER|HANDLER_ARGS)\b")

# A local variable that borrows. Pointers to these types are pointers to objects of the heap, or to the name of a class.
BORROWING = re.compile(r"(?<![\w>(<,])(?:const\s+)?(Value|char\s*\*|auto\s*\*|Object\s*\*|(?:rt::)?[A-Z]\w*\s*\*)\s*(\w+)\s*(?:=|\{)\s*([^;]*);")
# Reads of what another piece of code may change.
SLOT_READ = re.compile(r"(\b[\w.>()*\-]+?)(?:\.|->)get(?:_shared)?\(\)|\(\*(\w+)\)\[|\b(\w+)->items\[")
STORAGE = re.compile(r"(?:auto|ListItems|DictTable|SetTable|SetEntry|Slot|Extra|Value|u8)\s*\*$")
# A program may rename a class.
NAME_READ = re.compile(r"\btype_name\(")
STORAGE_READ = re.compile(r"\.load\(gc::|->items\b")
LEAVES = re.compile(r"\b(return|continue|break|goto)\b[^;]*;\s*$|\b(TAIL|UNWIND|FINISH\w*|NEXT)\([^;]*;\s*$")
LOOP = re.compile(r"\b(?:for|while)\s*\(")
TUPLE = re.compile(r"\bTuple\s*\*\s*(?:const\s+)?(\w+)\b|\bauto\s*\*\s*(\w+)\s*=\s*(?:rt::)?as_tuple\(")
HOLDER = re.compile(r"\b(?:Ref|ViewAccess)\s*&{0,2}\s*(\w+)\b")
# The declaration of fields that an object has for its whole life says so.
CONSTANT_FIELDS = re.compile(r"^\s*Slot\s+([\w\s,]+);\s*//.*\bnever changes?\b", re.MULTILINE)


@dataclass
class Function:
    name: str
    line: int
    head: str       # with the parameters
    body: str       # without comments and literals
    start: int      # of the body in the file
    is_method: bool = False


@dataclass
class Source:
    path: Path
    text: str
    code: str = ""  # the same length, comments and literals blanked
    lines: list = field(default_factory=list)
    starts: list = field(default_factory=list)
    functions: list = field(default_factory=list)

    @property
    def name(self):
        return self.path.relative_to(ROOT).as_posix()

    def line_at(self, offset):
        return bisect_right(self.starts, offset)

    def about(self, line):
        """The line and the one before."""
        return self.lines[max(line - 2, 0):line]

    def is_exempt(self, line, rule):
        for text in self.about(line):
            found = EXEMPTION.search(text)
            if found and found[1] == rule:
                return True
        return False


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def end_of_block(code, start):
    """Behind the brace that closes the one at `start`."""
    depth = 0
    for brace in re.finditer(r"[{}]", code[start:]):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return start + brace.end()
    return len(code)


def read(path):
    source = Source(path, path.read_text(encoding="utf-8", errors="replace"))
    source.code = COMMENT_OR_LITERAL.sub(blank, source.text)
    source.lines = source.text.split("\n")
    source.starts = [0]
    for newline in re.finditer("\n", source.text):
        source.starts.append(newline.end())
    at = 0
    while head := HEAD.search(source.code, at):
        name, body = head[1], head.end()
        before = source.code[max(head.start() - 200, 0):head.start()]
        prefix = re.split(r"[;{}]", before)[-1]
        # A definition has a type in front of its name, or is a constructor; a statement or a macro has not.
        is_definition = name not in KEYWORDS and not re.search(r"[=(,.]\s*$|->\s*$|\b(return|else|new)\s*$|\[[^\]]*\]\s*$", prefix)
        if not is_definition or not re.search(r"[\w>&*\]:]\s*(\w+::)*~?$", prefix):
            at = head.end(1)
            continue
        end = end_of_block(source.code, body)
        source.functions.append(Function(name, source.line_at(head.start(1)), prefix + head.group(), source.code[body:end], body))
        at = end
    return source


def sources():
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*")):
            if path.suffix in {".h", ".cpp"} and path.is_file():
                yield read(path)


def tables():
    for layer in LAYERS:
        yield from sorted((ROOT / layer).rglob("*.def"))


def mentioned_without_call(code):
    """Names that stand somewhere as a value: in a table, as a slot, as a hook, as an argument."""
    for match in re.finditer(r"(?<![\w.])(?:\w+::)*(\w+)\b(?:<[\w\s:&*,]*>)?(?!\s*[(<\w:])", code):
        yield match[1]


# ---- rules


def check_names(source, values):
    for f in source.functions:
        called = PYTHON_CALL.search(f.body)
        if not called or f.name.endswith("_py") or f.name in values or HANDLER.search(f.head):
            continue
        if f.name[0].isupper() or f.name.startswith(("~", "raise")):
            continue
        if not source.is_exempt(f.line, "name"):
            yield f.line, "name", f"{f.name}() calls {called[1]}()"


def is_slot_read(kind, initialiser, refs, tuples, constant):
    if STORAGE.search(kind) and STORAGE_READ.search(initialiser):
        return True
    if kind.startswith("char"):
        return NAME_READ.search(initialiser) is not None
    for match in SLOT_READ.finditer(initialiser):
        receiver = match[1] or match[2] or match[3]
        root = re.match(r"[(*]*(\w+)", receiver)
        if match[2] in tuples or match[3] in tuples:
            continue
        if match[1] and root and root[1] in refs and "->" not in receiver and "." not in receiver:
            continue
        if match[1] and re.search(rf"(?:->|\.)(\w+)$", receiver) and re.split(r"->|\.", receiver)[-1] in constant:
            continue
        return True
    return False


def rare_calls(everything):
    """The calls that may run Python code, those of functions that say it without their names among them."""
    rare = {f.name for source in everything for f in source.functions if any(RARE.search(text) for text in source.about(f.line))}
    return re.compile(rf"\b(\w+_py{''.join('|' + name for name in sorted(rare))})\s*(?:<[^<>()]*>)?\(")


def check_borrowing(source, constant, calls):
    for f in source.functions:
        if not calls.search(f.body):
            continue
        everything = f.head + f.body
        refs = set(HOLDER.findall(everything))
        tuples = {name for pair in TUPLE.findall(everything) for name in pair}
        for match in BORROWING.finditer(f.body):
            name, initialiser = match[2], match[3]
            if not is_slot_read(match[1], initialiser, refs, tuples, constant):
                continue
            rest = f.body[match.end():end_of_scope(f.body, match.start())]
            call = call_before_use(rest, name, calls)
            if not call:
                continue
            line = source.line_at(f.start + match.start())
            if not source.is_exempt(line, "borrow"):
                yield line, "borrow", f"{name} in {f.name}() is used after {call[1]}()"


def call_before_use(text, name, calls):
    """The first call in `text` that may run Python code and after which the variable is used."""
    for call in calls.finditer(text):
        begin = end_of_call(text, call.start())
        after = text[begin:end_of_path(text, call.start())]
        again = re.search(rf"\b{name}\s*=[^=]", after)
        after = after[:again.start()] if again else after + loop_around(text, call.start())
        if re.search(rf"\b{name}\b", after) and not leaves_at_once(text, call):
            return call
    return None


def loop_around(text, at):
    """The widest loop with the place `at`: its next turn comes after what stands there. Empty: it is in none."""
    for loop in LOOP.finditer(text, 0, at):
        head = end_of_call(text, loop.start())
        body = head + len(text[head:]) - len(text[head:].lstrip())
        end = end_of_block(text, body) if text.startswith("{", body) else text.find(";", body) + 1
        if at < end:
            return text[loop.start():end]
    return ""


def end_of_path(text, start):
    """How far what runs at `start` may get: to the end of a block around it that ends by leaving."""
    at = start
    while (end := end_of_scope(text, at)) < len(text):
        if LEAVES.search(text[:end].rstrip()):
            return end
        at = end + 1
    return len(text)


def end_of_scope(body, start):
    depth = 0
    for brace in re.finditer(r"[{}]", body[start:]):
        depth += 1 if brace.group() == "{" else -1
        if depth < 0:
            return start + brace.start()
    return len(body)


def end_of_call(text, start):
    depth = 0
    for bracket in re.finditer(r"[()]", text[start:]):
        depth += 1 if bracket.group() == "(" else -1
        if depth == 0:
            return start + bracket.end()
    return len(text)


def leaves_at_once(text, call):
    """The statement with the call is a return: nothing after it runs."""
    statement = re.split(r"[;{}]", text[:call.start()])[-1]
    return re.search(r"\breturn\b", statement) is not None


# Between two calls: the second happens instead of the first or only if that has gone well, the function is left, or the error has been seen to.
SEEN_TO = re.compile(r"^[\s)]*(?::|\?|&&|\|\|)|\b(?:return|continue|break|goto|error_pending|clear_error|take_error)\b|\berror\b|\b(?:TAIL|UNWIND|NEXT)\(")


@dataclass
class Failing:
    """What may fail with an error: calls, and variables whose constructors make them. The variable is the first group of `result`, or the third."""
    result: re.Pattern
    next: re.Pattern


def what_fails(everything):
    names = {f.name for source in everything for f in source.functions if f.name[0].isupper() and PYTHON_CALL.search(f.body)}
    variable = rf"\b(?:{'|'.join(sorted(names))})\s+"
    assigned = r"(?:\b(?:Ref|bool|int|i64|auto)\s+|,\s*)(\w+)\s*=\s*(?!=)[^;={}]*?\b(\w+_py)\s*(?=\()"
    return Failing(re.compile(rf"{assigned}|{variable}(\w+)(?=\()"), re.compile(rf"\b\w+_py\s*\(|{variable}\w+\(|^,\s*\w+\("))


def check_errors(source, failing):
    never_fail = {f.name for f in source.functions if source.is_exempt(f.line, "error")}
    for f in source.functions:
        for result in failing.result.finditer(f.body):
            name, end = result[1] or result[3], end_of_call(f.body, result.end())
            call = failing.next.search(f.body[end:end_of_scope(f.body, end)])
            if not call or result[2] in never_fail:
                continue
            between = f.body[end:end + call.start()]
            if SEEN_TO.search(between) or re.search(rf"\b{name}\b", between):
                continue
            line = source.line_at(f.start + result.start())
            if not source.is_exempt(line, "error"):
                yield line, "error", f"{name} in {f.name}() is not looked at before {call.group().strip(', (')}()"


# A call that fills a variable with a number of 64 bits, and the cast of one to a narrower type.
WIDE_NUMBER = re.compile(r"\b\w*[iu]64\w*\s*\([^;]*?&(\w+)")
NARROW_CAST = r"static_cast<(?:unsigned int|int|unsigned|[iu](?:8|16|32)|u?int32_t)>\(\s*{0}\s*\)"
UPPER_BOUND = r"\b{0}\s*(?:>=?|<=)|[<>]=?\s*{0}\b|\b{0}\s*[!=]=\s*static_cast"


def check_widths(source):
    for f in source.functions:
        for number in {match[1] for match in WIDE_NUMBER.finditer(f.body)}:
            cast = re.search(NARROW_CAST.format(number), f.body)
            # A bound may also stand behind the cast in its own line.
            if not cast or re.search(UPPER_BOUND.format(number), f.body[:cast.end() + 20]):
                continue
            line = source.line_at(f.start + cast.start())
            if not source.is_exempt(line, "narrow"):
                yield line, "narrow", f"{number} in {f.name}() is cast without a bound"


DECLARATION = re.compile(r"^(?:extern\s+)?(?:[\w:]+(?:<[^;{}()]*>)?[\s*&]+)+(\w+)\([^;{}]*\);", re.MULTILINE)


def check_declarations(source, defined):
    """A header that declares what a higher folder defines is left to the symbols of the object files (check_layers.py --build)."""
    if source.path.suffix != ".cpp":
        return
    own = folder_of(source.name)
    for match in DECLARATION.finditer(source.code):
        homes = defined.get(match[1], set())
        if homes and all(RANK.get(home, 0) > RANK.get(own, 0) for home in homes):
            line = source.line_at(match.start())
            if not source.is_exempt(line, "declare"):
                yield line, "declare", f"{match[1]}() is defined in {', '.join(sorted(homes))}"


def survey():
    everything = list(sources())
    values = {name for source in everything for name in mentioned_without_call(source.code)}
    for path in tables():
        values.update(mentioned_without_call(COMMENT_OR_LITERAL.sub(blank, path.read_text(encoding="utf-8"))))
    calls, failing = rare_calls(everything), what_fails(everything)
    constant = {}
    for source in everything:
        names = {name.strip() for fields in CONSTANT_FIELDS.findall(source.text) for name in fields.split(",")}
        constant.setdefault(folder_of(source.name), set()).update(names)
    defined = {}
    for source in everything:
        for f in source.functions:
            defined.setdefault(f.name, set()).add(folder_of(source.name))
    for source in everything:
        fields = constant[folder_of(source.name)]
        for rule in (check_names(source, values), check_borrowing(source, fields, calls), check_errors(source, failing), check_declarations(source, defined),
                     check_widths(source)):
            for line, kind, text in rule:
                yield f"{source.name}:{line}: {kind}: {text}", kind


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rule", choices=["name", "borrow", "error", "declare", "narrow"], help="this rule only")
    parser.add_argument("--count", action="store_true", help="only how many of each")
    options = parser.parse_args()
    found = [(text, kind) for text, kind in survey() if options.rule in (None, kind)]
    if options.count:
        for kind, n in Counter(kind for _, kind in found).items():
            print(kind, n)
    else:
        for text, _ in found:
            print(text)
    print(f"{len(found)} findings")
    return found != []


if __name__ == "__main__":
    sys.exit(main())
