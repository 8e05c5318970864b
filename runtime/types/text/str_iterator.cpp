// The iterator of str: yields the characters, of which the Latin-1 ones are preallocated strs.
#include "runtime/types/text/str_iterator.h"

#include "runtime/object/names.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str_static.h"

namespace rt {

Ref make_str_iterator(Thread& t, Value str) {
  auto* it = allocate_exact<StrIterator>(t, TypeId::kStrIterator, sizeof(StrIterator), true);
  if (!it) return Ref();
  init_field(it->str, Ref::share(t, str));
  it->index.store(0, gc::relaxed);
  return Ref::steal(it);
}

namespace {

// The next character of `str`, which the caller keeps alive.
TINYPY_INLINE Ref next_of(Thread& t, StrIterator* it, Value str) {
  if (!str) return Ref::immediate(kStop);
  u64 index = static_cast<u64>(it->index.load(gc::relaxed));
  if (index < as_str(str)->length) [[likely]] {
    it->index.store(static_cast<i64>(index + 1), gc::relaxed);
    const Str* s = as_str(str);
    return s->kind == 1 ? share_static(t, static_char(s->data()[index])) : make_char(t, s->at(index));
  }
  store_field(t, it, it->str, Ref());
  return Ref::immediate(kStop);
}
// If the iterator is private, its str needs no count for the step, because no other thread can make the iterator
// release the str.
Ref next(Thread& t, Value self) {
  auto* it = self.as<StrIterator>();
  if (!is_shared(it)) return next_of(t, it, it->str.get());
  return next_of(t, it, load_field(t, it, it->str));
}

Ref length_hint(Thread& t, Value self) {
  auto* it = self.as<StrIterator>();
  Ref str = load_field(t, it, it->str);
  i64 left = str ? static_cast<i64>(as_str(str)->length) - it->index.load(gc::relaxed) : 0;
  return make_int(t, left > 0 ? left : 0);
}

Ref reduce(Thread& t, Value self) {
  auto* it = self.as<StrIterator>();
  Ref iter = builtin_function(t, "iter");
  if (!iter) return Ref();
  Ref str = load_field(t, it, it->str);
  Ref arguments = make_tuple(t, str ? str.get() : empty_str());
  if (!arguments) return Ref();
  if (!str) return make_tuple(t, iter, arguments);
  return make_tuple(t, iter, arguments, Value::small_int(it->index.load(gc::relaxed)));
}

Ref setstate(Thread& t, Value self, Value state) {
  auto* it = self.as<StrIterator>();
  i64 index;
  if (!index_i64_py(t, state, &index, kOverflowErrorType)) return Ref();
  Ref str = load_field(t, it, it->str);
  if (!str) return none();
  i64 length = static_cast<i64>(as_str(str)->length);
  it->index.store(index < 0 ? 0 : index > length ? length : index, gc::relaxed);
  return none();
}

void trace(Object* object, gc::Visitor& visitor) { trace_slot(visitor, static_cast<StrIterator*>(object)->str); }
void dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<StrIterator*>(object)->str);
}

constexpr MethodDef kIteratorMethods[] = {
    {"__length_hint__", length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", reduce, "(self, /)", "Return state information for pickling."},
    {"__setstate__", setstate, "(self, state, /)", "Set state information for unpickling."},
    {},
};

constexpr Slots iterator_make_slots() {
  Slots s;
  s.iter = self_iter;
  s.next = next;
  return s;
}

}  // namespace

const TypeSpec kStrIteratorSpec = {
    .id = TypeId::kStrIterator,
    .name = "str_iterator",
    .size = sizeof(StrIterator),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {.trace = trace, .dispose = dispose},
    .slots = iterator_make_slots(),
    .methods = kIteratorMethods,
};

}  // namespace rt
