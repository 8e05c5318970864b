// Iterators over bytes, bytearray and memoryview: IndexedIterators.
#include "runtime/types/all.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/iterators/indexed_iterator.h"
#include "runtime/types/numbers/int.h"

namespace rt {

namespace {

Ref bytes_next(Thread& t, Value self) {
  IndexedIterator* it = self.as<IndexedIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  Bytes* b = sequence.as<Bytes>();
  if (index >= static_cast<i64>(b->length)) return exhaust(t, it);
  it->index.store(index + 1, gc::relaxed);
  return Ref::immediate(Value::small_int(b->data()[index]));
}

// The slots of the built-in type: overrides in a subclass are ignored.
const Slots& own_slots(Value sequence) { return builtin_type(type_of(sequence)->layout)->slots; }

// next() for bytearray and memoryview. The sequence may shrink or be released between two steps.
Ref any_next(Thread& t, Value self) {
  IndexedIterator* it = self.as<IndexedIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  i64 length = own_slots(sequence).len(t, sequence);
  if (length < 0) return Ref();
  if (index >= length) return exhaust(t, it);
  it->index.store(index + 1, gc::relaxed);
  Ref item = own_slots(sequence).getitem(t, sequence, Value::small_int(index));
  if (!item && error_is(t, kIndexErrorType)) {
    clear_error(t);
    return exhaust(t, it);
  }
  return item;
}

Ref byte_length_hint(Thread& t, Value self) {
  IndexedIterator* it = self.as<IndexedIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return Ref::immediate(Value::small_int(0));
  i64 length = own_slots(sequence).len(t, sequence), index = it->index.load(gc::relaxed);
  return length < 0 ? Ref() : make_int(t, length > index ? length - index : 0);
}

constexpr MethodDef kMethods[] = {
    {"__length_hint__", byte_length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", indexed_reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", indexed_setstate_py, "(self, state, /)", "Set state information for unpickling."},
    {},
};

constexpr Slots slots_with(Ref (*next)(Thread&, Value)) {
  Slots s{};
  s.iter = self_iter;
  s.next = next;
  return s;
}

constexpr TypeSpec spec_of(TypeId id, const char* name, Ref (*next)(Thread&, Value)) {
  return {.id = id,
          .name = name,
          .size = sizeof(IndexedIterator),
          .flags = kTypeTraced | kTypeDisallowNew,
          .lifetime = kIndexedIteratorLifetime,
          .slots = slots_with(next),
          .methods = kMethods};
}

}  // namespace

const TypeSpec kBytesIteratorSpec = spec_of(TypeId::kBytesIterator, "bytes_iterator", bytes_next);
const TypeSpec kByteArrayIteratorSpec = spec_of(TypeId::kByteArrayIterator, "bytearray_iterator", any_next);
const TypeSpec kMemoryIteratorSpec = spec_of(TypeId::kMemoryIterator, "memory_iterator", any_next);

}  // namespace rt
