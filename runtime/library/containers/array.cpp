// array.array: storage, items, operators. The methods are in array_methods.cpp.
#include "runtime/library/containers/array.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/object/warn.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/native_item.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/iterators/indexed_iterator.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::arrays {

Type* g_array_type;
Type* g_iterator_type;

namespace {

u64 g_no_items;  // the buffer of an empty array points here; never written

}  // namespace

ItemKind g_kinds[kKindCount] = {
    {"b", 1, {}, {}, 'b'},  {"B", 1, {}, {}, 'B'},  {"u", 4, {}, {}, 'u'}, {"w", 4, {}, {}, 'w'}, {"h", 2, {}, {}, 'h'},
    {"H", 2, {}, {}, 'H'},  {"i", 4, {}, {}, 'i'},  {"I", 4, {}, {}, 'I'}, {"l", 8, {}, {}, 'l'}, {"L", 8, {}, {}, 'L'},
    {"q", 8, {}, {}, 'q'},  {"Q", 8, {}, {}, 'Q'},  {"e", 2, {}, {}, 'e'}, {"f", 4, {}, {}, 'f'}, {"d", 8, {}, {}, 'd'},
    {"Zf", 8, {}, {}, 'F'}, {"Zd", 16, {}, {}, 'D'}};

// Does the library know the code? Those of half floats and complex numbers are new in 3.15.
static bool is_known(const ItemKind& kind) {
  return library_minor() >= 15 || (kind.code != 'e' && kind.code != 'F' && kind.code != 'D');
}

char typecode_of(Value text) {
  for (const ItemKind& kind : g_kinds) {
    if (is_known(kind) && str_equal_ascii(text, kind.text)) return kind.code;
  }
  return 0;
}

static const ItemKind* kind_of(char code) {
  return std::find_if(std::begin(g_kinds), std::end(g_kinds), [=](auto& kind) { return kind.code == code; });
}

const char* typecode_text(char code) { return kind_of(code)->text; }

Snapshot::Snapshot(Thread& t, Value array, Use use) {
  constexpr u64 kLong = 4096;  // items
  is_copy_ = (gc::kFreeThreaded && array.object()->published()) || (use == kForLoop && length_of(array) > kLong);
  if (is_copy_) {
    array_ = make_array(t, g_array_type, as_array(array)->code());
    if (array_ && !append_array(t, as_array(array_), as_array(array))) array_ = Ref();
  } else {
    array_ = Ref::share(t, array);
  }
  if (!array_) return;
  data_ = as_array(array_)->storage.load(gc::relaxed);
  length_ = length_of(array_);
  if (!data_) data_ = reinterpret_cast<const u8*>(&g_no_items);
}

// ---- storage

namespace {

// Copies items. `viewed`: other threads may use either block without a lock, so the copy is made of atomic accesses.
void copy_items(u8* to, const u8* from, u64 count, u64 size, bool viewed) {
  if (!viewed) {
    std::memmove(to, from, count * size);
    return;
  }
  Item item;
  for (u64 at = 0; at < count * size; at += size) {
    read_shared_item(item, from + at, size);
    write_shared_item(to + at, item, size);
  }
}

u8* item_at(const Array* a, u64 index) { return a->storage.load(gc::relaxed) + index * a->item_size(); }

}  // namespace

void load_item(const Array* a, u64 index, u8* item) {
  if (is_viewed(a)) read_shared_item(item, item_at(a, index), a->item_size());
  else std::memcpy(item, item_at(a, index), a->item_size());
}

void store_item(Array* a, u64 index, const u8* item) {
  if (is_viewed(a)) write_shared_item(item_at(a, index), item, a->item_size());
  else std::memcpy(item_at(a, index), item, a->item_size());
}

