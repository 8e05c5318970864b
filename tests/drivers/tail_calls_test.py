#!/usr/bin/env python3
"""tools/check_tail_calls.py finds handlers that g++ has let call the next handler: each case compiles a source and says which handlers must be found.

    tail_calls_test.py

The last line printed is "N passed, N failed".
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import scripts

CHECK = scripts.ROOT.parent / "tools/check_tail_calls.py"
HEAD = """
namespace rt { struct Value { unsigned long bits; }; struct Thread; }
namespace vm {
using u64 = unsigned long; using rt::Value; using rt::Thread;
#define ARGS u64 insn, const u64* pc, Value* r, Thread* t, const Value* k, u64 aux
#define TAIL(handler) return handler(insn, pc, r, t, k, aux)
using Handler = u64 (*)(ARGS);
extern Handler g_dispatch[], g_other[];
#define NEXT() return g_dispatch[*pc & 0xffff](*pc, pc + 1, r, t, k, aux)
u64 other(ARGS);
bool look_at(const void* local);
struct Owner { u64 word; Owner(); ~Owner(); };
"""

# Name, source, options beside -O2, the handlers that must be found.
CASES = [
    ("jumps to a handler, through the table and through a pointer",
     "u64 a(ARGS) { if (aux) TAIL(other); if (insn) TAIL(g_other[insn]); NEXT(); }", [], []),
    ("a local whose address is known at a call by name", "u64 a(ARGS) { u64 x = aux; look_at(&x); TAIL(other); }", [], ["a"]),
    ("at a call through the dispatch table", "u64 a(ARGS) { u64 x = aux; look_at(&x); NEXT(); }", [], ["a"]),
    ("at a call through another pointer", "u64 a(ARGS) { u64 x = aux; look_at(&x); TAIL(g_other[insn]); }", [], ["a"]),
    ("at a call of a handler of the same source", "[[gnu::noinline]] static u64 b(ARGS) { NEXT(); } u64 a(ARGS) { u64 x = aux; look_at(&x); TAIL(b); }", [], ["a"]),
    ("at a call of a handler in another section",
     "[[gnu::noinline, gnu::section(\".text.far\")]] static u64 b(ARGS) { NEXT(); } u64 a(ARGS) { u64 x = aux; look_at(&x); TAIL(b); }", [], ["a"]),
    ("a reference to a local", "static bool reads(const u64& word) { return look_at(&word); } u64 a(ARGS) { u64 x = aux; if (reads(x)) NEXT(); TAIL(other); }", [], ["a"]),
    ("a local of an inner scope", "u64 a(ARGS) { { u64 x = aux; if (look_at(&x)) ++pc; } NEXT(); }", [], []),
    ("a local of a function that is inlined", "static inline u64 f(u64 y) { u64 x = y; return look_at(&x) ? x : 1; } u64 a(ARGS) { aux = f(aux); NEXT(); }", [], []),
    ("a destructor that runs after the call", "u64 a(ARGS) { Owner owner; TAIL(other); }", [], ["a"]),
    ("a destructor that has run before the call", "u64 a(ARGS) { { Owner owner; aux = owner.word; } TAIL(other); }", [], []),
    ("calls of functions that are no handlers", "u64 a(ARGS) { u64 (*f)(u64) = (u64 (*)(u64))aux; if (f(insn)) aux = look_at(r); NEXT(); }", [], []),
    ("a lambda of a handler, called before", "u64 a(ARGS) { { auto f = [=]() __attribute__((noinline)) { return look_at(pc) && look_at(r); }; aux = f(); } TAIL(other); }", [], []),
    ("calls of handlers from elsewhere", "u64 run(Thread* t, u64* pc) { return other(0, pc, nullptr, t, nullptr, 0); } u64 a(ARGS) { NEXT(); }", [], []),
    ("registers are saved around the calls of a handler", "u64 a(ARGS) { for (u64 i = 0; i < aux; ++i) look_at(r + i); NEXT(); }", [], []),
    ("nothing is optimised", "u64 a(ARGS) { NEXT(); } u64 b(ARGS) { TAIL(other); }", ["-O0"], ["a", "b"]),
]
COMPLAINT = re.compile(r"\S+: vm::(\w+) calls where it must jump, \d+ times: ")


def found(folder, text, options):
    """The names of the handlers that are complained of, and whether the stamp has been written."""
    source, made, stamp = folder / "a.cpp", folder / "a.o", folder / "stamp"
    source.write_text(HEAD + text + "\n}\n")
    subprocess.run(["g++", "-std=c++20", "-O2", "-fno-plt", "-fno-exceptions", *options, "-c", "-o", made, source], check=True)
    done = subprocess.run([sys.executable, CHECK, "--stamp", stamp, made], capture_output=True, text=True)
    names = [match[1] for match in map(COMPLAINT.match, done.stdout.splitlines()) if match]
    return sorted(names), done.returncode == 0 and stamp.exists(), done.stdout + done.stderr


def main():
    passed = 0
    for name, text, options, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            names, stamped, output = found(Path(folder), text, options)
        ok = names == expected and stamped == (not expected)
        passed += ok
        if not ok:
            print(f"FAIL {name}: {output}")
    print(f"{passed} passed, {len(CASES) - passed} failed")
    return passed != len(CASES)


if __name__ == "__main__":
    sys.exit(main())
