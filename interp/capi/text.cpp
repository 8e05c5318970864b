// str, bytes and bytearray.
#include <algorithm>
#include <cstring>
#include <cwchar>
#include <vector>

#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "gc/threads/attach.h"
#include "interp/capi/capi.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_methods.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_builder.h"
#include "runtime/types/text/str_methods.h"

using namespace capi;

// ---- making strs

PyObject* PyUnicode_FromString(const char* utf8) {
  Call call;
  return give(call.text(utf8));
}

PyObject* PyUnicode_DecodeUTF8(const char* utf8, Py_ssize_t size, const char* errors) {
  Call call;
  if (size < 0 || (!utf8 && size)) return call.bad_call(), nullptr;
  return give(rt::decode_native_py(call, rt::NativeCodec::kUtf8, {utf8, static_cast<size_t>(size)}, errors, Value()));
}
PyObject* PyUnicode_FromStringAndSize(const char* utf8, Py_ssize_t size) {
  return PyUnicode_DecodeUTF8(utf8, size, nullptr);
}

PyObject* PyUnicode_InternFromString(const char* utf8) {
  Call call;
  return give(call.name(utf8));
}

PyObject* PyUnicode_FromObject(PyObject* object) {
  Call call;
  if (call.lacks(object)) return nullptr;
  if (!rt::is_str(value(object)))
    return rt::raise_type_error(call, "Can't convert '%T' object to str implicitly", value(object));
  return give(rt::exact_str(call, value(object)));
}

PyObject* PyUnicode_FromOrdinal(int character) {
  Call call;
  if (character < 0 || character > 0x10ffff) return rt::raise_value_error(call, "chr() arg not in range(0x110000)");
  return give(rt::make_char(call, static_cast<u32>(character)));
}

// `length` -1: up to the null character.
PyObject* PyUnicode_FromWideChar(const wchar_t* text, Py_ssize_t length) {
  Call call;
  if (call.lacks(text)) return nullptr;
  size_t count = length < 0 ? std::wcslen(text) : static_cast<size_t>(length);
  rt::text::UcsBuilder out(count);
  for (size_t i = 0; i < count; ++i) {
    auto character = static_cast<u32>(text[i]);
    if (character > 0x10ffff)
      return rt::raise_value_error(call, "character U+%x is not in range [U+0000; U+10ffff]", character);
    out.append(static_cast<char32_t>(character));
  }
  return give(rt::finish_str(call, out));
}

PyObject* PyUnicode_Decode(const char* bytes, Py_ssize_t size, const char* encoding, const char* errors) {
  Call call;
  if (size < 0 || (!bytes && size)) return call.bad_call(), nullptr;
  Ref object = rt::make_bytes(call, {bytes, static_cast<size_t>(size)});
  return object ? give(rt::decode_bytes_py(call, object, encoding, errors)) : nullptr;
}

PyObject* PyUnicode_DecodeFSDefault(const char* bytes) {
  Call call;
  return call.lacks(bytes) ? nullptr : give(rt::decode_fs(call, bytes));
}

// ---- from strs

static bool is_text(Call& call, PyObject* object) {
  if (object && rt::is_str(value(object))) return true;
  if (object) rt::raise_type_error(call, "bad argument type for built-in operation");
  return object ? false : !call.bad_call();
}

