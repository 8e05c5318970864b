// MultibyteStreamReader and MultibyteStreamWriter.
#include "runtime/library/codecs/multibyte.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/dict.h"

namespace rt::multibyte {

namespace {

Type* g_reader_type;
Type* g_writer_type;

Ref make_stream_py(Thread& t, Type* type, const char* name, bool reader, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(stream, errors='strict')");
  Value bound[2];
  return bind_arguments(t, name, kSignature, args, bound)
             ? make_converting_py(t, type, name, reader, bound[0], bound[1])
             : Ref();
}
Ref reader_create(Thread& t, Type* type, const CallArgs& args) {
  return make_stream_py(t, type, "StreamReader", true, args);
}
Ref writer_create(Thread& t, Type* type, const CallArgs& args) {
  return make_stream_py(t, type, "StreamWriter", false, args);
}

Ref stream_of(Thread& t, Value self) { return load_field(t, self.object(), as_converting(self)->stream); }
Ref get_stream(Thread& t, Value self) { return stream_of(t, self); }

// Calls object.method(argument), or object.method() if `argument` is empty.
Ref call_named_py(Thread& t, Value object, const char* method, Value argument) {
  Ref bound = getattr_py(t, object, method);
  if (!bound) return Ref();
  return argument ? call_py(t, bound, argument) : call_py(t, bound);
}

// ---- reading

// Decodes the result of the stream's method for a size (negative: all). If a size was given and only a part of a
// character came, reads on.
Ref read_with_py(Thread& t, Value self, const char* method, i64 size) {
  if (size == 0) return make_str_ascii(t, "");
  Ref stream = stream_of(t, self);
  for (;;) {
    Ref limit = size < 0 ? Ref() : make_int(t, size);
    Ref data = call_named_py(t, stream, method, limit);
    if (!data) return Ref();
    if (!is_bytes(data)) return raise_type_error(t, "stream function returned a non-bytes object (%T)", data.get());
    std::string_view bytes = data.as<Bytes>()->view();
    size_t total;
    Ref text = decode_more_py(t, self, bytes, data, size < 0 || bytes.empty(), &total);
    if (!text || size < 0 || total == 0 || as_str(text)->length > 0) return text;
    size = 1;
  }
}

bool size_of(Thread& t, Value v, i64* size) {
  *size = -1;
  if (!v || v == kNone) return true;
  if (!is_int(v)) return raise_type_error(t, "arg 1 must be an integer");
  return int_fits_i64(v, size) || raise_overflow_error(t, "Python int too large to convert to C ssize_t");
}

Ref read(Thread& t, Value self, Value size_value) {
  i64 size;
  return size_of(t, size_value, &size) ? read_with_py(t, self, "read", size) : Ref();
}
Ref readline(Thread& t, Value self, Value size_value) {
  i64 size;
  return size_of(t, size_value, &size) ? read_with_py(t, self, "readline", size) : Ref();
}
Ref readlines(Thread& t, Value self, Value size_value) {
  i64 size;
  Ref text = size_of(t, size_value, &size) ? read_with_py(t, self, "read", size) : Ref();
  return text ? call_named_py(t, text, "splitlines", kTrue) : Ref();
}

// ---- writing

Ref write_bytes_py(Thread& t, Value self, Ref bytes) {
  if (!bytes) return Ref();
  Ref stream = stream_of(t, self);
  return call_named_py(t, stream, "write", bytes) ? none() : Ref();
}

Ref write(Thread& t, Value self, Value text) { return write_bytes_py(t, self, encode_more_py(t, self, text, false)); }

Ref writelines(Thread& t, Value self, Value lines) {
  bool sequence = !is_dict(lines) && type_lookup(type_of(lines), name(N::__getitem__));
  if (!sequence) return raise_type_error(t, "arg must be a sequence object");
  for (i64 i = 0;; ++i) {
    i64 length = len_py(t, lines);
    if (length < 0) return Ref();
    if (i >= length) return none();
    Ref line = getitem_py(t, lines, Value::small_int(i));
    if (!line || !write(t, self, line)) return Ref();
  }
}

// Writes the pending character. The shift state stays as it is if there is none, as in CPython.
Ref writer_reset(Thread& t, Value self) {
  if (!as_converting(self)->pending.get()) return none();
  Ref empty = make_str_ascii(t, "");
  Ref bytes = empty ? encode_more_py(t, self, empty, true) : Ref();
  if (!bytes) return Ref();
  return bytes.as<Bytes>()->view().empty() ? none() : write_bytes_py(t, self, std::move(bytes));
}

constexpr MethodDef kReaderMethods[] = {{"read", read, "(self, sizeobj=None, /)"},
                                        {"readline", readline, "(self, sizeobj=None, /)"},
                                        {"readlines", readlines, "(self, sizehintobj=None, /)"},
                                        {"reset", decoder_reset, "(self, /)"},
                                        {}};
constexpr MethodDef kWriterMethods[] = {{"write", write, "(self, strobj, /)"},
                                        {"writelines", writelines, "(self, lines, /)"},
                                        {"reset", writer_reset, "(self, /)"},
                                        {}};
constexpr GetSetDef kStreamGetSet[] = {
    {"errors", get_errors, set_errors, "How to treat errors."}, {"stream", get_stream}, {}};

constexpr TypeSpec kReaderSpec =
    converting_spec("_multibytecodec.MultibyteStreamReader", reader_create, kReaderMethods, kStreamGetSet);
constexpr TypeSpec kWriterSpec =
    converting_spec("_multibytecodec.MultibyteStreamWriter", writer_create, kWriterMethods, kStreamGetSet);

}  // namespace

bool add_stream_types(Thread& t, Value module) {
  return add_native_type(t, module, g_reader_type, kReaderSpec) &&
         add_native_type(t, module, g_writer_type, kWriterSpec);
}

}  // namespace rt::multibyte
