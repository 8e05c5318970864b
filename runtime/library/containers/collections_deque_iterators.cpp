// Iterators of deque, forwards and backwards.
#include "runtime/library/containers/collections_deque.h"
#include "runtime/types/numbers/int.h"

namespace rt::collections {

namespace {

Type* g_iterator = nullptr;
Type* g_reverse_iterator = nullptr;

struct DequeIterator : Object {
  Slot deque;             // never changes
  gc::Atomic<i64> given;  // items given so far, relaxed: threads that share the iterator may repeat some
  gc::Atomic<i64> left;   // items left; 0: at the end, for good
  u64 version;            // the deque's version when the iteration began
};

Ref make_iterator(Thread& t, Type* type, Value deque, i64 skip) {
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  auto* it = self.as<DequeIterator>();
  init_field(it->deque, Ref::share(t, deque));
  gc::ObjectLock lock(deque.object());
  i64 length = static_cast<i64>(as_deque(deque)->length());
  if (skip > length) skip = length;
  it->given.store(skip, gc::relaxed);
  it->left.store(length - skip, gc::relaxed);
  it->version = as_deque(deque)->version;
  return self;
}

template <bool kReverse>
Ref iterator_next(Thread& t, Value self) {
  auto* it = self.as<DequeIterator>();
  Deque* deque = as_deque(it->deque.get());
  i64 left = it->left.load(gc::relaxed), given = it->given.load(gc::relaxed);
  u64 version;
  Ref item = deque_item(t, deque, static_cast<u64>(kReverse ? left - 1 : given), &version);
  if (version != it->version) [[unlikely]] {
    it->left.store(0, gc::relaxed);
    return raise(t, kRuntimeErrorType, "deque mutated during iteration");
  }
  if (left <= 0 || !item) return Ref::immediate(kStop);
  it->given.store(given + 1, gc::relaxed);
  it->left.store(left - 1, gc::relaxed);
  return item;
}

template <Type** kType>
Ref iterator_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(deque, index=0, /)");
  Value bound[2];
  i64 skip;
  if (!bind_positional(t, short_type_name(type), kSignature, type, *kType, args, bound)) return Ref();
  if (!is_deque(bound[0]))
    return raise_type_error(t, "%s() argument 1 must be collections.deque, not %A", short_type_name(type), bound[0]);
  if (!size_argument_py(t, bound[1], &skip)) return Ref();
  return make_iterator(t, type, bound[0], skip < 0 ? 0 : skip);
}

Ref length_hint(Thread& t, Value self) { return make_int(t, self.as<DequeIterator>()->left.load(gc::relaxed)); }

Ref iterator_reduce(Thread& t, Value self) {
  auto* it = self.as<DequeIterator>();
  Ref args = make_tuple(t, it->deque.get(), Value::small_int(it->given.load(gc::relaxed)));
  return args ? make_tuple(t, type_of(self), args) : Ref();
}

constexpr MethodDef kIteratorMethods[] = {
    {"__length_hint__", length_hint, "(self, /)", "How many items are left, as far as known."},
    {"__reduce__", iterator_reduce, "(self, /)", "Return state information for pickling."},
    {}};
constexpr TypeSpec iterator_spec(const char* name, Ref (*create)(Thread&, Type*, const CallArgs&),
                                 Ref (*next)(Thread&, Value)) {
  TypeSpec spec;
  spec.name = name;
  spec.size = sizeof(DequeIterator);
  spec.flags = kTypeTraced;
  spec.lifetime = SlotsOf<DequeIterator, &DequeIterator::deque>::kLifetime;
  spec.slots.create = create;
  spec.slots.iter = self_iter;
  spec.slots.next = next;
  spec.methods = kIteratorMethods;
  return spec;
}
constexpr TypeSpec kIteratorSpec =
    iterator_spec("_collections._deque_iterator", iterator_create<&g_iterator>, iterator_next<false>);
constexpr TypeSpec kReverseIteratorSpec =
    iterator_spec("_collections._deque_reverse_iterator", iterator_create<&g_reverse_iterator>, iterator_next<true>);

}  // namespace

Ref deque_iter(Thread& t, Value self) { return make_iterator(t, g_iterator, self, 0); }
Ref deque_reversed(Thread& t, Value self) { return make_iterator(t, g_reverse_iterator, self, 0); }

bool add_deque_iterators(Thread& t, Value module) {
  return add_native_type(t, module, g_iterator, kIteratorSpec) &&
         add_native_type(t, module, g_reverse_iterator, kReverseIteratorSpec);
}

}  // namespace rt::collections