// UTF-8 that C may keep for as long as it has the str. ASCII lies in the str itself. For other texts a dict of the
// program has the bytes: {address of the str: (str, bytes)}. Whenever it has doubled, it forgets the strs that are in
// no other place.
namespace {

constexpr u64 kFewTexts = 256;
gc::Atomic<rt::Object*> g_texts;           // the dict, immortal; null before its first use
gc::Atomic<u64> g_texts_limit{kFewTexts};  // so many entries make it forget some

// Null: MemoryError is pending.
rt::Dict* texts_of_c(Call& call) {
  if (rt::Object* known = g_texts.load(gc::acquire)) return rt::as_dict(Value(known));  // pairs with the exchange
  Ref made = rt::make_dict(call);
  if (!made) return nullptr;
  gc::make_immortal(made.object());
  gc::publish(call, made.object());
  rt::Object* other = nullptr;
  bool first = g_texts.compare_exchange_strong(other, made.object(), gc::acq_rel, gc::acquire);
  return rt::as_dict(first ? made.get() : Value(other));  // another thread's serves all
}

rt::Tuple* pair_of(Value items, u64 i) { return rt::as_tuple((*rt::as_list(items))[i]); }

// A str may be of a class with a finalizer. False: an error is pending.
bool forget_texts_py(Call& call, rt::Dict* texts) {
  Ref items = rt::dict_items_list(call, texts);
  if (!items) return false;
  std::vector<bool> unused(rt::as_list(items)->size());
  {
    gc::StopTheWorld pause(call, "texts of C");  // a count consists of two words; lent objects have uncounted holders
    for (u64 i = 0; i < unused.size(); ++i) {
      Value str = (*rt::as_tuple((*pair_of(items, i))[1]))[0];
      unused[i] = str.is_counted() && !str.object()->has_flag(gc::kBorrowed) && gc::total_count(str.object()) == 1;
    }
  }
  for (u64 i = 0; i < unused.size(); ++i)
    if (unused[i] && rt::dict_delete_py(call, texts, (*pair_of(items, i))[0]) < 0) return false;
  g_texts_limit.store(std::max(kFewTexts, 2 * texts->size()), gc::relaxed);
  return true;
}

// The text is null if an error is pending.
std::string_view kept_utf8_py(Call& call, Value str) {
  if (rt::as_str(str)->ascii) return rt::as_str(str)->ascii_view();
  rt::Dict* texts = texts_of_c(call);
  Value key = Value::small_int(static_cast<i64>(reinterpret_cast<u64>(str.object())));
  Ref entry = texts ? rt::dict_get_py(call, texts, key) : Ref();
  if (!entry && !rt::error_pending(call)) {
    if (texts->size() >= g_texts_limit.load(gc::relaxed) && !forget_texts_py(call, texts)) return {};
    Ref bytes = rt::str_encode_py(call, str, nullptr, nullptr);
    Ref fresh = bytes ? rt::make_tuple(call, str, bytes) : Ref();
    entry = fresh ? rt::dict_setdefault_py(call, texts, key, fresh) : Ref();
  }
  return entry ? (*rt::as_tuple(entry))[1].as<rt::Bytes>()->view() : std::string_view();
}

}  // namespace

const char* PyUnicode_AsUTF8AndSize(PyObject* str, Py_ssize_t* size) {
  Call call;
  if (size) *size = -1;
  if (!is_text(call, str)) return nullptr;
  std::string_view utf8 = kept_utf8_py(call, value(str));
  if (utf8.data() && size) *size = static_cast<Py_ssize_t>(utf8.size());
  return utf8.data();
}

const char* PyUnicode_AsUTF8(PyObject* str) { return PyUnicode_AsUTF8AndSize(str, nullptr); }

PyObject* PyUnicode_AsEncodedString(PyObject* str, const char* encoding, const char* errors) {
  Call call;
  return is_text(call, str) ? give(rt::str_encode_py(call, value(str), encoding, errors)) : nullptr;
}
PyObject* PyUnicode_AsUTF8String(PyObject* str) { return PyUnicode_AsEncodedString(str, nullptr, nullptr); }

PyObject* PyUnicode_EncodeFSDefault(PyObject* str) {
  Call call;
  return is_text(call, str) ? give(rt::encode_fs(call, value(str))) : nullptr;
}

Py_ssize_t PyUnicode_GetLength(PyObject* str) {
  Call call;
  return is_text(call, str) ? static_cast<Py_ssize_t>(rt::as_str(value(str))->length) : -1;
}

Py_UCS4 PyUnicode_ReadChar(PyObject* str, Py_ssize_t index) {
  Call call;
  constexpr Py_UCS4 kFailed = ~Py_UCS4{0};
  if (!is_text(call, str)) return kFailed;
  if (index < 0 || static_cast<u64>(index) >= rt::as_str(value(str))->length)
    return rt::raise_index_error(call, "string index out of range"), kFailed;
  return rt::as_str(value(str))->at(static_cast<u64>(index));
}

PyObject* PyUnicode_Substring(PyObject* str, Py_ssize_t start, Py_ssize_t end) {
  Call call;
  if (!is_text(call, str)) return nullptr;
  if (start < 0 || end < 0) return rt::raise_index_error(call, "string index out of range");
  return give(rt::str_substring(call, value(str), start, end));
}

// Functions that stand for an operation of Python tell the class of what is no str.
static bool must_be_text(Call& call, PyObject* object, const char* format = "must be str, not %T") {
  if (call.lacks(object)) return false;
  return rt::is_str(value(object)) || rt::raise_type_error(call, format, value(object));
}

