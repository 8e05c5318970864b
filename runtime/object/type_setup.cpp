// Creation of the built-in types, and of native types for modules.
//
// Types are described by strs, tuples and dicts, and making those needs their types. So creation goes in three rounds
// over types.def, in each of them a base before its subclasses:
//   1. layout: sizes, flags, slots, lifetime and root shape of every type, without making objects. Afterwards objects
//      can be allocated.
//   2. names, bases, method resolution orders and empty dicts.
//   3. contents of the dicts: wrappers, methods, getters, members.
// Built-in types and those of native modules are immortal, and roots.
#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "gc/heap/heap.h"
#include "gc/heap/vital.h"
#include "runtime/object/class.h"
#include "runtime/object/class_dicts.h"
#include "runtime/object/class_doc.h"
#include "runtime/object/error.h"
#include "runtime/object/extension.h"
#include "runtime/object/names.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

// Text signatures of built-in classes: written at start-up and constant afterwards.
static std::vector<std::pair<const Type*, std::string_view>> g_class_signatures;

namespace {

// The text of TypeSpec::doc in two parts: "name(...)\n--\n\n" may stand before the docstring.
struct ClassText {
  std::string_view signature, doc;  // signature: "(...)", or empty
};
ClassText class_text(const TypeSpec& spec) {
  constexpr std::string_view kMark = "\n--\n\n";
  std::string_view text = spec.doc;
  size_t mark = text.find(kMark), open = text.find('(');
  if (mark == std::string_view::npos || open > mark) return {{}, text};
  return {text.substr(open, mark - open), text.substr(mark + kMark.size())};
}

constexpr int kTypeCount = static_cast<int>(TypeId::kCount);

// Null: define_type() has not been called.
const TypeSpec* g_specs[kTypeCount] = {
    nullptr,
#define TYPE(id, name, base) &k##id##Spec,
#define INTERPRETER_TYPE(id, name, base) nullptr,
#include "runtime/object/types.def"
#undef TYPE
};
constexpr const char* kDefaultNames[kTypeCount] = {
    nullptr,
#define TYPE(id, name, base) name,
#include "runtime/object/types.def"
#undef TYPE
};
// The TypeIds of the base column of types.def. "None", the base of object, is no type.
namespace base_id {
constexpr TypeId kNone = TypeId::kNone_;
#define TYPE(id, name, base) constexpr TypeId k##id = TypeId::k##id;
#include "runtime/object/types.def"
#undef TYPE
}  // namespace base_id
constexpr TypeId kBases[kTypeCount] = {
    TypeId::kNone_,
#define TYPE(id, name, base) base_id::k##base,
#include "runtime/object/types.def"
#undef TYPE
};

// Types of native modules: roots of the collector. Appended to under g_type_mutex; the collector reads the array with
// the world stopped.
struct NativeTypes {
  Type** types = nullptr;
  u32 count = 0, capacity = 0;
};
NativeTypes g_native_types;

void remember_native_type(Type* type) {
  gc::MutexGuard guard(g_type_mutex);
  if (g_native_types.count == g_native_types.capacity) {
    u32 capacity = g_native_types.capacity ? g_native_types.capacity * 2 : 64;
    auto** more = static_cast<Type**>(gc::vital_alloc(capacity * sizeof(Type*)));
    std::copy_n(g_native_types.types, g_native_types.count, more);
    gc::raw_free(std::exchange(g_native_types.types, more));
    g_native_types.capacity = capacity;
  }
  g_native_types.types[g_native_types.count++] = type;
}

void trace_native_types(gc::Visitor& visitor) {
  for (int i = 1; i < kTypeCount; ++i) visitor(&g_builtin_types[i]);
  for (u32 i = 0; i < g_native_types.count; ++i) visitor(g_native_types.types[i]);
}

// ---- round 1

void inherit_lifetime(gc::Lifetime& lifetime, const gc::Lifetime& base) {
  if (!lifetime.trace) lifetime.trace = base.trace;
  if (!lifetime.clear) lifetime.clear = base.clear;
  if (!lifetime.finalize) lifetime.finalize = base.finalize;
  if (!lifetime.dispose) lifetime.dispose = base.dispose;
}

void lay_out_attributes(Type* type) {
  type->slots_offset = type->base_size + (type->flags & kTypeHasDict ? 8 : 0);
  type->extra_offset = !(type->flags & kTypeHasDict) ? 0
                       : type->flags & kTypeVarSized ? -1
                                                     : static_cast<i32>(type->base_size);
}

// The flags that a type inherits from its base.
constexpr u32 kInheritedFlags = kTypeHasDict | kTypeHasWeakrefs | kTypeTraced | kTypeVarSized | kTypeSequencePattern |
                                kTypeMappingPattern | kTypeGetattrHook | kTypeExtension;

void lay_out(Type* type, const TypeSpec& spec, Type* base) {
  type->spec = &spec;
  type->base = base;
  type->lifetime = spec.lifetime;
  type->slots = spec.slots;
  type->flags = spec.flags | kTypeImmutableFlag;
  type->base_size = static_cast<u32>(gc::align_up(spec.size ? spec.size : base ? base->base_size : sizeof(Object), 8));
  type->item_size = spec.item_size ? spec.item_size : base ? base->item_size : 0;
  if (base) {
    // A class that says which patterns it matches matches no other, whatever its base says.
    constexpr u32 kPatterns = kTypeSequencePattern | kTypeMappingPattern;
    type->flags |= base->flags & (spec.flags & kPatterns ? kInheritedFlags & ~kPatterns : kInheritedFlags);
    if (!spec.lifetime.dispose && !spec.lifetime.trace) inherit_lifetime(type->lifetime, base->lifetime);
    if (!spec.lifetime.weak_entry) type->lifetime.weak_entry = base->lifetime.weak_entry;  // a part of the layout
    inherit_slots(type->slots, base->slots);
  }
  // A type whose instances have attributes must trace and dispose of them. A type without lifetime functions of its own
  // gets these, which do just that.
  if (type->flags & kTypeHasDict) {
    type->flags |= kTypeTraced;
    if (!type->lifetime.trace) type->lifetime.trace = trace_instance;
    if (!type->lifetime.dispose) type->lifetime.dispose = dispose_instance;
    if (!type->lifetime.clear) type->lifetime.clear = clear_instance;
  }
  if (type->flags & kTypeDisallowNew) type->slots.create = nullptr;
  type->members_offset = type->base_size;
  lay_out_attributes(type);
}

void lay_out_builtin(Thread& t, int id) {
  Type* type = &g_builtin_types[id];
  if (!g_specs[id]) gc::fatal("a built-in type has not been defined");
  const TypeSpec& spec = *g_specs[id];
  type->layout = static_cast<TypeId>(id);
  Type* base = kBases[id] == TypeId::kNone_ ? nullptr : builtin_type(kBases[id]);
  lay_out(type, spec, base);
  type->c_name.store(spec.name ? spec.name : kDefaultNames[id], gc::relaxed);
  type->root_shape = make_builtin_shape(type);
  gc::init_header(t, type, static_cast<u32>(TypeId::kType) << gc::kFlagBits);
  gc::make_immortal(type);
}

// ---- round 2

void own(Slot& slot, Ref value) {
  if (!value) gc::fatal("out of memory while creating types");
  init_field(slot, std::move(value));
}

void name_type(Thread& t, Type* type) {
  const char* full = type->c_name.load(gc::relaxed);
  const char* dot = std::strrchr(full, '.');
  own(type->name, intern(t, dot ? dot + 1 : full));
  own(type->qualname, Ref::share(t, type->name.get()));
  own(type->module, dot ? intern(t, std::string_view(full, static_cast<size_t>(dot - full))) : intern(t, "builtins"));
}

void set_bases(Thread& t, Type* type, Ref bases) {
  own(type->bases, std::move(bases));
  own(type->mro, c3_mro(t, type));
  Ref dict = make_dict(t);
  if (!dict) gc::fatal("out of memory while creating types");
  type->dict = dict.release().as<Dict>();
  class_dict_made(type->dict);
}

void describe(Thread& t, Type* type, Type* second_base) {
  name_type(t, type);
  if (!type->base) set_bases(t, type, Ref::share(t, empty_tuple()));
  else set_bases(t, type, second_base ? make_tuple(t, type->base, second_base) : make_tuple(t, type->base));
  set_shape(type, make_own_shape(type_of(static_cast<Object*>(type)), type));
  if (type->base) register_subclass(type);
}

// ---- round 3

void add(Thread& t, Type* type, Value key, Ref value) {
  if (!value || !dict_set_str(t, type->dict, key, std::move(value))) gc::fatal("out of memory while creating types");
}

void add_named(Thread& t, Type* type, const char* text, Ref value) {
  Ref key = intern(t, text);
  if (!key) gc::fatal("out of memory while creating types");
  add(t, type, key, std::move(value));
}

void add_tables(Thread& t, Type* type, const TypeSpec& spec) {
  for (auto* def = spec.methods; def && def->name; ++def)
    add_named(t, type, def->name, make_method_descriptor(t, def, type));
  for (auto* def = spec.members; def && def->name; ++def) add_named(t, type, def->name, make_member(t, def, type));
  for (auto* def = spec.getset; def && def->name; ++def) add_named(t, type, def->name, make_getset(t, def, type));
}

void fill_dict(Thread& t, Type* type) {
  const TypeSpec& spec = *type->spec;
  if (spec.slots.create && !(spec.flags & kTypeDisallowNew)) {
    add(t, type, name(N::__new__), make_builtin(t, &kNewMethod, type, Value()));
  }
  // The method tables come first: add_slot_wrappers() skips names that are in the dict already.
  add_tables(t, type, spec);
  if ((spec.flags & kTypeHasDict) && !dict_peek(t, type->dict, name(N::__dict__))) {
    add(t, type, name(N::__dict__), make_getset(t, &kDictGetSet, type));
  }
  Slots own = spec.slots;
  if (own.compare && !own.hash) own.hash = generic::unhashable;
  if (!add_slot_wrappers(t, type, own)) gc::fatal("out of memory while creating types");
  if (type->flags & kTypeExtension) return;  // the text comes last, when the extension has given its attributes
  if (spec.doc) {
    if (std::string_view signature = class_text(spec).signature; !signature.empty())
      g_class_signatures.emplace_back(type, signature);
  }
  if (!dict_peek(t, type->dict, name(N::__doc__))) add(t, type, name(N::__doc__), native_class_doc(t, type));
}

}  // namespace

