// Module _io: open(), and the module's definition.
#include <algorithm>

#include "runtime/library/io/io.h"
#include "runtime/library/io/io_parts.h"
#include "runtime/library/parts/locale_encoding.h"

namespace rt::io {

namespace {

// ---- open

struct OpenMode {
  bool creating = false, reading = false, writing = false, appending = false, updating = false, text = false,
       binary = false;
  char raw[8] = {};
};

bool parse_open_mode(Thread& t, Value mode, OpenMode* out) {
  Utf8 text(t, mode);
  if (!text.ok()) return false;
  bool bad = false;
  for (size_t i = 0; i < text.view().size(); ++i) {
    char c = text.view()[i];
    if (text.view().find(c, i + 1) != std::string_view::npos) bad = true;
    switch (c) {
      case 'x': out->creating = true; break;
      case 'r': out->reading = true; break;
      case 'w': out->writing = true; break;
      case 'a': out->appending = true; break;
      case '+': out->updating = true; break;
      case 't': out->text = true; break;
      case 'b': out->binary = true; break;
      default: bad = true;
    }
  }
  if (bad) return raise_value_error(t, "invalid mode: '%S'", mode);
  char* p = out->raw;
  if (out->creating) *p++ = 'x';
  if (out->reading) *p++ = 'r';
  if (out->writing) *p++ = 'w';
  if (out->appending) *p++ = 'a';
  if (out->updating) *p++ = '+';
  if (out->text && out->binary) return raise_value_error(t, "can't have text and binary mode at once");
  if (out->creating + out->reading + out->writing + out->appending != 1) {
    return raise_value_error(t, "must have exactly one of create/read/write/append mode");
  }
  return true;
}

struct OpenArgs {
  Value file, encoding, errors, newline, opener, mode;
  int buffering = -1;
  bool close_fd = true;
};

bool given(Value v) { return v && v != kNone; }

bool check_combination(Thread& t, const OpenMode& mode, const OpenArgs& a) {
  if (!mode.binary) return true;
  if (given(a.encoding)) return raise_value_error(t, "binary mode doesn't take an encoding argument");
  if (given(a.errors)) return raise_value_error(t, "binary mode doesn't take an errors argument");
  if (given(a.newline)) return raise_value_error(t, "binary mode doesn't take a newline argument");
  return true;
}

bool warn_line_buffering_py(Thread& t) {
  Ref key = intern(t, "warnings");
  Ref warnings = key ? dict_get_str(t, sys_modules(), key) : Ref();
  Ref warn = warnings ? getattr_optional_py(t, warnings, intern(t, "warn")) : Ref();
  if (!warn) return !error_pending(t);
  Ref text = make_str_ascii(
      t, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used");
  return text && rt::call_py(t, warn, text, kRuntimeWarningType, Value::small_int(1));
}

// The block size of the file system; since 3.15 not less than the default, and not more than 8 MB.
i64 buffer_size_of(const RawFile* raw) {
  if (!raw->block_size) return default_buffer_size();
  return library_minor() < 15 ? raw->block_size
                              : std::max(std::min(raw->block_size, i64{8} << 20), default_buffer_size());
}

// Puts the buffered and text layers on the raw file. *top is the uppermost layer made so far; if this fails, the caller
// closes it.
bool stack_layers_py(Thread& t, const OpenMode& mode, OpenArgs& a, Ref* top) {
  RawFile* raw = top->as<RawFile>();
  bool line_buffering = a.buffering == 1 && !mode.binary;
  if (a.buffering < 0 && raw->may_be_terminal) {
    Ref tty = call_method_py(t, *top, name(IoName::isatty));
    if (!tty) return false;
    line_buffering = !mode.binary && tty.get() == kTrue;
  }
  if (a.buffering == 0) {
    if (!mode.binary) return raise_value_error(t, "can't have unbuffered text I/O");
    return true;
  }
  i64 size = a.buffering > 1 ? a.buffering : buffer_size_of(raw);
  Type* layer = mode.updating ? g_classes.random : mode.reading ? g_classes.reader : g_classes.writer;
  Ref buffer = rt::call_py(t, layer, *top, Value::small_int(size));
  if (!buffer) return false;
  *top = std::move(buffer);
  if (mode.binary) return true;
  Ref text = make_text_file_py(t, *top, a.encoding, a.errors, a.newline, line_buffering, false);
  if (!text) return false;
  *top = std::move(text);
  return setattr_py(t, *top, name(N::mode), a.mode);
}

Ref open_py(Thread& t, OpenArgs& a) {
  OpenMode mode;
  if (!parse_open_mode(t, a.mode, &mode) || !check_combination(t, mode, a)) return Ref();
  if (mode.binary && a.buffering == 1 && !warn_line_buffering_py(t)) return Ref();
  Ref top = make_raw_file_py(t, a.file, mode.raw, a.close_fd, a.opener);
  if (!top) return Ref();
  if (stack_layers_py(t, mode, a, &top)) return top;
  Ref error = take_error(t);
  bool closed = bool(call_method_py(t, top, name(N::close)));
  chain_errors(t, std::move(error), closed);
  return Ref();
}

bool check_text_argument(Thread& t, Value v, const char* parameter) {
  return !given(v) || is_str(v) ||
         raise_type_error(t, "open() argument '%s' must be str or None, not %A", parameter, v);
}

// file, mode, buffering, encoding, errors, newline, closefd, opener
Ref open(Thread& t, const Value* a) {
  Ref default_mode = make_char(t, 'r');
  OpenArgs args;
  Ref path = is_int(a[0]) ? Ref::share(t, a[0]) : fspath_py(t, a[0]);
  if (!path || !default_mode) return Ref();
  args.file = path;
  args.mode = a[1] ? a[1] : default_mode.get();
  if (!is_str(args.mode)) return raise_type_error(t, "open() argument 'mode' must be str, not %A", args.mode);
  if (!to_i32_py(t, a[2], &args.buffering)) return Ref();
  if (!check_text_argument(t, a[3], "encoding") || !check_text_argument(t, a[4], "errors") ||
      !check_text_argument(t, a[5], "newline")) {
    return Ref();
  }
  args.encoding = a[3];
  args.errors = a[4];
  args.newline = a[5];
  int close_fd = truth_py(t, a[6]);
  if (close_fd < 0) return Ref();
  args.close_fd = close_fd;
  args.opener = a[7];
  return open_py(t, args);
}

Ref open_code(Thread& t, Value path) {
  if (!is_str(path)) return raise_type_error(t, "open_code() argument 'path' must be str, not %A", path);
  Ref mode = make_str_ascii(t, "rb");
  if (!mode) return Ref();
  OpenArgs args;
  args.file = path;
  args.mode = mode;
  return open_py(t, args);
}

Ref text_encoding(Thread& t, Value encoding, Value stacklevel) {
  if (encoding != kNone) return Ref::share(t, encoding);
  i32 level = 0;
  if (!to_i32_py(t, stacklevel, &level) || !warn_no_encoding_py(t, level)) return Ref();
  return make_str_ascii(t, g_utf8_mode.load(gc::relaxed) ? "utf-8" : "locale");
}

constexpr MethodDef kFunctions[] = {
    {"open", open,
     "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
     "Open a file, by name or descriptor, as a stream. OSError if it cannot be opened."},
    {"open_code", open_code, "(path)", "Open a file that holds code to be run."},
    {"text_encoding", text_encoding, "(encoding, stacklevel=2, /)",
     "The encoding that open() should use: the argument, or the default (with a warning if the user wants one)."},
    {},
};

// ---- set-up

void intern_names(Thread& t) {
  static constexpr const char* kTexts[] = {
#define X(n) #n,
      TINYPY_IO_NAMES(X)
#undef X
  };
  for (u32 i = 0; i < static_cast<u32>(IoName::kCount); ++i) {
    Ref text = intern(t, std::string_view(kTexts[i]));
    if (!text) gc::fatal("out of memory while interning names");
    gc::make_immortal(text.object());
    g_io_names[i] = text.release();
  }
}

// class UnsupportedOperation(OSError, ValueError)
bool make_unsupported_py(Thread& t) {
  Ref title = intern(t, "UnsupportedOperation");
  Ref bases = make_tuple(t, kOSErrorType, kValueErrorType);
  Ref dict = make_dict(t);
  Ref module = intern(t, "io");
  if (!title || !bases || !dict || !module) return false;
  if (!dict_set_str(t, as_dict(dict), name(N::__module__), std::move(module))) return false;
  Ref type = make_class_py(t, kTypeType, title, bases, dict, CallArgs{nullptr, 0, Value()});
  if (!type) return false;
  gc::make_immortal(type.object());
  g_classes.unsupported = type.release().as<Type>();
  return true;
}

// The class is kept as a root, because other threads may use it already.
void trace_unsupported(gc::Visitor& visitor) {
  if (g_classes.unsupported) visitor(g_classes.unsupported);
}

bool make_classes_py(Thread& t) {
  intern_names(t);
  if (!make_unsupported_py(t)) return false;
  gc::add_root_tracer(trace_unsupported);
  make_base_classes(t);
  make_raw_classes(t);
  make_buffered_classes(t);
  make_memory_classes(t);
  make_text_classes(t);
  return true;
}

bool init(Thread& t, Value module) {
  if (!g_classes.io_base && !make_classes_py(t)) return false;
  const Classes& c = g_classes;
  const struct {
    const char* name;
    Type* type;
  } kEntries[] = {
      {"_IOBase", c.io_base},
      {"_RawIOBase", c.raw_base},
      {"_BufferedIOBase", c.buffered_base},
      {"_TextIOBase", c.text_base},
      {"FileIO", c.file},
      {"BufferedReader", c.reader},
      {"BufferedWriter", c.writer},
      {"BufferedRandom", c.random},
      {"BufferedRWPair", c.rw_pair},
      {"BytesIO", c.bytes},
      {"_BytesIOBuffer", c.bytes_buffer},
      {"StringIO", c.string},
      {"TextIOWrapper", c.text},
      {"IncrementalNewlineDecoder", c.newline_decoder},
      {"UnsupportedOperation", c.unsupported},
      {"BlockingIOError", kBlockingIOErrorType},
  };
  for (const auto& entry : kEntries) {
    if (!module_add(t, module, entry.name, Ref::share(t, entry.type))) return false;
  }
  return module_add(t, module, "DEFAULT_BUFFER_SIZE", make_int(t, default_buffer_size()));
}

}  // namespace

}  // namespace rt::io

namespace rt {

extern const ModuleDef kUnderIoModule = {"_io", "Streams: files, text and bytes in memory, buffers, text layers.",
                                         io::kFunctions, io::init};

Ref io_make_standard_stream_py(Thread& t, const StandardStream& stream) {
  bool reads = stream.mode[0] == 'r';
  Ref number = make_int(t, stream.fd);
  Ref raw = io::make_raw_file_py(t, number, reads ? "rb" : "wb", false, Value());
  Ref shown = raw ? make_str(t, std::string_view(stream.name)) : Ref();
  if (!shown || !setattr_py(t, raw, rt::name(N::name), shown)) return Ref();
  bool unbuffered = stream.unbuffered && !reads;
  Ref buffer = unbuffered ? std::move(raw) : call_py(t, reads ? io::g_classes.reader : io::g_classes.writer, raw);
  Ref errors = buffer ? make_str(t, std::string_view(stream.errors)) : Ref();
  Ref encoding = errors ? make_str(t, std::string_view(stream.encoding ? stream.encoding : "utf-8")) : Ref();
  Ref newline = encoding ? make_char(t, '\n') : Ref();
  if (!newline) return Ref();
  Ref text = io::make_text_file_py(t, buffer, encoding, errors, newline, stream.line_buffering, unbuffered);
  Ref mode = text ? make_str(t, std::string_view(stream.mode)) : Ref();
  if (!mode || !setattr_py(t, text, rt::name(N::mode), mode)) return Ref();
  return text;
}

}  // namespace rt
