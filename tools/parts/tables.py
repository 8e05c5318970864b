"""The tables of parts: what tools/test runs, and what tools/verify runs besides.

A new test gets a row here, and nowhere else.
"""

from dataclasses import replace

from part import PROGRAMS, Part

CPP_STRESS = ("gc_counting_stress", "gc_weakref_stress", "heap_stress")
LIBRARY_TESTS = ("tools/cpython_tests", "tests/cpython")


def both(name):
    return (name + "-t", name)


def units(build, programs=both("unit")):
    return [Part(program, f"{{build}}/{program}", build, (program,), ("tests/unit", "tests/golden/bytecode"), ends="doctest") for program in programs]


def cpp_stress(build, seconds, suffixes=("-t", "")):
    return [Part(name + suffix, f"{{build}}/{name}{suffix} {{seconds}}", build, (name + suffix,), ("tests/stress", "tests/unit/gc"), ends="status",
                 seconds=seconds, quick_seconds=2) for name in CPP_STRESS for suffix in suffixes]


def scripts(build, programs=PROGRAMS, only=(), **options):
    chosen = "".join(f" --only {part}" for part in only)
    return Part("scripts", "tests/drivers/run.py {programs} {slice}" + chosen, build, programs,
                ("tests/drivers/run.py", "tests/lang", "tests/types", "tests/modules", "tests/threads", "tests/errors"), **options)


def without_accelerators(part):
    """The same with the core of gc/ alone: no program may need an accelerator."""
    return replace(part, name=part.name + " without accelerators", command="env TINYPY_WITHOUT=all " + part.command)


def misuse(build, programs=PROGRAMS, **options):
    return Part("misuse", "tests/drivers/misuse_test.py {programs} {slice}", build, programs, ("tests/drivers/misuse_test.py", "tests/misuse"), **options)


def bad_input(build, programs=PROGRAMS, **options):
    return Part("bad input", "tests/drivers/bad_input_test.py {programs}", build, programs, ("tests/drivers/bad_input_test.py",), **options)


def observers(build, programs=PROGRAMS, **options):
    return Part("observers", "tests/drivers/observers_test.py {programs}", build, programs, ("tests/drivers/observers_test.py", "tests/deadlocks"), **options)


def prompt(build, programs=PROGRAMS, **options):
    return Part("prompt", "tests/drivers/prompt_test.py {programs}", build, programs, ("tests/drivers/prompt_test.py",), **options)


def command_line(build, programs=PROGRAMS, **options):
    return Part("options", "tests/drivers/options_test.py {programs}", build, programs, ("tests/drivers/options_test.py", "tools/man"), **options)


def extensions(build, programs=PROGRAMS, **options):
    return Part("extensions", "tests/drivers/extensions_test.py {programs}", build, programs, ("tests/drivers/extensions_test.py", "tests/extensions", "interp/capi/include"), **options)


def stable_extensions(build, **options):
    """Extensions of the stable ABI, where there are CPython 3.15's headers: /usr/include/python3.15, or what TINYPY_STABLE_HEADERS names."""
    return replace(extensions(build, **options), name="extensions of the stable ABI",
                   command="tests/drivers/extensions_test.py {programs} --only abi3t {stable_headers}")


def numpy(build, **options):
    """The core of NumPy's tests, where TINYPY_PACKAGE_SOURCES names a folder with its sources."""
    return Part("NumPy", "tests/extensions/run.py {programs} --sources {sources} --only numpy --files numpy/_core/tests --jobs 2 {slice}", build, ("tinypy-t",),
                ("tests/extensions", "interp/capi/include", "tools/wheels", "tools/parts/wheels.py", "tools/parts/recipes.py"), **options)


def stress(build, programs=PROGRAMS, **options):
    return Part("stress", "tests/stress/run.py {programs} --seconds {seconds} --jobs 2 {slice}", build, programs, ("tests/stress",), **options)


def fuzz(build, programs=PROGRAMS, **options):
    return [Part(name, f"tests/fuzz/{name}.py {{programs}} --seconds {{seconds}}", build, programs, ("tests/fuzz",), **options)
            for name in ("methods", "data", "tree_fuzz", "code_fuzz")]


def capi(build, programs=PROGRAMS, **options):
    """The seeds 1 to 60 call every function."""
    how = "--seconds {seconds}" if "seconds" in options else "--cases 60"
    return Part("C API in threads", f"tests/fuzz/capi.py {{programs}} {how}", build, programs, ("tests/fuzz", "interp/capi/include"), **options)


