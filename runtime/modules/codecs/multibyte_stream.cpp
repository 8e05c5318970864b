// MultibyteStreamReader and MultibyteStreamWriter.
#include "runtime/modules/codecs/multibyte.h"

namespace rt::multibyte {

namespace {

Type* g_reader_type;
Type* g_writer_type;

Ref stream_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(stream, errors='strict')");
  Value bound[2];
  return bind_arguments(t, short_type_name(type), kSignature, args, bound)
             ? make_converting_py(t, type, bound[0], bound[1])
             : Ref();
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

// Decodes the result of the stream's method for a size (None: all). If a size was given and only a part of a character
// came, reads on.
Ref read_with_py(Thread& t, Value self, const char* method, i64 size) {
  if (size == 0) return make_str_ascii(t, "");
  Ref stream = stream_of(t, self);
  for (;;) {
    Ref limit = size < 0 ? Ref() : make_int(t, size);
    Ref data = call_named_py(t, stream, method, limit);
    if (!data) return Ref();
    if (!is_bytes(data)) return raise_type_error(t, "stream function returned a non-bytes object (%T)", data.get());
    std::string_view bytes = data.as<Bytes>()->view();
    bool final = size < 0 || bytes.empty();
    Ref text = decode_more_py(t, self, bytes, data, final);
    if (!text || final || as_str(text)->length > 0) return text;
    size = 1;
  }
}

bool size_of_py(Thread& t, Value v, i64* size) {
  *size = -1;
  return !v || v == kNone || size_argument_py(t, v, size);
}

Ref read(Thread& t, Value self, Value size_value) {
  i64 size;
  return size_of_py(t, size_value, &size) ? read_with_py(t, self, "read", size) : Ref();
}
Ref readline(Thread& t, Value self, Value size_value) {
  i64 size;
  return size_of_py(t, size_value, &size) ? read_with_py(t, self, "readline", size) : Ref();
}
Ref readlines(Thread& t, Value self, Value size_value) {
  i64 size;
  Ref text = size_of_py(t, size_value, &size) ? read_with_py(t, self, "read", size) : Ref();
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
  Ref all = call_py(t, Value(kTupleType), lines);
  if (!all) return Ref();
  for (u64 i = 0; i < as_tuple(all)->length; ++i) {
    if (!write(t, self, (*as_tuple(all))[i])) return Ref();
  }
  return none();
}

Ref writer_reset(Thread& t, Value self) {
  Ref empty = make_str_ascii(t, "");
  Ref bytes = empty ? encode_more_py(t, self, empty, true) : Ref();
  if (!bytes) return Ref();
  return bytes.as<Bytes>()->view().empty() ? none() : write_bytes_py(t, self, std::move(bytes));
}

constexpr MethodDef kReaderMethods[] = {{"read", read, "(self, sizeobj=None, /)"},
                                        {"readline", readline, "(self, sizeobj=None, /)"},
                                        {"readlines", readlines, "(self, sizehintobj=None, /)"},
                                        {"reset", reset, "(self, /)"},
                                        {}};
constexpr MethodDef kWriterMethods[] = {{"write", write, "(self, strobj, /)"},
                                        {"writelines", writelines, "(self, lines, /)"},
                                        {"reset", writer_reset, "(self, /)"},
                                        {}};
constexpr GetSetDef kStreamGetSet[] = {
    {"errors", get_errors, set_errors, "How to treat errors."}, {"stream", get_stream}, {}};

constexpr TypeSpec kReaderSpec =
    converting_spec("_multibytecodec.MultibyteStreamReader", stream_create, kReaderMethods, kStreamGetSet);
constexpr TypeSpec kWriterSpec =
    converting_spec("_multibytecodec.MultibyteStreamWriter", stream_create, kWriterMethods, kStreamGetSet);

}  // namespace

bool add_stream_types(Thread& t, Value module) {
  return add_native_type(t, module, g_reader_type, kReaderSpec) &&
         add_native_type(t, module, g_writer_type, kWriterSpec);
}

}  // namespace rt::multibyte
