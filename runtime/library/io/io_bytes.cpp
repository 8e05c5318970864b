// BytesIO: a file in memory. Reading and telling are shared with StringIO (io_memory.h).
#include "runtime/library/io/io_memory.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/types/bytes/bytes_parts.h"

namespace rt::io {

namespace {

BytesFile* as_file(Value v) { return v.as<BytesFile>(); }

bool check_open(Thread& t, BytesFile* f) { return !f->closed || raise_value_error(t, "I/O operation on closed file."); }
bool check_exports(Thread& t, BytesFile* f) {
  // acquire: sees the reads that went before the release of the exports
  if (f->exports.load(gc::acquire) == 0) return true;
  return raise(t, kBufferErrorType, "Existing exports of data: object cannot be re-sized");
}

// n bytes of the contents, which others may change meanwhile through a view.
Ref part_of(Thread& t, const BytesFile* f, i64 from, i64 n) {
  std::string_view part(reinterpret_cast<const char*>(f->data) + from, static_cast<size_t>(n));
  return f->exports.load(gc::relaxed) ? make_bytes_of_shared(t, part) : make_bytes(t, part);
}

Ref take(Thread& t, BytesFile* f, i64 n) {
  Ref bytes = part_of(t, f, n ? f->pos : 0, n);
  if (bytes) f->pos += n;
  return bytes;
}

// The length of the line at the position, at most `limit` if that is not negative.
i64 line_length(const BytesFile* f, i64 limit) {
  i64 n = f->pos < f->size ? f->size - f->pos : 0;
  if (n == 0) return 0;
  const u8* start = f->data + f->pos;
  auto* end = static_cast<const u8*>(std::memchr(start, '\n', static_cast<size_t>(n)));
  if (end) n = end - start + 1;
  return limit >= 0 && n > limit ? limit : n;
}

using Methods = MemoryMethods<BytesFile, check_open, take, line_length>;

bool write_at(Thread& t, BytesFile* f, const BufferView& source) {
  i64 n = source.b.bytes;
  if (n == 0) return true;
  if (!Methods::reserve(t, f, n, 3, "new buffer size too large")) return false;
  Methods::fill_gap(f);
  if (may_change_meanwhile(source.b)) read_shared(f->data + f->pos, source.data(), source.size());
  else std::memcpy(f->data + f->pos, source.data(), source.size());
  Methods::wrote(f, n);
  return true;
}

bool is_view_of_itself(const BytesFile* f, const u8* at) { return at >= f->data && at < f->data + f->size; }

// ---- methods

Ref readlines(Thread& t, Value self, Value hint) {
  i64 limit = -1, total = 0;
  if (hint && hint != kNone) {
    if (!is_int(hint) && !type_of(hint)->slots.index)
      return raise_type_error(t, "integer argument expected, got '%T'", hint);
    if (!index_i64_py(t, hint, &limit, kOverflowErrorType)) return Ref();
  }
  Methods::Held f(t, self);
  if (!f) return Ref();
  Ref lines = make_list(t);
  while (lines) {
    i64 n = line_length(f.get(), -1);
    if (n == 0) return lines;
    if (!list_append(t, as_list(lines), take(t, f.get(), n))) return Ref();
    total += n;
    if (limit > 0 && total >= limit) return lines;
  }
  return Ref();
}

Ref readinto(Thread& t, Value self, Value target) {
  BufferView view(t, target, BufferUse::kWritable);
  if (!view) return raise_not_writable(t, "readinto", target);
  Methods::Held f(t, self);
  if (!f) return Ref();
  i64 n = Methods::rest(f.get());
  if (n > static_cast<i64>(view.size())) n = static_cast<i64>(view.size());
  auto* to = static_cast<u8*>(view.b.data);
  const u8* from = f->data + f->pos;
  if (n && is_view_of_itself(f.get(), to)) std::memmove(to, from, static_cast<size_t>(n));
  else if (n) write_shared(to, from, static_cast<size_t>(n));
  f->pos += n;
  return make_int(t, n);
}

Ref write(Thread& t, Value self, Value data) {
  if (is_str(data)) return raise_type_error(t, "a bytes-like object is required, not '%T'", data);
  BufferView view(t, data, BufferUse::kContiguous);
  if (!view) return Ref();
  Methods::Held f(t, self);
  if (!f) return Ref();
  if (!check_exports(t, f.get()) || !write_at(t, f.get(), view)) return Ref();
  return make_int(t, static_cast<i64>(view.size()));
}

Ref writelines(Thread& t, Value self, Value lines) {
  bool ok = check_open(t, as_file(self)) &&
            for_each_py(t, lines, [self](Thread& t2, Value line) { return bool(write(t2, self, line)); });
  return ok ? none() : Ref();
}

Ref seek(Thread& t, Value self, Value offset, Value whence) {
  i64 to;
  int how;
  if (!offset_argument_py(t, offset, &to) || !to_i32_py(t, whence, &how)) return Ref();
  Methods::Held f(t, self);
  if (!f) return Ref();
  if (how == 0 && to < 0) return raise_value_error(t, "negative seek value %lld", static_cast<long long>(to));
  if (how < 0 || how > 2) return raise_value_error(t, "invalid whence (%d, should be 0, 1 or 2)", how);
  i64 base = how == 1 ? f->pos : how == 2 ? f->size : 0;
  if (__builtin_add_overflow(base, to, &to)) return raise_overflow_error(t, "new position too large");
  f->pos = to < 0 ? 0 : to;
  return make_int(t, f->pos);
}

Ref truncate(Thread& t, Value self, Value size) {
  i64 to = 0;
  bool here = !size || size == kNone;
  if (!size_argument_py(t, size, &to)) return Ref();
  Methods::Held f(t, self);
  if (!f || !check_exports(t, f.get())) return Ref();
  if (here) to = f->pos;
  if (to < 0) return raise_value_error(t, "negative size value %lld", static_cast<long long>(to));
  if (to < f->size) f->size = to;
  return make_int(t, to);
}

Ref contents(Thread& t, BytesFile* f) { return part_of(t, f, 0, f->size); }

Ref getvalue(Thread& t, Value self) {
  Methods::Held f(t, self);
  return f ? contents(t, f.get()) : Ref();
}

// Replaces the contents by `data`.
bool set_contents(Thread& t, Value self, Value data, i64 position, bool reopen) {
  if (is_str(data)) return raise_type_error(t, "a bytes-like object is required, not '%T'", data);
  BufferView view(t, data, BufferUse::kContiguous);
  if (!view) return false;
  BytesFile* f = as_file(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !check_exports(t, f) || !(reopen || check_open(t, f))) return false;
  f->closed = false;
  f->size = f->pos = 0;
  if (!write_at(t, f, view)) return false;
  f->pos = position;
  return true;
}

Ref no(Thread& t, Value self) { return check_open(t, as_file(self)) ? bool_ref(false) : Ref(); }
Ref nothing(Thread& t, Value self) { return check_open(t, as_file(self)) ? none() : Ref(); }

Ref close(Thread& t, Value self) {
  BytesFile* f = as_file(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !check_exports(t, f)) return Ref();
  Methods::empty(f);
  return none();
}

Ref get_closed(Thread&, Value self) { return bool_ref(as_file(self)->closed); }

// The state for pickle: (value, position, dict).
Ref getstate(Thread& t, Value self) {
  Ref value, position;
  {
    Methods::Held f(t, self);
    if (f) value = contents(t, f.get());
    if (!value) return Ref();
    position = make_int(t, f->pos);
  }
  Ref dict = state_dict_py(t, self);
  return dict ? make_tuple(t, value, position, dict) : Ref();
}
Ref setstate(Thread& t, Value self, Value state) {
  if (!check_open(t, as_file(self))) return Ref();
  if (!is_tuple(state) || as_tuple(state)->length < 3) {
    return raise_type_error(t, "%T.__setstate__ argument should be 3-tuple, got %T", self, state);
  }
  const Tuple& items = *as_tuple(state);
  i64 pos;
  if (!state_position_py(t, items[1], &pos)) return Ref();
  if (!set_contents(t, self, items[0], pos, false)) return Ref();
  return set_state_dict_py(t, self, items[2]) ? none() : Ref();
}

// ---- the object behind getbuffer(): it holds the file, whose data may not move while there are exports

Ref getbuffer(Thread& t, Value self) {
  if (!check_open(t, as_file(self))) return Ref();
  Ref exporter = allocate_instance(t, g_classes.bytes_buffer);
  if (!exporter) return Ref();
  init_field(exporter.as<BytesFileBuffer>()->source, Ref::share(t, self));
  return make_memoryview_py(t, exporter);
}

bool lend(Thread& t, Value self, Buffer* out, BufferUse) {
  Ref source = load_field(t, self.object(), self.as<BytesFileBuffer>()->source);
  BytesFile* f = as_file(source);
  HeldLock lock(t, source, f->lock, true);
  if (!lock) return false;
  static u8 empty[1];
  out->data = f->data ? f->data : empty;
  out->bytes = f->size;
  out->readonly = false;
  f->exports.fetch_add(1, gc::relaxed);
  return true;
}
void take_back(Thread& t, Value self, Buffer*) {
  Ref source = load_field(t, self.object(), self.as<BytesFileBuffer>()->source);
  as_file(source)->exports.fetch_sub(1, gc::release);
}

// ---- the class

Ref create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(initial_bytes=b'')");
  Value initial;
  if (!bind_arguments(t, "BytesIO", kSignature, args, &initial)) return false;
  Ref data = initial && initial != kNone ? Ref::share(t, initial) : make_bytes(t, {});
  return data && set_contents(t, self, data, 0, true);
}

void trace(Object* object, gc::Visitor& visitor) { trace_attributes(object, visitor); }
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  gc::raw_free(static_cast<BytesFile*>(object)->data);
}
void buffer_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<BytesFileBuffer*>(object)->source);
}
void buffer_dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<BytesFileBuffer*>(object)->source);
}