namespace {

enum class Spliced { kOk, kExported, kNoMemory };

// `from_viewed`: the items at `from` may be used by others without a lock, too.
Spliced splice_locked(Array* self, u64 start, u64 removed, const u8* from, u64 count, u8** old, u64* old_bytes,
                      bool from_viewed = false) {
  ASSERT(gc::lock_held_or_private(self));
  u64 length = self->length.load(gc::relaxed), size = self->item_size();
  if (start > length) start = length;
  if (removed > length - start) removed = length - start;
  u64 fresh = length - removed + count, tail = (length - start - removed) * size;
  u8* storage = self->storage.load(gc::relaxed);
  bool viewed = is_viewed(self);
  if (fresh != length && viewed) return Spliced::kExported;
  if (fresh > self->capacity) {
    u64 capacity = fresh + (fresh >> 3) + 4;
    auto* block = static_cast<u8*>(gc::raw_alloc(capacity * size));
    if (!block) return Spliced::kNoMemory;
    if (storage) {
      std::memcpy(block, storage, start * size);
      std::memcpy(block + (start + count) * size, storage + (start + removed) * size, tail);
      *old = storage;
      *old_bytes = self->capacity * size;
    }
    self->capacity = capacity;
    self->storage.store(block, gc::release);
    storage = block;
  } else if (count != removed) {
    std::memmove(storage + (start + count) * size, storage + (start + removed) * size, tail);
  }
  if (count && from) copy_items(storage + start * size, from, count, size, viewed || from_viewed);
  self->length.store(fresh, gc::release);
  return Spliced::kOk;
}

}  // namespace

static bool finish_splice(Thread& t, Array* self, Spliced result, u8* old, u64 old_bytes) {
  if (old) gc::free_storage(t, self, old, old_bytes);
  if (result == Spliced::kExported)
    return raise(t, kBufferErrorType, "cannot resize an array that is exporting buffers");
  return result == Spliced::kOk || raise_memory_error(t);
}

bool splice(Thread& t, Array* self, u64 start, u64 removed, const u8* from, u64 count) {
  if (count > static_cast<u64>(INT64_MAX) / 16) return raise_memory_error(t);
  u8* old = nullptr;
  u64 old_bytes = 0;
  Spliced result;
  {
    gc::ObjectLock lock(self);
    result = splice_locked(self, start, removed, from, count, &old, &old_bytes);
  }
  return finish_splice(t, self, result, old, old_bytes);
}

bool append_array(Thread& t, Array* self, Array* from) {
  u8* old = nullptr;
  u64 old_bytes = 0;
  Spliced result;
  {
    gc::ObjectLock2 lock(self, from);
    result = splice_locked(self, UINT64_MAX, 0, from->storage.load(gc::relaxed), from->length.load(gc::relaxed), &old,
                           &old_bytes, is_viewed(from));
  }
  return finish_splice(t, self, result, old, old_bytes);
}

Taken take_item(Thread& t, Array* self, i64 index, u8* item) {
  u8* old = nullptr;
  u64 old_bytes = 0;
  Spliced result;
  {
    gc::ObjectLock lock(self);
    i64 length = static_cast<i64>(self->length.load(gc::relaxed));
    if (index < 0) index += length;
    if (index < 0 || index >= length) return Taken::kOutOfRange;
    load_item(self, static_cast<u64>(index), item);
    result = splice_locked(self, static_cast<u64>(index), 1, nullptr, 0, &old, &old_bytes);
  }
  return finish_splice(t, self, result, old, old_bytes) ? Taken::kOk : Taken::kError;
}

bool delete_if_at(Thread& t, Array* self, u64 index, const u8* item, bool* deleted) {
  u8* old = nullptr;
  u64 old_bytes = 0;
  Spliced result = Spliced::kOk;
  {
    gc::ObjectLock lock(self);
    Item present;
    *deleted = index < self->length.load(gc::relaxed);
    if (*deleted) load_item(self, index, present);
    *deleted = *deleted && std::memcmp(present, item, self->item_size()) == 0;
    if (*deleted) result = splice_locked(self, index, 1, nullptr, 0, &old, &old_bytes);
  }
  return finish_splice(t, self, result, old, old_bytes);
}

