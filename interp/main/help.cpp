// The texts of --help, --help-env, --help-xoptions and --help-all. Each option and variable of CPython 3.15 has its
// row; tests/drivers/options_test.py has one for each row, too.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "interp/main/options.h"

namespace vm {

namespace {

struct Row {
  const char *name, *text;
};

constexpr Row kOptions[] = {
    {"-b", "warn about str() of bytes, and about comparing bytes with text or ints (-bb: an error)"},
    {"-B", "write no bytecode caches; PYTHONDONTWRITEBYTECODE=x"},
    {"-c cmd", "run the program text cmd"},
    {"-d", "sets sys.flags.debug, and nothing else; PYTHONDEBUG=x"},
    {"-E", "ignore the environment variables whose names begin with PYTHON or TINYPY"},
    {"-h", "print this help; also -? and --help"},
    {"-i", "the prompt follows the program, also without a terminal; PYTHONINSPECT=x"},
    {"-I", "isolated mode: -E, -P and -s"},
    {"-m mod", "run a library module as a script"},
    {"-O, -OO", "drop assert statements; and docstrings; PYTHONOPTIMIZE=x"},
    {"-P", "put no unsafe path in front of sys.path; PYTHONSAFEPATH=x"},
    {"-q", "no version message at the prompt"},
    {"-R", "random hashes, whatever PYTHONHASHSEED says"},
    {"-s, -S", "do not add the user's site directory; do not import site; PYTHONNOUSERSITE=x"},
    {"-u", "unbuffered standard output and error; PYTHONUNBUFFERED=x"},
    {"-v, -vv", "tell where modules come from; and where they were looked for; PYTHONVERBOSE=x"},
    {"-V, -VV", "print the version (--version); and how the program was built"},
    {"-W arg", "a filter of warnings, action:message:category:module:line; PYTHONWARNINGS=arg"},
    {"-x", "skip the first line of the script"},
    {"-X opt", "see --help-xoptions"},
    {"--check-hash-based-pycs", "always, default or never: when .pyc files with a hash are compared with the source"},
    {"--help-env", "the environment variables"},
    {"--help-xoptions", "the options of -X"},
    {"--help-all", "all of these texts"},
};

constexpr Row kOwnOptions[] = {
    {"--asm [NAME]", "the machine code of a fast path, explained, and what it costs; without a name: the names"},
    {"--deadlocks[=report]",
     "when threads wait for each other for ever, explain who waits for whom, and end with status 1 (report: go on); "
     "also warn of locks that threads take in orders that could deadlock"},
    {"--dis", "list the register bytecode of a script instead of running it; without a script, all instructions"},
    {"--dis=owners", "the same, and who owns the reference in each operand; which instructions may count"},
    {"--dis=run, --dis=all",
     "run the script, then list what has run of it, or of all files, and how it was specialised"},
    {"--dump[=json] PID",
     "show the threads of the running process PID: their stacks, what each waits for, and who holds it; the process "
     "needs no option for that"},
    {"--fail-alloc PLAN",
     "(builds with debug checks) requests for memory fail: number N, N-M, or N- and all after it, of all or of a "
     "KIND: object:, raw:, new:, pages:; \"count\": none fails, and their numbers are written at the end"},
    {"--heap",
     "when the program ends, write to standard error what its memory is used for: pages of objects, compiled code, "
     "classes; sys._debugmallocstats() does it at any moment"},
    {"--lib DIR", "the library directory of a CPython to import from"},
    {"--races[=strict]",
     "(tinypy-t-studio) find accesses of two threads to the same place that nothing orders, lock orders that could "
     "deadlock, and deadlocks; "
     "strict: also those that are one operation of a built-in each. The exit status is 66 if there are some. "
     "With --schedule SEED the report is the same in each run; with --schedule explore each race is reported once"},
    {"--refstats[=FILE]",
     "(tinypy-t-studio) count what reference counts and object locks do, and report it; FILE: .json, .html, or text"},
    {"--schedule SEED",
     "(tinypy-t-studio) one thread at a time runs, and the seed chooses which; explore[=N]: try seeds until it fails, "
     "for up to N different schedules (100)"},
    {"--studio", "run tinypy-t-studio in place of this program: refscope.watch() and the like work there"},
    {"--top", "lets tools/top, started by the same user, show what the program does"},
    {"--trace=FILE", "write a timeline of threads, pauses, collections and waits, which ui.perfetto.dev shows"},
    {"--trace-threshold=US",
     "leave out of the timeline where a thread is detached for less than so many microseconds (5; 0: nothing)"},
};

constexpr Row kVariables[] = {
    {"PYTHONASYNCIODEBUG", "debug mode of asyncio"},
    {"PYTHON_BASIC_REPL", "a plain prompt, without the editor of the library"},
    {"PYTHONBREAKPOINT", "what breakpoint() calls, \"module.function\"; 0: nothing"},
    {"PYTHONCASEOK", "of other systems: file names of modules have one spelling on Linux"},
    {"PYTHONCOERCECLOCALE", "0: the locale C stays; warn: say so when C.UTF-8 takes its place"},
    {"PYTHON_COLORS", "1: coloured tracebacks and prompts, 0: none"},
    {"PYTHONDUMPREFS", "of debug builds of CPython: nothing is dumped"},
    {"PYTHONHASHSEED", "random, or a number from 0 to 4294967295: the seed of hashes of text"},
    {"PYTHON_HISTORY", "the file of the prompt's history"},
    {"PYTHONHOME", "PREFIX[:EXEC_PREFIX]: the library is the newest below PREFIX/lib"},
    {"PYTHONIOENCODING", "ENCODING[:ERRORS] of standard input, output and error"},
    {"PYTHON_JIT", "of builds with a compiler to machine code: there is none"},
    {"PYTHONMALLOC", "default; other allocators are refused"},
    {"PYTHONMALLOCSTATS", "as --heap"},
    {"PYTHONPATH", "folders in front of sys.path, separated by colons"},
    {"PYTHONPLATLIBDIR", "sys.platlibdir"},
    {"PYTHONSTARTUP", "a file that is run before the first prompt"},
    {"PYTHONUSERBASE", "the user's base folder, site.USER_BASE"},
    {"TINYPYLIB", "the library directory"},
    {"TINYPY_GIL_FOR", "modules whose compiled code gets a GIL, as -X gil_for"},
    {"TINYPY_WITHOUT", "accelerators that are turned off, as -X without"},
};

constexpr Row kVariablesOfOptions[] = {
    {"PYTHON_CONTEXT_AWARE_WARNINGS", "-X context_aware_warnings"},
    {"PYTHON_CPU_COUNT", "-X cpu_count"},
    {"PYTHONDEBUG", "-d"},
    {"PYTHONDEVMODE", "-X dev"},
    {"PYTHON_DISABLE_REMOTE_DEBUG", "-X disable-remote-debug"},
    {"PYTHONDONTWRITEBYTECODE", "-B"},
    {"PYTHONFAULTHANDLER", "-X faulthandler"},
    {"PYTHON_FROZEN_MODULES", "-X frozen_modules"},
    {"PYTHON_GIL", "-X gil"},
    {"PYTHONINSPECT", "-i"},
    {"PYTHONINTMAXSTRDIGITS", "-X int_max_str_digits"},
    {"PYTHON_LAZY_IMPORTS", "-X lazy_imports"},
    {"PYTHONNODEBUGRANGES", "-X no_debug_ranges"},
    {"PYTHONNOUSERSITE", "-s"},
    {"PYTHONOPTIMIZE", "-O"},
    {"PYTHON_PATHCONFIG_WARNINGS", "-X pathconfig_warnings"},
    {"PYTHON_PERF_JIT_SUPPORT", "-X perf_jit"},
    {"PYTHONPERFSUPPORT", "-X perf"},
    {"PYTHON_PRESITE", "-X presite"},
    {"PYTHONPROFILEIMPORTTIME", "-X importtime"},
    {"PYTHONPYCACHEPREFIX", "-X pycache_prefix"},
    {"PYTHONSAFEPATH", "-P"},
    {"PYTHON_THREAD_INHERIT_CONTEXT", "-X thread_inherit_context"},
    {"PYTHON_TLBC", "-X tlbc"},
    {"PYTHONTRACEMALLOC", "-X tracemalloc"},
    {"PYTHONUNBUFFERED", "-u"},
    {"PYTHONUTF8", "-X utf8"},
    {"PYTHONVERBOSE", "-v"},
    {"PYTHONWARNDEFAULTENCODING", "-X warn_default_encoding"},
    {"PYTHONWARNINGS", "-W"},
};

constexpr Row kXOptions[] = {
    {"-X context_aware_warnings=[0|1]", "filters of warnings belong to the context, not to all threads"},
    {"-X cpu_count=N", "what os.cpu_count() returns; default: the number of processors"},
    {"-X dev", "development mode: more warnings and checks, faulthandler"},
    {"-X disable-remote-debug", "no debugger attaches; none can"},
    {"-X faulthandler", "write the traceback when the program crashes"},
    {"-X frozen_modules=[on|off]", "both mean the same: dis and opcode are part of the program, no others"},
    {"-X gil=[0|1]", "tinypy-t has no GIL; 0 takes it from compiled modules, too; tinypy has one, and accepts 1"},
    {"-X gil_for=NAME,NAME",
     "(tinypy-t) one thread at a time runs the compiled code of these modules, although they need no GIL"},
    {"-X importtime[=2]", "how long each import takes; 2: also of modules that were there"},
    {"-X int_max_str_digits=N", "the limit of conversions between ints and text; 0: none"},
    {"-X lazy_imports=[all|normal]", "all imports are lazy, or those that say so"},
    {"-X no-extensions", "no compiled extension is loaded"},
    {"-X no_debug_ranges", "code has line numbers only, and tracebacks no carets"},
    {"-X pathconfig_warnings=[0|1]", "warnings about where the library is: there are none"},
    {"-X perf", "refused: Python functions have no frames on the stack that perf reads"},
    {"-X perf_jit", "refused, as -X perf"},
    {"-X presite=MODULE", "of debug builds of CPython: nothing is imported"},
    {"-X pycache_prefix=PATH", "where bytecode caches are; without a path: beside the sources"},
    {"-X showrefcount", "of debug builds of CPython: no count is shown"},
    {"-X thread_inherit_context=[0|1]", "new threads begin with a copy of the starter's context"},
    {"-X tlbc=[0|1]", "(tinypy-t) all threads run the same bytecode: both mean the same"},
    {"-X tracemalloc[=N]", "trace requests for memory, N frames of each (1)"},
    {"-X utf8[=0|1]", "0: files and file names have the encoding of the locale, UTF-8 or ASCII"},
    {"-X warn_default_encoding", "warn of text files that are opened without an encoding"},
    {"-X without=NAME,NAME", "turns accelerators of counting, locking and collecting off (all: every one)"},
};

constexpr size_t kWidth = 80;

// The words of `text`, in lines that begin at the column `margin`; the first is at `column` already.
void append_wrapped(std::string& out, std::string_view text, size_t margin, size_t column) {
  for (;;) {
    size_t room = kWidth - column;
    size_t cut = text.size() < room ? text.size() : text.rfind(' ', room - 1);
    if (cut == std::string_view::npos) cut = std::min(text.find(' '), text.size());
    out.append(text.substr(0, cut)).append("\n");
    if (cut == text.size()) return;
    text.remove_prefix(cut + 1);
    out.append(margin, ' ');
    column = margin;
  }
}

// A name that does not fit into the column of names has a line of its own.
template <size_t N>
void append_rows(std::string& out, const Row (&rows)[N], size_t indent, size_t margin) {
  for (const Row& row : rows) {
    std::string name = std::string(indent, ' ') + row.name;
    out += name;
    if (name.size() + 1 > margin) out += "\n" + std::string(margin, ' ');
    else out.append(margin - name.size(), ' ');
    append_wrapped(out, row.text, margin, margin);
  }
}

void append_options(std::string& out, const char* program) {
  out += std::string("usage: ") + program + " [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";
  out += "Options, and variables that do the same:\n";
  append_rows(out, kOptions, 2, 12);
  out +=
      "Arguments:\n  file        the script\n  -           the script comes from standard input\n"
      "  arg ...     sys.argv[1:]\nOptions of this program alone:\n";
  append_rows(out, kOwnOptions, 2, 12);
}

void append_variables(std::string& out) {
  out += "Environment variables:\n";
  append_rows(out, kVariables, 0, 21);
  out += "\nThese variables have equivalent options:\n";
  append_rows(out, kVariablesOfOptions, 0, 31);
}

void append_x_options(std::string& out) {
  out += "Options of -X:\n";
  append_rows(out, kXOptions, 0, 32);
}

}  // namespace

std::string help_text(RunKind kind, const char* program) {
  std::string out;
  bool all = kind == RunKind::kHelpAll;
  if (all || kind == RunKind::kHelp) append_options(out, program);
  if (all) out += "\n";
  if (all || kind == RunKind::kHelpEnvironment) append_variables(out);
  if (all) out += "\n";
  if (all || kind == RunKind::kHelpXOptions) append_x_options(out);
  return out;
}

}  // namespace vm
