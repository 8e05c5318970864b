// The prompt is that of the library (library_prompt.h) where it can be used. Else it is this one, whose loop is:
// read_statement_py() reads lines until the parser finds the statement complete (is_incomplete), and
// run_statement_py() compiles and runs it in the namespace of __main__. An error is reported and ends the statement
// only; SystemExit ends the session.
#include "interp/repl/prompt.h"

#include <cerrno>
#include <cstdio>
#include <string>

#include "interp/compile/parse.h"
#include "interp/library/sys/sys.h"
#include "interp/repl/library_prompt.h"
#include "interp/report/uncaught.h"
#include "interp/syntax/compound.h"
#include "interp/vm/frame.h"
#include "runtime/library/parts/line_reader.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

constexpr u32 kFutureFlags = 0x1fe0000;  // compiler flags that `from __future__` sets

bool is_blank_or_comment(std::string_view line) {
  size_t first = line.find_first_not_of(" \t\f\r\n");
  return first == line.npos || line[first] == '#';
}

// True if the last line is empty, which ends a statement with a block.
bool ends_with_empty_line(const std::string& text) {
  size_t before = text.size() > 1 ? text.rfind('\n', text.size() - 2) : text.npos;
  return is_blank_or_comment(std::string_view(text).substr(before == text.npos ? 0 : before + 1));
}

// Parses a statement and calls test(result). False: the text cannot be parsed at all.
template <class Test>
bool test_parse(const std::string& text, bool allow_incomplete, Test test) {
  syn::Source source;
  syn::Arena arena;
  syn::Diagnostic error;
  if (!source.load_text(text, &error)) return false;
  syn::ParseOptions options = comp::parse_options();
  options.allow_incomplete = allow_incomplete;
  return test(syn::parse(source, syn::Mode::Single, arena, options));
}

bool is_statement(const std::string& text) {
  return test_parse(text, false, [](const syn::ParseResult& parsed) { return bool(parsed); });
}

// True if more lines could complete the text.
bool is_incomplete(const std::string& text) {
  return test_parse(text, true, [&](const syn::ParseResult& parsed) {
    if (!parsed) return parsed.error.kind == syn::DiagnosticKind::IncompleteInputError;
    const auto* tree = syn::as<syn::Interactive>(parsed.root);
    return syn::is_compound(tree->body[0]->kind) && !ends_with_empty_line(text);
  });
}

void write_error_stream_py(Thread& t, const char* text) {
  Ref stream = rt::sys_get(t, "stderr"), line = rt::make_str(t, text);
  if (stream && line && !rt::is_same(stream, rt::kNone))
    Ref done = rt::call_method_py(t, stream, rt::name(rt::N::write), line);
  if (stream && !t.error) Ref done = rt::call_method_py(t, stream, rt::name(rt::N::flush));
  rt::clear_error(t);
}

class Prompt {
 public:
  explicit Prompt(Thread& t) : t_(t) {}
  int run_py(const PromptStart& start);

 private:
  enum class Input { kLine, kEnd, kInterrupted };
  // The result of reading or running a statement.
  enum class Outcome { kGoOn, kLeave };

  bool find_namespace();
  void write_banner_py();
  void set_prompts();
  Outcome run_startup_file_py(const char* name);
  void call_hook_py(Value hook);
  void run_hook_py(bool is_basic);
  int run_library_session_py();
  std::string prompt_text_py(const char* which);
  Ref next_line_py(const char* prompt);
  Input read_line_py(const char* prompt, std::string* text);
  Outcome read_statement_py();
  Outcome run_statement_py(const std::string& text);
  std::string statement_name(const std::string& text);
  void remember_lines_py(Value name, const std::string& text);
  void register_lines_py(Value code, const std::string& text);
  Outcome report_py();

  Thread& t_;
  Ref namespace_;
  u32 future_flags_ = 0;
  u32 statements_ = 0;
  int status_ = 0;
};

bool Prompt::find_namespace() {
  Ref main = rt::dict_get_cstr(t_, rt::sys_modules(), "__main__");
  if (main && rt::has_layout(main, rt::TypeId::kModule))
    namespace_ = Ref::share(t_, Value(main.as<rt::Module>()->dict));
  return bool(namespace_);
}

void Prompt::write_banner_py() {
  Ref version = rt::sys_get(t_, "version"), platform = rt::sys_get(t_, "platform");
  Ref text =
      version && platform
          ? rt::format_message(
                t_, "Python %S on %S\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n",
                version.get(), platform.get())
          : Ref();
  if (text) write_error_stream_py(t_, rt::to_wtf8(text).c_str());
  rt::clear_error(t_);
}

