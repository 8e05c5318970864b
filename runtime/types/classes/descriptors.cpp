// The descriptor types of native classes (methods, class methods, getters, members), which also serve `__dict__`,
// `__weakref__` and __slots__ of Python classes.
#include "runtime/types/classes/descriptors.h"

#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/weakref.h"
#include "runtime/object/extension.h"
#include "runtime/object/member_slot.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/attribute_dict.h"
#include "runtime/types/classes/classmethod.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

// ---- attributes of all descriptors: __name__, __objclass__, repr, ...

namespace {

Type* class_of(Value d) {
  switch (type_of(d)->layout) {
    case TypeId::kGetSetDescriptor: return d.as<GetSetDescriptor>()->cls();
    case TypeId::kMemberDescriptor: return d.as<MemberDescriptor>()->cls();
    default: return d.as<MethodDescriptor>()->owner;
  }
}

Ref name_of(Thread& t, Value d) {
  switch (type_of(d)->layout) {
    case TypeId::kGetSetDescriptor: return make_str(t, d.as<GetSetDescriptor>()->def->name);
    case TypeId::kMemberDescriptor: {
      auto* member = d.as<MemberDescriptor>();
      return member->def ? make_str(t, member->def->name) : load_field(t, member, member->name);
    }
    default: return make_str(t, d.as<MethodDescriptor>()->def->name);
  }
}

template <class Def>
const char* attribute_doc(const Def* def) {
  if (!def) return nullptr;
  return def->extension ? g_extensions.doc_of_attribute(*def->extension) : def->doc;
}

const char* doc_of(Value d) {
  switch (type_of(d)->layout) {
    case TypeId::kGetSetDescriptor: return attribute_doc(d.as<GetSetDescriptor>()->def);
    case TypeId::kMemberDescriptor: return attribute_doc(d.as<MemberDescriptor>()->def);
    default: return method_doc(*d.as<MethodDescriptor>()->def);
  }
}

Ref get_objclass(Thread& t, Value self) { return Ref::share(t, class_of(self)); }
Ref get_name(Thread& t, Value self) { return name_of(t, self); }
Ref get_doc(Thread& t, Value self) { return native_doc(t, doc_of(self)); }
Ref get_qualname(Thread& t, Value self) {
  Ref own = name_of(t, self);
  return own ? format_message(t, "%S.%S", class_of(self)->qualname.get_shared(), own.get()) : Ref();
}
Ref get_text_signature(Thread& t, Value self) { return method_text_signature(t, *self.as<MethodDescriptor>()->def); }

Ref reduce(Thread& t, Value self) {
  Ref function = getattr_function(t);
  Ref own = name_of(t, self);
  Ref args = function && own ? make_tuple(t, class_of(self), own) : Ref();
  return args ? make_tuple(t, function, args) : Ref();
}

constexpr GetSetDef kMethodGetSet[] = {{"__name__", get_name},
                                       {"__qualname__", get_qualname},
                                       {"__objclass__", get_objclass},
                                       {"__doc__", get_doc},
                                       {"__text_signature__", get_text_signature},
                                       {}};
constexpr GetSetDef kDataGetSet[] = {
    {"__name__", get_name}, {"__qualname__", get_qualname}, {"__objclass__", get_objclass}, {"__doc__", get_doc}, {}};
constexpr MethodDef kReduce[] = {{"__reduce__", reduce, "(self, /)"}, {}};

bool check_instance(Thread& t, Value self, Value instance) {
  Type* owner = class_of(self);
  if (is_instance(instance, owner)) return true;
  Ref own = name_of(t, self);
  if (!own) return false;
  return raise_type_error(t, "descriptor '%S' for '%N' objects doesn't apply to a '%T' object", own.get(), owner,
                          instance);
}

Ref repr_as(Thread& t, Value self, const char* what) {
  Ref own = name_of(t, self);
  return own ? format_message(t, "<%s '%S' of '%N' objects>", what, own.get(), class_of(self)) : Ref();
}
Ref method_repr(Thread& t, Value self) { return repr_as(t, self, "method"); }
Ref getset_repr(Thread& t, Value self) {
  if (library_minor() < 15 || class_of(self) != kObjectType) return repr_as(t, self, "attribute");
  Ref own = name_of(t, self);
  return own ? format_message(t, "<attribute '%S'>", own.get()) : Ref();
}
Ref member_repr(Thread& t, Value self) { return repr_as(t, self, "member"); }

// ---- methods

Ref method_get(Thread& t, Value self, Value instance, Value) {
  if (!instance) return Ref::share(t, self);
  if (!check_instance(t, self, instance)) return Ref();
  return make_builtin(t, self.as<MethodDescriptor>()->def, instance, Value());
}

Ref method_call(Thread& t, Value self, const CallArgs& args) {
  return call_method_descriptor(t, self.as<MethodDescriptor>(), args);
}

bool check_subtype(Thread& t, MethodDescriptor* descriptor, Value cls) {
  if (is_subtype(cls.as<Type>(), descriptor->owner)) return true;
  return raise_type_error(t, "descriptor '%s' requires a subtype of '%N' but received '%N'", descriptor->def->name,
                          descriptor->owner, cls.as<Type>());
}

Ref class_method_get(Thread& t, Value self, Value instance, Value owner) {
  auto* descriptor = self.as<MethodDescriptor>();
  if (!owner) owner = type_of(instance);
  if (!is_type(owner)) {
    return raise_type_error(t, "descriptor '%s' for type '%N' needs a type, not a '%T' as arg 2", descriptor->def->name,
                            descriptor->owner, owner);
  }
  if (!check_subtype(t, descriptor, owner)) return Ref();
  return make_builtin(t, descriptor->def, owner, Value());
}

Ref class_method_call(Thread& t, Value self, const CallArgs& args) {
  auto* descriptor = self.as<MethodDescriptor>();
  if (args.positional == 0) {
    return raise_type_error(t, "descriptor '%s' of '%N' object needs an argument", descriptor->def->name,
                            descriptor->owner);
  }
  if (!is_type(args[0])) {
    return raise_type_error(t, "descriptor '%s' for type '%N' needs a type, not a '%T' as arg 2", descriptor->def->name,
                            descriptor->owner, args[0]);
  }
  if (!check_subtype(t, descriptor, args[0])) return Ref();
  return call_method_def(t, *descriptor->def, args);
}

// ---- getters and setters

Ref getset_get(Thread& t, Value self, Value instance, Value) {
  if (!instance) return Ref::share(t, self);
  if (!check_instance(t, self, instance)) return Ref();
  auto* descriptor = self.as<GetSetDescriptor>();
  if (descriptor->def->get) return descriptor->def->get(t, instance);
  if (const ExtensionAttribute* own = descriptor->def->extension) return own->get(t, *own, instance);
  return raise(t, kAttributeErrorType, "attribute '%s' of '%N' objects is not readable", descriptor->def->name,
               descriptor->cls());
}

bool getset_set(Thread& t, Value self, Value instance, Value value) {
  if (!check_instance(t, self, instance)) return false;
  auto* descriptor = self.as<GetSetDescriptor>();
  if (descriptor->def->set) return descriptor->def->set(t, instance, value);
  if (const ExtensionAttribute* own = descriptor->def->extension) return own->set(t, *own, instance, value);
  return raise(t, kAttributeErrorType, "attribute '%s' of '%N' objects is not writable", descriptor->def->name,
               descriptor->cls());
}

// ---- members

template <class T>
T& member_at(Value object, u32 offset) {
  return *reinterpret_cast<T*>(reinterpret_cast<char*>(object.object()) + offset);
}

Ref read_number(Thread& t, Value object, const MemberDef& def) {
  switch (def.kind) {
    case MemberKind::kI32: return make_int(t, member_at<i32>(object, def.offset));
    case MemberKind::kU32: return make_int(t, member_at<u32>(object, def.offset));
    case MemberKind::kI64: return make_int(t, member_at<i64>(object, def.offset));
    case MemberKind::kU64: return make_uint(t, member_at<u64>(object, def.offset));
    case MemberKind::kBool: return bool_ref(member_at<bool>(object, def.offset));
    default: return make_float(t, member_at<double>(object, def.offset));
  }
}

bool write_number_py(Thread& t, Value object, const MemberDef& def, Value value) {
  i64 n = 0;
  switch (def.kind) {
    case MemberKind::kBool:
      if (value != kTrue && value != kFalse) return raise_type_error(t, "attribute value type must be bool");
      member_at<bool>(object, def.offset) = value == kTrue;
      return true;
    case MemberKind::kDouble: return to_double_py(t, value, &member_at<double>(object, def.offset));
    case MemberKind::kU64: return to_u64_py(t, value, &member_at<u64>(object, def.offset));
    default:
      if (!to_i64_py(t, value, &n)) return false;
  }
  if (def.kind == MemberKind::kI64) member_at<i64>(object, def.offset) = n;
  else member_at<i32>(object, def.offset) = static_cast<i32>(n);  // lint: narrow: CPython truncates such a member, too
  return true;
}

bool is_slot_kind(const MemberDef* def) {
  return !def || def->kind == MemberKind::kSlot || def->kind == MemberKind::kSlotOrNone;
}

Slot& slot_of(const MemberDescriptor* member, Object* object) {
  return member->def ? inline_slot(object, member->offset) : member_slot(object, rt::shape_of(object), member->offset);
}

Ref member_get_slot(Thread& t, Value self, Value instance, Value) {
  if (!instance) return Ref::share(t, self);
  if (!check_instance(t, self, instance)) return Ref();
  auto* member = self.as<MemberDescriptor>();
  if (is_slot_kind(member->def)) return member_get(t, member, instance);
  if (const ExtensionAttribute* own = member->def->extension) return own->get(t, *own, instance);
  return read_number(t, instance, *member->def);
}

// Exchanges a member's value under the object lock. The VM takes the same lock to store into __slots__ members; stores
// into members of native types need none.
Value swap_member(Object* object, Slot& slot, Value v) {
  gc::ObjectLock lock(object);
  if (gc::kFreeThreaded && object->published()) return slot.exchange(v);
  Value old = slot.get();
  slot.set(v);
  return old;
}

bool store_member(Thread& t, MemberDescriptor* member, Value instance, Value value) {
  Slot& slot = slot_of(member, instance.object());
  if (value) {
    Ref owned = Ref::share(t, value);
    if (owned.get().is_counted()) gc::before_store(t, instance.object(), owned.object());
    owned = Ref::steal(swap_member(instance.object(), slot, owned.release()));
    return true;
  }
  // If several threads delete the member at the same time, exactly one of them gets the value.
  Ref old = Ref::steal(swap_member(instance.object(), slot, Value()));
  bool must_exist = !member->def || member->def->kind == MemberKind::kSlot;
  if (old || !must_exist) return true;
  Ref own = name_of(t, member);
  return own ? raise(t, kAttributeErrorType, "%S", own.get()) : Error();
}

bool member_set(Thread& t, Value self, Value instance, Value value) {
  if (!check_instance(t, self, instance)) return false;
  auto* member = self.as<MemberDescriptor>();
  if (member->def && member->def->readonly) return raise(t, kAttributeErrorType, "readonly attribute");
  if (is_slot_kind(member->def)) return store_member(t, member, instance, value);
  if (const ExtensionAttribute* own = member->def->extension) return own->set(t, *own, instance, value);
  if (!value) return raise_type_error(t, "can't delete numeric/char attribute");
  return write_number_py(t, instance, *member->def, value);
}

// ---- lifetime

void getset_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<GetSetDescriptor*>(object)->owner);
}
void getset_dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<GetSetDescriptor*>(object)->owner);
}
void member_trace(Object* object, gc::Visitor& visitor) {
  trace_slot(visitor, static_cast<MemberDescriptor*>(object)->owner);
  trace_slot(visitor, static_cast<MemberDescriptor*>(object)->name);
}
void member_dispose(gc::Thread& t, Object* object) {
  clear_slot(static_cast<Thread&>(t), static_cast<MemberDescriptor*>(object)->owner);
  clear_slot(static_cast<Thread&>(t), static_cast<MemberDescriptor*>(object)->name);
}

