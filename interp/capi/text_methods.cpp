// Operations on str that are methods in Python, and the codecs that have functions of their own.
#include <cstring>

#include "interp/capi/capi.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace {

// str.method(arguments...), which is str's own if a subclass has another one. Empty: an error is pending; also if it is
// no str.
template <class... A>
Ref method_py(Call& call, PyObject* str, const char* name, A... arguments) {
  if (!str || !rt::is_str(value(str))) {
    if (str) rt::raise_type_error(call, "must be str, not %T", value(str));
    else call.bad_call();
    return Ref();
  }
  Ref method = rt::getattr_py(call, Value(rt::kStrType), name);
  if (!method) return Ref();
  Value values[] = {value(str), arguments...};
  return rt::call_py(call, method, {values, static_cast<u32>(std::size(values)), Value()});
}

Value number(Py_ssize_t n) { return Value::small_int(std::clamp<i64>(n, Value::kMinSmall, Value::kMaxSmall)); }
Value or_none(PyObject* object) { return object ? value(object) : rt::kNone; }

}  // namespace

PyObject* PyUnicode_Split(PyObject* str, PyObject* separator, Py_ssize_t most) {
  Call call;
  return give(method_py(call, str, "split", or_none(separator), number(most)));
}
PyObject* PyUnicode_RSplit(PyObject* str, PyObject* separator, Py_ssize_t most) {
  Call call;
  return give(method_py(call, str, "rsplit", or_none(separator), number(most)));
}
PyObject* PyUnicode_Splitlines(PyObject* str, int keep_ends) {
  Call call;
  return give(method_py(call, str, "splitlines", rt::boolean(keep_ends)));
}
PyObject* PyUnicode_Partition(PyObject* str, PyObject* separator) {
  Call call;
  return give(method_py(call, str, "partition", value(separator)));
}
PyObject* PyUnicode_RPartition(PyObject* str, PyObject* separator) {
  Call call;
  return give(method_py(call, str, "rpartition", value(separator)));
}
PyObject* PyUnicode_Replace(PyObject* str, PyObject* old, PyObject* by, Py_ssize_t most) {
  Call call;
  return give(method_py(call, str, "replace", value(old), value(by), number(most)));
}
PyObject* PyUnicode_Translate(PyObject* str, PyObject* table, const char*) {
  Call call;
  return give(method_py(call, str, "translate", value(table)));
}
int PyUnicode_IsIdentifier(PyObject* str) {
  Call call;
  Ref result = method_py(call, str, "isidentifier");
  return result ? result.get() == rt::kTrue : -1;
}

// -1: not found; -2: an error is pending.
Py_ssize_t PyUnicode_Find(PyObject* str, PyObject* part, Py_ssize_t start, Py_ssize_t end, int direction) {
  Call call;
  Ref at = method_py(call, str, direction > 0 ? "find" : "rfind", value(part), number(start), number(end));
  return at ? static_cast<Py_ssize_t>(at.get().small()) : -2;
}
Py_ssize_t PyUnicode_FindChar(PyObject* str, Py_UCS4 c, Py_ssize_t start, Py_ssize_t end, int direction) {
  Call call;
  Ref part = rt::make_char(call, c);
  return part ? PyUnicode_Find(str, word(part.get()), start, end, direction) : -2;
}
Py_ssize_t PyUnicode_Count(PyObject* str, PyObject* part, Py_ssize_t start, Py_ssize_t end) {
  Call call;
  Ref count = method_py(call, str, "count", value(part), number(start), number(end));
  return count ? static_cast<Py_ssize_t>(count.get().small()) : -1;
}
Py_ssize_t PyUnicode_Tailmatch(PyObject* str, PyObject* part, Py_ssize_t start, Py_ssize_t end, int direction) {
  Call call;
  Ref match = method_py(call, str, direction > 0 ? "endswith" : "startswith", value(part), number(start), number(end));
  return match ? match.get() == rt::kTrue : -1;
}

