// The table of special methods, and the updates that keep slots and class dicts consistent with it.
#include "runtime/object/slots.h"

#include <cstddef>
#include <cstring>

#include "runtime/object/class.h"
#include "runtime/object/extension.h"
#include "runtime/object/ops.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

template <class F>
SlotFn fn(F* function) {
  return reinterpret_cast<SlotFn>(function);
}
constexpr u32 binary_offset(BinaryOp op) { return offsetof(Slots, binary) + static_cast<u32>(op) * sizeof(SlotFn); }
constexpr u32 inplace_offset(BinaryOp op) { return offsetof(Slots, inplace) + static_cast<u32>(op) * sizeof(SlotFn); }
constexpr u32 unary_offset(UnaryOp op) { return offsetof(Slots, unary) + static_cast<u32>(op) * sizeof(SlotFn); }

}  // namespace

// The rows of one slot are adjacent. If a name serves two slots (`__add__`: number and sequence), the wrapper is made
// for the first of them that the type fills.
const SlotDef kSlotDefs[] = {
    {N::__new__, offsetof(Slots, create), fn(generic::create), nullptr, nullptr, nullptr},
    {N::__repr__, offsetof(Slots, repr), fn(generic::repr), wrap::unary, "($self, /)", "Return repr(self)."},
    {N::__hash__, offsetof(Slots, hash), fn(generic::hash), wrap::hash, "($self, /)", "Return hash(self)."},
    {N::__call__, offsetof(Slots, call), fn(generic::call), wrap::call, "($self, /, *args, **kwargs)",
     "Call self as a function."},
    {N::__str__, offsetof(Slots, str), fn(generic::str), wrap::unary, "($self, /)", "Return str(self)."},
    {N::__getattribute__, offsetof(Slots, getattr), fn(generic::getattr), wrap::getattribute, "($self, name, /)",
     "Return getattr(self, name)."},
    {N::__getattr__, kHookOffset, nullptr, nullptr, nullptr, nullptr},
    {N::__setattr__, offsetof(Slots, setattr), fn(generic::setattr), wrap::setattr, "($self, name, value, /)",
     "Implement setattr(self, name, value)."},
    {N::__delattr__, offsetof(Slots, setattr), fn(generic::setattr), wrap::delattr, "($self, name, /)",
     "Implement delattr(self, name)."},
    {N::__lt__, offsetof(Slots, compare), fn(generic::compare), wrap::compare, "($self, value, /)",
     "Return self<value."},
    {N::__le__, offsetof(Slots, compare), fn(generic::compare), wrap::compare, "($self, value, /)",
     "Return self<=value."},
    {N::__eq__, offsetof(Slots, compare), fn(generic::compare), wrap::compare, "($self, value, /)",
     "Return self==value."},
    {N::__ne__, offsetof(Slots, compare), fn(generic::compare), wrap::compare, "($self, value, /)",
     "Return self!=value."},
    {N::__gt__, offsetof(Slots, compare), fn(generic::compare), wrap::compare, "($self, value, /)",
     "Return self>value."},
    {N::__ge__, offsetof(Slots, compare), fn(generic::compare), wrap::compare, "($self, value, /)",
     "Return self>=value."},
    {N::__iter__, offsetof(Slots, iter), fn(generic::iter), wrap::unary, "($self, /)", "Implement iter(self)."},
    {N::__next__, offsetof(Slots, next), fn(generic::next), wrap::next, "($self, /)", "Implement next(self)."},
    {N::__get__, offsetof(Slots, get), fn(generic::get), wrap::get, "($self, instance, owner=None, /)",
     "What reading the attribute gives for an object, or for its class alone."},
    {N::__set__, offsetof(Slots, set), fn(generic::set), wrap::set, "($self, instance, value, /)",
     "What assigning to the attribute of an object does."},
    {N::__delete__, offsetof(Slots, set), fn(generic::set), wrap::del, "($self, instance, /)",
     "Delete an attribute of instance."},
    {N::__init__, offsetof(Slots, init), fn(generic::init), wrap::init, "($self, /, *args, **kwargs)",
     "Prepares a new object; it gets the arguments of the call."},
    {N::__del__, kFinalizerOffset, nullptr, wrap::finalize, "($self, /)", "Called when the object goes away."},
    {N::__buffer__, offsetof(Slots, get_buffer), fn(generic::get_buffer), wrap::buffer, "($self, flags, /)",
     "A memoryview of the object's memory."},
    {N::__release_buffer__, offsetof(Slots, release_buffer), fn(generic::release_buffer), wrap::release_buffer,
     "($self, buffer, /)", "Ends the use of a buffer that __buffer__ gave."},
    {N::__await__, offsetof(Slots, await), fn(generic::await), wrap::unary, "($self, /)",
     "The iterator that an await expression runs."},
    {N::__aiter__, offsetof(Slots, aiter), fn(generic::aiter), wrap::unary, "($self, /)",
     "An asynchronous iterator over the items."},
    {N::__anext__, offsetof(Slots, anext), fn(generic::anext), wrap::unary, "($self, /)",
     "An awaitable of the next item; it raises StopAsyncIteration at the end."},
    {N::__add__, binary_offset(BinaryOp::kAdd), generic::binary(BinaryOp::kAdd), wrap::binary_left, "($self, value, /)",
     "Return self+value."},
    {N::__radd__, binary_offset(BinaryOp::kAdd), generic::binary(BinaryOp::kAdd), wrap::binary_right,
     "($self, value, /)", "Return value+self."},
    {N::__sub__, binary_offset(BinaryOp::kSub), generic::binary(BinaryOp::kSub), wrap::binary_left, "($self, value, /)",
     "Return self-value."},
    {N::__rsub__, binary_offset(BinaryOp::kSub), generic::binary(BinaryOp::kSub), wrap::binary_right,
     "($self, value, /)", "Return value-self."},
    {N::__mul__, binary_offset(BinaryOp::kMul), generic::binary(BinaryOp::kMul), wrap::binary_left, "($self, value, /)",
     "Return self*value."},
    {N::__rmul__, binary_offset(BinaryOp::kMul), generic::binary(BinaryOp::kMul), wrap::binary_right,
     "($self, value, /)", "Return value*self."},
    {N::__matmul__, binary_offset(BinaryOp::kMatMul), generic::binary(BinaryOp::kMatMul), wrap::binary_left,
     "($self, value, /)", "Return self@value."},
    {N::__rmatmul__, binary_offset(BinaryOp::kMatMul), generic::binary(BinaryOp::kMatMul), wrap::binary_right,
     "($self, value, /)", "Return value@self."},
    {N::__truediv__, binary_offset(BinaryOp::kTrueDiv), generic::binary(BinaryOp::kTrueDiv), wrap::binary_left,
     "($self, value, /)", "Return self/value."},
    {N::__rtruediv__, binary_offset(BinaryOp::kTrueDiv), generic::binary(BinaryOp::kTrueDiv), wrap::binary_right,
     "($self, value, /)", "Return value/self."},
    {N::__floordiv__, binary_offset(BinaryOp::kFloorDiv), generic::binary(BinaryOp::kFloorDiv), wrap::binary_left,
     "($self, value, /)", "Return self//value."},
    {N::__rfloordiv__, binary_offset(BinaryOp::kFloorDiv), generic::binary(BinaryOp::kFloorDiv), wrap::binary_right,
     "($self, value, /)", "Return value//self."},
    {N::__mod__, binary_offset(BinaryOp::kMod), generic::binary(BinaryOp::kMod), wrap::binary_left, "($self, value, /)",
     "Return self%value."},
    {N::__rmod__, binary_offset(BinaryOp::kMod), generic::binary(BinaryOp::kMod), wrap::binary_right,
     "($self, value, /)", "Return value%self."},
    {N::__divmod__, binary_offset(BinaryOp::kDivmod), generic::binary(BinaryOp::kDivmod), wrap::binary_left,
     "($self, value, /)", "Return divmod(self, value)."},
    {N::__rdivmod__, binary_offset(BinaryOp::kDivmod), generic::binary(BinaryOp::kDivmod), wrap::binary_right,
     "($self, value, /)", "Return divmod(value, self)."},
    {N::__pow__, binary_offset(BinaryOp::kPow), generic::binary(BinaryOp::kPow), wrap::power,
     "($self, value, mod=None, /)", "Return pow(self, value, mod)."},
    {N::__rpow__, binary_offset(BinaryOp::kPow), generic::binary(BinaryOp::kPow), wrap::power_right,
     "($self, value, mod=None, /)", "Return pow(value, self, mod)."},
    {N::__pow__, offsetof(Slots, power), fn(generic::power), nullptr, nullptr, nullptr},
    {N::__lshift__, binary_offset(BinaryOp::kLshift), generic::binary(BinaryOp::kLshift), wrap::binary_left,
     "($self, value, /)", "Return self<<value."},
    {N::__rlshift__, binary_offset(BinaryOp::kLshift), generic::binary(BinaryOp::kLshift), wrap::binary_right,
     "($self, value, /)", "Return value<<self."},
    {N::__rshift__, binary_offset(BinaryOp::kRshift), generic::binary(BinaryOp::kRshift), wrap::binary_left,
     "($self, value, /)", "Return self>>value."},
    {N::__rrshift__, binary_offset(BinaryOp::kRshift), generic::binary(BinaryOp::kRshift), wrap::binary_right,
     "($self, value, /)", "Return value>>self."},
    {N::__and__, binary_offset(BinaryOp::kAnd), generic::binary(BinaryOp::kAnd), wrap::binary_left, "($self, value, /)",
     "Return self&value."},
    {N::__rand__, binary_offset(BinaryOp::kAnd), generic::binary(BinaryOp::kAnd), wrap::binary_right,
     "($self, value, /)", "Return value&self."},
    {N::__xor__, binary_offset(BinaryOp::kXor), generic::binary(BinaryOp::kXor), wrap::binary_left, "($self, value, /)",
     "Return self^value."},
    {N::__rxor__, binary_offset(BinaryOp::kXor), generic::binary(BinaryOp::kXor), wrap::binary_right,
     "($self, value, /)", "Return value^self."},
    {N::__or__, binary_offset(BinaryOp::kOr), generic::binary(BinaryOp::kOr), wrap::binary_left, "($self, value, /)",
     "Return self|value."},
    {N::__ror__, binary_offset(BinaryOp::kOr), generic::binary(BinaryOp::kOr), wrap::binary_right, "($self, value, /)",
     "Return value|self."},
    {N::__neg__, unary_offset(UnaryOp::kNeg), generic::unary(UnaryOp::kNeg), wrap::unary, "($self, /)", "-self"},
    {N::__pos__, unary_offset(UnaryOp::kPos), generic::unary(UnaryOp::kPos), wrap::unary, "($self, /)", "+self"},
    {N::__abs__, unary_offset(UnaryOp::kAbs), generic::unary(UnaryOp::kAbs), wrap::unary, "($self, /)", "abs(self)"},
    {N::__invert__, unary_offset(UnaryOp::kInvert), generic::unary(UnaryOp::kInvert), wrap::unary, "($self, /)",
     "~self"},
    {N::__bool__, offsetof(Slots, truth), fn(generic::truth), wrap::truth, "($self, /)", "True if self else False"},
    {N::__int__, offsetof(Slots, to_int), fn(generic::to_int), wrap::unary, "($self, /)", "int(self)"},
    {N::__float__, offsetof(Slots, to_float), fn(generic::to_float), wrap::unary, "($self, /)", "float(self)"},
    {N::__index__, offsetof(Slots, index), fn(generic::index), wrap::unary, "($self, /)",
     "The object as an int, for use as an index."},
    {N::__iadd__, inplace_offset(BinaryOp::kAdd), generic::inplace(BinaryOp::kAdd), wrap::binary, "($self, value, /)",
     "Return self+=value."},
    {N::__isub__, inplace_offset(BinaryOp::kSub), generic::inplace(BinaryOp::kSub), wrap::binary, "($self, value, /)",
     "Return self-=value."},
    {N::__imul__, inplace_offset(BinaryOp::kMul), generic::inplace(BinaryOp::kMul), wrap::binary, "($self, value, /)",
     "Return self*=value."},
    {N::__imatmul__, inplace_offset(BinaryOp::kMatMul), generic::inplace(BinaryOp::kMatMul), wrap::binary,
     "($self, value, /)", "Return self@=value."},
    {N::__itruediv__, inplace_offset(BinaryOp::kTrueDiv), generic::inplace(BinaryOp::kTrueDiv), wrap::binary,
     "($self, value, /)", "Return self/=value."},
    {N::__ifloordiv__, inplace_offset(BinaryOp::kFloorDiv), generic::inplace(BinaryOp::kFloorDiv), wrap::binary,
     "($self, value, /)", "Return self//=value."},
    {N::__imod__, inplace_offset(BinaryOp::kMod), generic::inplace(BinaryOp::kMod), wrap::binary, "($self, value, /)",
     "Return self%=value."},
    {N::__ipow__, inplace_offset(BinaryOp::kPow), generic::inplace(BinaryOp::kPow), wrap::binary, "($self, value, /)",
     "Return self**=value."},
    {N::__ilshift__, inplace_offset(BinaryOp::kLshift), generic::inplace(BinaryOp::kLshift), wrap::binary,
     "($self, value, /)", "Return self<<=value."},
    {N::__irshift__, inplace_offset(BinaryOp::kRshift), generic::inplace(BinaryOp::kRshift), wrap::binary,
     "($self, value, /)", "Return self>>=value."},
    {N::__iand__, inplace_offset(BinaryOp::kAnd), generic::inplace(BinaryOp::kAnd), wrap::binary, "($self, value, /)",
     "Return self&=value."},
    {N::__ixor__, inplace_offset(BinaryOp::kXor), generic::inplace(BinaryOp::kXor), wrap::binary, "($self, value, /)",
     "Return self^=value."},
    {N::__ior__, inplace_offset(BinaryOp::kOr), generic::inplace(BinaryOp::kOr), wrap::binary, "($self, value, /)",
     "Return self|=value."},
    {N::__len__, offsetof(Slots, len), fn(generic::len), wrap::len, "($self, /)", "Return len(self)."},
    {N::__add__, offsetof(Slots, concat), nullptr, wrap::binary, "($self, value, /)", "Return self+value."},
    {N::__mul__, offsetof(Slots, repeat), nullptr, wrap::repeat, "($self, value, /)", "Return self*value."},
    {N::__rmul__, offsetof(Slots, repeat), nullptr, wrap::repeat, "($self, value, /)", "Return value*self."},
    {N::__getitem__, offsetof(Slots, getitem), fn(generic::getitem), wrap::getitem, "($self, key, /)",
     "Return self[key]."},
    {N::__setitem__, offsetof(Slots, setitem), fn(generic::setitem), wrap::setitem, "($self, key, value, /)",
     "Set self[key] to value."},
    {N::__delitem__, offsetof(Slots, setitem), fn(generic::setitem), wrap::delitem, "($self, key, /)",
     "Delete self[key]."},
    {N::__contains__, offsetof(Slots, contains), fn(generic::contains), wrap::contains, "($self, key, /)",
     "Return bool(key in self)."},
    {N::__iadd__, offsetof(Slots, inplace_concat), nullptr, wrap::binary, "($self, value, /)",
     "Implement self+=value."},
    {N::__imul__, offsetof(Slots, inplace_repeat), nullptr, wrap::repeat, "($self, value, /)",
     "Implement self*=value."},
};
const u32 kSlotDefCount = sizeof(kSlotDefs) / sizeof(kSlotDefs[0]);

