// The type sentinel. An instance is known by its name in the module that has made it, so copies and unpickled ones are
// the object itself.
#include "runtime/types/classes/sentinel.h"

#include "runtime/object/interpreter.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/union.h"

namespace rt {

namespace {

constexpr Signature kSignature = parse_signature("(name, /, *, repr=None)");

Ref create(Thread& t, Type* type, const CallArgs& args) {
  Value given[2];
  if (!bind_arguments(t, "sentinel", kSignature, args, given)) return Ref();
  auto [name, repr] = given;
  if (!is_str(name)) return raise_type_error(t, "sentinel() argument 1 must be str, not %A", name);
  if (repr != kNone && !is_str(repr))
    return raise_type_error(t, "sentinel() argument 'repr' must be str or None, not %T", repr);
  Ref module = g_interpreter.caller_module ? g_interpreter.caller_module(t) : Ref();
  if (error_pending(t)) return Ref();
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  auto* made = self.as<Sentinel>();
  init_field(made->name, Ref::share(t, name));
  init_field(made->module, std::move(module));
  init_field(made->repr, repr == kNone ? Ref() : Ref::share(t, repr));
  return self;
}

Ref name_of(Thread& t, Value self) { return Ref::share(t, self.as<Sentinel>()->name.get()); }  // the slot never changes

Ref repr_of(Thread& t, Value self) {
  Value repr = self.as<Sentinel>()->repr.get();  // the slot never changes
  return repr ? Ref::share(t, repr) : name_of(t, self);
}

void trace(Object* object, gc::Visitor& visitor) {
  auto* self = static_cast<Sentinel*>(object);
  for (const Slot* slot : {&self->name, &self->module, &self->repr}) trace_slot(visitor, *slot);
}

void dispose(gc::Thread& thread, Object* object) {
  auto* self = static_cast<Sentinel*>(object);
  for (Slot* slot : {&self->name, &self->module, &self->repr}) clear_slot(static_cast<Thread&>(thread), *slot);
}

constexpr MethodDef kMethods[] = {
    {"__reduce__", name_of, "(self, /)", "The name, by which pickle finds the sentinel in its module."}, {}};

constexpr MemberDef kMembers[] = {{"__name__", MemberKind::kSlot, offsetof(Sentinel, name)},
                                  {"__module__", MemberKind::kSlot, offsetof(Sentinel, module), false},
                                  {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = repr_of;
  s.binary[static_cast<int>(BinaryOp::kOr)] = union_or_py;
  s.create = create;
  return s;
}();

}  // namespace

const TypeSpec kSentinelSpec = {
    .id = TypeId::kSentinel,
    .name = "sentinel",
    .size = sizeof(Sentinel),
    .flags = kTypeTraced,
    .doc = "sentinel(name, /, *, repr=None)\n--\n\nAn object that is equal to nothing else, for instance a default.",
    .lifetime = {.trace = trace, .clear = nullptr, .dispose = dispose},
    .slots = kSlots,
    .methods = kMethods,
    .members = kMembers,
};

}  // namespace rt
