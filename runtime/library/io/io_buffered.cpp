// BufferedReader, BufferedWriter, BufferedRandom: set-up, positions, flush and close, and the classes. Reading and
// writing are in io_buffered_read.cpp and io_buffered_write.cpp.
#include "runtime/library/io/io_buffered.h"

#include <unistd.h>

namespace rt::io {

bool is_native_buffered(Value v) {
  return is_exactly(v, g_classes.reader) || is_exactly(v, g_classes.writer) || is_exactly(v, g_classes.random);
}

bool check_ready(Thread& t, Value self) {
  Buffered* b = as_buffered(self);
  if (b->ok) return true;
  return raise_value_error(t, b->detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
}

namespace {

Ref raw_or_nothing(Thread& t, Value self) { return load_field(t, self.object(), as_buffered(self)->raw); }

}  // namespace

Ref raw_of(Thread& t, Value self) {
  if (!check_ready(t, self)) return Ref();
  Ref raw = raw_or_nothing(t, self);
  return raw ? std::move(raw)
             : Ref(raise_value_error(t, "raw stream has been detached"));  // another thread has detached it just now
}

namespace {

int closed_py(Thread& t, Value self) {
  Buffered* b = as_buffered(self);
  if (!b->has_buffer) return 1;
  Ref raw = raw_or_nothing(t, self);
  return raw ? is_closed_py(t, raw) : 1;
}

}  // namespace

bool check_open_py(Thread& t, Value self, const char* message) {
  if (!check_ready(t, self)) return false;
  int closed = closed_py(t, self);
  if (closed > 0) return raise_value_error(t, "%s", message);
  return closed == 0;
}

// ---- position of the raw file

namespace {

i64 checked_position_py(Thread& t, Buffered* b, const Ref& result, const char* method) {
  if (!result) return -1;
  i64 n;
  if (!is_int(result) && !type_of(result)->slots.index) {
    return raise_type_error(t, "'%T' object cannot be interpreted as an integer", result.get());
  }
  if (!index_i64_py(t, result, &n, kValueErrorType)) return -1;
  if (n < 0) return raise(t, kOSErrorType, "Raw stream returned invalid position %lld", static_cast<long long>(n));
  (void)method;
  b->abs_pos = n;
  return n;
}

}  // namespace

i64 buffered_raw_seek_py(Thread& t, Buffered* b, i64 offset, int whence) {
  Ref raw = load_field(t, b, b->raw);
  if (b->native_raw) {
    i64 n = raw_seek_py(t, raw.as<RawFile>(), offset, whence);
    if (n >= 0) b->abs_pos = n;
    return n;
  }
  Ref to = make_int(t, offset);
  return checked_position_py(t, b, call_method_py(t, raw, name(IoName::seek), to, Value::small_int(whence)), "seek");
}

i64 buffered_raw_tell_py(Thread& t, Buffered* b) {
  if (b->abs_pos != -1) return b->abs_pos;
  Ref raw = load_field(t, b, b->raw);
  if (b->native_raw) {
    i64 n = raw_seek_py(t, raw.as<RawFile>(), 0, SEEK_CUR);
    if (n >= 0) b->abs_pos = n;
    return n;
  }
  return checked_position_py(t, b, call_method_py(t, raw, name(IoName::tell)), "tell");
}

namespace {

// ---- set-up

Ref create(Thread& t, Type* type, const CallArgs&) {
  Ref self = allocate_instance(t, type);
  if (self) {
    Buffered* b = as_buffered(self);
    b->read_end = b->write_end = b->abs_pos = -1;
  }
  return self;
}

bool prepare(Thread& t, Value self, Value raw, i64 size, bool readable, bool writable) {
  Buffered* b = as_buffered(self);
  HeldLock lock(t, self, b->lock, false);  // __init__ may be called again while other threads use the file
  if (!lock) return false;
  b->ok = false;
  b->detached = false;
  auto* buffer = static_cast<u8*>(gc::raw_alloc(static_cast<size_t>(size)));
  if (!buffer) return raise_memory_error(t);
  gc::raw_free(b->buffer);
  b->buffer = buffer;
  b->has_buffer = true;
  b->size = size;
  b->readable = readable;
  b->writable = writable;
  b->pos = b->raw_pos = 0;
  forget_read_data(b);
  forget_write_data(b);
  b->abs_pos = -1;
  b->native_raw = is_exactly(raw, g_classes.file);
  store_field(t, self.object(), b->raw, Ref::share(t, raw));
  // A raw file without positions (a pipe) is no error.
  if (buffered_raw_tell_py(t, b) < 0) {
    if (!error_is(t, kExceptionType)) return false;
    clear_error(t);
  }
  b->ok = true;
  return true;
}

bool bind_py(Thread& t, const char* function, const CallArgs& args, Ref* raw, i64* size) {
  static constexpr Signature kSignature = parse_signature("(raw, buffer_size=<default>)");
  Value bound[2];
  if (!bind_arguments(t, function, kSignature, args, bound)) return false;
  *size = default_buffer_size();
  if (bound[1] && !index_i64_py(t, bound[1], size, kOverflowErrorType)) return false;
  if (*size <= 0) return raise_value_error(t, "buffer size must be strictly positive");
  *raw = Ref::share(t, bound[0]);
  return true;
}

constexpr const char* kNotReadable = "File or stream is not readable.";
constexpr const char* kNotWritable = "File or stream is not writable.";
constexpr const char* kNotSeekable = "File or stream is not seekable.";

bool reader_init(Thread& t, Value self, const CallArgs& args) {
  Ref raw;
  i64 size;
  as_buffered(self)->ok = false;
  if (!bind_py(t, "BufferedReader", args, &raw, &size)) return false;
  return check_able_py(t, raw, name(N::readable), kNotReadable) && prepare(t, self, raw, size, true, false);
}
bool writer_init(Thread& t, Value self, const CallArgs& args) {
  Ref raw;
  i64 size;
  as_buffered(self)->ok = false;
  if (!bind_py(t, "BufferedWriter", args, &raw, &size)) return false;
  return check_able_py(t, raw, name(N::writable), kNotWritable) && prepare(t, self, raw, size, false, true);
}
bool random_init(Thread& t, Value self, const CallArgs& args) {
  Ref raw;
  i64 size;
  as_buffered(self)->ok = false;
  if (!bind_py(t, "BufferedRandom", args, &raw, &size)) return false;
  return check_able_py(t, raw, name(IoName::seekable), kNotSeekable) &&
         check_able_py(t, raw, name(N::readable), kNotReadable) &&
         check_able_py(t, raw, name(N::writable), kNotWritable) && prepare(t, self, raw, size, true, true);
}

// ---- passing on to the raw file

template <auto kName>
Ref ask_raw(Thread& t, Value self) {
  Ref raw = raw_of(t, self);
  return raw ? call_method_py(t, raw, name(kName)) : Ref();
}
template <auto kName>
Ref raw_attribute(Thread& t, Value self) {
  Ref raw = raw_of(t, self);
  return raw ? getattr_py(t, raw, name(kName)) : Ref();
}

Ref dealloc_warn(Thread& t, Value self, Value source) {
  Buffered* b = as_buffered(self);
  Ref raw = b->ok ? raw_or_nothing(t, self) : Ref();
  if (raw && !call_method_py(t, raw, name(IoName::_dealloc_warn), source)) clear_error(t);
  return none();
}

Ref get_closed(Thread& t, Value self) {
  Ref raw = raw_of(t, self);
  int closed = raw ? is_closed_py(t, raw) : -1;
  return closed < 0 ? Ref() : bool_ref(closed);
}

Ref get_raw(Thread& t, Value self) {
  Ref raw = raw_or_nothing(t, self);
  return raw ? std::move(raw) : none();
}

// ---- flush and close

Ref flush(Thread& t, Value self) { return buffered_flush_py(t, self) ? none() : Ref(); }

// Frees the buffer; the caller holds the lock, so no other thread is using it. Data that other threads have written
// since the last flush are lost.
void release_buffer_memory(Buffered* b) {
  forget_read_data(b);
  forget_write_data(b);
  gc::raw_free(b->buffer);
  b->buffer = nullptr;
  b->has_buffer = false;
}

Ref close(Thread& t, Value self) {
  if (!check_ready(t, self)) return Ref();
  Buffered* b = as_buffered(self);
  {
    HeldLock lock(t, self, b->lock, false);
    if (!lock) return Ref();
    int closed = closed_py(t, self);
    if (closed < 0) return Ref();
    if (closed) return none();
    if (b->finalizing) dealloc_warn(t, self, self);
  }
  Ref error;
  // Calls the method: a subclass may override flush().
  if (!call_method_py(t, self, name(N::flush))) error = take_error(t);
  HeldLock lock(t, self, b->lock, false);
  Ref raw = lock ? raw_of(t, self) : Ref();
  Ref closed = raw ? call_method_py(t, raw, name(N::close)) : Ref();
  if (lock) release_buffer_memory(b);
  lock.leave();
  return chain_errors(t, std::move(error), bool(closed)) ? std::move(closed) : Ref();
}

Ref detach(Thread& t, Value self) {
  if (!check_ready(t, self)) return Ref();
  Buffered* b = as_buffered(self);
  HeldLock lock(t, self, b->lock, false);
  if (!lock) return Ref();
  lock.leave();
  if (!call_method_py(t, self, name(N::flush))) return Ref();
  HeldLock last(t, self, b->lock, false);  // after this no other thread uses the buffer
  Ref raw = last ? raw_of(t, self) : Ref();
  if (!raw) return Ref();
  b->detached = true;
  b->ok = false;
  store_field(t, self.object(), b->raw, Ref());
  return raw;
}

// ---- seek, tell, truncate

bool check_seekable_py(Thread& t, Value raw) { return check_able_py(t, raw, name(IoName::seekable), kNotSeekable); }

// If the target lies in the data that has been read, moves there without a system call. True: done.
bool seek_in_buffer_py(Thread& t, Buffered* b, i64 target, int whence, i64* result) {
  if (whence == SEEK_END || !b->readable) return false;
  i64 current = buffered_raw_tell_py(t, b);
  if (current < 0) return false;
  i64 ahead = read_ahead(b);
  if (ahead <= 0) return false;
  i64 logical, move = target;
  if (__builtin_sub_overflow(current, raw_offset(b), &logical)) return false;
  if (whence == SEEK_SET && __builtin_sub_overflow(target, logical, &move)) return false;
  if (move < -b->pos || move > ahead) return false;
  b->pos += move;
  // A character device tells position 0 however much has been read, so the logical position could be negative.
  *result = logical + move < 0 ? 0 : logical + move;
  return true;
}

i64 seek_locked_py(Thread& t, Buffered* b, i64 target, int whence) {
  i64 result = -1;
  if (seek_in_buffer_py(t, b, target, whence, &result)) return result;
  if (error_pending(t)) return -1;
  if (b->writable && !write_out_py(t, b)) return -1;
  if (whence == SEEK_CUR && __builtin_sub_overflow(target, raw_offset(b), &target))
    return raise_overflow_error(t, "new position too large");
  result = buffered_raw_seek_py(t, b, target, whence);
  b->raw_pos = -1;
  if (result >= 0 && b->readable) forget_read_data(b);
  return result;
}

Ref seek(Thread& t, Value self, Value offset, Value whence) {
  int how;
  i64 target;
  if (!check_ready(t, self) || !to_i32_py(t, whence, &how)) return Ref();
  if (how < 0 || how > 2) return raise_value_error(t, "whence value %d unsupported", how);
  if (!check_open_py(t, self, "seek of closed file")) return Ref();
  Ref raw = raw_of(t, self);
  if (!raw || !check_seekable_py(t, raw) || !offset_argument_py(t, offset, &target)) return Ref();
  HeldLock lock(t, self, as_buffered(self)->lock, false);
  if (!lock || !still_open_py(t, self, "seek of closed file")) return Ref();
  i64 at = seek_locked_py(t, as_buffered(self), target, how);
  return at < 0 ? Ref() : make_int(t, at);
}

Ref tell(Thread& t, Value self) {
  if (!check_ready(t, self)) return Ref();
  Buffered* b = as_buffered(self);
  HeldLock lock(t, self, b->lock, false);
  if (!lock || !check_ready(t, self)) return Ref();
  b->abs_pos = -1;
  i64 at = buffered_raw_tell_py(t, b);
  if (at < 0) return Ref();
  if (__builtin_sub_overflow(at, raw_offset(b), &at)) return raise_overflow_error(t, "position too large");
  return make_int(t, at < 0 ? 0 : at);
}

Ref truncate(Thread& t, Value self, Value size) {
  Buffered* b = as_buffered(self);
  if (!check_open_py(t, self, "truncate of closed file")) return Ref();
  HeldLock lock(t, self, b->lock, false);
  if (!lock || !still_open_py(t, self, "truncate of closed file")) return Ref();
  if (!b->writable) return raise_unsupported(t, "truncate");
  if (!flush_and_rewind_py(t, b)) return Ref();
  Ref raw = raw_of(t, self);
  Ref result = raw ? call_method_py(t, raw, name(IoName::truncate), size ? size : kNone) : Ref();
  if (!result) return Ref();
  b->abs_pos = -1;
  if (buffered_raw_tell_py(t, b) < 0) clear_error(t);
  return result;
}

// ---- the object

Ref repr(Thread& t, Value self) { return repr_with_name_py(t, self, nullptr, Value()); }

Ref size_of(Thread& t, Value self) {
  Buffered* b = as_buffered(self);
  return make_int(t, static_cast<i64>(type_of(self)->base_size) + (b->has_buffer ? b->size : 0));
}

Ref get_finalizing(Thread&, Value self) { return bool_ref(as_buffered(self)->finalizing); }
bool set_finalizing(Thread& t, Value self, Value v) {
  int yes = v ? truth_py(t, v) : 0;
  as_buffered(self)->finalizing = yes > 0;
  return yes >= 0;
}

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Buffered*>(object)->raw);
}
void clear(gc::Thread& t, Object* object) {
  static_cast<Buffered*>(object)->ok = false;
  clear_slot(static_cast<Thread&>(t), static_cast<Buffered*>(object)->raw);
}
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  clear(t, object);
  release_buffer_memory(static_cast<Buffered*>(object));
}
constexpr gc::Lifetime kLifetime = {trace, clear, finalize_file, dispose};

