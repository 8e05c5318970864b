// _IOBase and the abstract classes below it. They know no native file: all is done through the Python methods of a
// subclass.
#include <string>

#include "runtime/library/io/io.h"
#include "runtime/library/io/io_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/builder.h"

namespace rt::io {

namespace {

Ref create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }
bool init(Thread&, Value, const CallArgs&) { return true; }

// ---- _IOBase

Ref base_seek(Thread& t, Value, Value) { return raise_unsupported(t, "seek"); }
Ref base_tell(Thread& t, Value self) {
  return call_method_py(t, self, name(IoName::seek), Value::small_int(0), Value::small_int(1));
}
Ref base_truncate(Thread& t, Value, Value) { return raise_unsupported(t, "truncate"); }
Ref base_fileno(Thread& t, Value) { return raise_unsupported(t, "fileno"); }

// Reads the flag that close() sets on the instance. False: an error is pending.
bool flagged_closed_py(Thread& t, Value self, bool* closed) {
  Ref flag = getattr_optional_py(t, self, name(IoName::__IOBase_closed));
  *closed = bool(flag);
  return flag || !error_pending(t);
}

Ref base_flush(Thread& t, Value self) {
  bool closed;
  if (!flagged_closed_py(t, self, &closed)) return Ref();
  if (closed) return raise_value_error(t, "I/O operation on closed file.");
  return none();
}

Ref base_close(Thread& t, Value self) {
  bool closed;
  if (!flagged_closed_py(t, self, &closed)) return Ref();
  if (closed) return none();
  Ref error;
  if (!call_method_py(t, self, name(N::flush))) error = take_error(t);
  bool marked = setattr_py(t, self, name(IoName::__IOBase_closed), kTrue);
  return chain_errors(t, std::move(error), marked) ? none() : Ref();
}

Ref base_able(Thread& t, Value self) { return check_closed_py(t, self) ? bool_ref(false) : Ref(); }
Ref base_never(Thread&, Value) { return bool_ref(false); }

Ref base_check_closed(Thread& t, Value self) { return check_closed_py(t, self) ? none() : Ref(); }
Ref base_check_seekable(Thread& t, Value self) {
  return check_able_py(t, self, name(IoName::seekable), "File or stream is not seekable.") ? bool_ref(true) : Ref();
}
Ref base_check_readable(Thread& t, Value self) {
  return check_able_py(t, self, name(N::readable), "File or stream is not readable.") ? bool_ref(true) : Ref();
}
Ref base_check_writable(Thread& t, Value self) {
  return check_able_py(t, self, name(N::writable), "File or stream is not writable.") ? bool_ref(true) : Ref();
}

Ref base_enter(Thread& t, Value self) { return check_closed_py(t, self) ? Ref::share(t, self) : Ref(); }
Ref base_exit(Thread& t, Value self, Value) { return call_method_py(t, self, name(N::close)); }

// The number of bytes that may be read without passing the end of the line: as peek() shows, else 1. -1: an error is
// pending.
i64 line_step_py(Thread& t, Value peek, i64 limit) {
  if (!peek) return 1;
  Ref ahead = call_py(t, peek, Value::small_int(1));
  if (!ahead) return -1;
  if (!is_bytes(ahead)) {
    return raise(t, kOSErrorType, "peek() should have returned a bytes object, not '%T'", ahead.get());
  }
  std::string_view view = ahead.as<Bytes>()->view();
  if (view.empty()) return 1;
  size_t end = view.find('\n');
  i64 n = static_cast<i64>(end == view.npos ? view.size() : end + 1);
  return limit >= 0 && n > limit ? limit : n;
}

Ref base_readline(Thread& t, Value self, Value size) {
  i64 limit;
  if (!size_argument_py(t, size, &limit)) return Ref();
  Ref peek = getattr_optional_py(t, self, name(IoName::peek));
  if (!peek && error_pending(t)) return Ref();
  text::ByteBuilder line;
  while (limit < 0 || static_cast<i64>(line.size()) < limit) {
    i64 n = line_step_py(t, peek, limit < 0 ? -1 : limit - static_cast<i64>(line.size()));
    if (n < 0) return Ref();
    Ref piece = call_method_py(t, self, name(N::read), Value::small_int(n));
    if (!piece) return Ref();
    if (!is_bytes(piece)) {
      return raise(t, kOSErrorType, "read() should have returned a bytes object, not '%T'", piece.get());
    }
    std::string_view view = piece.as<Bytes>()->view();
    if (view.empty()) break;
    line.append(view);
    if (view.back() == '\n') break;
  }
  return line.ok() ? make_bytes(t, line.text()) : Ref(raise_memory_error(t));
}

Ref base_iter(Thread& t, Value self) { return check_closed_py(t, self) ? Ref::share(t, self) : Ref(); }

Ref base_next(Thread& t, Value self) {
  Ref line = call_method_py(t, self, name(N::readline));
  if (!line) return Ref();
  i64 n = len_py(t, line);
  if (n < 0) return Ref();
  return n == 0 ? Ref::immediate(kStop) : std::move(line);
}

Ref base_readlines(Thread& t, Value self, Value hint) {
  i64 limit, total = 0;
  if (!size_argument_py(t, hint, &limit)) return Ref();
  if (limit <= 0) return to_list_py(t, self);
  Ref lines = make_list(t);
  Ref iterator = lines ? iter_py(t, self) : Ref();
  while (iterator) {
    Ref line = next_py(t, iterator);
    if (!line) return Ref();
    if (line.get() == kStop) break;
    i64 n = len_py(t, line);
    if (n < 0 || !list_append(t, as_list(lines), std::move(line))) return Ref();
    total += n;
    if (total > limit) break;
    if (!poll_py(t)) return Ref();
  }
  return iterator ? std::move(lines) : Ref();
}

Ref base_writelines(Thread& t, Value self, Value lines) {
  if (!check_closed_py(t, self)) return Ref();
  Ref iterator = iter_py(t, lines);
  if (!iterator) return Ref();
  for (;;) {
    Ref line = next_py(t, iterator);
    if (!line) return Ref();
    if (line.get() == kStop) return none();
    if (!call_method_py(t, self, name(N::write), line)) return Ref();
    if (!poll_py(t)) return Ref();
  }
}

Ref base_del(Thread& t, Value self) {
  finalize_file(t, self.object());
  return none();
}

Ref base_get_closed(Thread& t, Value self) {
  bool closed;
  return flagged_closed_py(t, self, &closed) ? bool_ref(closed) : Ref();
}

constexpr MethodDef kBaseMethods[] = {
    {"seek", [](Thread& t, Value self, Value offset, Value) { return base_seek(t, self, offset); },
     "(self, offset, whence=0, /)",
     "Go to a position: counted from the start (whence 0), the current one (1) or the end (2)."},
    {"tell", base_tell, "(self, /)", "Return current stream position."},
    {"truncate", base_truncate, "(self, size=None, /)", "Truncate file to size bytes."},
    {"flush", base_flush, "(self, /)", "Flush write buffers, if applicable."},
    {"close", base_close, "(self, /)", "Write out what is buffered and close."},
    {"seekable", base_never, "(self, /)", "Can the position be changed?"},
    {"readable", base_never, "(self, /)", "Can it be read?"},
    {"writable", base_never, "(self, /)", "Can it be written?"},
    {"_checkClosed", base_check_closed, "(self, /)"},
    {"_checkSeekable", base_check_seekable, "(self, /)"},
    {"_checkReadable", base_check_readable, "(self, /)"},
    {"_checkWritable", base_check_writable, "(self, /)"},
    {"fileno", base_fileno, "(self, /)", "The number of the open file; OSError if there is none."},
    {"isatty", base_able, "(self, /)", "Is it a terminal?"},
    {"__enter__", base_enter, "(self, /)"},
    {"__exit__", base_exit, "(self, /, *args)"},
    {"readline", base_readline, "(self, size=-1, /)", "The next line, at most size bytes of it."},
    {"readlines", base_readlines, "(self, hint=-1, /)",
     "The remaining lines; no more are begun once hint bytes have been read."},
    {"writelines", base_writelines, "(self, lines, /)", "Write each item of the iterable; no line ends are added."},
    {"__del__", base_del, "(self, /)", "Closes the stream."},
    {},
};
constexpr GetSetDef kBaseGetSet[] = {{"closed", base_get_closed}, {}};

constexpr u32 kFileFlags = kTypeSubclassable | kTypeHasDict | kTypeHasWeakrefs | kTypeTraced;

const TypeSpec kIoBaseSpec = {
    .name = "_io._IOBase",
    .size = sizeof(IoBase),
    .flags = kFileFlags,
    .doc = "_IOBase()\n--\n\nWhat all streams have in common.",
    .lifetime = {.finalize = finalize_file},
    .slots = {.iter = base_iter, .next = base_next, .create = create, .init = init},
    .methods = kBaseMethods,
    .getset = kBaseGetSet,
};

// ---- _RawIOBase

// read(), implemented by readinto().
Ref raw_base_read(Thread& t, Value self, Value size) {
  i64 n;
  if (!size_argument_py(t, size, &n)) return Ref();
  if (n < 0) return call_method_py(t, self, name(IoName::readall));
  Ref room = make_zeroed_bytearray(t, static_cast<u64>(n));
  if (!room) return Ref();
  Ref count = call_method_py(t, self, name(IoName::readinto), room);
  if (!count || count.get() == kNone) return count;
  i64 got;
  if (!index_i64_py(t, count, &got, kValueErrorType)) return Ref();
  if (got < 0 || got > n) {
    return raise_value_error(t, "readinto returned %lld outside buffer size %lld", static_cast<long long>(got),
                             static_cast<long long>(n));
  }
  auto* bytes = room.as<ByteArray>();
  if (bytes->is_viewed() && library_minor() >= 15)  // readinto() has kept a view
    return raise(t, kBufferErrorType, "Existing exports of data: object cannot be re-sized");
  return make_bytes(t, {reinterpret_cast<const char*>(bytes->data()), static_cast<size_t>(got)});
}

Ref raw_base_readall(Thread& t, Value self) {
  text::ByteBuilder all;
  for (bool first = true;; first = false) {
    Ref piece = call_method_py(t, self, name(N::read), Value::small_int(default_buffer_size()));
    if (!piece) return Ref();
    if (piece.get() == kNone) {
      if (first) return piece;
      break;
    }
    if (!is_bytes(piece)) return raise_type_error(t, "read() should return bytes");
    if (piece.as<Bytes>()->length == 0) break;
    all.append(piece.as<Bytes>()->view());
  }
  return all.ok() ? make_bytes(t, all.text()) : Ref(raise_memory_error(t));
}

// readinto() and write() are for subclasses to define.
Ref raw_base_missing(Thread& t, const CallArgs&) {
  Ref error = call_py(t, Value(kNotImplementedErrorType));
  return error ? Ref(raise_error(t, error)) : Ref();
}

constexpr MethodDef kRawMethods[] = {
    {"readinto", raw_base_missing, "(...)"},
    {"write", raw_base_missing, "(...)"},
    {"read", raw_base_read, "(self, size=-1, /)"},
    {"readall", raw_base_readall, "(self, /)", "All bytes up to the end, from as many reads as it takes."},
    {}};
const TypeSpec kRawBaseSpec = {
    .name = "_io._RawIOBase",
    .size = sizeof(IoBase),
    .flags = kFileFlags,
    .doc = "_RawIOBase()\n--\n\nWhat unbuffered binary streams have in common.",
    .methods = kRawMethods,
};

// ---- _BufferedIOBase

Ref read_into_py(Thread& t, Value self, Value target, Value method) {
  BufferView view(t, target, BufferUse::kWritable);
  if (!view) return raise_not_writable(t, "readinto", target);
  Ref data = call_method_py(t, self, method, Value::small_int(static_cast<i64>(view.size())));
  if (!data) return Ref();
  if (!is_bytes(data)) return raise_type_error(t, "read() should return bytes");
  std::string_view bytes = data.as<Bytes>()->view();
  if (bytes.size() > view.size()) {
    return raise_value_error(t, "read() returned too much data: %zu bytes requested, %zu returned", view.size(),
                             bytes.size());
  }
  std::memcpy(view.b.data, bytes.data(), bytes.size());
  return make_int(t, static_cast<i64>(bytes.size()));
}

Ref buffered_base_readinto(Thread& t, Value self, Value target) { return read_into_py(t, self, target, name(N::read)); }
Ref buffered_base_readinto1(Thread& t, Value self, Value target) {
  return read_into_py(t, self, target, name(IoName::read1));
}
Ref no_detach(Thread& t, Value) { return raise_unsupported(t, "detach"); }
Ref no_read(Thread& t, Value, Value) { return raise_unsupported(t, "read"); }
Ref no_read1(Thread& t, Value, Value) { return raise_unsupported(t, "read1"); }
Ref no_write(Thread& t, Value, Value) { return raise_unsupported(t, "write"); }
Ref no_readline(Thread& t, Value, Value) { return raise_unsupported(t, "readline"); }

constexpr MethodDef kBufferedMethods[] = {
    {"detach", no_detach, "(self, /)",
     "Give up the raw stream, which is the result; this object is useless afterwards."},
    {"read", no_read, "(self, size=-1, /)", "Up to n bytes, from several reads of the raw stream if need be."},
    {"read1", no_read1, "(self, size=-1, /)", "Up to size bytes, from one read of the raw stream at most."},
    {"readinto", buffered_base_readinto, "(self, buffer, /)"},
    {"readinto1", buffered_base_readinto1, "(self, buffer, /)"},
    {"write", no_write, "(self, b, /)", "Write bytes; the number of them is the result."},
    {},
};
const TypeSpec kBufferedBaseSpec = {
    .name = "_io._BufferedIOBase",
    .size = sizeof(IoBase),
    .flags = kFileFlags,
    .doc = "_BufferedIOBase()\n--\n\nWhat binary streams with a buffer have in common.",
    .methods = kBufferedMethods,
};

// ---- _TextIOBase

Ref text_base_none(Thread&, Value) { return none(); }

constexpr MethodDef kTextMethods[] = {
    {"detach", no_detach, "(self, /)",
     "Give up the binary stream below, which is the result; this object is useless afterwards."},
    {"read", no_read, "(self, size=-1, /)", "Up to size characters."},
    {"readline", no_readline, "(self, size=-1, /)", "Read until newline or EOF."},
    {"write", no_write, "(self, s, /)", "Write string s to stream."},
    {},
};
constexpr GetSetDef kTextGetSet[] = {
    {"encoding", text_base_none}, {"newlines", text_base_none}, {"errors", text_base_none}, {}};
const TypeSpec kTextBaseSpec = {
    .name = "_io._TextIOBase",
    .size = sizeof(IoBase),
    .flags = kFileFlags,
    .doc = "_TextIOBase()\n--\n\nWhat text streams have in common.",
    .methods = kTextMethods,
    .getset = kTextGetSet,
};

}  // namespace

