// str that C code builds: from units, by a writer, by pieces.
#include <cstdarg>
#include <cstring>

#include "gc/refcount/refcount.h"
#include "interp/capi/capi.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/text/str_builder.h"

using namespace capi;

// ---- a str whose units the caller fills

PyObject* PyUnicode_New(Py_ssize_t size, Py_UCS4 largest) {
  Call call;
  if (size < 0) return rt::raise(call, rt::kSystemErrorType, "Negative size passed to PyUnicode_New");
  if (largest > 0x10ffff)
    return rt::raise(call, rt::kSystemErrorType, "invalid maximum character passed to PyUnicode_New");
  u8 kind = largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4;
  Ref made = rt::make_str_uninitialised(call, static_cast<u64>(size), kind, largest < 0x80);
  if (made) std::memset(rt::as_str(made)->data(), 0, static_cast<size_t>(size + 1) * kind);
  return give(std::move(made));
}

// The smallest kind for the units.
PyObject* PyUnicode_FromKindAndData(int kind, const void* units, Py_ssize_t size) {
  Call call;
  if (size < 0) return rt::raise_value_error(call, "size must be positive");
  if (kind != 1 && kind != 2 && kind != 4) return rt::raise(call, rt::kSystemErrorType, "invalid kind");
  rt::text::StrView view{static_cast<const u8*>(units), static_cast<size_t>(size), static_cast<u8>(kind), false};
  return give(rt::make_str(call, view));
}

static rt::Str* str_of(Call& call, PyObject* object) {
  if (object && rt::is_str(value(object))) return rt::as_str(value(object));
  if (object) rt::raise_type_error(call, "bad argument type for built-in operation");
  else call.bad_call();
  return nullptr;
}

static bool write_unit(rt::Str* str, u64 i, Py_UCS4 c) {
  if (c >= (str->kind == 1 ? 0x100u : str->kind == 2 ? 0x10000u : 0x110000u)) return false;
  if (str->kind == 1) str->data()[i] = static_cast<u8>(c);
  else if (str->kind == 2) reinterpret_cast<u16*>(str->data())[i] = static_cast<u16>(c);
  else reinterpret_cast<u32*>(str->data())[i] = c;
  return true;
}

// Only a str that nobody has seen may be written.
static bool is_fresh(Call& call, rt::Str* str) {
  if (gc::total_count(str) == 1 && str->hash.load(gc::relaxed) == 0) return true;
  return rt::raise(call, rt::kSystemErrorType, "Cannot modify a string currently used");
}

int PyUnicode_WriteChar(PyObject* object, Py_ssize_t index, Py_UCS4 c) {
  Call call;
  rt::Str* str = str_of(call, object);
  if (!str) return -1;
  if (index < 0 || static_cast<u64>(index) >= str->length)
    return rt::raise_index_error(call, "string index out of range");
  if (!is_fresh(call, str)) return -1;
  return write_unit(str, static_cast<u64>(index), c) ? 0 : rt::raise_value_error(call, "character out of range");
}

Py_ssize_t PyUnicode_CopyCharacters(PyObject* to, Py_ssize_t to_start, PyObject* from, Py_ssize_t from_start,
                                    Py_ssize_t count) {
  Call call;
  rt::Str *target = str_of(call, to), *source = target ? str_of(call, from) : nullptr;
  if (!source) return -1;
  auto length = [](const rt::Str* str) { return static_cast<Py_ssize_t>(str->length); };
  if (from_start < 0 || to_start < 0 || from_start > length(source) || to_start > length(target))
    return rt::raise_index_error(call, "string index out of range");
  if (count < 0) return rt::raise(call, rt::kSystemErrorType, "how_many cannot be negative");
  count = std::min(count, length(source) - from_start);
  if (to_start + count > length(target))
    return rt::raise(call, rt::kSystemErrorType, "Cannot write %lld characters at %lld in a string of %lld characters",
                     static_cast<i64>(count), static_cast<i64>(to_start), static_cast<i64>(length(target)));
  if (count == 0) return 0;
  if (!is_fresh(call, target)) return -1;
  for (Py_ssize_t i = 0; i < count; ++i)
    if (!write_unit(target, static_cast<u64>(to_start + i), source->at(static_cast<u64>(from_start + i))))
      return rt::raise(call, rt::kSystemErrorType, "Cannot copy a string to one of smaller characters");
  return count;
}