def control_flow(cases, **options):
    """Random functions that move control, compared with what CPython 3.15 has been seen to do."""
    return Part("control flow", f"tests/fuzz/flow.py {{programs}} --cases {cases} --jobs 2 {{slice}}", targets=PROGRAMS, files=("tests/fuzz",), **options)


# What every change needs. Quick ones first.
TEST = [
    Part("layout", "tools/format --check", files=("tools/format", ".clang-format"), ends="status"),
    Part("readmes", "tools/check_readmes.py", files=("README.md", "tests", "bench", "tools")),
    Part("recorded figures", "bench/results.py --check", files=("bench", "README.md", "gc/docs", "tools/docs")),
    Part("picture", "bench/picture.py --check", files=("bench/picture.py", "bench/picture.svg", "bench/results.json"), ends="status"),
    Part("drawing of the picture", "tests/drivers/picture_test.py", files=("tests/drivers/picture_test.py", "bench/picture.py", "bench/harness.py")),
    Part("recording of figures", "tests/drivers/results_test.py", files=("tests/drivers/results_test.py", "bench/harness.py", "bench/results.py", "bench/micro.py")),
    Part("effects", "tools/lint_effects.py", files=("tools/lint_effects.py", "tools/check_layers.py"), ends="status"),
    Part("seeded layers", "tests/drivers/layers_test.py", files=("tools/check_layers.py", "tests/drivers/layers_test.py")),
    Part("places of mistakes", "tests/model/mutations.py --places", files=("tests/model",)),
    Part("what verify remembers", "tests/drivers/verify_test.py", files=("tests/drivers/verify_test.py", "tools/parts")),
    Part("sources of wheels", "tests/drivers/wheels_test.py", files=("tests/drivers/wheels_test.py", "tools/parts/wheels.py", "tools/parts/recipes.py")),
    Part("environment of tests", "tests/drivers/environment_test.py", files=("tests",)),
    Part("progress of builds", "tests/drivers/progress_test.py", files=("tests/drivers/progress_test.py", "tools/parts")),
    Part("reports of sanitizers", "tests/drivers/sanitizers_test.py", files=("tests/drivers/sanitizers_test.py", "tests/extensions/sanitizers.py")),
    Part("commit messages", "tests/drivers/commit_test.py", files=("tests/drivers/commit_test.py", "tools/hooks")),
    Part("seeded calls", "tests/drivers/tail_calls_test.py", files=("tools/check_tail_calls.py", "tests/drivers/tail_calls_test.py")),
    Part("layers", "tools/check_layers.py --build {build}", targets=PROGRAMS, files=("tools/check_layers.py",), ends="status"),
    *units("release"),
    Part("model", "{build}/model", targets=("model",), files=("tests/model",)),
    Part("syntax errors", "tests/golden/syntax_errors.py {build}/astdump", targets=("astdump",), files=("tests/golden", "tools/astdump.cpp")),
    Part("syntax trees", "tests/golden/compare_ast.py {build}/astdump --sample 300", targets=("astdump",), files=("tests/golden", "tools/astdump.cpp")),
    scripts("release"),
    Part("bytecode of the library", "tests/drivers/verify_library.py --interp {build}/tinypy-t --one-of 10", targets=("tinypy-t",), files=("tests/drivers/verify_library.py",)),
    Part("names of native functions", "tests/drivers/native_rows_test.py", files=("tests",)),
    Part("compatibility", "tests/drivers/compatibility_test.py {programs}", targets=PROGRAMS, files=("tests/drivers/compatibility_test.py", "tests/COMPATIBILITY.md")),
    bad_input("release"),
    misuse("release"),
    Part("studio", "tests/drivers/refstats_test.py --interp {build}/tinypy-t", targets=("tinypy-t", "tinypy-t-studio"),
         files=("tests/drivers/refstats_test.py", "tests/drivers/bad_input_test.py", "tools/refstats")),
    Part("installed", "tests/drivers/installed_test.py --build {build}", targets=(*PROGRAMS, "tinypy-t-studio"),
         files=("tests/drivers/installed_test.py", "tools/parts/install_library.py", "tools/fetch_library", "tools/refstats", "tools/studio", "tools/man", "tools/gdb")),
    Part("surface", "tests/drivers/surface_test.py {programs}", targets=PROGRAMS, files=("tests/drivers/surface_test.py", "tests/surface.txt")),
    prompt("release"),
    command_line("release"),
    extensions("release"),
    Part("studies", "tests/drivers/study_test.py {programs}", targets=PROGRAMS, files=("tests/drivers/study_test.py", "tools/lessons", "tools/gdb")),
    Part("overhead", "tests/drivers/overhead_test.py --build {build}", targets=PROGRAMS, files=("tests/drivers/overhead_test.py", "tests/studio", "tools/studio")),
    observers("release"),
    Part("servers", "tests/drivers/servers_test.py {programs}", targets=PROGRAMS,
         files=("tests/drivers/servers_test.py", "bench/harness.py", "bench/servers.py", "bench/servers", "tests/packages/fetch.py")),
    Part("attaching", "tests/drivers/attach_test.py {programs}", targets=PROGRAMS, files=("tests/drivers/attach_test.py", "tools/top")),
    stress("release", seconds=0.1),
    without_accelerators(scripts("release", only=("threads/", "lang/generators", "lang/classes", "lang/shutdown"))),
    *cpp_stress("release", seconds=0.5),
    capi("release"),
    # The two programs are compared with each other. methods.py may take minutes over a case: it is left to tools/verify.
    *[Part(name, f"tests/fuzz/{name}.py --interp {{build}}/tinypy-t --reference {{build}}/tinypy --seconds {{seconds}} --jobs 2", targets=PROGRAMS,
           files=("tests/fuzz",), seconds=30) for name in ("programs", "data", "tree_fuzz", "code_fuzz")],
    control_flow(cases=4000),
]