void make_base_classes(Thread& t) {
  g_classes.io_base = make_native_type(t, kIoBaseSpec);
  g_classes.raw_base = make_native_type(t, kRawBaseSpec, g_classes.io_base);
  g_classes.buffered_base = make_native_type(t, kBufferedBaseSpec, g_classes.io_base);
  g_classes.text_base = make_native_type(t, kTextBaseSpec, g_classes.io_base);
}

}  // namespace rt::io

namespace rt {

StreamRank stream_rank(const Type* type) {
  const io::Classes& classes = io::g_classes;
  auto is_a = [type](const Type* base) {
    return base && is_subtype(type, base);
  };  // null: the module has not been imported
  if (!is_a(classes.io_base)) return kNoStream;
  return is_a(classes.text_base) ? kTextStream : is_a(classes.buffered_base) ? kBufferedStream : kRawStream;
}

gc::u32 finalizer_rank(const gc::ShapeBase& shape) {
  constexpr gc::u32 kMethod = 0, kGenerator = 1;
  static_assert(kGenerator + kRawStream < kFinalizerRanks);
  auto* type = static_cast<const Type*>(shape.type);
  if (StreamRank rank = stream_rank(type); rank != kNoStream) return kGenerator + rank;
  if (type->flags & kTypeFinalizer) return type->flags & kTypeHeap ? kMethod : kGenerator;
  return kGenerator + kRawStream;
}

}  // namespace rt