PyObject* PyUnicode_RichCompare(PyObject* a, PyObject* b, int op) {
  Call call;
  if (call.lacks(a, b)) return nullptr;
  if (!rt::is_str(value(a)) || !rt::is_str(value(b))) return Py_NotImplemented;
  return PyObject_RichCompare(a, b, op);
}
int PyUnicode_Equal(PyObject* a, PyObject* b) {
  Call call;
  for (PyObject* str : {a, b})
    if (!str || !rt::is_str(value(str)))
      return str ? static_cast<int>(rt::raise_type_error(call, "expect str, got %T", value(str)))
                 : (call.bad_call(), -1);
  return rt::str_equal(value(a), value(b));
}
int PyUnicode_EqualToUTF8AndSize(PyObject* str, const char* utf8, Py_ssize_t size) {
  Call call;
  if (rt::as_str(value(str))->ascii)
    return rt::as_str(value(str))->ascii_view() == std::string_view(utf8, static_cast<size_t>(size));
  rt::Utf8 text(call, value(str));
  if (!text.ok()) return rt::clear_error(call), 0;
  return text.view() == std::string_view(utf8, static_cast<size_t>(size));
}
int PyUnicode_EqualToUTF8(PyObject* str, const char* utf8) {
  return PyUnicode_EqualToUTF8AndSize(str, utf8, static_cast<Py_ssize_t>(std::strlen(utf8)));
}

// ---- units

Py_UCS4* PyUnicode_AsUCS4(PyObject* str, Py_UCS4* buffer, Py_ssize_t size, int copy_null) {
  Call call;
  if (!str || !rt::is_str(value(str)) || !buffer || size < 0) return call.bad_call(), nullptr;
  const rt::Str* text = rt::as_str(value(str));
  u64 needed = text->length + (copy_null != 0);
  if (static_cast<u64>(size) < needed) return rt::raise(call, rt::kSystemErrorType, "string is longer than the buffer");
  for (u64 i = 0; i < text->length; ++i) buffer[i] = text->at(i);
  if (copy_null) buffer[text->length] = 0;
  return buffer;
}
Py_UCS4* PyUnicode_AsUCS4Copy(PyObject* str) {
  Call call;
  if (!str || !rt::is_str(value(str))) return call.bad_call(), nullptr;
  u64 size = rt::as_str(value(str))->length + 1;
  auto* buffer = static_cast<Py_UCS4*>(PyMem_Malloc(size * sizeof(Py_UCS4)));
  if (!buffer) return rt::raise_memory_error(call);
  return PyUnicode_AsUCS4(str, buffer, static_cast<Py_ssize_t>(size), 1);
}

// Without a buffer: the size that is needed, the null character included.
Py_ssize_t PyUnicode_AsWideChar(PyObject* str, wchar_t* buffer, Py_ssize_t size) {
  Call call;
  if (!str || !rt::is_str(value(str))) return call.bad_call(), -1;
  const rt::Str* text = rt::as_str(value(str));
  auto length = static_cast<Py_ssize_t>(text->length);
  if (!buffer) return length + 1;
  Py_ssize_t count = std::min(size, length);
  for (Py_ssize_t i = 0; i < count; ++i) buffer[i] = static_cast<wchar_t>(text->at(static_cast<u64>(i)));
  if (size > length) buffer[length] = 0;
  return count;
}
wchar_t* PyUnicode_AsWideCharString(PyObject* str, Py_ssize_t* size) {
  Call call;
  Py_ssize_t needed = PyUnicode_AsWideChar(str, nullptr, 0);
  if (needed < 0) return nullptr;
  auto* buffer = static_cast<wchar_t*>(PyMem_Malloc(static_cast<size_t>(needed) * sizeof(wchar_t)));
  if (!buffer) return rt::raise_memory_error(call);
  PyUnicode_AsWideChar(str, buffer, needed);
  if (size) *size = needed - 1;
  if (size || std::wcslen(buffer) == static_cast<size_t>(needed - 1)) return buffer;
  PyMem_Free(buffer);
  return rt::raise_value_error(call, "embedded null character");
}

// ---- codecs

PyObject* PyUnicode_DecodeASCII(const char* bytes, Py_ssize_t size, const char* errors) {
  return PyUnicode_Decode(bytes, size, "ascii", errors);
}
PyObject* PyUnicode_DecodeLatin1(const char* bytes, Py_ssize_t size, const char* errors) {
  return PyUnicode_Decode(bytes, size, "latin-1", errors);
}
PyObject* PyUnicode_DecodeUnicodeEscape(const char* bytes, Py_ssize_t size, const char* errors) {
  return PyUnicode_Decode(bytes, size, "unicode_escape", errors);
}
PyObject* PyUnicode_DecodeRawUnicodeEscape(const char* bytes, Py_ssize_t size, const char* errors) {
  return PyUnicode_Decode(bytes, size, "raw_unicode_escape", errors);
}
PyObject* PyUnicode_DecodeFSDefaultAndSize(const char* bytes, Py_ssize_t size) {
  Call call;
  if (size < 0) return call.bad_call(), nullptr;
  return give(rt::decode_fs(call, {bytes, static_cast<size_t>(size)}));
}
PyObject* PyUnicode_DecodeLocaleAndSize(const char* bytes, Py_ssize_t size, const char* errors) {
  return PyUnicode_Decode(bytes, size, "utf-8", errors);
}
PyObject* PyUnicode_DecodeLocale(const char* bytes, const char* errors) {
  return PyUnicode_DecodeLocaleAndSize(bytes, static_cast<Py_ssize_t>(std::strlen(bytes)), errors);
}
PyObject* PyUnicode_EncodeLocale(PyObject* str, const char* errors) {
  return PyUnicode_AsEncodedString(str, "utf-8", errors);
}