#define COMMON_METHODS                                                                            \
  {"detach", detach, "(self, /)"}, {"close", close, "(self, /)"},                                 \
      {"seekable", ask_raw<IoName::seekable>, "(self, /)"},                                       \
      {"fileno", ask_raw<N::fileno>, "(self, /)"}, {"isatty", ask_raw<IoName::isatty>, "(self, /)"}, \
      {"_dealloc_warn", dealloc_warn, "(self, source, /)"}, {"tell", tell, "(self, /)"},          \
      {"seek", seek, "(self, target, whence=0, /)"}, {"truncate", truncate, "(self, pos=None, /)"}, \
      {"__getstate__", cannot_pickle, "(self, /)"}, {"__reduce__", reduce_stream, "(self, /)"},   \
      {"__sizeof__", size_of, "(self, /)"}
#define READ_METHODS                                                                                    \
  {"read", buffered_read, "(self, size=-1, /)"}, {"peek", buffered_peek, "(self, size=0, /)"},          \
      {"read1", buffered_read1, "(self, size=-1, /)"}, {"readinto", buffered_readinto, "(self, buffer, /)"}, \
      {"readinto1", buffered_readinto1, "(self, buffer, /)"}, {"readline", buffered_readline, "(self, size=-1, /)"}

constexpr MethodDef kReaderMethods[] = {COMMON_METHODS,
                                        READ_METHODS,
                                        {"flush", ask_raw<N::flush>, "(self, /)"},
                                        {"readable", ask_raw<N::readable>, "(self, /)"},
                                        {}};
