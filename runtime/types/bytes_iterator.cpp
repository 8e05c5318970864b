// Iterators over bytes, bytearray and memoryview: an index into the sequence.
#include "gc/heap/heap.h"
#include "runtime/types/all.h"
#include "runtime/types/bytes_parts.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/module.h"
#include "runtime/types/tuple.h"

namespace rt {

Ref make_byte_iterator(Thread& t, TypeId type, Value sequence) {
  ByteIterator* it = allocate_exact<ByteIterator>(t, type, sizeof(ByteIterator), true);
  if (!it) return Ref();
  init_field(it->sequence, Ref::share(t, sequence));
  it->index.store(0, gc::relaxed);
  return Ref::steal(it);
}

namespace {

Ref self_iter(Thread& t, Value self) { return Ref::share(t, self); }

Ref exhaust(Thread& t, ByteIterator* it) {
  store_field(t, it, it->sequence, Ref());
  return Ref::immediate(kStop);
}

Ref bytes_next(Thread& t, Value self) {
  ByteIterator* it = self.as<ByteIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  Bytes* b = sequence.as<Bytes>();
  if (index >= static_cast<i64>(b->length)) return exhaust(t, it);
  it->index.store(index + 1, gc::relaxed);
  return Ref::immediate(Value::small_int(b->data()[index]));
}

// bytearray and memoryview: the sequence may shrink, or be released, at any time.
Ref any_next(Thread& t, Value self) {
  ByteIterator* it = self.as<ByteIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return Ref::immediate(kStop);
  i64 index = it->index.load(gc::relaxed);
  i64 length = len_py(t, sequence);
  if (length < 0) return Ref();
  if (index >= length) return exhaust(t, it);
  it->index.store(index + 1, gc::relaxed);
  Ref item = type_of(sequence)->slots.getitem(t, sequence, Value::small_int(index));
  if (!item && error_is(t, kIndexErrorType)) {
    clear_error(t);
    return exhaust(t, it);
  }
  return item;
}

Ref byte_length_hint(Thread& t, Value self) {
  ByteIterator* it = self.as<ByteIterator>();
  Ref sequence = load_field(t, it, it->sequence);
  if (!sequence) return Ref::immediate(Value::small_int(0));
  i64 length = len_py(t, sequence), index = it->index.load(gc::relaxed);
  return length < 0 ? Ref() : make_int(t, length > index ? length - index : 0);
}

Ref byte_reduce(Thread& t, Value self) {
  ByteIterator* it = self.as<ByteIterator>();
  Ref iter = dict_get_cstr(t, builtins_dict(), "iter");
  if (!iter) return Ref();
  Ref sequence = load_field(t, it, it->sequence);
  Ref args = make_tuple(t, sequence ? sequence.get() : empty_tuple());
  if (!args) return Ref();
  if (!sequence) return make_tuple(t, iter, args);
  Ref index = make_int(t, it->index.load(gc::relaxed));
  return make_tuple(t, iter, args, index);
}

Ref byte_setstate(Thread& t, Value self, Value state) {
  i64 index;
  if (!index_i64_py(t, state, &index, kOverflowErrorType)) return Ref();
  self.as<ByteIterator>()->index.store(index < 0 ? 0 : index, gc::relaxed);
  return none();
}

void iterator_trace(Object* object, gc::Visitor& visitor) { trace_slot(visitor, static_cast<ByteIterator*>(object)->sequence); }
void iterator_dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<ByteIterator*>(object)->sequence);
}

constexpr MethodDef kMethods[] = {
    {"__length_hint__", byte_length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", byte_reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", byte_setstate, "(self, state, /)", "Set state information for unpickling."},
    {}};

constexpr Slots slots_with(Ref (*next)(Thread&, Value)) {
  Slots s{};
  s.iter = self_iter;
  s.next = next;
  return s;
}

constexpr gc::Lifetime kLifetime = {.trace = iterator_trace, .clear = iterator_dispose, .dispose = iterator_dispose};

constexpr TypeSpec spec_of(TypeId id, const char* name, Ref (*next)(Thread&, Value)) {
  return {.id = id,
          .name = name,
          .size = sizeof(ByteIterator),
          .flags = kTypeTraced | kTypeDisallowNew,
          .lifetime = kLifetime,
          .slots = slots_with(next),
          .methods = kMethods};
}

}  // namespace

const TypeSpec kBytesIteratorSpec = spec_of(TypeId::kBytesIterator, "bytes_iterator", bytes_next);
const TypeSpec kByteArrayIteratorSpec = spec_of(TypeId::kByteArrayIterator, "bytearray_iterator", any_next);
const TypeSpec kMemoryIteratorSpec = spec_of(TypeId::kMemoryIterator, "memory_iterator", any_next);

}  // namespace rt