// Stores the class that a descriptor belongs to. A Python class may die, so it is counted; native classes are immortal.
void set_owner(Thread& t, Type*& native, Slot& counted, Type* owner) {
  bool heap = owner->flags & kTypeHeap;
  native = heap ? nullptr : owner;
  init_field(counted, heap ? Ref::share(t, owner) : Ref());
}

constexpr Slots descriptor_slots(Ref (*repr)(Thread&, Value), Ref (*get)(Thread&, Value, Value, Value),
                                 bool (*set)(Thread&, Value, Value, Value),
                                 Ref (*call)(Thread&, Value, const CallArgs&)) {
  Slots s{};
  s.repr = repr;
  s.get = get;
  s.set = set;
  s.call = call;
  return s;
}

// ---- __dict__ and __weakref__ of Python classes

Type* native_base(Type* type) {
  while (type->flags & kTypeHeap) type = type->base;
  return type;
}

// The `__dict__` descriptor of the native base of the object's class, if that is another one than kDictGetSet: classes
// and modules have such descriptors, because their dicts are special. Null: none.
GetSetDescriptor* native_dict_descriptor(Value self) {
  Value found = type_lookup(native_base(type_of(self)), name(N::__dict__));
  if (!found || !is_exact(found, TypeId::kGetSetDescriptor) || found.as<GetSetDescriptor>()->def == &kDictGetSet)
    return nullptr;
  return found.as<GetSetDescriptor>();
}

}  // namespace