constexpr MethodDef kWriterMethods[] = {
    COMMON_METHODS,
    {"write", buffered_write, "(self, buffer, /)", "Write bytes; the number of them is the result."},
    {"flush", flush, "(self, /)"},
    {"writable", ask_raw<N::writable>, "(self, /)"},
    {}};
constexpr MethodDef kRandomMethods[] = {COMMON_METHODS,
                                        READ_METHODS,
                                        {"write", buffered_write, "(self, buffer, /)"},
                                        {"flush", flush, "(self, /)"},
                                        {"readable", ask_raw<N::readable>, "(self, /)"},
                                        {"writable", ask_raw<N::writable>, "(self, /)"},
                                        {}};
#undef COMMON_METHODS
#undef READ_METHODS

constexpr GetSetDef kGetSet[] = {{"closed", get_closed},
                                 {"raw", get_raw},
                                 {"name", raw_attribute<N::name>},
                                 {"mode", raw_attribute<N::mode>},
                                 {"_finalizing", get_finalizing, set_finalizing},
                                 {}};

constexpr TypeSpec make_spec(const char* full_name, const char* doc, const MethodDef* methods, bool reads,
                             bool (*init)(Thread&, Value, const CallArgs&)) {
  TypeSpec spec;
  spec.name = full_name;
  spec.size = sizeof(Buffered);
  spec.flags = kTypeSubclassable;
  spec.doc = doc;
  spec.lifetime = kLifetime;
  spec.slots.repr = repr;
  spec.slots.create = create;
  spec.slots.init = init;
  if (reads) spec.slots.next = buffered_next;
  spec.methods = methods;
  spec.getset = kGetSet;
  return spec;
}