constexpr MethodDef kMethods[] = {
    {"read", Methods::read, "(self, size=-1, /)"},
    {"read1", Methods::read, "(self, size=-1, /)"},
    {"readline", Methods::readline, "(self, size=-1, /)"},
    {"readlines", readlines, "(self, size=None, /)"},
    {"readinto", readinto, "(self, buffer, /)"},
    {"readinto1", readinto, "(self, buffer, /)"},
    {"write", write, "(self, b, /)"},
    {"writelines", writelines, "(self, lines, /)"},
    {"seek", seek, "(self, pos, whence=0, /)"},
    {"tell", Methods::tell, "(self, /)"},
    {"truncate", truncate, "(self, size=None, /)"},
    {"getvalue", getvalue, "(self, /)", "All bytes of the stream as one object."},
    {"getbuffer", getbuffer, "(self, /)",
     "A writable memoryview of the contents; the stream cannot be resized while it exists."},
    {"readable", Methods::yes, "(self, /)"},
    {"writable", Methods::yes, "(self, /)"},
    {"seekable", Methods::yes, "(self, /)"},
    {"isatty", no, "(self, /)"},
    {"flush", nothing, "(self, /)"},
    {"close", close, "(self, /)"},
    {"__getstate__", getstate, "(self, /)"},
    {"__setstate__", setstate, "(self, state, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"closed", get_closed}, {}};

const TypeSpec kBytesSpec = {
    .name = "_io.BytesIO",
    .size = sizeof(BytesFile),
    .flags = kTypeSubclassable,
    .doc = "BytesIO(initial_bytes=b'')\n--\n\nA binary stream whose bytes are kept in memory.",
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots = {.next = Methods::next, .create = create, .init = init},
    .methods = kMethods,
    .getset = kGetSet,
};
const TypeSpec kBytesBufferSpec = {
    .name = "_io._BytesIOBuffer",
    .size = sizeof(BytesFileBuffer),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {buffer_trace, nullptr, nullptr, buffer_dispose},
    .slots = {.get_buffer = lend, .release_buffer = take_back},
};

}  // namespace

void make_string_class(Thread& t);

void make_memory_classes(Thread& t) {
  g_classes.bytes = make_native_type(t, kBytesSpec, g_classes.buffered_base);
  g_classes.bytes_buffer = make_native_type(t, kBytesBufferSpec);
  make_string_class(t);
}

}  // namespace rt::io
