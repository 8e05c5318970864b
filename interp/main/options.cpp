// The command line: one pass over argv, with CPython's letters, messages and exit status. The texts of --help are in
// help.cpp. Environment variables and -X options are evaluated in environment.cpp.
#include "interp/main/options.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "interp/main/path_file.h"
#include "runtime/os/environment.h"

namespace vm {

namespace {

struct Parser {
  int argc;
  char** argv;
  Options o;
  int i = 1;
  int versions = 0;  // how often -V was given

  // Says what is wrong with the command line, and how it is used. False.
  bool refuse(const std::string& message) {
    fprintf(stderr,
            "%s\nusage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `%s -h' for more information.\n",
            message.c_str(), argv[0], gc::kFreeThreaded ? "tinypy-t" : "tinypy");
    o.kind = RunKind::kError;
    return false;
  }

  // The value of an option: the rest of this word, or the next word.
  const char* value(const char* rest, char option) {
    if (*rest) return rest;
    if (i + 1 < argc) return argv[++i];
    std::string message = std::string("Argument expected for the -") + option + " option";
    refuse(message);
    return nullptr;
  }

  // One word of short options. False: option parsing ends here.
  bool short_options(const char* word) {
    for (const char* p = word + 1; *p; ++p) {
      switch (*p) {
        case 'c':
        case 'm': {
          const char* v = value(p + 1, *p);
          if (!v) return false;
          o.kind = *p == 'c' ? RunKind::kCommand : RunKind::kModule;
          o.what = v;
          ++i;
          return false;
        }
        case 'W':
        case 'X': {
          char option = *p;
          const char* v = value(p + 1, option);
          if (!v) return false;
          if (option == 'W') o.sys.warnings.push_back(v);
          else o.sys.x_options.push_back(v);
          return true;
        }
        case 'B': o.sys.dont_write_bytecode = true; break;
        case 'E': o.sys.ignore_environment = true; break;
        case 'i': o.sys.inspect = o.sys.interactive = true; break;
        case 'I': o.sys.isolated = o.sys.ignore_environment = o.sys.safe_path = o.sys.no_user_site = true; break;
        case 'O': ++o.sys.optimize; break;
        case 'P': o.sys.safe_path = true; break;
        case 'q': o.sys.quiet = 1; break;
        case 's': o.sys.no_user_site = true; break;
        case 'S': o.sys.no_site = true; break;
        case 'v': ++o.sys.verbose; break;
        case 'b': ++o.sys.bytes_warning; break;
        case 'd': o.sys.debug = 1; break;
        case 'u': o.sys.unbuffered = true; break;
        case 'R': o.ignore_hash_seed = true; break;
        case 'x': o.skip_first_line = true; break;
        case 't': break;  // means nothing since Python 3
        case 'V': ++versions; break;
        case 'h':
        case '?': o.kind = RunKind::kHelp; return false;
        default: return refuse(std::string("Unknown option: -") + *p);
      }
    }
    return true;
  }

  // True for `name` and `name=...`.
  static bool is_option(const char* word, const char* name) {
    size_t length = strlen(name);
    return strncmp(word, name, length) == 0 && (!word[length] || word[length] == '=');
  }

  // The value of `name VALUE` or `name=VALUE`; null: the word is another option, or there is no value.
  const char* long_value(const char* word, const char* name) {
    size_t length = strlen(name);
    if (strncmp(word, name, length) != 0) return nullptr;
    if (word[length] == '=') return word + length + 1;
    return !word[length] && i + 1 < argc ? argv[++i] : nullptr;
  }

  // The FILE of `name=FILE`; empty: none is named. It is never the next word: that one may be the script, and the file
  // is written. False: a message has been written.
  bool file_to_write(const char* word, const char* name, std::string* file) {
    size_t length = strlen(name);
    *file = word[length] ? word + length + 1 : "";
    bool named = !file->empty() || !word[length];
    return named || refuse(std::string("No file is named: ") + word);
  }

  bool refstats(const char* word) {
    o.studio = "--refstats";
    o.refstats = true;
    return file_to_write(word, "--refstats", &o.refstats_file);
  }

