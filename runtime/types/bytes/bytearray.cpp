// bytearray: the bytes are in a separate block, with free room at the end and, after deletions from the front, at the
// start.
//
//   storage -> | offset unused | length bytes | rest of capacity, at least one byte |
//
// Every change is made by bytearray_splice() or under the object lock in this file. While a buffer is lent, the block
// stays in place and the length does not change. The bytes may still change while a reader uses them, as in any shared
// buffer.
#include <cstring>

#include "gc/heap/heap.h"
#include "gc/refcount/object_lock.h"
#include "gc/refcount/qsbr.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/object/slice_items.h"
#include "runtime/text/builder.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/bytes_warning.h"
#include "runtime/types/iterators/indexed_iterator.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

u8 g_no_bytes;  // the buffer of an empty bytearray points here; never written

u64 length_of(const ByteArray* b) { return b->length.load(gc::acquire); }

u8 load_byte(const ByteArray* b, u64 index) { return shared_bytes::load_word<u8>(b->data() + index); }
void store_byte(ByteArray* b, u64 index, u8 byte) { shared_bytes::store_word(b->data() + index, byte); }

// The index of the first byte that equals `byte`, or `length`. The lock is held.
u64 find_byte(const ByteArray* b, u8 byte, u64 length) {
  ASSERT(gc::lock_held_or_private(b));
  if (length == 0) return 0;
  if (!b->is_viewed()) {
    const void* found = std::memchr(b->data(), byte, length);
    return found ? static_cast<u64>(static_cast<const u8*>(found) - b->data()) : length;
  }
  u64 at = 0;
  while (at < length && load_byte(b, at) != byte) ++at;
  return at;
}

u64 grown_capacity(u64 length) { return length < 16 ? 16 : length + (length >> 3) + 8; }

// Moves the contents into a block of `capacity` bytes, with a gap of `count` in place of `removed` bytes at `start`.
// Returns the old block, which may be null. *ok false: out of memory. The lock is held.
u8* move_to_new_block(ByteArray* self, u64 start, u64 removed, u64 count, u64 capacity, bool* ok) {
  ASSERT(gc::lock_held_or_private(self));
  auto* block = static_cast<u8*>(gc::raw_alloc(capacity));
  *ok = block != nullptr;
  if (!block) return nullptr;
  u8* old = self->storage.load(gc::relaxed);
  u64 length = self->length.load(gc::relaxed);
  if (old) {
    const u8* data = old + self->offset;
    std::memcpy(block, data, start);
    std::memcpy(block + start + count, data + start + removed, length - start - removed);
  }
  self->offset = 0;
  self->capacity = capacity;
  self->storage.store(block, gc::release);
  return old;
}

// Makes the gap within the present block. False: the block is too small. The lock is held.
bool move_in_place(ByteArray* self, u64 start, u64 removed, u64 count) {
  ASSERT(gc::lock_held_or_private(self));
  u8* storage = self->storage.load(gc::relaxed);
  u64 length = self->length.load(gc::relaxed), tail = length - start - removed;
  if (count < removed && start < tail) {
    // The part in front of the gap is the shorter one, so it moves up.
    u64 shift = removed - count;
    std::memmove(storage + self->offset + shift, storage + self->offset, start);
    self->offset += shift;
    return true;
  }
  if (!storage || self->offset + length - removed + count >= self->capacity) return false;
  u8* at = storage + self->offset + start;
  std::memmove(at + count, at + removed, tail);
  return true;
}

bool wastes_memory(const ByteArray* self, u64 length) { return self->capacity > 256 && length < self->capacity / 4; }

// Takes the block away from a bytearray that becomes empty. Returns it; it may be null. The lock is held.
u8* give_up_block(ByteArray* self) {
  ASSERT(gc::lock_held_or_private(self) && !self->is_viewed());
  u8* old = self->storage.load(gc::relaxed);
  self->storage.store(nullptr, gc::release);
  self->length.store(0, gc::release);
  self->offset = self->capacity = 0;
  return old;
}