bool copy_item(Array* self, i64 index, u8* item) {
  gc::ObjectLock lock(self);
  i64 length = static_cast<i64>(self->length.load(gc::relaxed));
  if (index < 0) index += length;
  if (index < 0 || index >= length) return false;
  load_item(self, static_cast<u64>(index), item);
  return true;
}

Ref make_array(Thread& t, Type* type, char code, const u8* data, u64 items) {
  Ref result = allocate_instance(t, type);
  if (!result) return Ref();
  Array* a = as_array(result);
  a->kind = kind_of(code);
  return !items || splice(t, a, 0, 0, data, items) ? std::move(result) : Ref();
}

// ---- items

Ref unpack(Thread& t, const Array* self, const u8* from) {
  if (!is_text_code(self->code())) return unpack_native_item(t, self->code(), from);
  u32 c;
  std::memcpy(&c, from, sizeof c);
  if (c > text::kMaxCodePoint) return raise_value_error(t, "character U+%x is not in range [U+0000; U+10ffff]", c);
  return make_char(t, c);
}

namespace {

// Raises the OverflowError of an int that does not fit the item type.
bool raise_range(Thread& t, char code, bool negative) {
  const char* what;
  switch (code) {
    case 'e': return raise_overflow_error(t, "float too large to pack with e format");
    case 'b': what = "signed char"; break;
    case 'B': what = "unsigned byte integer"; break;
    case 'h': what = "signed short integer"; break;
    case 'H': what = "unsigned short"; break;
    case 'i': what = "signed integer"; break;
    case 'I':
      if (negative) return raise_overflow_error(t, "can't convert negative value to unsigned int");
      what = "unsigned int";
      break;
    case 'l': return raise_overflow_error(t, "Python int too large to convert to C long");
    case 'L':
      return raise_overflow_error(t, negative ? "can't convert negative value to unsigned int"
                                              : "Python int too large to convert to C unsigned long");
    default:
      return raise_overflow_error(
          t, negative && code == 'Q' ? "can't convert negative int to unsigned" : "int too big to convert");
  }
  return raise(t, kOverflowErrorType, "%s is %s", what, negative ? "less than minimum" : "greater than maximum");
}

bool pack_character(Thread& t, Value v, u8* to) {
  if (!is_str(v) || as_str(v)->length != 1) return raise_type_error(t, "array item must be unicode character");
  u32 c = as_str(v)->at(0);
  std::memcpy(to, &c, sizeof c);
  return true;
}

// A number beyond the largest of 16 bits. As in CPython it goes by way of 32 bits, where the largest are infinite.
bool pack_large_half_py(Thread& t, const Array* self, Value v, u8* to) {
  double number;
  if (!to_double_py(t, v, &number)) return false;
  float rounded = static_cast<float>(number);
  if (!std::isinf(rounded)) return raise_range(t, 'e', false);
  Ref infinite = make_float(t, rounded);
  return infinite && pack_py(t, self, infinite, to);
}

}  // namespace

bool pack_py(Thread& t, const Array* self, Value v, u8* to) {
  if (is_text_code(self->code())) return pack_character(t, v, to);
  switch (pack_native_item_py(t, self->code(), v, to)) {
    case Packed::kOk: return true;
    case Packed::kWrongType: return raise_type_error(t, "'%T' object cannot be interpreted as an integer", v);
    case Packed::kOutOfRange: {
      if (self->code() == 'e') return pack_large_half_py(t, self, v, to);
      Ref n = index_py(t, v);
      return n && raise_range(t, self->code(), int_compare(n, Value::small_int(0)) < 0);
    }
    default: return false;
  }
}

Ref get(Thread& t, Value self, i64 index) {
  Item item;
  if (!copy_item(as_array(self), index, item)) return raise_index_error(t, "array index out of range");
  return unpack(t, as_array(self), item);
}

