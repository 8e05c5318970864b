// Making and changing classes: the parts of the class statement, shared by type*.cpp, class.cpp and
// runtime/types/classes/type.cpp.
#pragma once

#include "runtime/object/native.h"
#include "runtime/object/shape.h"

namespace rt {

// Gives a built-in type that the interpreter has (INTERPRETER_TYPE in types.def) its specification, which stays the
// caller's. Start-up, before init_object_model().
void define_type(TypeId id, const TypeSpec& spec);
// Creates all built-in types; afterwards names, strings, dicts and types may be used in any order. Called once, by the
// first thread.
bool init_object_model(Thread& t);

// In this header a null or empty result, or false, means that an error is pending, unless a comment says otherwise.

// The most derived of `meta` and the classes of `bases` (a tuple). Null: TypeError (metaclass conflict).
Type* most_derived_metaclass(Thread& t, Type* meta, Value bases);
// The base whose layout a class with these bases extends. Null: TypeError.
Type* best_base(Thread& t, Value bases);
// The method resolution order (MRO) of `type` with its present bases: a tuple. If the metaclass overrides mro(), that
// method decides; else the order is C3.
Ref compute_mro_py(Thread& t, Type* type);
// The C3 order, even if the metaclass overrides mro(): list or tuple (type.mro()).
Ref c3_mro(Thread& t, Type* type);
// Detects changes of bases and MROs by other threads. Bases and MROs change under g_type_mutex, but an MRO is computed
// without that lock, from the MROs of other classes. So the computing thread makes an OrderWatch first, and starts
// again if holds() is false afterwards. Changes by the thread's own mro() methods are not counted: such a method could
// make the computation start again for ever.
class OrderWatch {
 public:
  OrderWatch();
  // No other thread has changed bases or an MRO since the construction.
  bool holds() const;
  // The calling thread has changed bases or an MRO; under g_type_mutex.
  static void count_change();

 private:
  u64 all_, own_;
};
// Computes and stores the MRO of the class and those of its subclasses anew. False: an error is pending.
bool refresh_mro_py(Thread& t, Type* type);
// True if the __slots__ members of two classes of the same layout have the same names at the same places. No error.
bool same_members(const Type* a, const Type* b);
// type.__bases__ = bases.
bool set_bases_py(Thread& t, Type* type, Value bases);

// The text signature of a built-in class, "(x=0, /)"; empty if no single signature describes its calls.
std::string_view class_text_signature(const Type* type);

// A new, empty class object, without slots or dict. The caller owns one count.
Type* allocate_type(Thread& t, Type* metaclass);
// As make_native_type() in type.h, for a type whose class is not that of its base: `metaclass`, a subclass of type.
Type* make_native_type(Thread& t, const TypeSpec& spec, Type* base, Type* metaclass);
// Copies layout, flags and lifetime of the base. `members`: how many __slots__ members the class adds. `inline_hint`:
// how many attributes get an inline slot.
void lay_out_heap_type(Type* type, Type* base, u32 members, bool add_dict, bool add_weakrefs, u32 inline_hint);

// Adds / removes the class to / from the subclass lists of its bases.
void register_subclass(Type* type);
void unregister_subclass(Type* type);
// Publishes all classes. Called before the second thread starts: that thread finds any class through the subclass
// lists. Classes made later are published when they are made. Only one thread runs here, so g_type_mutex is not needed.
void publish_classes(Thread& t);
// The direct subclasses that are alive: list.
Ref subclass_list(Thread& t, Type* type);
// Calls f for `type` and everything derived from it, base first. g_type_mutex is held, or the world is stopped.
void for_each_derived(Type* type, void (*f)(Type*, void*), void* argument);
// How many classes these walks have visited so far; tests bound it. Written under g_type_mutex; any thread reads.
extern gc::Atomic<u64> g_classes_visited;

// The raw class attribute through the MRO, borrowed, not memoised. *where: the class whose dict has the attribute.
// Empty: absent, no error.
Value lookup_in_mro(Thread& t, const Type* type, Value name, Type** where = nullptr);
// As type_lookup(), but counted: safe while other threads change the class. Empty: absent, no error.
Ref hold_type_attribute(Thread& t, Type* type, Value name);
// The dict's value for an exact str key, borrowed: valid until the next safepoint or change of the dict by this thread.
// Empty: absent, no error. No Python code runs.
Value dict_peek(Thread& t, Dict* dict, Value name);

// Checks the name (a str) of a class. False: UnicodeEncodeError for surrogates, ValueError for null characters.
bool check_type_name(Thread& t, Value name);
// Sets Type::c_name, the UTF-8 copy of the name for messages.
void set_type_c_name(Thread& t, Type* type, Value name);
// The mangled form of a private name: `__x` in class `C` is `_C__x`. Other names are returned as they are.
Ref mangle_name(Thread& t, Value class_name, Value name);

// The contents of a class statement's __slots__.
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

// A running class statement whose body has filled the namespace `space` and which now calls its metaclass. Objects of
// this type form a stack for each thread. make_class_py() looks its namespace argument up there: if a statement has
// filled that namespace, the new class takes two things from the statement.
//   attributes       tuple of the names that instances probably have; they get inline slots for them
//   namespace_cell   the cell through which methods find the class's namespace; it is set to the class's dict. Newer
//                    Python keeps it in the namespace (__classdictcell__), where older libraries do not expect it
// All three are borrowed and must outlive the ClassStatement; the last two may be empty.
class ClassStatement {
 public:
  ClassStatement(Value space, Value attributes, Value namespace_cell);
  ~ClassStatement();
  ClassStatement(const ClassStatement&) = delete;
  // The calling thread's innermost statement with this namespace, or null.
  static const ClassStatement* of(Value space);