enum class Spliced { kOk, kExported, kNoMemory };

Spliced splice_locked(ByteArray* self, u64 start, u64 removed, const u8* from, u64 count, u8** old, u64* old_capacity) {
  ASSERT(gc::lock_held_or_private(self));
  u64 length = self->length.load(gc::relaxed);
  if (start > length) start = length;
  if (removed > length - start) removed = length - start;
  if (count != removed) {
    if (self->is_viewed()) return Spliced::kExported;
    u64 fresh = length - removed + count;
    *old_capacity = self->capacity;
    if (fresh == 0) {
      *old = give_up_block(self);
      return Spliced::kOk;
    }
    if (wastes_memory(self, fresh) || !move_in_place(self, start, removed, count)) {
      bool ok;
      *old = move_to_new_block(self, start, removed, count, grown_capacity(fresh), &ok);
      if (!ok) return Spliced::kNoMemory;
    }
    self->length.store(fresh, gc::release);
  }
  if (count == 0) return Spliced::kOk;
  u8* to = self->storage.load(gc::relaxed) + self->offset + start;
  if (self->is_viewed()) {
    if (from) write_shared(to, from, count);
    else
      for (u64 i = 0; i < count; ++i) shared_bytes::store_word<u8>(to + i, 0);
  } else if (from) {
    std::memmove(to, from, count);
  } else {
    std::memset(to, 0, count);
  }
  return Spliced::kOk;
}

}  // namespace

static bool finish_splice(Thread& t, const ByteArray* self, Spliced result, u8* old, u64 old_capacity) {
  if (old) gc::free_storage(t, self, old, old_capacity);
  if (result == Spliced::kExported)
    return raise(t, kBufferErrorType, "Existing exports of data: object cannot be re-sized");
  return result == Spliced::kOk || raise_memory_error(t);
}

bool bytearray_splice(Thread& t, ByteArray* self, u64 start, u64 removed, const u8* from, u64 count) {
  if (count > static_cast<u64>(INT64_MAX) - length_of(self) - 64) return raise_memory_error(t);
  u8* old = nullptr;
  u64 old_capacity = 0;
  Spliced result;
  {
    gc::ObjectLock lock(self);
    result = splice_locked(self, start, removed, from, count, &old, &old_capacity);
  }
  return finish_splice(t, self, result, old, old_capacity);
}

TakenByte bytearray_take(Thread& t, ByteArray* self, i64 index, u8* byte) {
  u8* old = nullptr;
  u64 old_capacity = 0;
  Spliced result;
  {
    gc::ObjectLock lock(self);
    i64 length = static_cast<i64>(self->length.load(gc::relaxed));
    if (index < 0) index += length;
    if (index < 0 || index >= length) return TakenByte::kOutOfRange;
    *byte = load_byte(self, static_cast<u64>(index));
    result = splice_locked(self, static_cast<u64>(index), 1, nullptr, 0, &old, &old_capacity);
  }
  return finish_splice(t, self, result, old, old_capacity) ? TakenByte::kOk : TakenByte::kError;
}

TakenByte bytearray_remove_first(Thread& t, ByteArray* self, u8 byte) {
  u8* old = nullptr;
  u64 old_capacity = 0;
  Spliced result;
  {
    gc::ObjectLock lock(self);
    u64 length = self->length.load(gc::relaxed);
    u64 at = find_byte(self, byte, length);
    if (at == length) return TakenByte::kOutOfRange;
    result = splice_locked(self, at, 1, nullptr, 0, &old, &old_capacity);
  }
  return finish_splice(t, self, result, old, old_capacity) ? TakenByte::kOk : TakenByte::kError;
}

