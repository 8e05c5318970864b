// The registry of codecs and of error handlers, and the codecs that have functions of their own. The module _codecs
// does the work; none of this is called often.
#include "interp/capi/capi.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace {

Ref codec_function_py(Call& call, const char* name) {
  Ref module = rt::import_module_py(call, "_codecs");
  return module ? rt::getattr_py(call, module, name) : Ref();
}

// _codecs.name(arguments ...).
template <class... A>
Ref call_codec_py(Call& call, const char* name, const A&... arguments) {
  Value values[] = {Value(arguments)...};
  for (Value v : values)
    if (!v) return Ref();
  Ref function = codec_function_py(call, name);
  return function ? rt::call_py(call, function, {values, sizeof...(A), Value()}) : Ref();
}

// The item of a tuple that a function of codecs has returned.
Ref item(Call& call, const Ref& tuple, u64 n) {
  if (!tuple) return Ref();
  bool known = rt::is_tuple(tuple) && rt::as_tuple(tuple)->length > n;
  return known ? Ref::share(call, (*rt::as_tuple(tuple))[n]) : rt::raise_type_error(call, "codec must return a tuple");
}

Ref lookup_py(Call& call, const char* encoding) { return call_codec_py(call, "lookup", call.text(encoding)); }

// The function or class that codecs.lookup(encoding) has as an attribute.
Ref part_of_codec_py(Call& call, const char* encoding, const char* attribute) {
  Ref codec = lookup_py(call, encoding);
  return codec ? rt::getattr_py(call, codec, attribute) : Ref();
}

// attribute(errors), or without an argument if errors is NULL.
PyObject* incremental_py(const char* encoding, const char* errors, const char* attribute) {
  Call call;
  Ref made_by = part_of_codec_py(call, encoding, attribute);
  if (!made_by) return nullptr;
  if (!errors) return give(rt::call_py(call, made_by));
  Ref text = call.text(errors);
  return text ? give(rt::call_py(call, made_by, text)) : nullptr;
}

PyObject* stream_py(const char* encoding, PyObject* file, const char* errors, const char* attribute) {
  Call call;
  if (call.lacks(file)) return nullptr;
  Ref made_by = part_of_codec_py(call, encoding, attribute);
  if (!made_by) return nullptr;
  if (!errors) return give(rt::call_py(call, made_by, value(file)));
  Ref text = call.text(errors);
  return text ? give(rt::call_py(call, made_by, value(file), text)) : nullptr;
}

// codecs.encode() and codecs.decode(): any object to any object.
PyObject* convert_py(PyObject* object, const char* encoding, const char* errors, const char* name) {
  Call call;
  if (call.lacks(object)) return nullptr;
  Ref text = call.text(encoding ? encoding : "utf-8"), how = call.text(errors ? errors : "strict");
  return give(call_codec_py(call, name, Ref::share(call, value(object)), text, how));
}

PyObject* handle_py(PyObject* error, const char* handler) {
  Call call;
  if (call.lacks(error)) return nullptr;
  Ref function = call_codec_py(call, "lookup_error", call.text(handler));
  return function ? give(rt::call_py(call, function, value(error))) : nullptr;
}

// A decoder that may leave an unfinished end to the next call: *consumed says how much it has taken. NULL: the end is
// an error if it is unfinished.
PyObject* decode_stateful_py(const char* decoder, const char* bytes, Py_ssize_t size, const char* errors,
                             Py_ssize_t* consumed) {
  Call call;
  if (call.lacks(bytes)) return nullptr;
  Ref data = rt::make_bytes(call, {bytes, static_cast<size_t>(size)}), how = call.text_or_none(errors);
  Ref result = call_codec_py(call, decoder, data, how, Ref::share(call, rt::boolean(!consumed)));
  Ref text = item(call, result, 0), taken = item(call, result, 1);
  i64 used = 0;
  if (!text || !taken || !rt::to_i64_py(call, taken, &used)) return nullptr;
  if (consumed) *consumed = used;
  return give(std::move(text));
}

