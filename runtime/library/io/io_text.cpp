// TextIOWrapper: set-up, attributes and the class.
#include "runtime/library/io/io_text.h"
#include "runtime/library/parts/locale_encoding.h"
#include "runtime/object/deletion.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/c_text.h"

namespace rt::io {

Ref buffer_of(Thread& t, TextFile* f) {
  Ref buffer = load_field(t, f, f->buffer);
  if (!buffer) return raise_value_error(t, "underlying buffer has been detached");
  return buffer;
}

bool check_text_ready(Thread& t, Value self) {
  TextFile* f = as_text(self);
  if (f->ok) return true;
  return raise_value_error(
      t, f->detached ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
}

namespace {

int closed_py(Thread& t, Value self) {
  TextFile* f = as_text(self);
  Ref buffer = buffer_of(t, f);
  if (!buffer) return -1;
  if (f->native_buffer) {
    Ref raw = load_field(t, buffer.object(), buffer.as<Buffered>()->raw);
    if (raw && is_exactly(raw, g_classes.file)) return is_closed_py(t, raw);
  }
  return is_closed_py(t, buffer);
}

}  // namespace

bool check_text_open_py(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return false;
  int closed = is_exactly(self, g_classes.text) ? closed_py(t, self) : is_closed_py(t, self);
  if (closed > 0) return raise_value_error(t, "I/O operation on closed file.");
  return closed == 0;
}

namespace {

// ---- newline

bool check_newline(Thread& t, Value newline) {
  if (!newline || newline == kNone) return true;
  if (!is_str(newline)) return raise_type_error(t, "newline must be str or None, not %T", newline);
  for (std::string_view legal : {"", "\n", "\r", "\r\n"}) {
    if (str_equal_ascii(newline, legal)) return true;
  }
  return raise_value_error(t, "illegal newline value: %R", newline);
}

void set_newline(Thread& t, TextFile* f, Value newline) {
  bool none = !newline || newline == kNone;
  std::string_view text = none ? std::string_view() : as_str(newline)->ascii_view();
  f->read_universal = text.empty();
  f->newlines.translate = none;
  std::memset(f->read_nl, 0, sizeof f->read_nl);
  std::memset(f->write_nl, 0, sizeof f->write_nl);
  text.copy(f->read_nl, text.size());
  // This system's newline is \n: only other newlines change written text.
  if (!text.empty() && text != "\n") std::memcpy(f->write_nl, text.data(), text.size());
  store_field(t, f, f->newline, Ref::share(t, none ? kNone : newline));
}

// ---- codec

// Makes a part of a codec: calls the factory that CodecInfo has under the name `method`.
Ref codec_part_py(Thread& t, Value info, Value method, Value errors) {
  Ref factory = getattr_py(t, info, method);
  return factory ? rt::call_py(t, factory, errors) : Ref();
}

Ref text_codec_py(Thread& t, Value encoding) {
  CText utf8(t, encoding);
  Ref info = utf8.ok() ? codec_lookup_py(t, utf8.view()) : Ref();
  if (!info) return Ref();
  Ref is_text = getattr_optional_py(t, info, name(IoName::_is_text_encoding));
  if (!is_text && error_pending(t)) return Ref();
  if (is_text && truth_py(t, is_text) == 0) {
    return raise(t, kLookupErrorType, "'%s' is not a text encoding; use codecs.open() to handle arbitrary codecs",
                 utf8.c_str());
  }
  return info;
}

// The truth of buffer.<method>(). Negative: an error is pending.
int able_py(Thread& t, Value buffer, Value method) {
  Ref able = call_method_py(t, buffer, method);
  return able ? truth_py(t, able) : -1;
}

bool set_foreign_codec_py(Thread& t, TextFile* f, Value encoding, Value errors) {
  Ref info = text_codec_py(t, encoding);
  if (!info) return false;
  Ref encoder, decoder;
  if (f->readable && !(decoder = codec_part_py(t, info, name(IoName::incrementaldecoder), errors))) return false;
  if (f->writable && !(encoder = codec_part_py(t, info, name(IoName::incrementalencoder), errors))) return false;
  f->codec = NativeCodec::kNone;
  store_field(t, f, f->decoder, std::move(decoder));
  store_field(t, f, f->encoder, std::move(encoder));
  return true;
}

bool set_codec_py(Thread& t, TextFile* f, Value encoding, Value errors) {
  CText encoding_text(t, encoding), errors_text(t, errors);
  if (!encoding_text.ok() || !errors_text.ok()) return false;
  if (!check_codec_names_py(t, encoding_text.c_str(), errors_text.c_str())) return false;
  NativeCodec codec = find_native_codec(encoding_text.view());
  bool native = codec == NativeCodec::kUtf8 || codec == NativeCodec::kAscii || codec == NativeCodec::kLatin1;
  if (native && errors_text.view().size() < sizeof f->error_name) {
    f->codec = codec;
    std::memcpy(f->error_name, errors_text.c_str(), errors_text.view().size() + 1);
    store_field(t, f, f->decoder, Ref());
    store_field(t, f, f->encoder, Ref());
  } else if (!set_foreign_codec_py(t, f, encoding, errors)) {
    return false;
  }
  store_field(t, f, f->encoding, Ref::share(t, encoding));
  store_field(t, f, f->errors, Ref::share(t, errors));
  f->partial_size = 0;
  f->newlines.pending_cr = false;
  return true;
}

// True if the file is in UTF-16 or UTF-32 and the name of its encoding leaves the order of bytes open.
bool marks_order(Thread& t, TextFile* f) {
  Ref encoding = load_field(t, f, f->encoding);
  NativeCodec codec = find_native_codec(Utf8(t, encoding).view());
  return codec == NativeCodec::kUtf16 || codec == NativeCodec::kUtf32;
}

// If the file is not at its start, the encoder must write no byte order mark. A file without a position gets none in
// UTF-16 and UTF-32, as that of CPython's TextIOWrapper.
bool fix_encoder_state_py(Thread& t, TextFile* f, Value buffer) {
  if (!f->encoder.get()) return true;
  if (!f->seekable) return !marks_order(t, f) || reset_encoder_py(t, f, false);
  Ref position = call_method_py(t, buffer, name(IoName::tell));
  if (!position) return false;
  int at_start = equal_py(t, position, Value::small_int(0));
  return at_start >= 0 && (at_start || reset_encoder_py(t, f, false));
}

// ---- construction

Ref create(Thread& t, Type* type, const CallArgs&) {
  Ref self = allocate_instance(t, type);
  if (self) as_text(self)->chunk_size.store(kChunkSize, gc::relaxed);
  return self;
}

bool set_up_py(Thread& t, Value self, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering,
               bool write_through) {
  TextFile* f = as_text(self);
  HeldLock lock(t, self, f->lock, true);  // __init__ may be called again while other threads use the file
  if (!lock) return false;
  f->ok = f->detached = false;
  if (!check_newline(t, newline) || ((!encoding || encoding == kNone) && !warn_no_encoding_py(t, 1))) return false;
  Ref encoding_name = encoding && encoding != kNone ? Ref::share(t, encoding) : default_text_encoding(t);
  Ref error_name = Ref::share(t, errors && errors != kNone ? errors : name(N::strict));
  if (encoding_name && str_equal_ascii(encoding_name, "locale")) encoding_name = locale_encoding(t);
  if (!encoding_name) return false;
  f->newlines.start(false);
  set_newline(t, f, newline);
  int readable = able_py(t, buffer, name(N::readable));
  int writable = readable < 0 ? -1 : able_py(t, buffer, name(N::writable));
  if (writable < 0) return false;
  f->readable = readable > 0;
  f->writable = writable > 0;
  if (!set_codec_py(t, f, encoding_name, error_name)) return false;
  f->native_buffer = is_native_buffered(buffer);
  f->line_buffering = line_buffering;
  f->write_through = write_through;
  forget_decoded(t, f);
  forget_snapshot(t, f);
  f->pending_size = 0;
  store_field(t, f, f->buffer, Ref::share(t, buffer));
  int seekable = able_py(t, buffer, name(IoName::seekable));
  if (seekable < 0) return false;
  f->seekable = f->telling = seekable > 0;
  Ref read1 = getattr_optional_py(t, buffer, name(IoName::read1));
  if (!read1 && error_pending(t)) return false;
  f->has_read1 = bool(read1);
  if (!fix_encoder_state_py(t, f, buffer)) return false;
  f->ok = true;
  return true;
}

bool check_str_argument(Thread& t, Value v, const char* parameter) {
  return !v || v == kNone || is_str(v) ||
         raise_type_error(t, "TextIOWrapper() argument '%s' must be str or None, not %A", parameter, v);
}

// False: an error is pending. Only the constructor minds a null character in the name of an error handler.
bool check_errors_argument(Thread& t, Value v) {
  if (!check_str_argument(t, v, "errors")) return false;
  if (!v || v == kNone) return true;
  return CText(t, v).ok();
}

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature =
      parse_signature("(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)");
  Value bound[6];
  if (!bind_arguments(t, "TextIOWrapper", kSignature, args, bound)) return false;
  if (!check_str_argument(t, bound[1], "encoding") || !check_errors_argument(t, bound[2])) return false;
  int line_buffering = truth_py(t, bound[4]);
  int write_through = line_buffering < 0 ? -1 : truth_py(t, bound[5]);
  if (write_through < 0) return false;
  return set_up_py(t, self, bound[0], bound[1], bound[2], bound[3], line_buffering, write_through);
}

// ---- reconfigure

// Reads a flag argument; None leaves the flag as it is.
bool change_flag_py(Thread& t, Value v, bool* flag) {
  if (!v || v == kNone) return true;
  int yes = truth_py(t, v);
  if (yes >= 0) *flag = yes;
  return yes >= 0;
}

bool change_codec_py(Thread& t, TextFile* f, Value encoding, Value errors) {
  bool same_encoding = !encoding || encoding == kNone;
  bool same_errors = !errors || errors == kNone;
  if (same_encoding && same_errors) return true;
  Ref old_errors = load_field(t, f, f->errors);
  Ref new_encoding = same_encoding ? load_field(t, f, f->encoding) : Ref::share(t, encoding);
  if (str_equal_ascii(new_encoding, "locale")) new_encoding = locale_encoding(t);
  if (!new_encoding) return false;
  Ref new_errors = !same_errors    ? Ref::share(t, errors)
                   : same_encoding ? std::move(old_errors)
                                   : Ref::share(t, name(N::strict));
  Ref buffer = buffer_of(t, f);
  return buffer && set_codec_py(t, f, new_encoding, new_errors) && fix_encoder_state_py(t, f, buffer);
}

// encoding, errors, newline, line_buffering, write_through
Ref reconfigure(Thread& t, const Value* a) {
  Value self = a[0], encoding = a[1], errors = a[2], newline = a[3];
  if (!check_text_ready(t, self)) return Ref();
  TextFile* f = as_text(self);
  if (encoding != kNone && !is_str(encoding))
    return raise_type_error(t, "reconfigure() argument 'encoding' must be str or None, not %A", encoding);
  if (errors != kNone && !is_str(errors))
    return raise_type_error(t, "reconfigure() argument 'errors' must be str or None, not %A", errors);
  // An argument that is left out means "as before"; None is a newline mode of its own.
  if (newline && !check_newline(t, newline)) return Ref();
  HeldLock lock(t, self, f->lock, true);
  if (!lock) return Ref();
  if (f->decoded.get() && (encoding != kNone || errors != kNone || newline)) {
    return raise_unsupported(t, "It is not possible to set the encoding or newline of stream after the first read");
  }
  bool line_buffering = f->line_buffering, write_through = f->write_through;
  if (!change_flag_py(t, a[4], &line_buffering) || !change_flag_py(t, a[5], &write_through)) return Ref();
  if (!text_flush_py(t, self)) return Ref();
  if (newline) set_newline(t, f, newline);
  if (!change_codec_py(t, f, encoding, errors)) return Ref();
  f->line_buffering = line_buffering;
  f->write_through = write_through;
  return none();
}

// ---- the rest of the methods

Ref flush(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  TextFile* f = as_text(self);
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !check_text_open_py(t, self)) return Ref();
  f->telling = f->seekable;
  return text_flush_py(t, self) ? none() : Ref();
}

Ref close(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  TextFile* f = as_text(self);
  int closed = closed_py(t, self);
  if (closed) return closed > 0 ? none() : Ref();
  Ref buffer = buffer_of(t, f);
  if (!buffer) return Ref();
  if (f->finalizing && !call_method_py(t, buffer, name(IoName::_dealloc_warn), self)) clear_error(t);
  Ref error;
  if (!call_method_py(t, self, name(N::flush))) error = take_error(t);
  Ref result = call_method_py(t, buffer, name(N::close));
  return chain_errors(t, std::move(error), bool(result)) ? std::move(result) : Ref();
}

Ref detach(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  TextFile* f = as_text(self);
  if (!call_method_py(t, self, name(N::flush))) return Ref();
  HeldLock lock(t, self, f->lock, true);
  if (!lock || !check_text_ready(t, self)) return Ref();
  Ref buffer = buffer_of(t, f);
  if (!buffer) return Ref();
  f->detached = true;
  f->ok = false;
  store_field(t, f, f->buffer, Ref());
  return buffer;
}

template <auto kName>
Ref ask_buffer(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  Ref buffer = buffer_of(t, as_text(self));
  return buffer ? call_method_py(t, buffer, name(kName)) : Ref();
}

Ref repr(Thread& t, Value self) {
  TextFile* f = as_text(self);
  if (!f->detached && !check_text_ready(t, self)) return Ref();
  Ref mode = getattr_optional_py(t, self, name(N::mode));
  if (!mode && error_pending(t)) return Ref();
  Ref file_name = getattr_optional_py(t, self, name(N::name));
  if (!file_name && error_pending(t)) {
    if (!error_is(t, kValueErrorType)) return Ref();
    clear_error(t);
  }
  if (repr_enter(t, self)) {
    if (error_pending(t)) return Ref();
    return raise(t, kRuntimeErrorType, "reentrant call inside %N.__repr__", type_of(self));
  }
  Ref empty = Ref::share(t, empty_str());
  Ref name_part = file_name ? format_message(t, " name=%R", file_name.get()) : Ref::share(t, empty);
  Ref mode_part = mode ? format_message(t, " mode=%R", mode.get()) : Ref::share(t, empty);
  repr_leave(t, self);
  Ref encoding = load_field(t, f, f->encoding);
  if (!name_part || !mode_part) return Ref();
  Type* cls = library_minor() < 13 ? g_classes.text : type_of(self);  // up to 3.12 a subclass shows itself as the base
  return format_message(t, "<%N%S%S encoding=%R>", cls, name_part.get(), mode_part.get(), encoding.get());
}

// ---- attributes

template <Slot TextFile::* kSlot>
Ref get_slot(Thread& t, Value self) {
  if (!as_text(self)->detached && !check_text_ready(t, self)) return Ref();
  Ref value = load_field(t, self.object(), as_text(self)->*kSlot);
  return value ? std::move(value) : none();
}
template <Flag TextFile::* kFlag>
Ref get_flag(Thread& t, Value self) {
  return as_text(self)->detached || check_text_ready(t, self) ? bool_ref(as_text(self)->*kFlag) : Ref();
}
Ref get_buffer(Thread& t, Value self) {
  TextFile* f = as_text(self);
  Ref buffer = load_field(t, f, f->buffer);
  return buffer ? std::move(buffer) : none();
}
Ref get_name(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  Ref buffer = buffer_of(t, as_text(self));
  return buffer ? getattr_py(t, buffer, name(N::name)) : Ref();
}
Ref get_closed(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  int closed = closed_py(t, self);
  return closed < 0 ? Ref() : bool_ref(closed);
}
Ref get_newlines(Thread& t, Value self) {
  if (!check_text_ready(t, self)) return Ref();
  TextFile* f = as_text(self);
  return f->read_universal ? seen_newlines(t, f->newlines) : none();
}
Ref get_chunk_size(Thread& t, Value self) { return make_int(t, as_text(self)->chunk_size.load(gc::relaxed)); }
bool set_chunk_size(Thread& t, Value self, Value v) {
  i64 n;
  if (!v) return raise_undeletable(t, self, "_CHUNK_SIZE");
  if (!index_i64_py(t, v, &n, kValueErrorType)) return false;
  if (n <= 0) return raise_value_error(t, "a strictly positive integer is required");
  as_text(self)->chunk_size.store(n, gc::relaxed);
  return true;
}
Ref get_finalizing(Thread&, Value self) { return bool_ref(as_text(self)->finalizing); }
bool set_finalizing(Thread& t, Value self, Value v) {
  int yes = v ? truth_py(t, v) : 0;
  as_text(self)->finalizing = yes > 0;
  return yes >= 0;
}

constexpr Slot TextFile::* kSlots[] = {&TextFile::buffer,  &TextFile::encoding, &TextFile::errors,
                                       &TextFile::encoder, &TextFile::decoder,  &TextFile::newline,
                                       &TextFile::decoded, &TextFile::snapshot};

void trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  for (auto slot : kSlots) trace_slot(visitor, static_cast<TextFile*>(object)->*slot);
}
void clear(gc::Thread& t, Object* object) {
  static_cast<TextFile*>(object)->ok = false;
  for (auto slot : kSlots) clear_slot(static_cast<Thread&>(t), static_cast<TextFile*>(object)->*slot);
}
void dispose(gc::Thread& t, Object* object) {
  dispose_attributes(static_cast<Thread&>(t), object);
  clear(t, object);
  gc::raw_free(static_cast<TextFile*>(object)->pending);
}