namespace {

enum class Front { kTaken, kChanged, kExported, kNoMemory };

// Moves `count` of the `length` bytes to `to`. kChanged: the bytearray has another length.
Front take_front_locked(ByteArray* self, u64 length, u64 count, u8* to, u8** old, u64* old_capacity) {
  ASSERT(gc::lock_held_or_private(self));
  if (self->length.load(gc::relaxed) != length) return Front::kChanged;
  if (self->is_viewed()) return Front::kExported;
  if (count == 0) return Front::kTaken;
  std::memcpy(to, self->data(), count);
  if (count < length) {
    Spliced result = splice_locked(self, 0, count, nullptr, 0, old, old_capacity);
    return result == Spliced::kOk ? Front::kTaken : Front::kNoMemory;
  }
  *old_capacity = self->capacity;
  *old = give_up_block(self);
  return Front::kTaken;
}

}  // namespace

Ref bytearray_take_front(Thread& t, ByteArray* self, const i64* count) {
  for (;;) {
    i64 length = static_cast<i64>(length_of(self)), taken = count ? *count : length;
    if (taken < 0) taken += length;
    if (taken < 0 || taken > length)
      return raise(t, kIndexErrorType, "can't take %lld bytes outside size %lld", static_cast<long long>(taken),
                   static_cast<long long>(length));
    Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(taken));
    if (!bytes) return Ref();
    u8* old = nullptr;
    u64 old_capacity = 0;
    Front result;
    {
      gc::ObjectLock lock(self);
      result = take_front_locked(self, static_cast<u64>(length), static_cast<u64>(taken), bytes.as<Bytes>()->data(),
                                 &old, &old_capacity);
    }
    if (result == Front::kChanged) continue;
    Spliced end = result == Front::kExported   ? Spliced::kExported
                  : result == Front::kNoMemory ? Spliced::kNoMemory
                                               : Spliced::kOk;
    return finish_splice(t, self, end, old, old_capacity) ? std::move(bytes) : Ref();
  }
}

Ref bytearray_snapshot(Thread& t, Value bytearray) {
  auto* self = bytearray.as<ByteArray>();
  for (;;) {
    u64 length = length_of(self);
    Ref copy = make_bytes_uninitialised(t, length);
    if (!copy) return copy;
    gc::ObjectLock lock(self);
    if (self->length.load(gc::relaxed) != length) continue;
    // A memoryview may write without the lock, hence the atomic reads.
    if (length) read_shared(copy.as<Bytes>()->data(), self->data(), length);
    return copy;
  }
}

static Ref make_from(Thread& t, const u8* data, u64 length) {
  Ref b = allocate_instance(t, kByteArrayType);
  return b && bytearray_splice(t, b.as<ByteArray>(), 0, 0, data, length) ? std::move(b) : Ref();
}
Ref make_bytearray(Thread& t, std::string_view data) {
  return make_from(t, reinterpret_cast<const u8*>(data.data()), data.size());
}
Ref make_zeroed_bytearray(Thread& t, u64 length) { return make_from(t, nullptr, length); }