// The same for UTF-16 and UTF-32. *order: -1 little, 1 big, 0 by a mark at the beginning; afterwards what it was.
PyObject* decode_ordered_py(const char* decoder, const char* bytes, Py_ssize_t size, const char* errors, int* order,
                            Py_ssize_t* consumed) {
  Call call;
  if (call.lacks(bytes)) return nullptr;
  Ref data = rt::make_bytes(call, {bytes, static_cast<size_t>(size)}), how = call.text_or_none(errors);
  Ref number = rt::make_int(call, order ? *order : 0);
  Ref result = call_codec_py(call, decoder, data, how, number, Ref::share(call, rt::boolean(!consumed)));
  Ref text = item(call, result, 0), taken = item(call, result, 1), found = item(call, result, 2);
  i64 used = 0, which = 0;
  if (!text || !found || !rt::to_i64_py(call, taken, &used) || !rt::to_i64_py(call, found, &which)) return nullptr;
  if (consumed) *consumed = used;
  if (order) *order = which < 0 ? -1 : which > 0;
  return give(std::move(text));
}

}  // namespace

// ---- the registry

int PyCodec_Register(PyObject* search_function) {
  Call call;
  if (call.lacks(search_function)) return -1;
  return call.status(bool(call_codec_py(call, "register", Ref::share(call, value(search_function)))));
}
int PyCodec_Unregister(PyObject* search_function) {
  Call call;
  if (call.lacks(search_function)) return -1;
  return call.status(bool(call_codec_py(call, "unregister", Ref::share(call, value(search_function)))));
}
// No error.
int PyCodec_KnownEncoding(const char* encoding) {
  Call call;
  bool known = bool(lookup_py(call, encoding));
  if (!known) rt::clear_error(call);
  return known;
}
PyObject* PyCodec_Encode(PyObject* object, const char* encoding, const char* errors) {
  return convert_py(object, encoding, errors, "encode");
}
PyObject* PyCodec_Decode(PyObject* object, const char* encoding, const char* errors) {
  return convert_py(object, encoding, errors, "decode");
}
PyObject* PyCodec_Encoder(const char* encoding) {
  Call call;
  return give(part_of_codec_py(call, encoding, "encode"));
}
PyObject* PyCodec_Decoder(const char* encoding) {
  Call call;
  return give(part_of_codec_py(call, encoding, "decode"));
}
PyObject* PyCodec_IncrementalEncoder(const char* encoding, const char* errors) {
  return incremental_py(encoding, errors, "incrementalencoder");
}
PyObject* PyCodec_IncrementalDecoder(const char* encoding, const char* errors) {
  return incremental_py(encoding, errors, "incrementaldecoder");
}
PyObject* PyCodec_StreamReader(const char* encoding, PyObject* file, const char* errors) {
  return stream_py(encoding, file, errors, "streamreader");
}
PyObject* PyCodec_StreamWriter(const char* encoding, PyObject* file, const char* errors) {
  return stream_py(encoding, file, errors, "streamwriter");
}

// ---- error handlers

int PyCodec_RegisterError(const char* name, PyObject* handler) {
  Call call;
  if (call.lacks(handler)) return -1;
  Ref text = call.text(name);
  return call.status(bool(call_codec_py(call, "register_error", text, Ref::share(call, value(handler)))));
}
// NULL: "strict".
PyObject* PyCodec_LookupError(const char* name) {
  Call call;
  return give(call_codec_py(call, "lookup_error", call.text(name ? name : "strict")));
}
PyObject* PyCodec_StrictErrors(PyObject* error) { return handle_py(error, "strict"); }
PyObject* PyCodec_IgnoreErrors(PyObject* error) { return handle_py(error, "ignore"); }
PyObject* PyCodec_ReplaceErrors(PyObject* error) { return handle_py(error, "replace"); }
PyObject* PyCodec_XMLCharRefReplaceErrors(PyObject* error) { return handle_py(error, "xmlcharrefreplace"); }
PyObject* PyCodec_BackslashReplaceErrors(PyObject* error) { return handle_py(error, "backslashreplace"); }
PyObject* PyCodec_NameReplaceErrors(PyObject* error) { return handle_py(error, "namereplace"); }