  bool trace(const char* word) {
    if (!file_to_write(word, "--trace", &o.trace)) return false;
    return !o.trace.empty() || refuse("Argument expected for the --trace option, as --trace=FILE");
  }

  // `text`: "" or "=KIND".
  bool listing(const char* text) {
    if (!*text) o.listing = Listing::kBytecode;
    else if (!strcmp(text, "=owners")) o.listing = Listing::kOwners;
    else if (!strcmp(text, "=run")) o.listing = Listing::kScriptAfterRun;
    else if (!strcmp(text, "=all")) o.listing = Listing::kAllAfterRun;
    else {
      fprintf(stderr, "--dis%s: there are --dis, --dis=owners, --dis=run and --dis=all\n", text);
      o.kind = RunKind::kError;
      return false;
    }
    return true;
  }

  bool fail_alloc(const char* text) {
    if (gc::kFaults && gc::parse_fault_plan(text, &o.faults)) return true;
    fprintf(stderr,
            gc::kFaults ? "--fail-alloc: not a plan of failures: %s\n"
                        : "--fail-alloc %s: this build has no debug checks\n",
            text);
    o.kind = RunKind::kError;
    return false;
  }

  // SEED, explore or explore=N.
  bool schedule(const char* text) {
    o.studio = "--schedule";
    o.schedule.wanted = true;
    const char* number = text;
    bool explores = !strncmp(text, "explore", 7) && (!text[7] || text[7] == '=');
    if (explores) number = text[7] ? text + 8 : "100";
    char* end;
    errno = 0;
    gc::u64 n = strtoull(number, &end, 10);
    bool valid = *number >= '0' && *number <= '9' && !*end && errno == 0;
    if (explores) o.schedule.explore = static_cast<gc::u32>(n);
    else o.schedule.seed = n;
    if (valid && (!explores || (n > 0 && n <= UINT32_MAX))) return true;
    fprintf(stderr, "--schedule: neither a seed nor explore or explore=N: %s\n", text);
    o.kind = RunKind::kError;
    return false;
  }

  bool trace_threshold(const char* text) {
    constexpr double kMost = 1e9;
    char* end;
    double microseconds = strtod(text, &end);
    if (*text < '0' || *text > '9' || *end || !(microseconds <= kMost)) {
      fprintf(stderr, "--trace-threshold: not a number of microseconds: %s\n", text);
      o.kind = RunKind::kError;
      return false;
    }
    o.trace_threshold_ns = static_cast<gc::i64>(microseconds * 1000);
    return true;
  }

  // --dump PID, --dump=json PID
  bool dump(const char* form) {
    if (strcmp(form, "") != 0 && strcmp(form, "=json") != 0) {
      fprintf(stderr, "--dump%s: there are --dump and --dump=json\n", form);
      o.kind = RunKind::kError;
    } else if (i + 1 == argc) {
      refuse("Argument expected for the --dump option");
    } else {
      o.kind = RunKind::kDump;
      o.dump_form = *form ? DumpForm::kJson : DumpForm::kText;
      o.what = argv[++i];
      ++i;
    }
    return false;
  }

  bool check_hash_based_pycs() {
    if (i + 1 == argc) return refuse("Argument expected for the --check-hash-based-pycs option");
    o.sys.check_hash_based_pycs = argv[++i];
    for (const char* known : {"always", "never", "default"}) {
      if (!strcmp(o.sys.check_hash_based_pycs, known)) return true;
    }
    return refuse("--check-hash-based-pycs must be one of 'default', 'always', or 'never'");
  }

