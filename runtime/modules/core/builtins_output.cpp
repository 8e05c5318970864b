// print and input.
#include "runtime/modules/core/builtins.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/text/builder.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt::builtins {

namespace {

// sys.<stream>. RuntimeError if the script has deleted it.
Ref standard_stream(Thread& t, const char* stream, const char* message) {
  Ref file = sys_get(t, stream);
  if (!file && !error_pending(t)) return raise(t, kRuntimeErrorType, "%s", message);
  return file;
}

bool write_py(Thread& t, Value file, Value text) { return bool(call_method_py(t, file, name(N::write), text)); }

bool check_separator(Thread& t, const char* parameter, Value* v) {
  if (*v == kNone) *v = Value();
  return !*v || is_str(*v) || raise_type_error(t, "%s must be None or a string, not %T", parameter, *v);
}

// Writes each piece by one call, so that files of Python classes see the calls that CPython makes.
bool print_pieces_py(Thread& t, Value args, Value sep, Value end, Value file) {
  Ref space = sep ? Ref::share(t, sep) : make_char(t, ' ');
  Ref newline = end ? Ref::share(t, end) : make_char(t, '\n');
  for (u64 i = 0; i < as_tuple(args)->length; ++i) {
    if (i > 0 && !write_py(t, file, space)) return false;
    Ref text = str_py(t, (*as_tuple(args))[i]);
    if (!text || !write_py(t, file, text)) return false;
  }
  return write_py(t, file, newline);
}

bool flush_line_py(Thread& t, Value file, const text::UcsBuilder& line) {
  if (!line.ok()) return raise_memory_error(t);
  if (line.empty()) return true;
  Ref text = make_str(t, line.view());
  return text && write_py(t, file, text);
}

// Writes the whole line to a native file by one call, so that the lines of several threads do not mix. Pieces before an
// error are still written.
bool print_line_py(Thread& t, Value args, Value sep, Value end, Value file) {
  text::UcsBuilder line;
  for (u64 i = 0; i < as_tuple(args)->length; ++i) {
    if (i > 0) sep ? line.append(str_view(sep)) : line.append(' ');
    Ref text = str_py(t, (*as_tuple(args))[i]);
    if (!text) {
      Ref error = take_error(t);
      if (flush_line_py(t, file, line)) restore_error(t, std::move(error));
      return false;
    }
    line.append(str_view(text));
  }
  end ? line.append(str_view(end)) : line.append('\n');
  return flush_line_py(t, file, line);
}

}  // namespace

Ref print(Thread& t, Value args, Value sep, Value end, Value file, Value flush) {
  Ref stream = file && file != kNone ? Ref::share(t, file) : standard_stream(t, "stdout", "lost sys.stdout");
  if (!stream) return Ref();
  if (stream.get() == kNone) return none();
  if (!check_separator(t, "sep", &sep) || !check_separator(t, "end", &end)) return Ref();
  bool native = !(type_of(stream)->flags & kTypeHeap);
  if (!(native ? print_line_py : print_pieces_py)(t, args, sep, end, stream)) return Ref();
  int wants_flush = truth_py(t, flush);
  if (wants_flush < 0 || (wants_flush && !call_method_py(t, stream, name(N::flush)))) return Ref();
  return none();
}

namespace {

bool write_prompt_py(Thread& t, Value prompt, Value out) {
  if (prompt) {
    Ref text = str_py(t, prompt);
    if (!text || !write_py(t, out, text)) return false;
  }
  if (!call_method_py(t, out, name(N::flush))) clear_error(t);
  return true;
}

Ref without_newline(Thread& t, Ref line) {
  if (!is_str(line)) return raise_type_error(t, "object.readline() returned non-string");
  Str* text = as_str(line);
  if (text->length == 0) return raise(t, kEOFErrorType, "EOF when reading a line");
  if (text->at(text->length - 1) != '\n') return line;
  return str_substring(t, line, 0, static_cast<i64>(text->length) - 1);
}

}  // namespace

Ref input(Thread& t, Value prompt) {
  Ref in = standard_stream(t, "stdin", "input(): lost sys.stdin");
  Ref out = in ? standard_stream(t, "stdout", "input(): lost sys.stdout") : Ref();
  if (!out) return Ref();
  if (in.get() == kNone) return raise(t, kRuntimeErrorType, "input(): lost sys.stdin");
  if (out.get() == kNone) return raise(t, kRuntimeErrorType, "input(): lost sys.stdout");
  Ref err = sys_get(t, "stderr");
  if (err && err.get() != kNone && !call_method_py(t, err, name(N::flush))) clear_error(t);
  if (!write_prompt_py(t, prompt, out)) return Ref();
  Ref line = call_method_py(t, in, name(N::readline));
  return line ? without_newline(t, std::move(line)) : Ref();
}

}  // namespace rt::builtins