void disallow_new(Thread& t, Type* type) {
  type->flags |= kTypeDisallowNew;
  type->slots.create = nullptr;
  dict_delete_str(t, type->dict, name(N::__new__));
}

Ref native_class_doc(Thread& t, const Type* type) {
  if (type->flags & kTypeExtension) {
    const char* doc = g_extensions.doc_of_class(type);
    return doc ? make_str(t, std::string_view(doc)) : none();
  }
  return type->spec->doc ? make_str(t, class_text(*type->spec).doc) : none();
}

std::string_view class_text_signature(const Type* type) {
  if (type->flags & kTypeExtension) return g_extensions.signature_of_class(type);
  for (auto& [owner, signature] : g_class_signatures) {
    if (owner == type) return signature;
  }
  return {};
}

// ---- Python classes

Type* allocate_type(Thread& t, Type* metaclass) {
  Object* object = gc::allocate(t, metaclass->base_size, static_cast<u32>(TypeId::kType), true);
  if (!object) return raise_memory_error(t);
  std::memset(static_cast<void*>(object + 1), 0, metaclass->base_size - sizeof(Object));
  set_shape(object, make_own_shape(metaclass, object));
  return static_cast<Type*>(object);
}

void lay_out_heap_type(Type* type, Type* base, u32 members, bool add_dict, bool add_weakrefs, u32 inline_hint) {
  type->flags = kTypeHeap | kTypeSubclassable | kTypeTraced | (base->flags & (kInheritedFlags | kTypeFinalizer));
  if (add_dict) type->flags |= kTypeHasDict;
  if (add_weakrefs) type->flags |= kTypeHasWeakrefs;
  type->base = base;
  type->layout = base->layout;
  type->lifetime = base->lifetime;
  if (!type->lifetime.trace) type->lifetime.trace = trace_instance;
  if (!type->lifetime.dispose) type->lifetime.dispose = dispose_instance;
  type->lifetime.clear = clear_instance;
  type->slots = base->slots;
  type->members_offset = base->flags & kTypeHeap ? base->members_offset : base->base_size;
  type->base_size = base->base_size + members * static_cast<u32>(sizeof(Slot));
  type->item_size = base->item_size;
  lay_out_attributes(type);
  bool room = (type->flags & kTypeHasDict) && !(type->flags & kTypeVarSized);
  type->inline_capacity = room ? inline_hint : 0;
  type->root_shape = make_root_shape(type, type->inline_capacity, type->extra_offset != 0);
}