void Prompt::set_prompts() {
  auto* sys = rt::sys_module().as<rt::Module>()->dict;
  for (auto [name, text] : {std::pair{"ps1", ">>> "}, {"ps2", "... "}}) {
    if (!rt::sys_get(t_, name)) rt::dict_set_cstr(t_, sys, name, rt::make_str(t_, text));
  }
  rt::clear_error(t_);
}

// An error is reported as at the top of a program. SystemExit ends the session.
Prompt::Outcome Prompt::report_py() {
  bool leaves = rt::error_is(t_, rt::kSystemExitType);
  int status = report_uncaught_py(t_);
  rt::clear_error(t_);
  if (leaves) status_ = status;
  return leaves ? Outcome::kLeave : Outcome::kGoOn;
}

Prompt::Outcome Prompt::run_startup_file_py(const char* name) {
  std::string text;
  FILE* file = fopen(name, "rbe");
  if (!file) {
    int error = errno;
    write_error_stream_py(t_, "Could not open PYTHONSTARTUP\n");
    if (Ref path = rt::decode_fs(t_, name)) rt::raise_os_error(t_, error, path);
    return report_py();
  }
  char buffer[1 << 12];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;) text.append(buffer, n);
  fclose(file);
  Ref filename = rt::decode_fs(t_, name);
  Ref code = filename ? comp::compile_source_py(t_, text, filename, syn::Mode::Exec, {}) : Ref();
  return code && Ref(run_code_py(t_, code.as<Code>(), namespace_, namespace_)) ? Outcome::kGoOn : report_py();
}

// Sets or deletes $PYTHON_BASIC_REPL, which says that the prompt is not that of the library's package _pyrepl. False:
// it was set already, or could not be set. Leaves no error pending.
static bool mark_as_basic_py(Thread& t, bool set) {
  Ref os = rt::import_module_py(t, "os"), environment = os ? rt::getattr_py(t, os, "environ") : Ref();
  Ref name = rt::make_str(t, "PYTHON_BASIC_REPL"), yes = rt::make_str(t, "1");
  bool differs = environment && name && yes && (!set || rt::contains_py(t, environment, name) == 0);
  if (!differs || !rt::setitem_py(t, environment, name, set ? yes.get() : Value())) {
    rt::clear_error(t);
    return false;
  }
  return true;
}

void Prompt::call_hook_py(Value hook) {
  if (Ref(rt::call_py(t_, hook))) return;
  write_error_stream_py(t_, "Failed calling sys.__interactivehook__\n");
  report_py();
}

// sys.__interactivehook__, which site sets. It asks whose prompt this is, to know whose history it is to read and
// write.
void Prompt::run_hook_py(bool is_basic) {
  Ref hook = rt::sys_get(t_, "__interactivehook__");
  if (!hook) return;
  if (!is_basic || !mark_as_basic_py(t_, true)) return call_hook_py(hook);
  call_hook_py(hook);
  mark_as_basic_py(t_, false);
}

// ---- reading

// A line that has been typed, with its newline.
static Ref decode_line(Thread& t, Value bytes) {
  std::string line(bytes.as<rt::Bytes>()->view());
  line += '\n';
  return rt::decode_utf8(t, line.data(), line.size());
}

std::string Prompt::prompt_text_py(const char* which) {
  flush_standard_streams_py(t_);
  Ref prompt = rt::sys_get(t_, which);
  Ref text = prompt ? rt::str_py(t_, prompt) : Ref();
  rt::clear_error(t_);
  return text ? rt::to_wtf8(text) : std::string();
}

// The next line with its newline; at the end of the input empty, without an error or as an empty str.
Ref Prompt::next_line_py(const char* prompt) {
  std::string shown = prompt_text_py(prompt);
  if (rt::LineReader reader = rt::line_reader_for_terminal()) {
    Ref line = reader(t_, shown.c_str());
    return line ? decode_line(t_, line) : Ref();
  }
  write_error_stream_py(t_, shown.c_str());
  Ref stream = rt::sys_get(t_, "__stdin__");
  if (!stream || rt::is_same(stream, rt::kNone)) return Ref();
  return rt::call_method_py(t_, stream, rt::name(rt::N::readline));
}

// Appends a line to *text. It comes from where input() reads, too: with two streams each would buffer lines that belong
// to the other.
Prompt::Input Prompt::read_line_py(const char* prompt, std::string* text) {
  Ref line = next_line_py(prompt);
  if (!line && rt::error_pending(t_)) {
    bool interrupted = rt::error_is(t_, rt::kKeyboardInterruptType),
         undecodable = rt::error_is(t_, rt::kUnicodeDecodeErrorType);
    if (interrupted) rt::clear_error(t_), write_error_stream_py(t_, "\nKeyboardInterrupt\n");
    else report_py();
    return interrupted || undecodable ? Input::kInterrupted : Input::kEnd;
  }
  if (!line || !rt::is_str(line) || rt::as_str(line)->length == 0) {
    write_error_stream_py(t_, "\n");  // what follows stands below the prompt
    return Input::kEnd;
  }
  *text += rt::to_wtf8(line);
  return Input::kLine;
}