// ---- native types

namespace {

constexpr u32 kFunctionSlots = sizeof(Slots) / sizeof(SlotFn);

}  // namespace

void inherit_slots(Slots& slots, const Slots& base) {
  // A type that defines equality without a hash becomes unhashable: the base's hash could contradict that equality.
  bool own_identity = slots.compare || slots.hash;
  auto* hash = slots.hash.get();
  auto* compare = slots.compare.get();
  for (u32 i = 0; i < kFunctionSlots; ++i) {
    auto& slot = slot_at(slots, i * sizeof(SlotFn));
    if (!slot) slot = slot_at(const_cast<Slots&>(base), i * sizeof(SlotFn));
  }
  if (own_identity) {
    slots.compare = compare ? compare : base.compare.get();
    slots.hash = hash ? hash : compare ? generic::unhashable : base.hash.get();
  }
}

bool add_slot_wrappers(Thread& t, Type* type, const Slots& own) {
  for (const SlotDef& def : kSlotDefs) {
    if (!def.wrap) continue;
    SlotFn function = def.offset == kFinalizerOffset ? fn(type->spec->lifetime.finalize)
                                                     : slot_at(const_cast<Slots&>(own), def.offset).get();
    if (!function || dict_peek(t, type->dict, name(def.name))) continue;
    bool none = function == fn(generic::unhashable);
    Ref wrapper = none ? rt::none() : make_slot_wrapper(t, &def, type);
    if (!wrapper || !dict_set_str(t, type->dict, name(def.name), std::move(wrapper))) return false;
  }
  return true;
}