// Since 3.15 the descriptors belong to object, so that they meet objects of all classes.
static Error raise_no_such_part(Thread& t, Value self, N part) {
  if (library_minor() < 15) return raise_attribute_error(t, self, name(part));
  return raise(t, kAttributeErrorType, "This object has no %S", name(part));
}

Ref own_dict(Thread& t, Value self) {
  if (auto* native = native_dict_descriptor(self)) return native->def->get(t, self);
  if (!self.is_pointer() || !has_own_attributes(rt::shape_of(self.object())))
    return raise_no_such_part(t, self, N::__dict__);
  return instance_dict(t, self.object());
}

Ref ordinary_attributes(Thread& t, Value self) {
  if (!self.is_pointer() || type_of(self)->slots.getattr != generic_getattr_py) return Ref();
  Value found = lookup_special(self, name(N::__dict__));
  bool ordinary = found && is_exact(found, TypeId::kGetSetDescriptor) &&
                  found.as<GetSetDescriptor>()->def == &kDictGetSet && !native_dict_descriptor(self) &&
                  has_own_attributes(rt::shape_of(self.object()));
  return ordinary ? instance_attributes(t, self.object()) : Ref();
}

namespace {

bool set_instance_dict(Thread& t, Value self, Value value) {
  if (auto* native = native_dict_descriptor(self)) {
    if (native->def->set) return native->def->set(t, self, value);
    return raise(t, kAttributeErrorType, "attribute '__dict__' of '%T' objects is not writable", self);
  }
  if (!self.is_pointer() || !rt::shape_of(self.object())->has_attributes)
    return raise_no_such_part(t, self, N::__dict__);
  if (value && !is_dict(value)) return raise_type_error(t, "__dict__ must be set to a dictionary, not a '%T'", value);
  if (!value && (native_base(type_of(self))->flags & kTypeHasDict))
    return raise_type_error(t, "cannot delete __dict__");
  Ref dict = value ? Ref::share(t, value) : make_dict(t);
  return dict && instance_set_dict(t, self.object(), dict);
}

// The getter of `__weakref__`: the first live weak reference to the object, or None.
Ref get_weakref(Thread& t, Value self) {
  if (!(type_of(self)->flags & kTypeHasWeakrefs)) return raise_no_such_part(t, self, N::__weakref__);
  struct Search {
    Thread& t;
    Ref found;
  } search{t, Ref()};
  if (self.is_pointer()) {
    gc::weakref_each(
        t, self.object(),
        [](gc::WeakEntry* entry, void* argument) {
          auto* s = static_cast<Search*>(argument);
          if (gc::try_incref_weak(s->t, entry->holder())) s->found = Ref::steal(entry->holder());
          return bool(s->found);
        },
        &search);
  }
  return search.found ? std::move(search.found) : none();
}

}  // namespace