bool append_py(Thread& t, Value self, Value item) {
  Item packed;
  return pack_py(t, as_array(self), item, packed) && splice(t, as_array(self), UINT64_MAX, 0, packed, 1);
}

bool append_bytes(Thread& t, Value self, std::string_view bytes) {
  u64 size = as_array(self)->item_size();
  if (bytes.size() % size) return raise_value_error(t, "bytes length not a multiple of item size");
  return splice(t, as_array(self), UINT64_MAX, 0, reinterpret_cast<const u8*>(bytes.data()), bytes.size() / size);
}

bool append_text(Thread& t, Value self, Value str) {
  text::StrView view = str_view(str);
  if (!view.length) return true;
  auto* units = static_cast<u8*>(gc::raw_alloc(view.length * 4));
  if (!units) return raise_memory_error(t);
  text::copy_units(view, units, 4);
  bool ok = splice(t, as_array(self), UINT64_MAX, 0, units, view.length);
  gc::raw_free(units);
  return ok;
}

Ref to_text(Thread& t, Value self) {
  Snapshot items(t, self);
  if (!items) return Ref();
  for (u64 i = 0; i < items.length(); ++i) {
    u32 c;
    std::memcpy(&c, items.data() + i * sizeof c, sizeof c);
    if (c > text::kMaxCodePoint) return raise_value_error(t, "character U+%x is not in range [U+0000; U+10ffff]", c);
  }
  return make_str(t, text::StrView{items.data(), items.length(), 4, false});
}

bool extend_py(Thread& t, Value self, Value iterable) {
  if (!is_array(iterable)) {
    return for_each_py(t, iterable, [&](Thread&, Value item) { return append_py(t, self, item); });
  }
  if (as_array(iterable)->code() != as_array(self)->code())
    return raise_type_error(t, "can only extend with array of same kind");
  return append_array(t, as_array(self), as_array(iterable));
}

namespace {

// ---- construction

// Fills a new array from the initializer of array(typecode, initializer). The type code decides which initializers are
// allowed.
bool fill_py(Thread& t, Value self, Value v) {
  char code = as_array(self)->code();
  if (is_str(v)) {
    if (is_text_code(code)) return append_text(t, self, v);
    return raise_type_error(t, "cannot use a str to initialize an array with typecode '%s'", typecode_text(code));
  }
  if (is_array(v)) {
    if (is_text_code(as_array(v)->code()) && !is_text_code(code)) {
      return raise_type_error(t, "cannot use a unicode array to initialize an array with typecode '%s'",
                              typecode_text(code));
    }
    if (as_array(v)->code() == code) return extend_py(t, self, v);
  } else if (is_bytes(v) || is_bytearray(v)) {
    ByteView view(t, v);
    return view && append_bytes(t, self, view.view());
  }
  return for_each_py(t, v, [&](Thread&, Value item) { return append_py(t, self, item); });
}

Ref array_create(Thread& t, Type* type, const CallArgs& args) {
  if (refuses_keywords(t, "array.array", type, g_array_type, args)) return Ref();
  if (args.positional == 0) return raise_type_error(t, "array() takes at least 1 argument (0 given)");
  if (args.positional > 2) return raise_type_error(t, "array() takes at most 2 arguments (%u given)", args.positional);
  if (!is_str(args[0]) || (as_str(args[0])->length != 1 && library_minor() < 15)) {
    return raise_type_error(t, "array() argument 1 must be a unicode character, not %A", args[0]);
  }
  char code = typecode_of(args[0]);
  if (!code) {
    return raise_value_error(t, library_minor() < 15
                                    ? "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"
                                    : "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, e, f, d, Zf or Zd)");
  }
  if (code == 'u' && library_minor() >= 13 &&
      !warn_deprecated_py(t, "The 'u' type code is deprecated and will be removed in Python 3.16")) {
    return Ref();
  }
  Ref a = make_array(t, type, code);
  return a && (args.positional < 2 || fill_py(t, a, args[1])) ? std::move(a) : Ref();
}
bool array_init(Thread&, Value, const CallArgs&) { return true; }

void array_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  Array* a = static_cast<Array*>(object);
  if (u8* storage = a->storage.exchange(nullptr, gc::acq_rel))
    gc::free_storage(t, object, storage, a->capacity * a->item_size());
}