// ---- Python classes

namespace {

// In a subclass of a native sequence, `__iadd__` goes to this slot, not to inplace_concat: so it is tried before the
// right operand's __radd__.
bool is_inplace_add(const SlotDef& def) { return def.offset == inplace_offset(BinaryOp::kAdd); }

// The native slot function behind a wrapper or `__new__` that was found in the class, if this row's slot may call it
// directly. Null: the slot must call through the attribute.
SlotFn native_function(const Type* type, const SlotDef& def, Value found) {
  if (is_exact(found, TypeId::kSlotWrapper)) {
    auto* wrapper = found.as<SlotWrapper>();
    if (wrapper->def->name != def.name || !is_subtype(type, wrapper->owner)) return nullptr;
    return slot_at(wrapped_slots(wrapper->owner), is_inplace_add(def) ? wrapper->def->offset : def.offset);
  }
  if (def.name == N::__new__ && is_exact(found, TypeId::kBuiltin) && found.as<Builtin>()->def == &kNewMethod) {
    // As in CPython, instances are made as the base whose layout they have makes them. The `__new__` that was found may
    // be that of another layout: of a base in front of it, or assigned by hand.
    bool is_own = found.as<Builtin>()->self.get_shared() == Value(type);
    return fn((is_own ? type : type->base)->slots.create.get());
  }
  return nullptr;
}

// True for a wrapper that serves this name by another slot of its type: list.__add__ calls concat, not binary add.
bool serves_other_slot(const Type* type, const SlotDef& def, Value found) {
  if (!is_exact(found, TypeId::kSlotWrapper)) return false;
  auto* wrapper = found.as<SlotWrapper>();
  return wrapper->def->name == def.name && wrapper->def->offset != def.offset && is_subtype(type, wrapper->owner);
}

// The function for a slot, decided by all its rows: the native function if every name of the slot still leads to it,
// else the generic function, which looks the names up at each call.
SlotFn choose_function(Thread& t, Type* type, const SlotDef* first, const SlotDef* end) {
  SlotFn native = nullptr, generic = nullptr;
  bool use_generic = false;
  for (const SlotDef* def = first; def != end; ++def) {
    Value found = lookup_in_mro(t, type, name(def->name));
    if (!found) continue;
    if (found == kNone && def->name == N::__hash__) {
      native = fn(generic::unhashable);
      continue;
    }
    SlotFn function = native_function(type, *def, found);
    if (!function && serves_other_slot(type, *def, found)) continue;
    if (function && (!native || native == function)) {
      native = function;
    } else {
      use_generic = true;
    }
    generic = def->generic;
  }
  return native && !use_generic ? native : generic;
}

// The rows that share the slot of `def`. Each of them has another name.
const SlotDef* group_begin(const SlotDef* def) {
  while (def != kSlotDefs && def[-1].offset == def->offset) --def;
  return def;
}
const SlotDef* group_end(const SlotDef* def) {
  const SlotDef* end = def;
  while (end != kSlotDefs + kSlotDefCount && end->offset == def->offset) ++end;
  return end;
}

// A change of the slots that the rows from `first` to `end` share.
struct SlotUpdate {
  Thread& t;
  const SlotDef *first, *end;
  bool nobody_looks;  // the world is stopped, or no other thread knows the classes: every change is allowed
  bool left = false;  // a change has not been made, because others may be looking
};

void update_finalizer(SlotUpdate& update, Type* type) {
  Value found = lookup_in_mro(update.t, type, name(N::__del__));
  bool has_del = found && !is_exact(found, TypeId::kSlotWrapper);
  if (has_del == (type->lifetime.finalize == finalize_instance)) return;
  if (update.nobody_looks) set_finalizer(type, has_del);
  else update.left = true;
}

void update_slot(SlotUpdate& update, Type* type) {
  const SlotDef* first = update.first;
  if (first->offset == kHookOffset) {
    bool has_hook = bool(lookup_in_mro(update.t, type, name(N::__getattr__)));
    return type->flags.change(kTypeGetattrHook, has_hook ? kTypeGetattrHook : 0);
  }
  if (first->offset == kFinalizerOffset) return update_finalizer(update, type);
  auto& slot = slot_at(type->slots, first->offset);
  SlotFn function = choose_function(update.t, type, first, update.end);
  if (!function && slot && !update.nobody_looks) update.left = true;
  else slot = function;
}

bool any_name_in_dict(Thread& t, Type* type, const SlotDef* first, const SlotDef* end) {
  for (const SlotDef* def = first; def != end; ++def) {
    if (dict_peek(t, type->dict, name(def->name))) return true;
  }
  return false;
}

void update_derived(Type* type, void* argument) {
  ASSERT(g_type_mutex.is_mine());
  // Of native classes, only those of C extensions may change, and what derives from them.
  if (type->flags & (kTypeHeap | kTypeExtension)) update_slot(*static_cast<SlotUpdate*>(argument), type);
}

void update_subclasses(Type* type, SlotUpdate& update) {
  gc::MutexGuard guard(g_type_mutex);
  for_each_derived(type, update_derived, &update);
}

// Other threads may be about to call what they have read from a slot, or what they will read from it after they have
// found that it is not empty. So only what empties a slot waits for a moment in which nobody does so; and a finalizer,
// because the functions of an object's lifetime belong together.
void update_group(Thread& t, Type* type, const SlotDef* first, const SlotDef* end) {
  SlotUpdate update{t, first, end, !gc::kFreeThreaded || !type->published()};
  update_subclasses(type, update);
  if (!update.left) return;
  gc::StopTheWorld pause(t, "special method of a class");
  update.nobody_looks = true;
  update_subclasses(type, update);
}

// True if slots call the attribute by its name, whatever it is.
bool is_looked_up(Value attribute) {
  return attribute && attribute != kNone && !is_exact(attribute, TypeId::kSlotWrapper) &&
         !is_exact(attribute, TypeId::kBuiltin);
}

}  // namespace