const GetSetDef kWeakrefGetSet = {"__weakref__", get_weakref, nullptr, "list of weak references to the object"};
const GetSetDef kDictGetSet = {"__dict__", own_dict, set_instance_dict, "dictionary for instance variables"};

namespace {
gc::Atomic<Object*> g_shared_dict{nullptr}, g_shared_weakref{nullptr};
}

Ref make_part_descriptor(Thread& t, const GetSetDef* def, Type* owner) {
  if (library_minor() < 15) return make_getset(t, def, owner);
  auto& shared = def == &kDictGetSet ? g_shared_dict : g_shared_weakref;
  if (Object* known = shared.load(gc::acquire)) return Ref::share(t, Value(known));  // pairs with the exchange
  Ref made = make_getset(t, def, kObjectType);
  if (!made) return made;
  gc::make_immortal(made.object());
  gc::publish(t, made.object());
  Object* nobody = nullptr;
  bool first = shared.compare_exchange_strong(nobody, made.object(), gc::acq_rel, gc::acquire);
  return first ? std::move(made) : Ref::share(t, Value(nobody));  // else another thread's is used by all
}

Ref member_get(Thread& t, MemberDescriptor* member, Value object) {
  Ref value = load_field(t, object.object(), slot_of(member, object.object()));
  if (value) return value;
  if (member->def && member->def->kind == MemberKind::kSlotOrNone) return none();
  Ref own = name_of(t, member);
  return own ? raise_attribute_error(t, object, own) : Error();
}

