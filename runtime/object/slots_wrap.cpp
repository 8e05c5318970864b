// Calls of native slots from Python, as in `int.__add__(1, 2)`. One function for each form of arguments.
#include "runtime/object/class.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/bytes/buffer_loan.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

constinit thread_local Type* t_wrapped_class = nullptr;

}  // namespace rt

namespace rt::wrap {

namespace {

// Tells a function of C for whose class it is called. Functions of native types do not ask.
void name_wrapped_class(Type* owner, u32 offset, SlotFn function) {
  if (!(owner->flags & kTypeExtension)) [[likely]]
    return;
  Type* native = owner;
  while (native->flags & (kTypeExtension | kTypeHeap)) native = native->base;
  if (slot_at(native->slots, offset).get() != function) t_wrapped_class = owner;
}

template <class F>
F function_of(const SlotWrapper* wrapper) {
  auto& slot = slot_at(wrapped_slots(wrapper->owner), wrapper->def->offset);
  name_wrapped_class(wrapper->owner, wrapper->def->offset, slot.get());
  return reinterpret_cast<F&>(slot);
}

bool check_count(Thread& t, const CallArgs& args, u32 expected) {
  if (args.positional == expected) return true;
  return raise_type_error(t, "expected %d argument%s, got %d", expected, expected == 1 ? "" : "s", args.positional);
}

bool check_range(Thread& t, const CallArgs& args, u32 least, u32 most) {
  if (args.positional < least)
    return raise_type_error(t, " expected at least %d argument%s, got %d", least, least == 1 ? "" : "s",
                            args.positional);
  if (args.positional > most)
    return raise_type_error(t, " expected at most %d argument%s, got %d", most, most == 1 ? "" : "s", args.positional);
  return true;
}

bool check_pair(Thread& t, const CallArgs& args) {
  return args.positional == 2 || raise_type_error(t, " expected 2 arguments, got %d", args.positional);
}

Ref done(bool ok) { return ok ? rt::none() : Ref(); }
Ref truth_result(int result) { return result < 0 ? Ref() : bool_ref(result != 0); }

// Functions of C are asked for what is no name, too.
bool check_attribute_name(Thread& t, const SlotWrapper* w, Value name) {
  return is_str(name) || (w->owner->flags & kTypeExtension) ||
         raise_type_error(t, "attribute name must be string, not '%T'", name);
}

using UnaryFn = Ref (*)(Thread&, Value);
using BinaryFn = Ref (*)(Thread&, Value, Value);

}  // namespace

Ref unary(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 0)) return Ref();
  return function_of<UnaryFn>(w)(t, self);
}

Ref next(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 0)) return Ref();
  Ref result = function_of<UnaryFn>(w)(t, self);
  if (result.get() == kStop) return raise_stop_iteration(t);
  return result;
}

Ref hash(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  i64 h;
  if (!check_count(t, args, 0) || !function_of<decltype(Slots::hash)>(w)(t, self, &h)) return Ref();
  return make_int(t, h);
}

Ref len(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 0)) return Ref();
  i64 n = function_of<decltype(Slots::len)>(w)(t, self);
  return n < 0 ? Ref() : make_int(t, n);
}

Ref truth(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 0)) return Ref();
  return truth_result(function_of<decltype(Slots::truth)>(w)(t, self));
}

Ref call(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  return function_of<decltype(Slots::call)>(w)(t, self, args);
}

Ref init(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  return done(function_of<decltype(Slots::init)>(w)(t, self, args));
}

Ref getattribute(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1) || !check_attribute_name(t, w, args[0])) return Ref();
  return function_of<decltype(Slots::getattr)>(w)(t, self, args[0]);
}

namespace {

// False: an error is pending. `object.__setattr__(cls, ...)` must not bypass the checks of a native class between
// object and the class of `self`.
bool setattr_is_safe(Thread& t, SlotWrapper* w, Value self, const char* what) {
  Type* type = type_of(self);
  while (type->flags & kTypeHeap) type = type->base;
  if (type->slots.setattr == wrapped_slots(w->owner).setattr.get()) return true;
  return raise_type_error(t, "can't apply this %s to %N object", what, type);
}

}  // namespace

Ref setattr(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_pair(t, args) || !setattr_is_safe(t, w, self, "__setattr__") || !check_attribute_name(t, w, args[0]))
    return Ref();
  return done(function_of<decltype(Slots::setattr)>(w)(t, self, args[0], args[1]));
}

Ref delattr(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1) || !setattr_is_safe(t, w, self, "__delattr__") || !check_attribute_name(t, w, args[0]))
    return Ref();
  return done(function_of<decltype(Slots::setattr)>(w)(t, self, args[0], Value()));
}