bool leaves_slots_alone(Value old, Value method) { return is_looked_up(old) && is_looked_up(method); }

void update_slots_of_new_class(Thread& t, Type* type, bool all) {
  ASSERT(g_type_mutex.is_mine());
  const SlotDef* end;
  for (const SlotDef* def = kSlotDefs; def != kSlotDefs + kSlotDefCount; def = end) {
    end = group_end(def);
    bool copies_concat = is_inplace_add(*def) && type->slots.inplace_concat;
    SlotUpdate update{t, def, end, true};
    if (all || copies_concat || any_name_in_dict(t, type, def, end)) update_slot(update, type);
  }
}

void update_slots(Thread& t, Type* type, Value changed) {
  ASSERT(is_interned(changed));  // so a name is compared by its address
  Slots before = type->slots;
  bool touched = false;
  for (const SlotDef& def : kSlotDefs) {
    if (name(def.name) != changed) continue;
    update_group(t, type, group_begin(&def), group_end(&def));
    touched = true;
  }
  if (!touched) return;
  class_changed(t, type);
  if (before.get != type->slots.get || before.set != type->slots.set) becomes_descriptor(t, type);
  if (before.getattr != type->slots.getattr) invalidate_attribute(t, type, Value());
  // A metaclass with a __call__ makes instances of its classes in another way than inline caches of calls do.
  bool calls_change = before.call != type->slots.call && has_subjects(type);
  if (before.setattr != type->slots.setattr || calls_change) renumber_shapes(t, type);
}

