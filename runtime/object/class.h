// Making and changing classes: the parts of the class statement, shared by type*.cpp, class.cpp and
// runtime/types/classes/type.cpp.
#pragma once

#include "runtime/object/native.h"
#include "runtime/object/shape.h"

namespace rt {

// Creates all built-in types; afterwards names, strings, dicts and types may be used in any order. Called once, by the
// first thread.
bool init_object_model(Thread& t);

// The most derived of `meta` and the classes of `bases` (a tuple). Null: TypeError (metaclass conflict).
Type* most_derived_metaclass(Thread& t, Type* meta, Value bases);
// The base whose layout a class with these bases extends. Null: TypeError.
Type* best_base(Thread& t, Value bases);
// The C3 order of `type` with its present bases: tuple. Calls an overridden mro() of the metaclass.
Ref compute_mro_py(Thread& t, Type* type);
// The C3 order, whatever the metaclass says: list or tuple (type.mro()).
Ref c3_mro(Thread& t, Type* type);
// Bases and MROs change under g_type_mutex. Who works an MRO out from those of other classes watches them meanwhile,
// and begins anew if other threads have changed any; what its own mro() changes does not count, lest it never come to
// an end.
class OrderWatch {
 public:
  OrderWatch();
  bool holds() const;
  // The calling thread has made a change; under g_type_mutex.
  static void count_change();

 private:
  u64 all_, own_;
};
// Brings the MRO of the class and those of its subclasses up to date. False: an error is pending.
bool refresh_mro_py(Thread& t, Type* type);
// Of two classes of one layout: do their members come from the same __slots__?
bool same_members(const Type* a, const Type* b);
// type.__bases__ = bases.
bool set_bases_py(Thread& t, Type* type, Value bases);

// What calling a built-in class takes, "(x=0, /)"; empty if no single signature tells.
std::string_view class_text_signature(const Type* type);

// The memory of a new class, without slots or dict; deferred for heap types.
Type* allocate_type(Thread& t, Type* metaclass);
// Copies layout, flags and lifetime of the base; `members`: number of __slots__ to add.
void lay_out_heap_type(Type* type, Type* base, u32 members, bool add_dict, bool add_weakrefs, u32 inline_hint);

// Adds / removes the class to / from the subclass lists of its bases.
void register_subclass(Type* type);
void unregister_subclass(Type* type);
// Before the first other thread starts: that will find classes as subclasses of what it knows. Later ones are born
// published. Nobody else runs, so it takes no mutex.
void publish_classes(Thread& t);
// The direct subclasses that are alive: list.
Ref subclass_list(Thread& t, Type* type);
// Calls f for `type` and everything derived from it, base first. g_type_mutex is held.
void for_each_derived(Type* type, void (*f)(Type*, void*), void* argument);

// Raw class attribute through the MRO, borrowed, not memoised. `from`: where the search begins; *where: the class that
// has it.
Value lookup_in_mro(Thread& t, const Type* type, Value name, Type** where = nullptr);
// What type_lookup finds, counted, whatever other threads do to the class.
Ref hold_type_attribute(Thread& t, Type* type, Value name);
// Raw entry of an exact str key, borrowed: valid until the next safepoint or change of the dict by this thread.
Value dict_peek(Thread& t, Dict* dict, Value name);

// May a class be called `name` (a str)? UnicodeEncodeError for surrogates, ValueError for null characters.
bool check_type_name(Thread& t, Value name);
void set_type_c_name(Thread& t, Type* type, Value name);
// Unmangled -> mangled name of a __slots__ entry.
Ref mangle_name(Thread& t, Value class_name, Value name);

// What a class statement's __slots__ asks for.
struct SlotNames {
  bool given = false;  // there is a __slots__
  bool add_dict = false, add_weakrefs = false;
  Ref names;  // tuple of the mangled names of members, sorted; may be empty
  u32 count() const;
};
// Reads __slots__ of the namespace `dict` (type_members.cpp). False: an error is pending.
bool read_slot_names_py(Thread& t, Value class_name, Type* base, Dict* dict, SlotNames* out);
// Enters the descriptors for members, `__dict__` and `__weakref__` into the class's dict.
bool add_member_descriptors(Thread& t, Type* type, Type* base, const SlotNames& slots);

// A class statement that calls its metaclass, until its end. A class made with the very namespace that its body has
// filled takes what older libraries expect not to find there: the names that methods assign on self (tuple), for which
// it reserves room, and the cell of the namespace, which then has the class's. All are borrowed and must live as long;
// the last two may be empty.
class ClassStatement {
 public:
  ClassStatement(Value space, Value static_attributes, Value namespace_cell);
  ~ClassStatement();
  ClassStatement(const ClassStatement&) = delete;
  // The innermost one with this namespace, or null.
  static const ClassStatement* of(Value space);

  const Value space, static_attributes, namespace_cell;

 private:
  ClassStatement* outer_;
};

// `__name__` of the globals of the running Python code, for classes made by calling type(); empty if there is none.
// Installed by the VM.
extern Ref (*g_caller_module)(Thread& t);

// Ends what caches know of a class that dies, or is about to.
void forget_type(Thread& t, Type* type);

// Has a set slot: found before the instance's own attributes.
bool is_data_descriptor(Value v);

// A native type that is made but not yet used: scripts cannot construct instances any more.
void disallow_new(Thread& t, Type* type);

// Lifetime functions of heap instances whose native base has none of its own.
void trace_instance(Object* object, gc::Visitor& visitor);
// For the collector: a class that is garbage, or was before it was revived. It is no longer found as a subclass, but
// its finalizers may use it, so it learns of changes of its bases. World stopped.
void condemn_class(Object* object, bool condemned);
void clear_instance(gc::Thread& t, Object* object);
void dispose_instance(gc::Thread& t, Object* object);
void finalize_instance(gc::Thread& t, Object* object);
// Sets the lifetime of a heap type, in the type and where its shapes look.
void set_finalizer(Type* type, bool has_del);

// type.cpp of runtime/types: also what type.__call__ does.
Ref type_call_py(Thread& t, Value type, const CallArgs& args);
Ref object_create(Thread& t, Type* type, const CallArgs& args);
bool object_init(Thread& t, Value self, const CallArgs& args);

// A store of a class attribute (interned) or its deletion, between these two: records show the new value (kept alive by
// the caller, and published if the class is), which the class's dict gets meanwhile. One thread at a time. begin: true
// as refresh_records. end: `done` if the dict has got it.
bool begin_class_store(Thread& t, Type* type, Value name, Value value);
void end_class_store(Thread& t, bool done);
// Stores into a slot of something that class dicts hold and whose value records show in its stead: the callable of a
// static or class method.
void set_recorded_part(Thread& t, Object* part_of, Slot& slot, Value value);

}  // namespace rt
