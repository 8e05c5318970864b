// The methods of array.array.
#include <algorithm>
#include <bit>
#include <cstring>

#include "gc/refcount/object_lock.h"
#include "runtime/library/containers/array.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/codecs.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/native_item.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::arrays {

namespace {

Ref done(bool ok) { return ok ? none() : Ref(); }

Ref array_append(Thread& t, Value self, Value v) { return done(append_py(t, self, v)); }
Ref array_extend(Thread& t, Value self, Value iterable) { return done(extend_py(t, self, iterable)); }
Ref array_clear(Thread& t, Value self) { return done(splice(t, as_array(self), 0, UINT64_MAX, nullptr, 0)); }

Ref array_insert(Thread& t, Value self, Value index_value, Value v) {
  i64 index;
  Item item;
  if (!size_argument_py(t, index_value, &index) || !pack_py(t, as_array(self), v, item)) return Ref();
  if (index < 0) index = std::max<i64>(0, index + static_cast<i64>(length_of(self)));
  return done(splice(t, as_array(self), static_cast<u64>(index), 0, item, 1));
}

Ref array_pop(Thread& t, Value self, Value index_value) {
  i64 index;
  if (!size_argument_py(t, index_value, &index)) return Ref();
  Item item;
  switch (take_item(t, as_array(self), index, item)) {
    case Taken::kOk: return unpack(t, as_array(self), item);
    case Taken::kError: return Ref();
    default: return raise_index_error(t, length_of(self) == 0 ? "pop from empty array" : "pop index out of range");
  }
}

// The position of the first item equal to v in [start, stop), which is copied to `item`. -1: there is none; -2: an
// error is pending.
i64 position_py(Thread& t, Value self, Value v, i64 start, i64 stop, u8* item) {
  for (i64 i = start; i < stop && copy_item(as_array(self), i, item); ++i) {
    Ref candidate = unpack(t, as_array(self), item);
    int equal = candidate ? equal_py(t, candidate, v) : -1;
    if (equal) return equal < 0 ? -2 : i;
    if (!poll_py(t)) return -2;
  }
  return -1;
}

Ref array_index(Thread& t, Value self, Value v, Value start_value, Value stop_value) {
  i64 start, stop = INT64_MAX, length = static_cast<i64>(length_of(self));
  if (!index_i64_py(t, start_value, &start, nullptr) || (stop_value && !index_i64_py(t, stop_value, &stop, nullptr)))
    return Ref();
  if (start < 0) start = std::max<i64>(0, start + length);
  if (stop < 0) stop += length;
  Item item;
  i64 at = position_py(t, self, v, start, stop, item);
  if (at == -1) return raise_value_error(t, "array.index(x): x not in array");
  return at < 0 ? Ref() : make_int(t, at);
}

Ref array_remove(Thread& t, Value self, Value v) {
  Item item;
  // repeated if another thread has changed the array between search and deletion
  for (bool deleted = false; !deleted;) {
    i64 at = position_py(t, self, v, 0, INT64_MAX, item);
    if (at == -1) return raise_value_error(t, "array.remove(x): x not in array");
    if (at < 0 || !delete_if_at(t, as_array(self), static_cast<u64>(at), item, &deleted)) return Ref();
  }
  return none();
}

Ref array_count(Thread& t, Value self, Value v) {
  i64 n = 0;
  Item packed;
  for (i64 i = 0; copy_item(as_array(self), i, packed); ++i) {
    Ref item = unpack(t, as_array(self), packed);
    int equal = item ? equal_py(t, item, v) : -1;
    if (equal < 0 || !poll_py(t)) return Ref();
    n += equal;
  }
  return make_int(t, n);
}

// ---- the whole block

Ref array_reverse(Thread&, Value self) {
  Array* a = as_array(self);
  Item item, other;
  gc::ObjectLock lock(a);
  u64 n = a->length.load(gc::relaxed);
  for (u64 i = 0; i < n / 2; ++i) {
    load_item(a, i, item);
    load_item(a, n - 1 - i, other);
    store_item(a, i, other);
    store_item(a, n - 1 - i, item);
  }
  return none();
}

Ref array_byteswap(Thread&, Value self) {
  Array* a = as_array(self);
  u32 part = a->item_size() / native_item_parts(a->code());
  Item item;
  gc::ObjectLock lock(a);
  u64 n = a->length.load(gc::relaxed);
  for (u64 i = 0; i < n; ++i) {
    load_item(a, i, item);
    for (u32 at = 0; at < a->item_size(); at += part) std::reverse(item + at, item + at + part);
    store_item(a, i, item);
  }
  return none();
}

Ref array_copy(Thread& t, Value self) {
  Ref copy = make_array(t, type_of(self), as_array(self)->code());
  return copy && append_array(t, as_array(copy), as_array(self)) ? std::move(copy) : Ref();
}
Ref array_deepcopy(Thread& t, Value self, Value) { return array_copy(t, self); }

Ref array_buffer_info(Thread& t, Value self) {
  Buffer buffer;
  if (!get_buffer_py(t, self, &buffer, BufferUse::kBytes)) return Ref();
  Ref address = make_uint(t, reinterpret_cast<u64>(buffer.data));
  Ref length = make_uint(t, static_cast<u64>(buffer.bytes / buffer.item_size));
  release_buffer(t, &buffer);
  return address && length ? make_tuple(t, address, length) : Ref();
}

// ---- conversions

Ref array_tobytes(Thread& t, Value self) {
  Snapshot items(t, self);
  return items ? make_bytes(t, as_chars(items.data(), items.bytes())) : Ref();
}

// An array cannot be extended by its own memory: while that is exported, the array keeps its size.
Ref array_frombytes(Thread& t, Value self, Value buffer) {
  ByteView view(t, buffer);
  if (!view) return Ref();
  if (view.item_size() != 1) return raise_type_error(t, "a bytes-like object is required");
  return done(append_bytes(t, self, view.view()));
}

Ref array_tolist(Thread& t, Value self) {
  Snapshot items(t, self, Snapshot::kForLoop);
  Array* a = as_array(self);
  Ref list = items ? make_list(t, items.length()) : Ref();
  for (u64 i = 0; list && i < items.length(); ++i) {
    Ref item = unpack(t, a, items.data() + i * a->item_size());
    if (!item || !list_append(t, as_list(list), std::move(item)) || !items.poll_py(t, i)) return Ref();
  }
  return list;
}

// Either all items of the list are appended, or none.
Ref array_fromlist(Thread& t, Value self, Value list) {
  if (!is_list(list)) return raise_type_error(t, "arg must be list");
  Ref items = make_array(t, g_array_type, as_array(self)->code());
  return items && extend_py(t, items, list) ? done(extend_py(t, self, items)) : Ref();
}

Ref array_tounicode(Thread& t, Value self) {
  if (!is_text_code(as_array(self)->code()))
    return raise_value_error(t, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
  return to_text(t, self);
}

Ref array_fromunicode(Thread& t, Value self, Value text) {
  if (!is_str(text)) return raise_type_error(t, "fromunicode() argument must be str, not %A", text);
  if (!is_text_code(as_array(self)->code()))
    return raise_value_error(t, "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  return done(append_text(t, self, text));
}

Ref array_tofile(Thread& t, Value self, Value file) {
  Ref bytes = array_tobytes(t, self);
  Ref written = bytes ? call_method_py(t, file, name(N::write), bytes) : Ref();
  return done(bool(written));
}

Ref array_fromfile(Thread& t, Value self, Value file, Value count_value) {
  i64 n, bytes;
  if (!size_argument_py(t, count_value, &n)) return Ref();
  if (n < 0) return raise_value_error(t, "negative count");
  if (__builtin_mul_overflow(n, i64{as_array(self)->item_size()}, &bytes)) return raise_memory_error(t);
  Ref wanted = make_int(t, bytes);
  Ref data = call_method_py(t, file, name(N::read), wanted);
  if (!data) return Ref();
  if (!is_bytes(data)) return raise_type_error(t, "read() didn't return bytes");
  std::string_view view = data.as<Bytes>()->view();
  if (!append_bytes(t, self, view)) return Ref();
  if (static_cast<i64>(view.size()) != bytes) return raise(t, kEOFErrorType, "read() didn't return enough bytes");
  return none();
}

// ---- pickling: the machine's formats by number, as pickles of other programs know them

constexpr int format_number(char code) {
  switch (code) {
    case 'B': return 0;
    case 'b': return 1;
    case 'H': return 2;
    case 'h': return 4;
    case 'I': return 6;
    case 'i': return 8;
    case 'L':
    case 'Q': return 10;
    case 'l':
    case 'q': return 12;
    case 'f': return 14;
    case 'd': return 16;
    case 'F': return 22;
    case 'D': return 24;
    case 'e': return 26;
    default: return 20;
  }
}

Ref array_reduce_ex(Thread& t, Value self, Value protocol_value) {
  i64 protocol;
  if (!size_argument_py(t, protocol_value, &protocol)) return Ref();
  Ref state = call_method_py(t, self, name(N::__getstate__));
  char own = as_array(self)->code();
  Ref code = state ? make_str_ascii(t, typecode_text(own)) : Ref();
  if (!code) return Ref();
  if (protocol < 3) {
    Ref items = array_tolist(t, self);
    Ref args = items ? make_tuple(t, code, items) : Ref();
    return args ? make_tuple(t, type_of(self), args, state) : Ref();
  }
  Ref module = import_module_py(t, "array");
  Ref function = module ? getattr_py(t, module, "_array_reconstructor") : Ref();
  Ref bytes = function ? array_tobytes(t, self) : Ref();
  if (!bytes) return Ref();
  Value values[] = {type_of(self), code, Value::small_int(format_number(own)), bytes};
  Ref args = make_tuple(t, values, 4);
  return args ? make_tuple(t, function, args, state) : Ref();
}

// ---- attributes

Ref get_typecode(Thread& t, Value self) { return make_str_ascii(t, typecode_text(as_array(self)->code())); }
Ref get_itemsize(Thread& t, Value self) { return make_int(t, as_array(self)->item_size()); }
Ref array_sizeof(Thread& t, Value self) {
  return make_uint(t, sizeof(Array) + length_of(self) * as_array(self)->item_size());
}

// A machine format: the layout of the items in a pickle. `code` reads such an item of this machine.
struct MachineFormat {
  u8 size;
  char code;
  bool big_endian;
};
constexpr MachineFormat kFormats[] = {
    {1, 'B', false}, {1, 'b', false},                                     // 0, 1
    {2, 'H', false}, {2, 'H', true},  {2, 'h', false},  {2, 'h', true},   // 2..5
    {4, 'I', false}, {4, 'I', true},  {4, 'i', false},  {4, 'i', true},   // 6..9
    {8, 'Q', false}, {8, 'Q', true},  {8, 'q', false},  {8, 'q', true},   // 10..13
    {4, 'f', false}, {4, 'f', true},  {8, 'd', false},  {8, 'd', true},   // 14..17
    {2, 'H', false}, {2, 'H', true},  {4, 'I', false},  {4, 'I', true},   // 18..21: UTF-16, UTF-32
    {8, 'F', false}, {8, 'F', true},  {16, 'D', false}, {16, 'D', true},  // 22..25
    {2, 'e', false}, {2, 'e', true},                                      // 26, 27
};
constexpr int kFirstOf315 = 22;

Ref convert_item(Thread& t, const MachineFormat& f, const u8* from) {
  Item item;
  u32 part = f.size / native_item_parts(f.code);
  for (u32 at = 0; at < f.size; at += part) {
    for (u32 i = 0; i < part; ++i) item[at + i] = from[at + (f.big_endian ? part - 1 - i : i)];
  }
  return unpack_native_item(t, f.code, item);
}

// Formats 18 and 19 (UTF-16): a pair of surrogates becomes one character.
bool append_utf16(Thread& t, Value array, std::string_view bytes, bool big_endian) {
  text::UcsBuilder out;
  text::Endian endian = big_endian ? text::Endian::kBig : text::Endian::kLittle;
  text::decode_utf16(reinterpret_cast<const u8*>(bytes.data()), bytes.size(), text::ErrorPolicy::kSurrogatePass, true,
                     endian, out);
  if (!out.ok()) return raise_memory_error(t);
  Ref text = make_str(t, out.view());
  return text && append_text(t, array, text);
}

// The type code of the restored array. If the pickled code has another size or sign on this machine, the code that fits
// the machine format.
char code_for(char named, i64 format) { return is_text_code(named) || format > 13 ? named : kFormats[format].code; }

}  // namespace

Ref reconstructor(Thread& t, Value type, Value code, Value format_value, Value items) {
  if (!is_type(type) || !is_subtype(type.as<Type>(), g_array_type)) {
    return raise_type_error(t, "first argument must be a type object, not %T", type);
  }
  i64 format;
  if (!size_argument_py(t, format_value, &format)) return Ref();
  if (format < 0 || format >= (library_minor() < 15 ? kFirstOf315 : i64{std::size(kFormats)}))
    return raise_value_error(t, "third argument must be a valid machine format code.");
  if (!is_bytes(items)) return raise_type_error(t, "fourth argument should be bytes, not %T", items);
  if (!is_str(code) || (as_str(code)->length != 1 && library_minor() < 15))
    return raise_type_error(t, "_array_reconstructor() argument 2 must be a unicode character, not %A", code);
  char named = typecode_of(code);
  if (!named) return raise_value_error(t, "second argument must be a valid type code");
  char wanted = code_for(named, format);
  Ref letter = make_str_ascii(t, typecode_text(wanted)), array = letter ? call_py(t, type, letter) : Ref();
  if (!array) return Ref();
  std::string_view bytes = items.as<Bytes>()->view();
  const MachineFormat& f = kFormats[format];
  if (bytes.size() % f.size) return raise_value_error(t, "bytes length not a multiple of item size");
  bool text = is_text_code(as_array(array)->code());
  if (f.size == as_array(array)->item_size() && !f.big_endian &&
      (text || format_number(as_array(array)->code()) == format)) {
    return append_bytes(t, array, bytes) ? std::move(array) : Ref();
  }
  if (text && f.size == 2) return append_utf16(t, array, bytes, f.big_endian) ? std::move(array) : Ref();
  for (size_t i = 0; i < bytes.size(); i += f.size) {
    Ref item = convert_item(t, f, reinterpret_cast<const u8*>(bytes.data()) + i);
    if (item && text) item = make_char(t, static_cast<u32>(item.get().small()));
    if (!item || !append_py(t, array, item)) return Ref();
  }
  return array;
}

const MethodDef kArrayMethods[] = {
    {"append", array_append, "(self, v, /)", "Add an item at the end."},
    {"buffer_info", array_buffer_info, "(self, /)", "Address of the items and how many there are."},
    {"byteswap", array_byteswap, "(self, /)",
     "Swap the bytes of each item, for data from machines of the other byte order."},
    {"clear", array_clear, "(self, /)", "Take all items out."},
    {"count", array_count, "(self, v, /)", "How many items equal v."},
    {"extend", array_extend, "(self, bb, /)", "Add the items of an array or an iterable at the end."},
    {"fromfile", array_fromfile, "(self, f, n, /)", "Add n items at the end, read from a binary file."},
    {"fromlist", array_fromlist, "(self, list, /)", "Add the numbers of a list at the end."},
    {"frombytes", array_frombytes, "(self, buffer, /)", "Add items at the end, given as their bytes in memory."},
    {"fromunicode", array_fromunicode, "(self, ustr, /)", "Add the characters of a str at the end."},
    {"index", array_index, "(self, v, start=0, stop=9223372036854775807, /)",
     "Index of the first item that equals v, in a part of the array if start and stop say so."},
    {"insert", array_insert, "(self, i, v, /)", "Put an item in front of index i."},
    {"pop", array_pop, "(self, i=-1, /)", "Take an item out, by default the last."},
    {"remove", array_remove, "(self, v, /)", "Take the first item out that equals v."},
    {"reverse", array_reverse, "(self, /)", "Turn the order around."},
    {"tobytes", array_tobytes, "(self, /)", "The bytes of the items as they are in memory."},
    {"tofile", array_tofile, "(self, f, /)", "Write the bytes of the items to a binary file."},
    {"tolist", array_tolist, "(self, /)", "The items in a list."},
    {"tounicode", array_tounicode, "(self, /)", "The characters in a str."},
    {"__copy__", array_copy, "(self, /)", "Another array with the same items."},
    {"__deepcopy__", array_deepcopy, "(self, unused, /)", "Another array with the same items."},
    {"__reduce_ex__", array_reduce_ex, "(self, value, /)", "Return state information for pickling."},
    {"__sizeof__", array_sizeof, "(self, /)", "Bytes that the array takes in memory."},
    kClassGetitemMethod,
    {},
};

const GetSetDef kArrayGetSet[] = {
    {"typecode", get_typecode, nullptr, "The character that names the type of the items."},
    {"itemsize", get_itemsize, nullptr, "Bytes of one item."},
    {}};

}  // namespace rt::arrays