const TypeSpec kReaderSpec = make_spec(
    "_io.BufferedReader",
    "BufferedReader(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nA stream that reads ahead from a raw stream.",
    kReaderMethods, true, reader_init);
const TypeSpec kWriterSpec = make_spec("_io.BufferedWriter",
                                       "BufferedWriter(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nA stream that "
                                       "collects what is written and passes it to a raw stream.",
                                       kWriterMethods, false, writer_init);
const TypeSpec kRandomSpec = make_spec("_io.BufferedRandom",
                                       "BufferedRandom(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nA seekable stream "
                                       "with a buffer, for reading and writing.",
                                       kRandomMethods, true, random_init);

}  // namespace

bool buffered_flush_py(Thread& t, Value self) {
  Buffered* b = as_buffered(self);
  if (!check_open_py(t, self, "flush of closed file")) return false;
  HeldLock lock(t, self, b->lock, false);
  return lock && still_open_py(t, self, "flush of closed file") && flush_and_rewind_py(t, b);
}

void make_buffered_pair_class(Thread& t);

void make_buffered_classes(Thread& t) {
  g_classes.reader = make_native_type(t, kReaderSpec, g_classes.buffered_base);
  g_classes.writer = make_native_type(t, kWriterSpec, g_classes.buffered_base);
  g_classes.random = make_native_type(t, kRandomSpec, g_classes.buffered_base);
  make_buffered_pair_class(t);
}

}  // namespace rt::io