PyObject* PyUnicode_Concat(PyObject* a, PyObject* b) {
  Call call;
  bool known = must_be_text(call, a) && must_be_text(call, b, "can only concatenate str (not \"%T\") to str");
  return known ? give(rt::str_concat(call, value(a), value(b))) : nullptr;
}

PyObject* PyUnicode_Join(PyObject* separator, PyObject* parts) {
  Call call;
  if (!must_be_text(call, separator, "separator: expected str instance, %T found") || call.lacks(parts)) return nullptr;
  return give(rt::str_join_py(call, value(separator), value(parts)));
}

PyObject* PyUnicode_Format(PyObject* format, PyObject* arguments) {
  Call call;
  if (!must_be_text(call, format) || call.lacks(arguments)) return nullptr;
  return give(rt::str_percent_py(call, value(format), value(arguments)));
}

static int sign(int n) { return (n > 0) - (n < 0); }

int PyUnicode_Compare(PyObject* a, PyObject* b) {
  Call call;
  if (call.lacks(a, b)) return -1;
  if (rt::is_str(value(a)) && rt::is_str(value(b))) return sign(rt::str_compare(value(a), value(b)));
  rt::raise_type_error(call, "Can't compare %T and %T", value(a), value(b));
  return -1;
}

// No error can be told: what is no str is smaller.
int PyUnicode_CompareWithASCIIString(PyObject* str, const char* ascii) {
  Call call;
  if (!str || !ascii || !rt::is_str(value(str))) return -1;
  const rt::Str* text = rt::as_str(value(str));
  std::string_view other = ascii;
  for (u64 i = 0; i < std::min(text->length, other.size()); ++i) {
    u32 a = text->at(i), b = static_cast<u8>(other[i]);
    if (a != b) return a < b ? -1 : 1;
  }
  return text->length < other.size() ? -1 : text->length > other.size();
}

int PyUnicode_Contains(PyObject* str, PyObject* part) {
  Call call;
  const char* format = "'in <string>' requires string as left operand, not %T";
  return must_be_text(call, str) && must_be_text(call, part, format) ? rt::str::contains(call, value(str), value(part))
                                                                     : -1;
}

// ---- bytes

// Without `from` the bytes are not set: the caller fills them in before anything else sees the object.
PyObject* PyBytes_FromStringAndSize(const char* from, Py_ssize_t size) {
  Call call;
  if (size < 0) return rt::raise(call, rt::kSystemErrorType, "Negative size passed to PyBytes_FromStringAndSize");
  auto length = static_cast<size_t>(size);
  return give(from ? rt::make_bytes(call, {from, length}) : rt::make_bytes_uninitialised(call, length));
}

PyObject* PyBytes_FromString(const char* from) {
  Call call;
  return call.lacks(from) ? nullptr : give(rt::make_bytes(call, from));
}

PyObject* PyBytes_FromObject(PyObject* object) {
  Call call;
  if (call.lacks(object)) return nullptr;
  return give(rt::bytes_from_value_py(call, value(object)));
}

// a + b, of any two buffers, as bytes.
static Ref concatenated_py(Call& call, PyObject* a, PyObject* b) {
  auto refuse = [&] {
    return rt::forget_error(call) ? Ref(rt::raise_type_error(call, "can't concat %T to %T", value(b), value(a)))
                                  : Ref();
  };
  rt::BufferView left(call, value(a));
  if (!left) return refuse();
  rt::BufferView right(call, value(b));
  if (!right) return refuse();
  Ref sum = rt::make_bytes_uninitialised(call, left.size() + right.size());
  if (!sum) return Ref();
  u8* to = sum.as<rt::Bytes>()->data();
  if (left.size()) rt::read_shared(to, left.data(), left.size());
  if (right.size()) rt::read_shared(to + left.size(), right.data(), right.size());
  return sum;
}
// *left = *left + right; *left is taken over, and NULL afterwards if an error is pending.
void PyBytes_Concat(PyObject** left, PyObject* right) {
  Call call;
  if (!left || !*left) return;
  PyObject* sum = right ? give(concatenated_py(call, *left, right)) : nullptr;
  Py_DecRef(std::exchange(*left, sum));
}
PyObject* PyBytes_Join(PyObject* separator, PyObject* parts) {
  Call call;
  if (call.lacks(separator, parts)) return nullptr;
  if (!rt::is_bytes(value(separator)))
    return rt::raise_type_error(call, "sep: expected bytes, got %T", value(separator));
  return give(rt::bytes_methods::join(call, value(separator), value(parts)));
}
void PyBytes_ConcatAndDel(PyObject** left, PyObject* right) {
  PyBytes_Concat(left, right);
  if (right) Py_DecRef(right);
}