// ---- single codecs

PyObject* PyUnicode_DecodeUTF7Stateful(const char* bytes, Py_ssize_t size, const char* errors, Py_ssize_t* consumed) {
  return decode_stateful_py("utf_7_decode", bytes, size, errors, consumed);
}
PyObject* PyUnicode_DecodeUTF7(const char* bytes, Py_ssize_t size, const char* errors) {
  return PyUnicode_DecodeUTF7Stateful(bytes, size, errors, nullptr);
}
PyObject* PyUnicode_DecodeUTF16Stateful(const char* bytes, Py_ssize_t size, const char* errors, int* order,
                                        Py_ssize_t* consumed) {
  return decode_ordered_py("utf_16_ex_decode", bytes, size, errors, order, consumed);
}
PyObject* PyUnicode_DecodeUTF16(const char* bytes, Py_ssize_t size, const char* errors, int* order) {
  return PyUnicode_DecodeUTF16Stateful(bytes, size, errors, order, nullptr);
}
PyObject* PyUnicode_DecodeUTF32Stateful(const char* bytes, Py_ssize_t size, const char* errors, int* order,
                                        Py_ssize_t* consumed) {
  return decode_ordered_py("utf_32_ex_decode", bytes, size, errors, order, consumed);
}
PyObject* PyUnicode_DecodeUTF32(const char* bytes, Py_ssize_t size, const char* errors, int* order) {
  return PyUnicode_DecodeUTF32Stateful(bytes, size, errors, order, nullptr);
}
PyObject* PyUnicode_AsRawUnicodeEscapeString(PyObject* str) {
  return PyUnicode_AsEncodedString(str, "raw_unicode_escape", nullptr);
}

// `mapping` NULL: latin-1.
PyObject* PyUnicode_DecodeCharmap(const char* bytes, Py_ssize_t size, PyObject* mapping, const char* errors) {
  if (!mapping) return PyUnicode_DecodeLatin1(bytes, size, errors);
  Call call;
  if (call.lacks(bytes)) return nullptr;
  Ref data = rt::make_bytes(call, {bytes, static_cast<size_t>(size)}), how = call.text_or_none(errors);
  return give(item(call, call_codec_py(call, "charmap_decode", data, how, Ref::share(call, value(mapping))), 0));
}
PyObject* PyUnicode_AsCharmapString(PyObject* str, PyObject* mapping) {
  Call call;
  if (call.lacks(str)) return nullptr;
  if (!rt::is_str(value(str)) || !mapping)
    return rt::raise_type_error(call, "bad argument type for built-in operation");
  Ref how = Ref::share(call, rt::kNone);
  Ref result =
      call_codec_py(call, "charmap_encode", Ref::share(call, value(str)), how, Ref::share(call, value(mapping)));
  return give(item(call, result, 0));
}
PyObject* PyUnicode_BuildEncodingMap(PyObject* str) {
  Call call;
  if (!call.is_one(str, rt::TypeId::kStr)) return nullptr;
  return give(call_codec_py(call, "charmap_build", Ref::share(call, value(str))));
}

// The last two parameters have no meaning any more.
PyObject* PyBytes_DecodeEscape(const char* bytes, Py_ssize_t size, const char* errors, Py_ssize_t, const char*) {
  Call call;
  if (size > PY_SSIZE_T_MAX / 4) return rt::raise_overflow_error(call, "byte string is too large");
  if (size && call.lacks(bytes)) return nullptr;
  Ref data = rt::make_bytes(call, {bytes, static_cast<size_t>(size)}), how = call.text_or_none(errors);
  return give(item(call, call_codec_py(call, "escape_decode", data, how), 0));
}
