// The methods that change a bytearray, and its method table.
#include <algorithm>

#include "gc/heap/heap.h"
#include "gc/refcount/object_lock.h"
#include "runtime/object/names.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/text/search.h"
#include "runtime/types/bytes/bytes_methods.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

u64 length_of(Value self) { return self.as<ByteArray>()->length.load(gc::acquire); }
Ref done(bool ok) { return ok ? none() : Ref(); }

Ref bytearray_append(Thread& t, Value self, Value item) {
  u8 byte;
  if (!byte_value_py(t, item, &byte)) return Ref();
  return done(bytearray_splice(t, self.as<ByteArray>(), UINT64_MAX, 0, &byte, 1));
}

Ref bytearray_clear(Thread& t, Value self) {
  return done(bytearray_splice(t, self.as<ByteArray>(), 0, UINT64_MAX, nullptr, 0));
}

Ref bytearray_copy(Thread& t, Value self) {
  ByteView view(t, self);
  return view ? make_bytearray(t, view.view()) : Ref();
}

Ref bytearray_extend(Thread& t, Value self, Value iterable) {
  if (is_str(iterable)) return raise_type_error(t, "expected iterable of integers; got: 'str'");
  // A __buffer__ in Python may resize the bytearray. Its bytes follow what was there before the call.
  u64 end = runs_python(iterable) ? length_of(self) : UINT64_MAX;
  Ref items = type_of(iterable)->slots.get_buffer ? Ref::share(t, iterable)
                                                  : iter_or_py(t, iterable, "can't extend bytearray with %T");
  // The bytes are copied first: the iterable may be this bytearray, or may change it.
  Ref source = items && ask_length_hint_py(t, iterable) ? bytes_from_value_py(t, items, "bytearray") : Ref();
  if (!source) return Ref();
  Bytes* b = source.as<Bytes>();
  return done(bytearray_splice(t, self.as<ByteArray>(), end, 0, b->data(), b->length));
}

Ref bytearray_insert(Thread& t, Value self, Value index_value, Value item) {
  i64 index;
  u8 byte;
  if (!index_i64_py(t, index_value, &index, kOverflowErrorType) || !byte_value_py(t, item, &byte)) return Ref();
  if (index < 0) index = std::max<i64>(0, index + static_cast<i64>(length_of(self)));
  return done(bytearray_splice(t, self.as<ByteArray>(), static_cast<u64>(index), 0, &byte, 1));
}

Ref bytearray_pop(Thread& t, Value self, Value index_value) {
  i64 index;
  if (!index_i64_py(t, index_value, &index, kOverflowErrorType)) return Ref();
  u8 byte;
  switch (bytearray_take(t, self.as<ByteArray>(), index, &byte)) {
    case TakenByte::kOk: return Ref::immediate(Value::small_int(byte));
    case TakenByte::kError: return Ref();
    default: return raise_index_error(t, length_of(self) == 0 ? "pop from empty bytearray" : "pop index out of range");
  }
}

Ref bytearray_remove(Thread& t, Value self, Value item) {
  u8 byte;
  if (!byte_value_py(t, item, &byte)) return Ref();
  TakenByte taken = bytearray_remove_first(t, self.as<ByteArray>(), byte);
  if (taken == TakenByte::kOutOfRange) return raise_value_error(t, "value not found in bytearray");
  return done(taken == TakenByte::kOk);
}

Ref bytearray_reverse(Thread&, Value self) {
  ByteArray* b = self.as<ByteArray>();
  gc::ObjectLock lock(b);
  u64 length = b->length.load(gc::relaxed);
  u8* data = b->data();
  if (!b->is_viewed()) {
    if (length) std::reverse(data, data + length);
    return none();
  }
  for (u64 i = 0; i < length / 2; ++i) {
    u8 byte = shared_bytes::load_word<u8>(data + i);
    shared_bytes::store_word(data + i, shared_bytes::load_word<u8>(data + length - 1 - i));
    shared_bytes::store_word(data + length - 1 - i, byte);
  }
  return none();
}