# Needs a browser: tools/test --pages.
PAGES = [Part("pages", "tests/drivers/pages_test.py --build {build}", targets=PROGRAMS, files=("tests/drivers/pages_test.py", "tests/studio", "tools/studio"))]

# What takes long. `slices` cut a part so that each takes less than 20 minutes on two cores; quick_slices, how small a part a sample is.
VERIFY = [
    # ---- the programs that users run
    Part("all syntax trees", "tests/golden/compare_ast.py {build}/astdump", targets=("astdump",), files=("tests/golden", "tools/astdump.cpp")),
    Part("syntax trees of a newer library", "tests/golden/compare_ast.py {build}/astdump --python {reference}", targets=("astdump",),
         files=("tests/golden", "tools/astdump.cpp")),
    Part("deeper model", "{build}/model --deeper 1 {slice}", targets=("model",), files=("tests/model",), slices=4, quick_slices=40),
    *[Part(f"model without {names}", f"{{build}}/model --without {names} {{slice}}", targets=("model",), files=("tests/model",), quick_slices=20)
      for names in ("all", "lending", "noted_counts", "hand_over", "adoption", "deferred_counts", "reserved_locks", "backoff")],
    Part("mistakes in the protocols", "tests/model/mutations.py --build {build} {slice}", targets=("model",), files=("tests/model",),
         quick_slices=10),
    Part("CPython's tests", "tools/cpython_tests {programs} -j 2 --compare {slice}", targets=PROGRAMS, files=LIBRARY_TESTS, slices=4, quick_slices=40),
    # Run in the tests' own folder, which need not be there: a machine without a network has none.
    Part("CPython's tests of the newest library", "tests/cpython/newest.py {programs} -j 2 {slice}", targets=("tinypy-t",), files=LIBRARY_TESTS, slices=2,
         quick_slices=20),
    stress("release", seconds=3, slices=2, quick_slices=20, quick_seconds=0.5),
    *cpp_stress("release", seconds=60),
    without_accelerators(scripts("release")),
    without_accelerators(stress("release", seconds=1, quick_slices=20, quick_seconds=0.5)),
    stable_extensions("release"),
    Part("bytecode of the whole library", "tests/drivers/verify_library.py --interp {build}/tinypy-t", targets=("tinypy-t",), files=("tests/drivers/verify_library.py",)),
    *fuzz("release", seconds=300, quick_seconds=20),
    capi("release", seconds=300, quick_seconds=20),
    control_flow(cases=100_000, slices=2, quick_slices=20),
    Part("programs", "tests/fuzz/programs.py {programs} --reference {reference} --seconds {seconds}", targets=PROGRAMS, files=("tests/fuzz",),
         seconds=600, quick_seconds=60),

    # ---- memory errors, undefined behaviour. Memory limits of bad_input_test.py leave no room for the sanitizer's own.
    *units("asan"),
    scripts("asan", slices=4, quick_slices=40),
    misuse("asan", slices=2, quick_slices=20),
    prompt("asan"),
    observers("asan"),
    extensions("asan"),
    numpy("asan", slices=4, quick_slices=40),
    stress("asan", seconds=2, slices=2, quick_slices=20, quick_seconds=0.5),
    *cpp_stress("asan", seconds=30),

    # ---- data races
    *units("tsan", ("unit-t",)),
    scripts("tsan", ("tinypy-t",), slices=4, quick_slices=40),
    extensions("tsan", ("tinypy-t",)),
    numpy("tsan", slices=4, quick_slices=40),
    stress("tsan", ("tinypy-t",), seconds=4, slices=3, quick_slices=20, quick_seconds=0.5),
    without_accelerators(stress("tsan", ("tinypy-t",), seconds=1, quick_slices=20, quick_seconds=0.5)),
    *cpp_stress("tsan", seconds=30, suffixes=("-t",)),

    # ---- what the lifetime of an object may do at any moment, it does. Unit tests say when things happen: they are for the other builds.
    scripts("stress", slices=4, quick_slices=40),
    without_accelerators(scripts("stress", only=("threads/",), quick_slices=10)),
    without_accelerators(stress("stress", seconds=0.5, quick_slices=20)),
    misuse("stress", slices=2, quick_slices=20),
    prompt("stress"),
    observers("stress"),
    extensions("stress"),
    stress("stress", seconds=2, slices=2, quick_slices=20, quick_seconds=0.5),
    Part("CPython's tests in threads", "tools/cpython_tests {programs} --threads 4 -j 2 {slice}", "stress", ("tinypy-t",), LIBRARY_TESTS,
         slices=4, quick_slices=80),

    # ---- whenever an object dies, no register names it
    *units("shadow"),
    scripts("shadow", slices=2, quick_slices=40),
    extensions("shadow"),
    stress("shadow", seconds=2, slices=2, quick_slices=20, quick_seconds=0.5),
    Part("seeded mistakes", "tests/shadow/seeded.py --build {build}", "shadow", ("tinypy-t",), ("tests/shadow", "tests/lang", "tests/threads")),

    # ---- what the studio program observes
    *[Part(name, f"tests/drivers/{name}_test.py {{programs}}", targets=("tinypy-t", "tinypy-t-studio"), files=(f"tests/drivers/{name}_test.py", f"tests/{name}"))
      for name in ("races", "schedule")],
    Part("changes of arguments", "tests/drivers/changes_test.py {programs}", targets=("tinypy-t", "tinypy-t-studio"), files=("tests/drivers/changes_test.py",)),

    # ---- memory that runs out, system calls that fail
    Part("faults", "tests/drivers/fault_test.py {programs} --sample 3", "shadow", ("tinypy-t", "libfailing_calls.so"), ("tests/drivers/fault_test.py", "tests/faults")),

    # ---- native code comes by a safepoint before long
    Part("safepoints", "tests/drivers/safepoints_test.py {programs} {slice}", "blocks", ("tinypy-t",), ("tests/drivers/safepoints_test.py", "tests/support/count_blocks.cpp"),
         slices=4, quick_slices=40),

    # ---- what is packaged works without the sources
    Part("packages", "tests/drivers/package_test.py", targets=(*PROGRAMS, "tinypy-t-studio"), files=("tests/drivers/package_test.py", "tests/drivers/installed_test.py", "tools/package", "tools/parts/install_library.py"),
         needs=("debootstrap", "dpkg-shlibdeps"), as_root=True),

    # ---- what the release is optimised for is still there
    Part("profile", "tools/pgo --check", "pgo", PROGRAMS, ("tools/pgo", "tools/profile_coverage.py", "tools/release.profdata"), ends="status"),
    Part("order of start-up", "tools/startup_order --check", "release", PROGRAMS, ("tools/startup_order", "tools/startup.order"), ends="status"),

    # ---- the other policy, the other compiler
    *units("atomic", ("unit-t",)),
    scripts("atomic", ("tinypy-t",), quick_slices=20),
    stress("atomic", ("tinypy-t",), seconds=1, quick_slices=20, quick_seconds=0.5),
    *units("gcc"),
    scripts("gcc", slices=2, quick_slices=40),
    misuse("gcc", quick_slices=20),
    stress("gcc", seconds=0.5, quick_slices=20, quick_seconds=0.5),
]