// ---- slots

i64 array_len(Thread&, Value self) { return static_cast<i64>(length_of(self)); }

// A new array of `length` items, which the caller writes before any other code sees the array.
Ref make_array_uninitialised(Thread& t, char code, u64 length) {
  Ref result = make_array(t, g_array_type, code);
  return result && splice(t, as_array(result), 0, 0, nullptr, length) ? std::move(result) : Ref();
}

Ref array_slice(Thread& t, Array* a, const SliceIndices& indices) {
  for (;;) {
    i64 length = static_cast<i64>(a->length.load(gc::acquire));
    SliceItems s = slice_items(indices, length);
    Ref result = make_array_uninitialised(t, a->code(), static_cast<u64>(s.count));
    if (!result || s.count == 0) return result;
    gc::ObjectLock lock(a);
    if (static_cast<i64>(a->length.load(gc::relaxed)) != length) continue;
    u64 first = static_cast<u64>(s.start), count = static_cast<u64>(s.count);
    if (s.step == 1) {
      copy_items(item_at(as_array(result), 0), item_at(a, first), count, a->item_size(), is_viewed(a));
    } else {
      for (u64 i = 0; i < count; ++i) load_item(a, first + i * static_cast<u64>(s.step), item_at(as_array(result), i));
    }
    return result;
  }
}

bool index_py(Thread& t, Value key, i64* out) {
  if (!is_int(key) && !type_of(key)->slots.index) return raise_type_error(t, "array indices must be integers");
  return index_i64_py(t, key, out, kIndexErrorType);
}

Ref array_getitem(Thread& t, Value self, Value key) {
  if (is_exact(key, TypeId::kSlice)) {
    SliceIndices indices;
    return slice_indices_py(t, key, &indices) ? array_slice(t, as_array(self), indices) : Ref();
  }
  i64 index;
  return arrays::index_py(t, key, &index) ? get(t, self, index) : Ref();
}

bool set_item(Thread& t, Array* a, i64 index, const u8* item) {
  {
    gc::ObjectLock lock(a);
    i64 length = static_cast<i64>(a->length.load(gc::relaxed));
    if (index < 0) index += length;
    if (index >= 0 && index < length) {
      store_item(a, static_cast<u64>(index), item);
      return true;
    }
  }
  return raise_index_error(t, "array assignment index out of range");
}

bool delete_item(Thread& t, Array* a, i64 index) {
  Item item;
  Taken taken = take_item(t, a, index, item);
  if (taken == Taken::kOutOfRange) return raise_index_error(t, "array assignment index out of range");
  return taken == Taken::kOk;
}

// Closes the gaps that a deletion of `s` leaves; the caller cuts off the end. The lock is held.
u64 close_gaps(Array* a, const SliceItems& s, i64 length) {
  ASSERT(gc::lock_held_or_private(a));
  i64 size = a->item_size(), to = s.start, next = s.start, left = s.count;
  u8* data = a->storage.load(gc::relaxed);
  for (i64 from = s.start; from < length; ++from) {
    if (left && from == next) {
      next = step_on(next, s.step);
      --left;
    } else {
      std::memmove(data + to++ * size, data + from * size, static_cast<u64>(size));
    }
  }
  return static_cast<u64>(to);
}