namespace {

// ---- buffers

bool bytearray_get_buffer(Thread&, Value self, Buffer* out, BufferUse) {
  ByteArray* b = self.as<ByteArray>();
  gc::ObjectLock lock(b);
  b->exports.fetch_add(1, gc::relaxed);
  out->data = b->storage.load(gc::relaxed) ? b->data() : &g_no_bytes;
  out->bytes = static_cast<i64>(b->length.load(gc::relaxed));
  out->readonly = false;
  return true;
}

void bytearray_release_buffer(Thread&, Value self, Buffer*) { self.as<ByteArray>()->exports.fetch_sub(1, gc::release); }

// ---- items

i64 bytearray_len(Thread&, Value self) { return static_cast<i64>(length_of(self.as<ByteArray>())); }

bool item_index_py(Thread& t, Value key, i64* index) {
  if (!is_int(key) && !type_of(key)->slots.index)
    return raise_type_error(t, "bytearray indices must be integers or slices, not %T", key);
  return index_i64_py(t, key, index, kIndexErrorType);
}

// The byte at an index; -1: out of range. Takes the lock, because another thread may replace the block.
int byte_at(ByteArray* self, i64 index) {
  gc::ObjectLock lock(self);
  i64 length = static_cast<i64>(self->length.load(gc::relaxed));
  if (index < 0) index += length;
  return index < 0 || index >= length ? -1 : load_byte(self, static_cast<u64>(index));
}

Ref slice_of_py(Thread& t, ByteArray* self, Value slice) {
  SliceIndices indices;
  if (!slice_indices_py(t, slice, &indices)) return Ref();
  for (;;) {
    i64 length = static_cast<i64>(length_of(self));
    SliceItems s = slice_items(indices, length);
    Ref result = allocate_instance(t, kByteArrayType);
    if (!result || !bytearray_splice(t, result.as<ByteArray>(), 0, 0, nullptr, static_cast<u64>(s.count))) return Ref();
    if (s.count == 0) return result;
    u8* to = result.as<ByteArray>()->data();
    gc::ObjectLock lock(self);
    if (static_cast<i64>(self->length.load(gc::relaxed)) != length) continue;
    const u8* from = self->data() + s.start;
    if (s.step == 1) {
      if (self->is_viewed()) read_shared(to, from, static_cast<u64>(s.count));
      else std::memcpy(to, from, static_cast<u64>(s.count));
    } else {
      for (i64 i = 0; i < s.count; ++i) to[i] = shared_bytes::load_word<u8>(from + i * s.step);
    }
    return result;
  }
}

Ref bytearray_getitem(Thread& t, Value self, Value key) {
  if (is_exact(key, TypeId::kSlice)) return slice_of_py(t, self.as<ByteArray>(), key);
  i64 index;
  if (!item_index_py(t, key, &index)) return Ref();
  int byte = byte_at(self.as<ByteArray>(), index);
  return byte < 0 ? Ref(raise_index_error(t, "bytearray index out of range")) : Ref::immediate(Value::small_int(byte));
}

bool set_byte(Thread& t, ByteArray* self, i64 index, u8 byte) {
  {
    gc::ObjectLock lock(self);
    i64 length = static_cast<i64>(self->length.load(gc::relaxed));
    if (index < 0) index += length;
    if (index >= 0 && index < length) {
      store_byte(self, static_cast<u64>(index), byte);
      return true;
    }
  }
  return raise_index_error(t, "bytearray index out of range");
}

bool delete_byte(Thread& t, ByteArray* self, i64 index) {
  u8 byte;
  TakenByte taken = bytearray_take(t, self, index, &byte);
  if (taken == TakenByte::kOutOfRange) return raise_index_error(t, "bytearray index out of range");
  return taken == TakenByte::kOk;
}

// ---- slices: __index__ is called first; the indices are resolved for the length under the lock

// Closes the gaps that a deletion with a step leaves, in one pass. Returns the new length; the caller cuts the end off.
// The lock is held.
u64 close_gaps(ByteArray* self, const SliceItems& s, i64 length) {
  ASSERT(gc::lock_held_or_private(self));
  u8* data = self->data();
  i64 to = s.start, next = s.start, left = s.count;
  for (i64 from = s.start; from < length; ++from) {
    if (left && from == next) {
      next = step_on(next, s.step);
      --left;
    } else {
      data[to++] = data[from];
    }
  }
  return static_cast<u64>(to);
}

// Replaces a slice. *wanted: the number of bytes that an assignment to a slice with a step must have. The lock is held.
Spliced replace_locked(ByteArray* self, const SliceIndices& indices, const u8* from, u64 count, i64* wanted, u8** old,
                       u64* old_capacity) {
  ASSERT(gc::lock_held_or_private(self));
  i64 length = static_cast<i64>(self->length.load(gc::relaxed));
  SliceItems s = slice_items(indices, length);
  *wanted = s.step == 1 || count == 0 ? static_cast<i64>(count) : s.count;
  if (s.step == 1)
    return splice_locked(self, static_cast<u64>(s.start), static_cast<u64>(s.count), from, count, old, old_capacity);
  if (s.count == 0) return Spliced::kOk;
  if (count == 0) {
    if (self->is_viewed()) return Spliced::kExported;
    return splice_locked(self, close_gaps(self, ascending(s), length), UINT64_MAX, nullptr, 0, old, old_capacity);
  }
  for (i64 i = 0; i < s.count && static_cast<u64>(s.count) == count; ++i)
    store_byte(self, static_cast<u64>(s.start + i * s.step), from[i]);
  return Spliced::kOk;
}

// Replaces a slice by `count` bytes; 0: deletes it.
bool replace_slice_py(Thread& t, ByteArray* self, Value slice, const u8* from, u64 count) {
  SliceIndices indices;
  if (!slice_indices_py(t, slice, &indices)) return false;
  u8* old = nullptr;
  u64 old_capacity = 0;
  i64 wanted;
  Spliced result;
  {
    gc::ObjectLock lock(self);
    result = replace_locked(self, indices, from, count, &wanted, &old, &old_capacity);
  }
  if (!finish_splice(t, self, result, old, old_capacity)) return false;
  if (static_cast<u64>(wanted) == count) return true;
  return raise_value_error(t, "attempt to assign bytes of size %zu to extended slice of size %lld", count,
                           static_cast<long long>(wanted));
}

bool assign_slice_py(Thread& t, ByteArray* self, Value slice, Value value) {
  // The value may be the bytearray itself, whose bytes would move while they are read. So any value except a bytes
  // object is copied first.
  Ref source = is_bytes(value) ? Ref::share(t, value) : Ref();
  if (!source) {
    if (is_int(value) || is_str(value))
      return raise_type_error(t, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    source = bytes_from_value_py(t, value, "bytearray");
  }
  return source && replace_slice_py(t, self, slice, source.as<Bytes>()->data(), source.as<Bytes>()->length);
}

bool delete_slice_py(Thread& t, ByteArray* self, Value slice) { return replace_slice_py(t, self, slice, nullptr, 0); }

bool bytearray_setitem(Thread& t, Value self, Value key, Value value) {
  ByteArray* b = self.as<ByteArray>();
  if (is_exact(key, TypeId::kSlice)) return value ? assign_slice_py(t, b, key, value) : delete_slice_py(t, b, key);
  i64 index;
  if (!item_index_py(t, key, &index)) return false;
  if (!value) return delete_byte(t, b, index);
  u8 byte;
  return byte_value_py(t, value, &byte) && set_byte(t, b, index, byte);
}

// ---- operators

Ref bytearray_compare_py(Thread& t, Value a, Value b, CompareOp op) {
  bool equality = op == CompareOp::kEq || op == CompareOp::kNe;
  if (equality && is_str(b) && !warn_of_bytes_py(t, "Comparison between bytearray and string")) return Ref();
  if (!type_of(b)->slots.get_buffer) return Ref::immediate(kNotImplemented);
  if (is_same(a, b)) return bool_ref(compare_result(0, op));
  ByteView x(t, a);
  if (!x) return Ref();
  ByteView y(t, b);
  if (!y) return forget_error(t) ? Ref::immediate(kNotImplemented) : Ref();
  return bool_ref(compare_result(compare_bytes(x.view(), y.view()), op));
}

Ref bytearray_inplace_concat(Thread& t, Value a, Value b) {
  ByteView view(t, b);  // if `b` is `a` itself, the view holds a buffer, and the bytearray cannot grow, as in CPython
  if (!view) return raise_cannot_concat(t, a, b);
  if (!bytearray_splice(t, a.as<ByteArray>(), UINT64_MAX, 0, view.data(), view.size())) return Ref();
  return Ref::share(t, a);
}

Ref bytearray_inplace_repeat(Thread& t, Value self, i64 count) {
  Ref repeated = bytes_repeat(t, self, count);
  if (!repeated) return Ref();
  ByteView view(t, repeated);
  if (!view || !bytearray_splice(t, self.as<ByteArray>(), 0, UINT64_MAX, view.data(), view.size())) return Ref();
  return Ref::share(t, self);
}

Ref bytearray_mod(Thread& t, Value a, Value b) {
  return is_bytearray(a) ? bytes_percent_py(t, a, b) : Ref::immediate(kNotImplemented);
}

Ref bytearray_iter(Thread& t, Value self) { return make_indexed_iterator(t, TypeId::kByteArrayIterator, self); }

Ref bytearray_repr(Thread& t, Value self) {
  ByteView view(t, self);
  Ref inner = view ? bytes_repr_of(t, self, view.data(), view.size(), library_minor() < 15) : Ref();
  return inner ? format_message(t, "%T(%S)", self, inner.get()) : Ref();
}

Ref bytearray_str_py(Thread& t, Value self) {
  return warn_of_bytes_py(t, "str() on a bytearray instance") ? bytearray_repr(t, self) : Ref();
}

// ---- construction and lifetime

Ref bytearray_create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool bytearray_init(Thread& t, Value self, const CallArgs& args) {
  ByteArray* array = self.as<ByteArray>();
  BytesArguments bound;
  if (!bind_bytes_arguments(t, "bytearray", args, &bound)) return false;
  // A second call of __init__ removes the former contents first, as in CPython even if it fails afterwards.
  if (length_of(array) && !bytearray_splice(t, array, 0, UINT64_MAX, nullptr, 0)) return false;
  Ref value = bytes_from_arguments_py(t, "bytearray", bound);
  if (!value) return false;
  Bytes* b = value.as<Bytes>();
  return bytearray_splice(t, array, 0, UINT64_MAX, b->data(), b->length);
}

void bytearray_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  ByteArray* b = static_cast<ByteArray*>(object);
  if (u8* storage = b->storage.exchange(nullptr, gc::acq_rel)) gc::free_storage(t, object, storage, b->capacity);
}

constexpr Slots kByteArraySlots = [] {
  Slots s{};
  s.repr = bytearray_repr;
  s.str = bytearray_str_py;
  s.compare = bytearray_compare_py;
  s.len = bytearray_len;
  s.getitem = bytearray_getitem;
  s.setitem = bytearray_setitem;
  s.contains = bytes_contains;
  s.iter = bytearray_iter;
  s.concat = bytes_concat;
  s.repeat = bytes_repeat;
  s.inplace_concat = bytearray_inplace_concat;
  s.inplace_repeat = bytearray_inplace_repeat;
  s.binary[static_cast<int>(BinaryOp::kMod)] = bytearray_mod;
  s.get_buffer = bytearray_get_buffer;
  s.release_buffer = bytearray_release_buffer;
  s.create = bytearray_create;
  s.init = bytearray_init;
  return s;
}();

}  // namespace

const TypeSpec kByteArraySpec = {
    .id = TypeId::kByteArray,
    .name = "bytearray",
    .size = sizeof(ByteArray),
    .flags = kTypeSubclassable,
    .doc =
        "bytearray(ints) holds the numbers, each from 0 to 255.\nbytearray(text, encoding[, errors]) holds the encoded "
        "text.\nbytearray(bytes_like) holds a copy.\nbytearray(n) holds n zero bytes; without an argument, "
        "none.\n\nBytes that can be changed in place.",
    .lifetime = {.dispose = bytearray_dispose},
    .slots = kByteArraySlots,
    .methods = kByteArrayMethods};

}  // namespace rt