void set_finalizer(Type* type, bool has_del) {
  const Type* native = type;
  while (native->flags & kTypeHeap) native = native->base;
  auto finalize = has_del ? finalize_instance : native->lifetime.finalize;
  type->lifetime.finalize = finalize;
  for (Shape* shape = type->shapes; shape; shape = shape->next_of_type)
    if (shape->root == shape) __atomic_store_n(&shape->own_lifetime.finalize, finalize, __ATOMIC_RELEASE);
  type->flags.change(kTypeFinalizer, has_del ? kTypeFinalizer : 0);
}

void define_type(TypeId id, const TypeSpec& spec) { g_specs[static_cast<int>(id)] = &spec; }

bool init_object_model(Thread& t) {
  for (int i = 1; i < kTypeCount; ++i) lay_out_builtin(t, i);
  init_names(t);
  for (int i = 1; i < kTypeCount; ++i) {
    describe(t, &g_builtin_types[i], i == static_cast<int>(TypeId::kExceptionGroup) ? kExceptionType : nullptr);
  }
  for (int i = 1; i < kTypeCount; ++i) fill_dict(t, &g_builtin_types[i]);
  gc::add_root_tracer(trace_native_types);
  return true;
}

Type* make_native_type(Thread& t, const TypeSpec& spec, Type* base_type) {
  Type* base = base_type ? base_type : builtin_type(spec.base == TypeId::kNone_ ? TypeId::kObject : spec.base);
  return make_native_type(t, spec, base, type_of(static_cast<Object*>(base)));
}