// Replaces items [start, stop), or with a step the items `step` apart, by `count` others, in one step of the array: the
// lock is held. *wanted: if the numbers differ, the number of items that are replaced.
Spliced replace_locked(Array* a, const SliceIndices& indices, const u8* from, u64 count, bool deletes, i64* wanted,
                       u8** old, u64* old_bytes) {
  ASSERT(gc::lock_held_or_private(a));
  i64 length = static_cast<i64>(a->length.load(gc::relaxed)), size = a->item_size();
  SliceItems s = slice_items(indices, length);
  *wanted = s.count;
  bool keeps_length = count && count == static_cast<u64>(s.count);
  if (!keeps_length && is_viewed(a)) return Spliced::kExported;
  if (s.step == 1)
    return splice_locked(a, static_cast<u64>(s.start), static_cast<u64>(s.count), from, count, old, old_bytes);
  if (s.count == 0) return Spliced::kOk;
  if (deletes) return splice_locked(a, close_gaps(a, ascending(s), length), UINT64_MAX, nullptr, 0, old, old_bytes);
  for (i64 i = 0; i < s.count && static_cast<u64>(s.count) == count; ++i)
    store_item(a, static_cast<u64>(s.start + i * s.step), from + i * size);
  return Spliced::kOk;
}

bool assign_slice_py(Thread& t, Value self, Value slice, Value value) {
  Array* a = as_array(self);
  if (value && !is_array(value)) return raise_type_error(t, "can only assign array (not \"%T\") to array slice", value);
  if (value && as_array(value)->code() != a->code())
    return raise_type_error(t, "bad argument type for built-in operation");
  SliceIndices indices;
  if (!slice_indices_py(t, slice, &indices)) return false;
  Ref source = value ? array_slice(t, as_array(value), {0, INT64_MAX, 1}) : Ref();
  if (value && !source) return false;
  u64 count = source ? length_of(source) : 0;
  const u8* from = source ? as_array(source)->storage.load(gc::relaxed) : nullptr;
  u8* old = nullptr;
  u64 old_bytes = 0;
  i64 wanted;
  Spliced result;
  {
    gc::ObjectLock lock(a);
    result = replace_locked(a, indices, from, count, !value, &wanted, &old, &old_bytes);
  }
  if (!finish_splice(t, a, result, old, old_bytes)) return false;
  if (!source || indices.step == 1 || count == static_cast<u64>(wanted)) return true;
  return raise_value_error(t, "attempt to assign array of size %zu to extended slice of size %lld", count,
                           static_cast<long long>(wanted));
}

bool array_setitem(Thread& t, Value self, Value key, Value value) {
  if (is_exact(key, TypeId::kSlice)) return assign_slice_py(t, self, key, value);
  i64 index;
  if (!arrays::index_py(t, key, &index)) return false;
  if (!value) return delete_item(t, as_array(self), index);
  Item item;
  if (!copy_item(as_array(self), index, item))
    return raise_index_error(t, "array assignment index out of range");  // before the value is looked at, as in CPython
  return pack_py(t, as_array(self), value, item) && set_item(t, as_array(self), index, item);
}

Ref array_concat(Thread& t, Value a, Value b) {
  if (!is_array(b)) return raise_type_error(t, "can only append array (not \"%T\") to array", b);
  if (as_array(a)->code() != as_array(b)->code())
    return raise_type_error(t, "bad argument type for built-in operation");
  Ref result = make_array(t, g_array_type, as_array(a)->code());
  bool ok = result && append_array(t, as_array(result), as_array(a)) && append_array(t, as_array(result), as_array(b));
  return ok ? std::move(result) : Ref();
}

Ref array_repeat(Thread& t, Value self, i64 count) {
  Snapshot items(t, self);
  u64 n = count < 0 ? 0 : static_cast<u64>(count), total;
  if (!items) return Ref();
  if (__builtin_mul_overflow(n, items.length(), &total)) return raise_memory_error(t);
  Ref result = make_array_uninitialised(t, as_array(self)->code(), total);
  if (!result || !items.bytes()) return result;
  u8* to = as_array(result)->storage.load(gc::relaxed);
  for (u64 i = 0; i < n; ++i) std::memcpy(to + i * items.bytes(), items.data(), items.bytes());
  return result;
}