Ref bytearray_resize(Thread& t, Value self, Value size_value) {
  i64 size;
  if (!index_i64_py(t, size_value, &size, kOverflowErrorType)) return Ref();
  if (size < 0)
    return raise_value_error(t, "Can only resize to positive sizes, got %lld", static_cast<long long>(size));
  u64 length = length_of(self), wanted = static_cast<u64>(size);
  if (wanted <= length) return done(bytearray_splice(t, self.as<ByteArray>(), wanted, UINT64_MAX, nullptr, 0));
  return done(bytearray_splice(t, self.as<ByteArray>(), UINT64_MAX, 0, nullptr, wanted - length));
}

Ref bytearray_take_bytes(Thread& t, Value self, Value n) {
  i64 count;
  if (n != kNone && !index_i64_py(t, n, &count, kIndexErrorType)) return Ref();
  return bytearray_take_front(t, self.as<ByteArray>(), n == kNone ? nullptr : &count);
}

Ref bytearray_alloc(Thread& t, Value self) {
  ByteArray* b = self.as<ByteArray>();
  u64 capacity;
  {
    gc::ObjectLock lock(b);
    capacity = b->capacity;
  }
  return make_uint(t, capacity);
}

Ref bytearray_sizeof(Thread& t, Value self) {
  Ref capacity = bytearray_alloc(t, self);
  return make_int(t, static_cast<i64>(sizeof(ByteArray)) + capacity.get().small());
}

// The constructor's arguments for pickling. Protocols before 3 have no bytes, so the contents become Latin-1 text.
Ref pickle_args(Thread& t, Value self, i64 protocol) {
  ByteView view(t, self);
  if (!view) return Ref();
  if (view.view().empty()) return Ref::steal(empty_tuple());
  if (protocol < 3) {
    Ref text = make_str(t, view.text());
    Ref encoding = make_str_ascii(t, "latin-1");
    return text && encoding ? make_tuple(t, text, encoding) : Ref();
  }
  Ref contents = make_bytes(t, view.view());
  return contents ? make_tuple(t, contents) : Ref();
}

Ref reduce_py(Thread& t, Value self, i64 protocol) {
  Ref state = call_method_py(t, self, name(N::__getstate__));
  Ref args = state ? pickle_args(t, self, protocol) : Ref();
  return args ? make_tuple(t, type_of(self), args, state) : Ref();
}

Ref bytearray_reduce(Thread& t, Value self) { return reduce_py(t, self, 2); }
Ref bytearray_reduce_ex(Thread& t, Value self, Value protocol) {
  i64 n;
  return index_i64_py(t, protocol, &n, kOverflowErrorType) ? reduce_py(t, self, n) : Ref();
}

}  // namespace

const MethodDef kByteArrayMethods[] = {
#include "runtime/types/bytes/bytes_methods.def"
    {"append", bytearray_append, "(self, item, /)", "Add a byte at the end."},
    {"clear", bytearray_clear, "(self, /)", "Take all bytes out."},
    {"copy", bytearray_copy, "(self, /)", "Return a copy of the bytearray."},
    {"extend", bytearray_extend, "(self, iterable_of_ints, /)", "Add the numbers of an iterable at the end."},
    {"insert", bytearray_insert, "(self, index, item, /)", "Put a byte in front of index."},
    {"pop", bytearray_pop, "(self, index=-1, /)", "Take a byte out, by default the last."},
    {"remove", bytearray_remove, "(self, value, /)", "Take out the first byte of this value."},
    {"take_bytes", bytearray_take_bytes, "(self, n=None, /)",
     "Take out the first n bytes, or all of them, and return them as bytes."},
    {"resize", bytearray_resize, "(self, size, /)", "Resize the internal buffer of bytearray to len."},
    {"reverse", bytearray_reverse, "(self, /)", "Turn the order around."},
    {"__alloc__", bytearray_alloc, "(self, /)", "Bytes of memory set aside for the contents."},
    {"__reduce__", bytearray_reduce, "(self, /)", "Return state information for pickling."},
    {"__reduce_ex__", bytearray_reduce_ex, "(self, proto=0, /)", "Return state information for pickling."},
    {"__sizeof__", bytearray_sizeof, "(self, /)", "Bytes that the object takes in memory."},
    {},
};

}  // namespace rt