Ref getattr_function(Thread& t) { return dict_get_cstr(t, builtins_dict(), "getattr"); }

const char* method_doc(const MethodDef& def) {
  return def.form == MethodDef::kExtension ? g_extensions.doc_of_method(def) : def.doc;
}

Ref native_doc(Thread& t, const char* doc) { return doc ? make_str(t, doc) : none(); }

// ---- making

Ref make_method_descriptor(Thread& t, const MethodDef* def, Type* owner) {
  if (def->signature.kind == MethodKind::kStatic) {
    Ref function = make_builtin(t, def, owner, Value());  // `self` is the class for introspection; it is not passed
    return function ? make_static_method(t, function) : Ref();
  }
  TypeId id = def->signature.kind == MethodKind::kClass ? TypeId::kClassMethodDescriptor : TypeId::kMethodDescriptor;
  auto* descriptor = allocate_exact<MethodDescriptor>(t, id, sizeof(MethodDescriptor), false);
  if (!descriptor) return Ref();
  descriptor->def = def;
  descriptor->owner = owner;
  return Ref::steal(descriptor);
}

Ref make_getset(Thread& t, const GetSetDef* def, Type* owner) {
  auto* descriptor = allocate_exact<GetSetDescriptor>(t, TypeId::kGetSetDescriptor, sizeof(GetSetDescriptor), true);
  if (!descriptor) return Ref();
  descriptor->def = def;
  set_owner(t, descriptor->type, descriptor->owner, owner);
  return Ref::steal(descriptor);
}

namespace {
MemberDescriptor* new_member(Thread& t, const MemberDef* def, Type* owner, Value name, u32 offset) {
  auto* member = allocate_exact<MemberDescriptor>(t, TypeId::kMemberDescriptor, sizeof(MemberDescriptor), true);
  if (!member) return nullptr;
  member->def = def;
  member->offset = offset;
  init_field(member->name, name ? Ref::share(t, name) : Ref());
  set_owner(t, member->type, member->owner, owner);
  return member;
}
}  // namespace

Ref make_member(Thread& t, const MemberDef* def, Type* owner) {
  return Ref::steal(new_member(t, def, owner, Value(), def->offset));
}
Ref make_slot_member(Thread& t, Type* owner, Value name, u32 offset) {
  return Ref::steal(new_member(t, nullptr, owner, name, offset));
}

const TypeSpec kMethodDescriptorSpec = {
    .id = TypeId::kMethodDescriptor,
    .name = "method_descriptor",
    .size = sizeof(MethodDescriptor),
    .flags = kTypeMethodLike | kTypeDisallowNew,
    .slots = descriptor_slots(method_repr, method_get, nullptr, method_call),
    .methods = kReduce,
    .getset = kMethodGetSet,
};

const TypeSpec kClassMethodDescriptorSpec = {
    .id = TypeId::kClassMethodDescriptor,
    .name = "classmethod_descriptor",
    .size = sizeof(MethodDescriptor),
    .flags = kTypeDisallowNew,
    .slots = descriptor_slots(method_repr, class_method_get, nullptr, class_method_call),
    .getset = kMethodGetSet,
};

const TypeSpec kGetSetDescriptorSpec = {
    .id = TypeId::kGetSetDescriptor,
    .name = "getset_descriptor",
    .size = sizeof(GetSetDescriptor),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {getset_trace, nullptr, nullptr, getset_dispose},
    .slots = descriptor_slots(getset_repr, getset_get, getset_set, nullptr),
    .getset = kDataGetSet,
};

const TypeSpec kMemberDescriptorSpec = {
    .id = TypeId::kMemberDescriptor,
    .name = "member_descriptor",
    .size = sizeof(MemberDescriptor),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = {member_trace, nullptr, nullptr, member_dispose},
    .slots = descriptor_slots(member_repr, member_get_slot, member_set, nullptr),
    .methods = kReduce,
    .getset = kDataGetSet,
};

}  // namespace rt