  bool long_option(const char* word) {
    if (!strcmp(word, "--help")) o.kind = RunKind::kHelp;
    else if (!strcmp(word, "--help-env")) o.kind = RunKind::kHelpEnvironment;
    else if (!strcmp(word, "--help-xoptions")) o.kind = RunKind::kHelpXOptions;
    else if (!strcmp(word, "--help-all")) o.kind = RunKind::kHelpAll;
    else if (!strcmp(word, "--version")) return ++versions > 0;
    else if (is_option(word, "--dis")) return listing(word + 5);
    else if (!strcmp(word, "--top")) {
      o.serves_top = true;
      return true;
    } else if (is_option(word, "--dump")) {
      return dump(word + 6);
    } else if (!strcmp(word, "--verify")) {
      o.kind = RunKind::kVerify;
      ++i;
      return false;
    } else if (!strcmp(word, "--asm") || !strncmp(word, "--asm=", 6)) {
      o.kind = RunKind::kAsm;
      if (const char* name = long_value(word, "--asm")) o.what = name;
      ++i;
      return false;
    } else if (!strcmp(word, "--deadlocks") || !strcmp(word, "--deadlocks=report")) {
      o.deadlocks = word[11] ? Deadlocks::kReported : Deadlocks::kEndTheProgram;
      return true;
    } else if (!strcmp(word, "--heap")) {
      o.heap_report = true;
      return true;
    } else if (is_option(word, "--trace")) {
      return trace(word);
    } else if (const char* threshold = long_value(word, "--trace-threshold")) {
      return trace_threshold(threshold);
    } else if (const char* plan = long_value(word, "--fail-alloc")) return fail_alloc(plan);
    else if (!strcmp(word, "--races") || !strcmp(word, "--races=strict")) {
      o.studio = "--races";
      o.races.wanted = true;
      o.races.strict = word[7] != 0;
      return true;
    } else if (const char* descriptor = long_value(word, "--races-explorer")) {
      o.races.explorer = atoi(descriptor);  // only --schedule explore starts programs with this option
      return true;
    } else if (const char* file = long_value(word, "--schedule-explorer")) {
      o.schedule.explorer = atoi(file);  // as that one
      return true;
    } else if (const char* seed = long_value(word, "--schedule")) return schedule(seed);
    else if (const char* library = long_value(word, "--lib")) {
      o.library = library;
      return true;
    } else if (!strcmp(word, "--check-hash-based-pycs")) {
      return check_hash_based_pycs();
    } else if (is_option(word, "--refstats")) {
      return refstats(word);
    } else if (!strcmp(word, "--studio")) {
      o.studio = "--studio";
      return true;
    } else {
      return refuse(std::string("Unknown option: ") + word);
    }
    return false;
  }

  void run() {
    bool more = true;
    while (more && i < argc && argv[i][0] == '-' && argv[i][1]) {
      const char* word = argv[i];
      if (!strcmp(word, "--")) {
        ++i;
        break;
      }
      more = word[1] == '-' ? long_option(word) : short_options(word);
      if (more) ++i;
    }
    if (o.kind == RunKind::kStdin && i < argc) {
      if (strcmp(argv[i], "-") != 0) o.kind = RunKind::kScript;
      o.what = argv[i];
      ++i;
      o.sys.argv.push_back(o.what);
    } else if (o.kind == RunKind::kCommand) {
      o.sys.argv.push_back("-c");
    } else if (o.kind == RunKind::kModule) {
      o.sys.argv.push_back("-m");
    } else {
      o.sys.argv.push_back("");
    }
    for (; i < argc; ++i) o.sys.argv.push_back(argv[i]);
    for (int j = 0; j < argc; ++j) o.sys.orig_argv.push_back(argv[j]);
    bool runs = o.kind < RunKind::kVersion;
    if (runs && versions) o.kind = versions > 1 ? RunKind::kLongVersion : RunKind::kVersion;
  }
};

}  // namespace

Options parse_options(int argc, char** argv) {
  Parser parser{argc, argv, {}};
  parser.run();
  if (parser.o.kind == RunKind::kModule && lists_only(parser.o.listing)) {
    fputs("--dis lists a script, or the text of -c; --dis=run also lists what a module of -m has run\n", stderr);
    parser.o.kind = RunKind::kError;
  }
  read_path_file(&parser.o, argv[0]);
  if (parser.o.sys.ignore_environment) rt::os::ignore_environment();
  if (parser.o.kind != RunKind::kError) add_environment(&parser.o);
  if (parser.o.kind != RunKind::kError) choose_library(&parser.o);
  parser.o.races.repeatable = parser.o.schedule.wanted;
  // The order of sets of strs is part of what a schedule repeats.
  if (parser.o.schedule.wanted && !parser.o.hash_seed) parser.o.hash_seed = 0;
  return std::move(parser.o);
}

}  // namespace vm