Py_ssize_t PyUnicode_Fill(PyObject* object, Py_ssize_t start, Py_ssize_t count, Py_UCS4 c) {
  Call call;
  rt::Str* str = str_of(call, object);
  if (!str || !is_fresh(call, str)) return -1;
  auto length = static_cast<Py_ssize_t>(str->length);
  if (start < 0) return rt::raise_index_error(call, "string index out of range");
  count = std::clamp<Py_ssize_t>(count, 0, std::max<Py_ssize_t>(length - start, 0));
  for (Py_ssize_t i = 0; i < count; ++i)
    if (!write_unit(str, static_cast<u64>(start + i), c))
      return rt::raise_value_error(call, "fill character is bigger than the string maximum character");
  return count;
}

// *str becomes another str with the first characters and room for more; their units are zero.
int PyUnicode_Resize(PyObject** str, Py_ssize_t size) {
  Call call;
  rt::Str* old = call.lacks(str) ? nullptr : str_of(call, *str);
  if (!old) return -1;
  if (size < 0) return call.bad_call(), -1;
  if (static_cast<u64>(size) == old->length) return 0;
  Ref made = rt::make_str_uninitialised(call, static_cast<u64>(size), old->kind, old->ascii);
  if (!made) return -1;
  size_t kept = std::min<size_t>(static_cast<size_t>(size), old->length) * old->kind;
  std::memset(rt::as_str(made)->data(), 0, static_cast<size_t>(size + 1) * old->kind);
  std::memcpy(rt::as_str(made)->data(), old->data(), kept);
  Py_DecRef(std::exchange(*str, give(std::move(made))));
  return 0;
}

// ---- pieces

// *left becomes left + right; NULL after an error.
void PyUnicode_Append(PyObject** left, PyObject* right) {
  Call call;
  if (!left || !*left) {
    if (!rt::error_pending(call)) call.bad_call();
    return;
  }
  Ref taken = Ref::steal(value(*left));
  *left = nullptr;
  if (!right || !rt::is_str(taken) || !rt::is_str(value(right))) {
    if (!rt::error_pending(call)) call.bad_call();
    return;
  }
  *left = give(rt::str_append(call, std::move(taken), value(right)));
}
void PyUnicode_AppendAndDel(PyObject** left, PyObject* right) {
  PyUnicode_Append(left, right);
  if (right) Py_DecRef(right);
}

void PyUnicode_InternInPlace(PyObject** str) {
  Call call;
  if (!str || !*str || !rt::is_exact_str(value(*str))) return;
  Ref interned = rt::intern(call, Ref::share(call, value(*str)));
  if (!interned) return rt::clear_error(call);
  Py_DecRef(std::exchange(*str, give(std::move(interned))));
}

// ---- a writer

struct PyUnicodeWriter {
  rt::text::UcsBuilder out;
};

PyUnicodeWriter* PyUnicodeWriter_Create(Py_ssize_t length) {
  Call call;
  if (length < 0) return rt::raise_value_error(call, "length must be positive");
  auto* writer = new PyUnicodeWriter;
  if (length) writer->out.reserve(static_cast<size_t>(length));
  return writer;
}
void PyUnicodeWriter_Discard(PyUnicodeWriter* writer) { delete writer; }

PyObject* PyUnicodeWriter_Finish(PyUnicodeWriter* writer) {
  Call call;
  Ref made = rt::finish_str(call, writer->out);
  delete writer;
  return give(std::move(made));
}

static int written(Call& call, PyUnicodeWriter* writer) {
  return writer->out.ok() ? 0 : static_cast<int>(rt::raise_memory_error(call));
}

int PyUnicodeWriter_WriteChar(PyUnicodeWriter* writer, Py_UCS4 c) {
  Call call;
  if (c > 0x10ffff) return rt::raise_value_error(call, "character must be in range(0x110000)");
  writer->out.append(static_cast<char32_t>(c));
  return written(call, writer);
}