namespace {

// What a native type still needs after its layout.
void complete_native_type(Thread& t, Type* type, Ref bases) {
  type->root_shape = make_root_shape(type, 0, type->flags & kTypeHasDict);
  gc::make_immortal(type);
  name_type(t, type);
  set_bases(t, type, std::move(bases));
  fill_dict(t, type);
  // If the type has a __module__ attribute already, that is a getter for its instances. A static class of a C extension
  // has none in its dict, as in CPython.
  bool is_static = (type->flags & (kTypeExtension | kTypeImmutableFlag)) == (kTypeExtension | kTypeImmutableFlag);
  if (!is_static && !dict_peek(t, type->dict, name(N::__module__))) {
    Ref module = Ref::share(t, type->module.get());
    add(t, type, name(N::__module__), std::move(module));
  }
  remember_native_type(type);
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, type);
  register_subclass(type);  // from here on other threads can find it
  class_changed(t, type);
}

// So far the slots come from the base that lends the layout; another one may stand before it in the MRO. Whether the
// class makes instances stays as it is.
void take_slots_of_all_bases(Thread& t, Type* type) {
  auto create = type->slots.create;
  {
    gc::MutexGuard guard(g_type_mutex);
    update_slots_of_new_class(t, type, true);
  }
  type->slots.create = create;
  class_changed(t, type);
}

// Makes static memory of a C extension a class object, whose C members stay.
void place_type(Thread& t, Type* type, Type* metaclass) {
  gc::init_header(t, type, static_cast<u32>(TypeId::kType) << gc::kFlagBits);
  std::memset(static_cast<void*>(&type->lifetime), 0, sizeof(Type) - offsetof(Type, lifetime));
  set_shape(type, make_own_shape(metaclass, type));
}

}  // namespace

Type* make_native_type(Thread& t, const TypeSpec& spec, Type* base, Type* metaclass) {
  Type* type = allocate_type(t, metaclass);
  if (!type) gc::fatal("out of memory while creating types");
  type->layout = base->layout;
  lay_out(type, spec, base);
  type->c_name.store(spec.name, gc::relaxed);
  complete_native_type(t, type, make_tuple(t, base));
  return type;
}

Type* make_extension_type(Thread& t, Type* place, const TypeSpec& spec, Type* base, Value bases, Type* metaclass) {
  Type* type = place ? place : allocate_type(t, metaclass);
  if (!type) gc::fatal("out of memory while creating types");
  if (place) place_type(t, type, metaclass);
  type->layout = base->layout;
  lay_out(type, spec, base);
  if (!(spec.flags & kTypeImmutableFlag)) type->flags.change(kTypeImmutableFlag, 0);
  type->c_name.store(spec.name, gc::relaxed);
  complete_native_type(t, type, Ref::share(t, bases));
  if (as_tuple(bases)->length > 1) take_slots_of_all_bases(t, type);
  return type;
}

}  // namespace rt