// ---- calling special methods

namespace {

Ref call_with_values_py(Thread& t, Value callee, Value* values, Value first, const CallArgs& args) {
  values[0] = first;
  for (u32 i = 0; i < args.positional + args.keywords(); ++i) values[i + 1] = args.values[i];
  return call_py(t, callee, CallArgs{values, args.positional + 1, args.names});
}

// A call with many arguments. The copies of the arguments are on the heap, and a recursion through here may be deep (a
// class that is its own __new__ calls itself, with one argument more each time). So these calls count for the recursion
// limit, which keeps the copies from filling the memory.
Ref call_with_many_py(Thread& t, Value callee, Value first, const CallArgs& args) {
  if (t.depth >= t.recursion_limit.load(gc::relaxed)) return raise_recursion_error(t, "");
  auto* values = static_cast<Value*>(gc::raw_alloc((args.positional + args.keywords() + u64{1}) * sizeof(Value)));
  if (!values) return raise_memory_error(t);
  ++t.depth;
  Ref result = call_with_values_py(t, callee, values, first, args);
  --t.depth;
  gc::raw_free(values);
  return result;
}

}  // namespace

Ref call_with_first_py(Thread& t, Value callee, Value first, const CallArgs& args) {
  constexpr u32 kMany = 12;
  u32 count = args.positional + args.keywords();
  if (count >= kMany) return call_with_many_py(t, callee, first, args);
  auto* few = static_cast<Value*>(__builtin_alloca((count + 1) * sizeof(Value)));
  return call_with_values_py(t, callee, few, first, args);
}