Prompt::Outcome Prompt::read_statement_py() {
  std::string text;
  Input input = read_line_py("ps1", &text);
  if (input == Input::kEnd) return Outcome::kLeave;
  if (input == Input::kInterrupted || is_blank_or_comment(text)) return Outcome::kGoOn;
  while (text.back() != '\n' || is_incomplete(text)) {
    input = read_line_py("ps2", &text);
    if (input == Input::kInterrupted) return Outcome::kGoOn;
    if (input == Input::kEnd) break;
  }
  if (text.back() != '\n') text += '\n';
  return run_statement_py(text);
}

// ---- running

// Enters the text of a statement in linecache.cache, where tracebacks and inspect find the source of code without a
// file.
void Prompt::remember_lines_py(Value name, const std::string& text) {
  Ref linecache = rt::import_module_py(t_, "linecache"),
      cache = linecache ? rt::getattr_py(t_, linecache, "cache") : Ref();
  Ref lines = cache ? rt::make_list(t_) : Ref();
  for (size_t from = 0; lines && from < text.size();) {
    size_t end = text.find('\n', from);
    end = end == text.npos ? text.size() : end + 1;
    Ref line = rt::make_str(t_, std::string_view(text).substr(from, end - from));
    if (!line || !rt::list_append(t_, rt::as_list(lines), std::move(line))) break;
    from = end;
  }
  Value fields[] = {Value::small_int(static_cast<i64>(text.size())), rt::kNone, lines ? lines.get() : rt::kNone, name};
  Ref entry = lines && !t_.error ? rt::make_tuple(t_, fields, 4) : Ref();
  if (entry) rt::setitem_py(t_, cache, name, entry);
  rt::clear_error(t_);
}

// The same since 3.15: under the names of the code and of the code inside it.
void Prompt::register_lines_py(Value code, const std::string& text) {
  Ref linecache = rt::import_module_py(t_, "linecache"),
      enter = linecache ? rt::getattr_py(t_, linecache, "_register_code") : Ref();
  Ref lines = enter ? rt::make_str(t_, text) : Ref(), shown = lines ? rt::make_str_ascii(t_, "<stdin>") : Ref();
  if (shown) (void)Ref(rt::call_py(t_, enter, code, lines, shown));
  rt::clear_error(t_);
}

// The name of the code of a statement. Since 3.15 those that the parser refuses have no number.
std::string Prompt::statement_name(const std::string& text) {
  if (rt::library_minor() < 15) return "<python-input-" + std::to_string(statements_++) + ">";
  return is_statement(text) ? "<stdin-" + std::to_string(statements_++) + ">" : "<stdin>";
}

Prompt::Outcome Prompt::run_statement_py(const std::string& text) {
  Ref name = rt::make_str(t_, statement_name(text));
  if (!name) return report_py();
  bool registers = rt::library_minor() >= 15;
  if (!registers) remember_lines_py(name, text);
  comp::CompileOptions options;
  options.source_is_str = true;
  options.allow_incomplete = true;  // the input may have ended inside a block
  options.inherited_flags = future_flags_;
  Ref module = registers ? rt::make_str_ascii(t_, "__main__") : Ref();  // which warnings name since 3.15
  options.module = module;
  Ref code = comp::compile_source_py(t_, text, name, syn::Mode::Single, options);
  if (!code) return report_py();
  if (registers) register_lines_py(code, text);
  future_flags_ |= code.as<Code>()->flags & kFutureFlags;
  return Ref(run_code_py(t_, code.as<Code>(), namespace_, namespace_)) ? Outcome::kGoOn : report_py();
}

int Prompt::run_library_session_py() {
  run_hook_py(false);
  set_prompts();
  Ref main = rt::dict_get_cstr(t_, rt::sys_modules(), "__main__");
  if (!main || !run_library_prompt_py(t_, main)) report_py();
  return status_;
}

int Prompt::run_py(const PromptStart& start) {
  if (!find_namespace()) return 1;
  if (start.banner) write_banner_py();
  bool runs_file = !start.follows_program || (rt::library_minor() >= 15 && has_library_prompt_py(t_));
  if (!start.startup_file.empty() && runs_file && run_startup_file_py(start.startup_file.c_str()) == Outcome::kLeave)
    return status_;
  if (has_library_prompt_py(t_)) return run_library_session_py();
  run_hook_py(true);
  set_prompts();
  while (read_statement_py() == Outcome::kGoOn) {
  }
  return status_;
}

}  // namespace

int run_prompt_py(Thread& t, const PromptStart& start) { return Prompt(t).run_py(start); }

}  // namespace vm