int PyUnicodeWriter_WriteUTF8(PyUnicodeWriter* writer, const char* text, Py_ssize_t size) {
  Call call;
  Ref str = rt::decode_utf8(call, text, size < 0 ? std::strlen(text) : static_cast<size_t>(size));
  if (!str) return -1;
  writer->out.append(rt::str_view(str));
  return written(call, writer);
}
int PyUnicodeWriter_WriteASCII(PyUnicodeWriter* writer, const char* text, Py_ssize_t size) {
  Call call;
  writer->out.append_ascii({text, size < 0 ? std::strlen(text) : static_cast<size_t>(size)});
  return written(call, writer);
}
int PyUnicodeWriter_WriteWideChar(PyUnicodeWriter* writer, const wchar_t* text, Py_ssize_t size) {
  Call call;
  Ref str = Ref::steal(value(PyUnicode_FromWideChar(text, size)));
  if (!str) return -1;
  writer->out.append(rt::str_view(str));
  return written(call, writer);
}
int PyUnicodeWriter_WriteUCS4(PyUnicodeWriter* writer, const Py_UCS4* text, Py_ssize_t size) {
  Call call;
  if (size < 0) return rt::raise_value_error(call, "size must be positive");
  for (Py_ssize_t i = 0; i < size; ++i) {
    if (text[i] > 0x10ffff) return rt::raise_value_error(call, "character must be in range(0x110000)");
    writer->out.append(static_cast<char32_t>(text[i]));
  }
  return written(call, writer);
}

// Without `consumed`, bytes that end too early are an error. After an error *consumed is 0.
int PyUnicodeWriter_DecodeUTF8Stateful(PyUnicodeWriter* writer, const char* bytes, Py_ssize_t size, const char* errors,
                                       Py_ssize_t* consumed) {
  Call call;
  if (consumed) *consumed = 0;
  if (size < 0) size = static_cast<Py_ssize_t>(std::strlen(bytes));
  Ref text = Ref::steal(value(PyUnicode_DecodeUTF8Stateful(bytes, size, errors, consumed)));
  if (!text) return -1;
  writer->out.append(rt::str_view(text));
  return written(call, writer);
}

int PyUnicodeWriter_WriteStr(PyUnicodeWriter* writer, PyObject* object) {
  Call call;
  Ref str = Ref::steal(value(PyObject_Str(object)));
  if (!str) return -1;
  writer->out.append(rt::str_view(str));
  return written(call, writer);
}
int PyUnicodeWriter_WriteRepr(PyUnicodeWriter* writer, PyObject* object) {
  Call call;
  Ref str = Ref::steal(value(PyObject_Repr(object)));
  if (!str) return -1;
  writer->out.append(rt::str_view(str));
  return written(call, writer);
}

int PyUnicodeWriter_WriteSubstring(PyUnicodeWriter* writer, PyObject* object, Py_ssize_t start, Py_ssize_t end) {
  Call call;
  if (!object || !rt::is_str(value(object)))
    return object ? static_cast<int>(rt::raise_type_error(call, "expect str, not %T", value(object)))
                  : (call.bad_call(), -1);
  if (start < 0) return rt::raise_value_error(call, "start must be positive");
  if (start > end) return rt::raise_value_error(call, "end must be greater than start");
  auto length = static_cast<Py_ssize_t>(rt::as_str(value(object))->length);
  end = std::min(end, length);
  if (start < end)
    writer->out.append(rt::str_view(value(object)), static_cast<size_t>(start), static_cast<size_t>(end - start));
  return written(call, writer);
}

int PyUnicodeWriter_Format(PyUnicodeWriter* writer, const char* format, ...) {
  va_list variables;
  va_start(variables, format);
  PyObject* text = PyUnicode_FromFormatV(format, variables);
  va_end(variables);
  if (!text) return -1;
  int result = PyUnicodeWriter_WriteStr(writer, text);
  Py_DecRef(text);
  return result;
}

// ---- bytes that change their size while nobody else has them

int _PyBytes_Resize(PyObject** bytes, Py_ssize_t size) {
  Call call;
  if (!bytes || !*bytes) return call.bad_call(), -1;
  if (!rt::is_bytes(value(*bytes)) || size < 0) {
    Py_DecRef(std::exchange(*bytes, nullptr));
    return call.bad_call(), -1;
  }
  auto* old = value(*bytes).as<rt::Bytes>();
  if (static_cast<u64>(size) == old->length) return 0;
  Ref made = rt::make_bytes_uninitialised(call, static_cast<u64>(size));
  if (made)
    std::memcpy(made.as<rt::Bytes>()->data(), old->data(), std::min<size_t>(static_cast<size_t>(size), old->length));
  Py_DecRef(std::exchange(*bytes, nullptr));
  *bytes = give(std::move(made));
  return *bytes ? 0 : -1;
}