// Calls the method that the record of `id` has; `raw` is what it holds in the class. If another thread has changed the
// class since, the method is looked up again.
TINYPY_INLINE static Ref call_recorded_py(Thread& t, Value self, N id, AttrRecord* record, Value raw, const Value* args,
                                          u32 count, bool* found) {
  Value values[5] = {self};
  for (u32 i = 0; i < count; ++i) values[i + 1] = args[i];
  if (record->fallback == AttrKind::kMethod) {
    // A deferred function needs no count here: the callee's frame refers to it, so the collector keeps it while it
    // runs.
    if (raw.object()->has_flag(gc::kDeferred)) return call_py(t, raw, CallArgs{values, count + 1, Value()});
    Ref method;
    if (hold_recorded(t, record, record->raw, &method) && method)
      return call_py(t, method, CallArgs{values, count + 1, Value()});
  }
  bool self_first = false;
  Ref method = special_method_py(t, self, name(id), &self_first);
  *found = bool(method);
  if (!method) return Ref();
  return call_py(t, method, CallArgs{values + !self_first, count + self_first, Value()});
}

Ref call_special_py(Thread& t, Value self, N id, const Value* args, u32 count, bool* found) {
  assert_may_run_python(t);
  AttrRecord* record = find_attribute(t, type_of(self)->root_shape, name(id));
  Value raw = record->raw.get_shared();
  *found = bool(raw);
  return raw ? call_recorded_py(t, self, id, record, raw, args, count, found) : Ref();
}

Ref call_unless_none_py(Thread& t, Value self, N id, const Value* args, u32 count, bool* offered) {
  assert_may_run_python(t);
  AttrRecord* record = find_attribute(t, type_of(self)->root_shape, name(id));
  Value raw = record->raw.get_shared();
  *offered = raw && raw != kNone;
  if (!*offered) return Ref();
  bool found = true;
  Ref result = call_recorded_py(t, self, id, record, raw, args, count, &found);
  if (!found && !error_pending(t)) return raise_value(t, kAttributeErrorType, name(id));
  return result;
}

Ref call_special_py(Thread& t, Value self, N id, const Value* args, u32 count) {
  bool found;
  Ref result = call_special_py(t, self, id, args, count, &found);
  if (!found && !error_pending(t))
    return raise_value(t, kAttributeErrorType, name(id));  // the message is the name alone, as in CPython's slots
  return result;
}

}  // namespace rt
