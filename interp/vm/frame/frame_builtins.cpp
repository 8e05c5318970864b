// The dict that stands for builtins that are no dict.
#include "interp/vm/frame/frame_builtins.h"

#include "runtime/object/native.h"
#include "runtime/types/classes/module.h"

namespace vm {

namespace {

struct MappingBuiltins : rt::Dict {
  Slot mapping;  // never changes
};

rt::Type* g_mapping_builtins = nullptr;  // made at start-up

Value mapping_of(Value v) { return v.as<MappingBuiltins>()->mapping.get(); }

Ref mapping_getitem(Thread& t, Value self, Value key) { return rt::getitem_py(t, mapping_of(self), key); }

void mapping_trace(Object* object, gc::Visitor& visitor) {
  rt::kDictType->lifetime.trace(object, visitor);
  rt::trace_slot(visitor, static_cast<MappingBuiltins*>(object)->mapping);
}
void mapping_dispose(gc::Thread& t, Object* object) {
  rt::kDictType->lifetime.dispose(t, object);
  rt::clear_slot(static_cast<Thread&>(t), static_cast<MappingBuiltins*>(object)->mapping);
}

constexpr rt::TypeSpec kMappingBuiltinsSpec = {
    .name = "mapping_builtins",
    .size = sizeof(MappingBuiltins),
    .flags = rt::kTypeTraced | rt::kTypeDisallowNew,
    .doc = "The builtins of functions whose __builtins__ is neither a dict nor a module.",
    .lifetime = {.trace = mapping_trace, .dispose = mapping_dispose},
    .slots = {.getitem = mapping_getitem},
};

}  // namespace

void init_mapping_builtins(Thread& t) {
  g_mapping_builtins = rt::make_native_type(t, kMappingBuiltinsSpec, rt::kDictType);
}

Ref builtins_dict_of(Thread& t, Value builtins) {
  if (!builtins) return Ref::share(t, Value(frame_builtins(t)));
  if (rt::has_layout(builtins, rt::TypeId::kModule)) return Ref::share(t, Value(builtins.as<rt::Module>()->dict));
  Ref self = rt::kDictType->slots.create(t, g_mapping_builtins, rt::CallArgs{});
  if (self) rt::init_field(self.as<MappingBuiltins>()->mapping, Ref::share(t, builtins));
  return self;
}

Value shown_builtins(rt::Dict* builtins) {
  Value v(builtins);
  return rt::type_of(builtins) == g_mapping_builtins ? mapping_of(v) : v;
}

Ref namespace_get_py(Thread& t, Value space, Value name) {
  if (rt::is_exact_dict(space)) return rt::dict_get_str(t, rt::as_dict(space), name);
  Ref v = rt::getitem_py(t, space, name);
  if (!v && rt::error_is(t, rt::kKeyErrorType)) rt::clear_error(t);
  return v;
}

}  // namespace vm