constexpr MethodDef kMethods[] = {
    {"write", text_write, "(self, text, /)"},
    {"read", text_read, "(self, size=-1, /)"},
    {"readline", text_readline, "(self, size=-1, /)"},
    {"flush", flush, "(self, /)"},
    {"close", close, "(self, /)"},
    {"detach", detach, "(self, /)"},
    {"reconfigure", reconfigure,
     "(self, /, *, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)",
     "Change encoding, error handler, line ends or buffering of the open stream."},
    {"seek", text_seek, "(self, cookie, whence=0, /)"},
    {"tell", text_tell, "(self, /)"},
    {"truncate", text_truncate, "(self, pos=None, /)"},
    {"fileno", ask_buffer<N::fileno>, "(self, /)"},
    {"seekable", ask_buffer<IoName::seekable>, "(self, /)"},
    {"readable", ask_buffer<N::readable>, "(self, /)"},
    {"writable", ask_buffer<N::writable>, "(self, /)"},
    {"isatty", ask_buffer<IoName::isatty>, "(self, /)"},
    {"__getstate__", cannot_pickle, "(self, /)"},
    {"__reduce__", reduce_stream, "(self, /)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"buffer", get_buffer},
                                 {"encoding", get_slot<&TextFile::encoding>},
                                 {"errors", get_slot<&TextFile::errors>},
                                 {"line_buffering", get_flag<&TextFile::line_buffering>},
                                 {"write_through", get_flag<&TextFile::write_through>},
                                 {"newlines", get_newlines},
                                 {"name", get_name},
                                 {"closed", get_closed},
                                 {"_CHUNK_SIZE", get_chunk_size, set_chunk_size},
                                 {"_finalizing", get_finalizing, set_finalizing},
                                 {}};

const TypeSpec kTextSpec = {
    .name = "_io.TextIOWrapper",
    .size = sizeof(TextFile),
    .flags = kTypeSubclassable,
    .doc =
        "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
        "write_through=False)\n--\n\nA text stream on top of a binary one, which it decodes and encodes.",
    .lifetime = {trace, clear, finalize_file, dispose},
    .slots = {.repr = repr, .next = text_next, .create = create, .init = init},
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace

Ref make_text_file_py(Thread& t, Value buffer, Value encoding, Value errors, Value newline, bool line_buffering,
                      bool write_through) {
  Ref self = create(t, g_classes.text, CallArgs{nullptr, 0, Value()});
  if (!self || !set_up_py(t, self, buffer, encoding, errors, newline, line_buffering, write_through)) return Ref();
  return self;
}

void make_newline_class(Thread& t);

void make_text_classes(Thread& t) {
  make_newline_class(t);
  g_classes.text = make_native_type(t, kTextSpec, g_classes.text_base);
}

}  // namespace rt::io