Ref array_inplace_concat(Thread& t, Value a, Value b) {
  if (!is_array(b)) return raise_type_error(t, "can only extend array with array (not \"%T\")", b);
  return extend_py(t, a, b) ? Ref::share(t, a) : Ref();
}

Ref array_inplace_repeat(Thread& t, Value self, i64 count) {
  Ref repeated = array_repeat(t, self, count);
  if (!repeated) return Ref();
  Snapshot items(t, repeated);
  return splice(t, as_array(self), 0, UINT64_MAX, items.data(), items.length()) ? Ref::share(t, self) : Ref();
}

int array_contains(Thread& t, Value self, Value item) {
  Item packed;
  for (i64 i = 0; copy_item(as_array(self), i, packed); ++i) {
    Ref v = unpack(t, as_array(self), packed);
    int equal = v ? equal_py(t, v, item) : -1;
    if (equal) return equal;
    if (!poll_py(t)) return -1;
  }
  return 0;
}

Ref array_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_array(b)) return Ref::immediate(kNotImplemented);
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && a != b && length_of(a) != length_of(b)) return bool_ref(op == CompareOp::kNe);
  Snapshot left(t, a, Snapshot::kForLoop);
  if (!left) return Ref();
  Snapshot right(t, a == b ? left.array() : b, Snapshot::kForLoop);
  if (!right) return Ref();
  u64 n = left.length(), m = right.length();
  for (u64 i = 0; i < std::min(n, m); ++i) {
    Ref x = unpack(t, as_array(a), left.data() + i * as_array(a)->item_size());
    Ref y = x ? unpack(t, as_array(b), right.data() + i * as_array(b)->item_size()) : Ref();
    int equal = y ? equal_py(t, x, y) : -1;
    if (equal < 0 || !left.poll_py(t, i)) return Ref();
    if (equal) continue;
    return equality ? bool_ref(op == CompareOp::kNe) : compare_py(t, x, y, op);
  }
  return bool_ref(compare_result(n < m ? -1 : n > m, op));
}

Ref array_repr(Thread& t, Value self) {
  char code = as_array(self)->code();
  Ref class_name = load_field(t, type_of(self), type_of(self)->name);
  if (!length_of(self)) return format_message(t, "%S('%s')", class_name.get(), typecode_text(code));
  Ref items = is_text_code(code) ? to_text(t, self) : to_list_py(t, self);
  return items ? format_message(t, "%S('%s', %R)", class_name.get(), typecode_text(code), items.get()) : Ref();
}

bool array_get_buffer(Thread&, Value self, Buffer* out, BufferUse) {
  Array* a = as_array(self);
  gc::ObjectLock lock(a);
  a->exports.fetch_add(1, gc::relaxed);
  u8* storage = a->storage.load(gc::relaxed);
  out->data = storage ? static_cast<void*>(storage) : &g_no_items;
  out->item_size = a->item_size();
  out->bytes = static_cast<i64>(a->length.load(gc::relaxed) * a->item_size());
  out->readonly = false;
  out->format = a->code() == 'u' ? "w" : typecode_text(a->code());
  return true;
}
void array_release_buffer(Thread&, Value self, Buffer*) { as_array(self)->exports.fetch_sub(1, gc::release); }

// ---- iterator