Ref compare(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  static constexpr N kNames[] = {N::__lt__, N::__le__, N::__eq__, N::__ne__, N::__gt__, N::__ge__};
  if (!check_count(t, args, 1)) return Ref();
  u8 op = 0;
  while (kNames[op] != w->def->name) ++op;
  return function_of<decltype(Slots::compare)>(w)(t, self, args[0], static_cast<CompareOp>(op));
}

Ref binary(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1)) return Ref();
  return function_of<BinaryFn>(w)(t, self, args[0]);
}
Ref binary_left(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) { return binary(t, w, self, args); }
Ref binary_right(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1)) return Ref();
  return function_of<BinaryFn>(w)(t, args[0], self);
}

namespace {
Ref power_of(Thread& t, SlotWrapper* w, Value a, Value b, const CallArgs& args) {
  if (args.positional < 2 || args[1] == kNone) return function_of<BinaryFn>(w)(t, a, b);
  SlotFn ternary = slot_at(wrapped_slots(w->owner), offsetof(Slots, power)).get();
  if (!ternary) return Ref::immediate(kNotImplemented);
  name_wrapped_class(w->owner, offsetof(Slots, power), ternary);
  return reinterpret_cast<Ref (*)(Thread&, Value, Value, Value)>(ternary)(t, a, b, args[1]);
}
}  // namespace

static bool check_power_arguments(Thread& t, const CallArgs& args) {
  if (library_minor() < 15) return check_range(t, args, 1, 2);
  if (args.positional == 1 || args.positional == 2) return true;
  return raise_type_error(t, "expected 1 or 2 arguments, got %d", args.positional);
}

Ref power(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  return check_power_arguments(t, args) ? power_of(t, w, self, args[0], args) : Ref();
}
Ref power_right(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  return check_power_arguments(t, args) ? power_of(t, w, args[0], self, args) : Ref();
}

Ref repeat(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  i64 n;
  if (!check_count(t, args, 1) || !index_i64_py(t, args[0], &n, kOverflowErrorType)) return Ref();
  return function_of<decltype(Slots::repeat)>(w)(t, self, n);
}

Ref getitem(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) { return binary(t, w, self, args); }
Ref setitem(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_pair(t, args)) return Ref();
  return done(function_of<decltype(Slots::setitem)>(w)(t, self, args[0], args[1]));
}
Ref delitem(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1)) return Ref();
  return done(function_of<decltype(Slots::setitem)>(w)(t, self, args[0], Value()));
}
Ref contains(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1)) return Ref();
  return truth_result(function_of<decltype(Slots::contains)>(w)(t, self, args[0]));
}

Ref get(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_range(t, args, 1, 2)) return Ref();
  Value instance = args[0] == kNone ? Value() : args[0];
  Value owner = args.positional < 2 || args[1] == kNone ? Value() : args[1];
  if (!instance && !owner) return raise_type_error(t, "__get__(None, None) is invalid");
  return function_of<decltype(Slots::get)>(w)(t, self, instance, owner);
}
Ref set(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_pair(t, args)) return Ref();
  return done(function_of<decltype(Slots::set)>(w)(t, self, args[0], args[1]));
}
Ref del(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1)) return Ref();
  return done(function_of<decltype(Slots::set)>(w)(t, self, args[0], Value()));
}

Ref buffer(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  i64 flags;
  if (!check_count(t, args, 1) || !index_i64_py(t, args[0], &flags, kOverflowErrorType)) return Ref();
  if (flags > INT32_MAX) return raise(t, kOverflowErrorType, "buffer flags too large");
  return make_memoryview_as_py(t, w->owner, self, static_cast<BufferUse>(flags));
}
Ref release_buffer(Thread& t, SlotWrapper*, Value self, const CallArgs& args) {
  if (!check_count(t, args, 1)) return Ref();
  if (!has_layout(args[0], TypeId::kMemoryView)) return raise_type_error(t, "expected a memoryview object");
  ViewOf whose = whose_view(args[0], self);
  if (whose == ViewOf::kReleased) return rt::none();
  if (whose == ViewOf::kOther) return raise_value_error(t, "memoryview's buffer is not this object");
  Ref released = intern(t, "release");
  return released ? call_method_py(t, args[0], released) : Ref();
}
Ref finalize(Thread& t, SlotWrapper* w, Value self, const CallArgs& args) {
  if (!check_count(t, args, 0)) return Ref();
  if (auto f = w->owner->lifetime.finalize) f(t, self.object());
  return rt::none();
}

}  // namespace rt::wrap
