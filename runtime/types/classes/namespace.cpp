// types.SimpleNamespace: the constructor's keywords become attributes.
#include "runtime/types/classes/namespace.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/object/special_result.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Ref namespace_create(Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); }

bool update_from_py(Thread& t, Value self, Value mapping) {
  Ref items = make_dict(t);
  if (!items || !dict_update_py(t, as_dict(items), mapping)) return false;
  if (!dict_has_only_texts(as_dict(items))) return raise_type_error(t, "keywords must be strings");
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(items), &position, &key, &value)) {
    Ref exact = intern(t, make_str(t, str_view(key)));
    if (!exact || !instance_set(t, self.object(), exact, value)) return false;
  }
  return true;
}

bool namespace_init(Thread& t, Value self, const CallArgs& args) {
  if (args.positional > 1) {
    return raise_type_error(t, "%S expected at most 1 argument, got %d", type_of(self)->name.get(), args.positional);
  }
  if (args.positional == 1 && !update_from_py(t, self, args[0])) return false;
  for (u32 i = 0; i < args.keywords(); ++i) {
    if (!instance_set(t, self.object(), (*as_tuple(args.names))[i], args.values[args.positional + i])) return false;
  }
  return true;
}

Ref shown_attributes_py(Thread& t, Value attributes) {
  Ref parts = make_list(t);
  u64 position = 0;
  Ref key, value;
  while (parts && dict_next(t, as_dict(attributes), &position, &key, &value)) {
    if (!is_str(key) || as_str(key)->length == 0) continue;
    Ref part = format_message(t, "%S=%R", key.get(), value.get());
    if (!part || !list_append(t, as_list(parts), std::move(part))) return Ref();
  }
  Ref separator = make_str_ascii(t, ", ");
  return parts && separator ? str_join_py(t, separator, parts) : Ref();
}

Ref namespace_repr(Thread& t, Value self) {
  bool plain = type_of(self) == kSimpleNamespaceType;
  if (repr_enter(t, self)) return plain ? make_str_ascii(t, "namespace(...)") : format_message(t, "%T(...)", self);
  Ref attributes = instance_attributes(t, self.object());
  Ref text = attributes ? shown_attributes_py(t, attributes) : Ref();
  repr_leave(t, self);
  if (!text) return Ref();
  // The class's name is read last, because the reprs of the values may have renamed the class.
  return plain ? format_message(t, "namespace(%S)", text.get()) : format_message(t, "%T(%S)", self, text.get());
}

Ref namespace_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!has_layout(a, TypeId::kSimpleNamespace) || !has_layout(b, TypeId::kSimpleNamespace))
    return Ref::immediate(kNotImplemented);
  bool is_order = op != CompareOp::kEq && op != CompareOp::kNe;
  if (is_order && library_minor() >= 15) return Ref::immediate(kNotImplemented);
  Ref x = instance_dict(t, a.object()), y = x ? instance_dict(t, b.object()) : Ref();
  return y ? compare_py(t, x, y, op) : Ref();
}

Ref namespace_reduce(Thread& t, Value self) {
  Ref dict = instance_dict(t, self.object());
  return dict ? make_tuple(t, type_of(self), empty_tuple(), dict) : Ref();
}

Ref namespace_replace(Thread& t, Value self, Value changes) {
  Ref copy = call_py(t, type_of(self));
  if (copy && !has_layout(copy, TypeId::kSimpleNamespace)) {
    bool is_full = library_minor() >= 15;
    Ref cls = is_full ? full_type_name(t, type_of(self)) : format_message(t, "%T", self);
    Ref other = is_full ? full_type_name(t, type_of(copy)) : format_message(t, "%T", copy.get());
    if (cls && other)
      raise_type_error(t, "expect %N type, but %S() returned '%S' object", kSimpleNamespaceType, cls.get(),
                       other.get());
    return Ref();
  }
  Ref attributes = copy ? instance_attributes(t, self.object()) : Ref();
  if (!attributes || !update_from_py(t, copy, attributes) || !update_from_py(t, copy, changes)) return Ref();
  return copy;
}

constexpr MethodDef kMethods[] = {
    {"__reduce__", namespace_reduce, "(self, /)", "Return state information for pickling"},
    {"__replace__", namespace_replace, "(self, /, **changes)",
     "A copy of the namespace in which these attributes are others."},
    {}};

Ref get_dict(Thread& t, Value self) { return instance_dict(t, self.object()); }
bool keep_dict(Thread& t, Value, Value) { return raise(t, kAttributeErrorType, "readonly attribute"); }
constexpr GetSetDef kGetSet[] = {{"__dict__", get_dict, keep_dict}, {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = namespace_repr;
  s.compare = namespace_compare;
  s.create = namespace_create;
  s.init = namespace_init;
  return s;
}();

}  // namespace

Ref make_namespace(Thread& t) { return allocate_instance(t, kSimpleNamespaceType); }

const TypeSpec kSimpleNamespaceSpec = {
    .id = TypeId::kSimpleNamespace,
    .name = "types.SimpleNamespace",
    .size = sizeof(Namespace),
    .flags = kTypeSubclassable | kTypeTraced | kTypeHasDict,
    .doc = "SimpleNamespace(mapping_or_iterable=(), /, **kwargs)\n--\n\nA simple attribute-based namespace.",
    .slots = kSlots,
    .methods = kMethods,
    .getset = kGetSet,
};

}  // namespace rt