Ref array_iter(Thread& t, Value self) {
  Ref it = allocate_instance(t, g_iterator_type);
  if (it) init_field(it.as<IndexedIterator>()->sequence, Ref::share(t, self));
  return it;
}
Ref iterator_next(Thread& t, Value self) {
  IndexedIterator* it = self.as<IndexedIterator>();
  Ref array = load_field(t, it, it->sequence);
  if (!array) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  Item item;
  if (!copy_item(as_array(array), index, item)) return exhaust(t, it);
  it->index.store(index + 1, gc::relaxed);
  return unpack(t, as_array(array), item);
}
constexpr MethodDef kIteratorMethods[] = {
    {"__reduce__", indexed_reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", indexed_setstate_py, "(self, state, /)", "Set state information for unpickling."},
    {}};
constexpr Slots kIteratorSlots = [] {
  Slots s{};
  s.iter = self_iter;
  s.next = iterator_next;
  return s;
}();
const TypeSpec kIteratorSpec = {.name = "array.arrayiterator",
                                .size = sizeof(IndexedIterator),
                                .flags = kTypeTraced | kTypeDisallowNew,
                                .lifetime = kIndexedIteratorLifetime,
                                .slots = kIteratorSlots,
                                .methods = kIteratorMethods};

constexpr Slots kArraySlots = [] {
  Slots s{};
  s.repr = array_repr;
  s.compare = array_compare;
  s.len = array_len;
  s.getitem = array_getitem;
  s.setitem = array_setitem;
  s.contains = array_contains;
  s.iter = array_iter;
  s.concat = array_concat;
  s.repeat = array_repeat;
  s.inplace_concat = array_inplace_concat;
  s.inplace_repeat = array_inplace_repeat;
  s.get_buffer = array_get_buffer;
  s.release_buffer = array_release_buffer;
  s.create = array_create;
  s.init = array_init;
  return s;
}();
const TypeSpec kArraySpec = {.name = "array.array",
                             .size = sizeof(Array),
                             .flags = kTypeSubclassable | kTypeHasWeakrefs | kTypeSequencePattern,
                             .doc = "Numbers of one C type, which the type code names, side by side.",
                             .lifetime = {.dispose = array_dispose},
                             .slots = kArraySlots,
                             .methods = kArrayMethods,
                             .getset = kArrayGetSet};

constexpr MethodDef kMethods[] = {
    {"_array_reconstructor", reconstructor, "(arraytype, typecode, mformat_code, items, /)",
     "Internal. Used for pickling support."},
    {}};

// Registers array as a MutableSequence, if the library has collections.abc.
bool register_sequence_py(Thread& t) {
  Ref abc = import_module_py(t, "collections.abc");
  Ref sequence = abc ? getattr_py(t, abc, "MutableSequence") : Ref();
  Ref method = sequence ? getattr_py(t, sequence, "register") : Ref();
  if (method && call_py(t, method, g_array_type)) return true;
  if (!error_is(t, kImportErrorType)) return false;
  clear_error(t);
  return true;
}

// All type codes: a str, since 3.15 a tuple of them.
Ref typecodes(Thread& t) {
  Ref all[kKindCount];
  std::string text;
  for (size_t i = 0; i < kKindCount; ++i) {
    all[i] = make_str_ascii(t, g_kinds[i].text);
    if (!all[i]) return Ref();
    if (is_known(g_kinds[i])) text += g_kinds[i].text;
  }
  return library_minor() < 15 ? make_str_ascii(t, text) : make_tuple_stealing(t, all, kKindCount);
}

bool init(Thread& t, Value module) {
  if (!add_native_type(t, module, g_array_type, kArraySpec)) return false;
  if (!g_iterator_type) g_iterator_type = make_native_type(t, kIteratorSpec);
  return module_add(t, module, "ArrayType", Ref::share(t, g_array_type)) &&
         module_add(t, module, "typecodes", typecodes(t)) && register_sequence_py(t);
}

}  // namespace
}  // namespace rt::arrays

namespace rt {

extern const ModuleDef kArrayModule = {.name = "array",
                                       .doc =
                                           "This module defines an object type which can efficiently represent\nan "
                                           "array of basic values: characters, integers, floating-point numbers.",
                                       .methods = arrays::kMethods,
                                       .init = arrays::init};

}  // namespace rt