static rt::Bytes* bytes_of(Call& call, PyObject* object) {
  if (call.lacks(object)) return nullptr;
  if (rt::is_bytes(value(object))) return value(object).as<rt::Bytes>();
  return rt::raise_type_error(call, "expected bytes, %T found", value(object));
}

Py_ssize_t PyBytes_Size(PyObject* object) {
  Call call;
  rt::Bytes* bytes = bytes_of(call, object);
  return bytes ? static_cast<Py_ssize_t>(bytes->length) : -1;
}

char* PyBytes_AsString(PyObject* object) {
  Call call;
  rt::Bytes* bytes = bytes_of(call, object);
  return bytes ? reinterpret_cast<char*>(bytes->data()) : nullptr;
}

// Without `size` the bytes must hold no null byte.
int PyBytes_AsStringAndSize(PyObject* object, char** data, Py_ssize_t* size) {
  Call call;
  rt::Bytes* bytes = call.lacks(data) ? nullptr : bytes_of(call, object);
  if (!bytes) return -1;
  if (!size && bytes->view().find('\0') != std::string_view::npos)
    return rt::raise_value_error(call, "embedded null byte");
  *data = reinterpret_cast<char*>(bytes->data());
  if (size) *size = static_cast<Py_ssize_t>(bytes->length);
  return 0;
}

// With `smart`, quotes as repr() chooses them; else always '.
PyObject* PyBytes_Repr(PyObject* object, int smart) {
  Call call;
  rt::Bytes* bytes = bytes_of(call, object);
  if (!bytes) return nullptr;
  Ref text = rt::repr_py(call, value(object));
  const char* utf8 = text ? PyUnicode_AsUTF8(word(text)) : nullptr;
  if (!utf8 || smart || utf8[1] == '\'') return give(utf8 ? std::move(text) : Ref());
  std::string plain = "b'";  // repr() has chosen " because of a ' in it
  for (const char* c = utf8 + 2; c[1]; ++c) (*c == '\'' ? plain += '\\' : plain) += *c;
  return PyUnicode_FromString((plain + "'").c_str());
}

// ---- bytearray

PyObject* PyByteArray_FromStringAndSize(const char* from, Py_ssize_t size) {
  Call call;
  if (size < 0) return rt::raise(call, rt::kSystemErrorType, "Negative size passed to PyByteArray_FromStringAndSize");
  auto length = static_cast<size_t>(size);
  return give(from ? rt::make_bytearray(call, {from, length}) : rt::make_zeroed_bytearray(call, length));
}

PyObject* PyByteArray_FromObject(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : give(rt::call_py(call, rt::kByteArrayType, value(object)));
}

static rt::ByteArray* bytearray_of(Call& call, PyObject* object) {
  bool known = object && rt::is_bytearray(value(object));
  return known || !call.bad_call() ? value(object).as<rt::ByteArray>() : nullptr;
}

Py_ssize_t PyByteArray_Size(PyObject* object) {
  Call call;
  rt::ByteArray* array = bytearray_of(call, object);
  return array ? static_cast<Py_ssize_t>(array->length.load(gc::acquire)) : -1;
}

PyObject* PyByteArray_Concat(PyObject* a, PyObject* b) {
  Call call;
  Ref sum = concatenated_py(call, a, b);
  return sum ? give(rt::call_py(call, rt::kByteArrayType, sum)) : nullptr;
}
int PyByteArray_Resize(PyObject* object, Py_ssize_t size) {
  Call call;
  Ref number = bytearray_of(call, object) ? rt::make_int(call, size) : Ref();
  Ref method = number ? rt::getattr_py(call, value(object), "resize") : Ref();
  return call.status(method && rt::call_py(call, method, number));
}

// A zero follows the bytes, as C expects: a block has room for one byte more.
char* PyByteArray_AsString(PyObject* object) {
  static char g_nothing[1] = {};
  Call call;
  rt::ByteArray* array = bytearray_of(call, object);
  if (!array) return nullptr;
  gc::ObjectLock lock(array);
  if (!array->storage.load(gc::relaxed)) return g_nothing;
  array->data()[array->length.load(gc::relaxed)] = 0;
  return reinterpret_cast<char*>(array->data());
}