PyObject* PyUnicode_DecodeUTF8Stateful(const char* bytes, Py_ssize_t size, const char* errors, Py_ssize_t* consumed) {
  if (!consumed) return PyUnicode_DecodeUTF8(bytes, size, errors);
  Call call;
  i64 used = 0;
  Ref text = rt::decode_partial_py(call, rt::NativeCodec::kUtf8, {bytes, static_cast<size_t>(size)}, errors, Value(),
                                   false, &used);
  if (text) *consumed = used;
  return give(std::move(text));
}

PyObject* PyUnicode_AsASCIIString(PyObject* str) { return PyUnicode_AsEncodedString(str, "ascii", nullptr); }
PyObject* PyUnicode_AsLatin1String(PyObject* str) { return PyUnicode_AsEncodedString(str, "latin-1", nullptr); }
PyObject* PyUnicode_AsUTF16String(PyObject* str) { return PyUnicode_AsEncodedString(str, "utf-16", nullptr); }
PyObject* PyUnicode_AsUTF32String(PyObject* str) { return PyUnicode_AsEncodedString(str, "utf-32", nullptr); }
PyObject* PyUnicode_AsUnicodeEscapeString(PyObject* str) {
  return PyUnicode_AsEncodedString(str, "unicode_escape", nullptr);
}
const char* PyUnicode_GetDefaultEncoding(void) { return "utf-8"; }

PyObject* PyUnicode_FromEncodedObject(PyObject* object, const char* encoding, const char* errors) {
  Call call;
  if (call.lacks(object)) return nullptr;
  if (rt::is_str(value(object))) return rt::raise_type_error(call, "decoding str is not supported");
  if (!PyObject_CheckBuffer(object))
    return rt::raise_type_error(call, "decoding to str: need a bytes-like object, %T found", value(object));
  return give(rt::decode_bytes_py(call, value(object), encoding, errors));
}

PyObject* PyOS_FSPath(PyObject* path) {
  Call call;
  if (call.lacks(path)) return nullptr;
  if (rt::is_str(value(path)) || rt::is_bytes(value(path))) return give(Ref::share(call, value(path)));
  Ref os = rt::import_module_py(call, "os"), function = os ? rt::getattr_py(call, os, "fspath") : Ref();
  return function ? give(rt::call_py(call, function, value(path))) : nullptr;
}
// Converters for "O&": the file name as bytes or as str, a new reference in *result.
int PyUnicode_FSConverter(PyObject* path, void* result) {
  Call call;
  auto** place = static_cast<PyObject**>(result);
  if (!path) return Py_DecRef(std::exchange(*place, nullptr)), 1;
  Ref name = Ref::steal(value(PyOS_FSPath(path)));
  Ref bytes = !name                ? Ref()
              : rt::is_bytes(name) ? std::move(name)
                                   : Ref::steal(value(PyUnicode_EncodeFSDefault(word(name.get()))));
  if (!bytes) return 0;
  if (bytes.as<rt::Bytes>()->view().find('\0') != std::string_view::npos)
    return rt::raise_value_error(call, "embedded null byte"), 0;
  *place = give(std::move(bytes));
  return Py_CLEANUP_SUPPORTED;
}
int PyUnicode_FSDecoder(PyObject* path, void* result) {
  Call call;
  auto** place = static_cast<PyObject**>(result);
  if (!path) return Py_DecRef(std::exchange(*place, nullptr)), 1;
  Ref name = Ref::steal(value(PyOS_FSPath(path)));
  Ref str = !name ? Ref() : rt::is_str(name) ? std::move(name) : rt::decode_fs(call, name.as<rt::Bytes>()->view());
  if (!str) return 0;
  const rt::Str* text = rt::as_str(str);
  for (u64 i = 0; i < text->length; ++i)
    if (text->at(i) == 0) return rt::raise_value_error(call, "embedded null character"), 0;
  *place = give(std::move(str));
  return Py_CLEANUP_SUPPORTED;
}
