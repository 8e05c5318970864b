"""The record of what CPython's tests say, failures.txt for those of 3.11, failures_3_15.txt for those of 3.15 and failures_capi.txt for those that
have CPython's C test modules, and what is worse than it says.

A line without indentation is a module and how many tests it has; indented below it stand the tests that fail, followed by the program if only
one of the two fails them. Whatever is not named passes, or skips itself. The record is a ratchet: a failure that it does not name is one, a test
that it names and that passes is told, so that the line can go (tools/cpython_tests --record).
"""
import pathlib

FOLDER = pathlib.Path(__file__).parent
HEAD = """# What fails of CPython's regression tests; written by tools/cpython_tests --record. Each module with the number of its tests.
"""


class Record:
    def __init__(self, programs, version, c_modules):
        self.file = FOLDER / ("failures_capi.txt" if c_modules else "failures.txt" if version == "3.11" else "failures_%s.txt" % version.replace(".", "_"))
        self.programs = programs  # names of all that are recorded
        self.tests = {}  # {module: number}
        self.failures = {}  # {module: {name of a test: programs that fail it}}

    @classmethod
    def read(cls, programs, version, c_modules=False):
        record = cls(programs, version, c_modules)
        for line in record.file.read_text().splitlines() if record.file.exists() else ():
            if line.startswith("#"):
                continue
            if not line.startswith(" "):
                module, count = line.split()
                record.tests[module], failures = int(count), {}
                record.failures[module] = failures
                continue
            name, _, program = line.strip().partition("  only ")
            failures[name] = {program} if program else set(programs)
        return record

    def write(self):
        with self.file.open("w") as file:
            file.write(HEAD)
            for module, count in sorted(self.tests.items()):
                file.write("%s %d\n" % (module, count))
                for name, programs in sorted(self.failures[module].items()):
                    only = "" if programs == set(self.programs) else "  only " + " ".join(sorted(programs))
                    file.write("    %s%s\n" % (name, only))

    def enter(self, program, result):
        """Replaces what is known of a module and a program."""
        failures = self.failures.setdefault(result.module, {})
        for name in list(failures):
            failures[name].discard(program)
            if not failures[name]:
                del failures[name]
        for name in result.failing():
            failures.setdefault(name, set()).add(program)
        self.tests[result.module] = sum(result.counts)

    def worse(self, program, result):
        """What a result has that the record does not excuse: lines of text."""
        if result.note:
            yield result.note
        if result.module not in self.tests:
            yield "not in the record"
            return
        for name in result.failing():
            if program not in self.failures[result.module].get(name, ()):
                yield "fails: " + name
        if sum(result.counts) < self.tests[result.module]:
            yield "has %d tests, of %d in the record" % (sum(result.counts), self.tests[result.module])

    def better(self, program, result):
        """Tests that fail in the record only."""
        failing = result.failing()
        return [name for name, programs in self.failures.get(result.module, {}).items() if program in programs and name not in failing]
