// Making, pickling and exhausting IndexedIterators. Their next() is with the types that use them.
#include "runtime/types/iterators/indexed_iterator.h"

#include "gc/heap/heap.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt {

void indexed_iterator_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<IndexedIterator*>(object)->sequence);
}
void indexed_iterator_dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<IndexedIterator*>(object)->sequence);
}

Ref make_indexed_iterator(Thread& t, TypeId type, Value sequence) {
  IndexedIterator* it = allocate_exact<IndexedIterator>(t, type, sizeof(IndexedIterator), true);
  if (!it) return Ref();
  init_field(it->sequence, Ref::share(t, sequence));
  it->index.store(0, gc::relaxed);
  return Ref::steal(it);
}

Ref exhaust(Thread& t, IndexedIterator* it) {
  store_field(t, it, it->sequence, Ref());
  return Ref::immediate(kStop);
}

Ref indexed_reduce(Thread& t, Value self) {
  IndexedIterator* it = self.as<IndexedIterator>();
  Ref iter = builtin_function(t, "iter");
  if (!iter) return Ref();
  Ref sequence = load_field(t, it, it->sequence);
  Ref args = make_tuple(t, sequence ? sequence.get() : empty_tuple());
  if (!args) return Ref();
  if (!sequence) return make_tuple(t, iter, args);
  Ref index = make_int(t, it->index.load(gc::relaxed));
  return index ? make_tuple(t, iter, args, index) : Ref();
}

Ref indexed_setstate_py(Thread& t, Value self, Value state) {
  i64 index;
  if (!index_i64_py(t, state, &index, kOverflowErrorType)) return Ref();
  self.as<IndexedIterator>()->index.store(index < 0 ? 0 : index, gc::relaxed);
  return none();
}

}  // namespace rt