  const Value space, attributes, namespace_cell;

 private:
  ClassStatement* outer_;
};

// Makes all attribute records of a class invalid that dies or is about to die, and removes it from subclass lists.
void forget_type(Thread& t, Type* type);

// True if the type of `v` has a set slot. Such a class attribute takes precedence over the instance's own attributes.
bool is_data_descriptor(Value v);

// From now on scripts cannot construct instances of the native type. Called before the type is used.
void disallow_new(Thread& t, Type* type);

// Lifetime functions of instances whose native base has none of its own.
void trace_instance(Object* object, gc::Visitor& visitor);
// Called by the collector when a class becomes garbage (true) and when a finalizer has revived it (false). While a
// class is condemned, __subclasses__() does not show it. It stays in the subclass lists: its finalizers may still use
// it, so changes of its bases must reach it. World stopped.
void condemn_class(Object* object, bool condemned);
void clear_instance(gc::Thread& t, Object* object);
void dispose_instance(gc::Thread& t, Object* object);
void finalize_instance(gc::Thread& t, Object* object);
// Sets or removes the finalizer (__del__) in the lifetime of a heap type and in the copies that its shapes refer to.
// g_type_mutex is held.
void set_finalizer(Type* type, bool has_del);

// ---- type.__call__ (types/classes/type.cpp), object.__new__ and object.__init__ (types/classes/object.cpp)

Ref type_call_py(Thread& t, Value type, const CallArgs& args);
Ref object_create(Thread& t, Type* type, const CallArgs& args);
bool object_init(Thread& t, Value self, const CallArgs& args);

// ---- stores of class attributes

// The caller changes the class's dict between these two calls. begin_class_store() makes the attribute records show the
// new value (empty: deletion) first, so that no thread finds the new value in the dict but the old one through a
// record. The caller keeps the value alive, and publishes it if the class is published. One store at a time in the
// process. begin: true means that renumber_shapes() must follow, as for refresh_records(). end: `done` tells whether
// the dict has changed; if not, the records show the old value again.
bool begin_class_store(Thread& t, Type* type, Value name, Value value);
void end_class_store(Thread& t, bool done);
// Replaces the callable of a static or class method, in `slot` of the object `part_of`. Records of classes that hold
// the object show that callable as their value, so they are brought up to date.
void set_recorded_part(Thread& t, Object* part_of, Slot& slot, Value value);

}  // namespace rt
