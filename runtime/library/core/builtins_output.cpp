// print and input.
#include "runtime/library/core/builtins.h"
#include "runtime/library/parts/line_reader.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
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

// Is the stream that of this descriptor? An error means no.
bool has_descriptor_py(Thread& t, Value stream, i64 descriptor) {
  Ref method = intern(t, "fileno"), number = method ? call_method_py(t, stream, method) : Ref();
  clear_error(t);
  i64 n;
  return number && is_int(number) && int_fits_i64(number, &n) && n == descriptor;
}

// The encoding of a text stream and what it does about errors. False: an error is pending.
struct StreamCodec {
  std::string encoding, errors;
  bool read_py(Thread& t, Value stream) {
    Ref name = getattr_py(t, stream, "encoding"), mode = name ? getattr_py(t, stream, "errors") : Ref();
    if (!mode) return false;
    if (!is_str(name) || !is_str(mode)) return raise(t, kRuntimeErrorType, "input(): lost sys.stdin");
    encoding = to_wtf8(name);
    errors = to_wtf8(mode);
    return true;
  }
};

// Reads a line through the line editor. Empty without an error: the input has ended.
Ref edited_line_py(Thread& t, LineReader reader, Value prompt, Value in, Value out) {
  StreamCodec of_in, of_out;
  if (!of_in.read_py(t, in) || !of_out.read_py(t, out)) return Ref();
  if (!call_method_py(t, out, name(N::flush))) clear_error(t);
  Ref text = prompt ? str_py(t, prompt) : Ref::share(t, empty_str());
  Ref shown = text ? str_encode_py(t, text, of_out.encoding.c_str(), of_out.errors.c_str()) : Ref();
  if (!shown) return Ref();
  std::string_view bytes = shown.as<Bytes>()->view();
  if (bytes.find('\0') != bytes.npos)
    return raise_value_error(t, "input: prompt string cannot contain null characters");
  Ref line = reader(t, bytes.data());
  return line ? decode_bytes_py(t, line, of_in.encoding.c_str(), of_in.errors.c_str()) : Ref();
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
  LineReader reader = line_reader_for_terminal();
  if (reader && has_descriptor_py(t, in, 0) && has_descriptor_py(t, out, 1)) {
    Ref line = edited_line_py(t, reader, prompt, in, out);
    return line || error_pending(t) ? std::move(line) : Ref(raise(t, kEOFErrorType, ""));
  }
  if (!write_prompt_py(t, prompt, out)) return Ref();
  Ref line = call_method_py(t, in, name(N::readline));
  return line ? without_newline(t, std::move(line)) : Ref();
}

}  // namespace rt::builtins
