// Classes as C sees them. A class of an extension is a native class (rt::Type) whose slots call functions of C; every
// other class shows functions of C that call its slots.
//
//   rt::Type    header | CPython's members: tp_name ... tp_versions_used | lifetime, slots, ...
//                        ^ written by the extension, or by show_class()    ^ read by the interpreter
//
//   slots.repr == trampoline  -->  tp_repr of the first class of an extension in the MRO
//   tp_repr == native         -->  slots.repr of the first native class in the MRO of the object's class
//   tp_repr == dynamic        -->  slots.repr of the object's class: a Python class with a __repr__ of its own
//
// Trampolines read the member at each call, so an extension may change it after PyType_Ready(). A member that was null
// then stays without effect for operators; CPython's look-up by name does not see it either.
//
// A special method that Python code sets in a class of C takes the slot. Then the member shows a function that calls
// the method, and what the extension had there is kept for the wrapper (`old = C.__add__; C.__add__ = ...; old(x, y)`),
// and for the day on which the wrapper is put back.
#pragma once

#include "interp/capi/capi.h"
#include "runtime/object/slots.h"
#include "runtime/types/containers/tuple.h"

namespace capi {

static_assert(sizeof(PyTypeObject) == sizeof(rt::Type) &&
              offsetof(PyTypeObject, tpy_rest) == offsetof(rt::Type, lifetime) &&
              offsetof(PyTypeObject, tp_dict) == offsetof(rt::Type, c_members) + 8 * rt::kNamespaceWord);

// Which struct of a PyTypeObject has a member.
enum class Suite : u8 { kType, kAsync, kNumber, kSequence, kMapping, kBuffer };

struct SlotRow {
  Suite suite;
  u16 member;             // byte offset in the suite's struct
  u32 slot;               // byte offset in rt::Slots
  rt::SlotFn trampoline;  // for slots
  void* native;           // for members
  void* dynamic;
  int id;  // Py_tp_repr, ...
};
extern const SlotRow kSlotRows[];
extern const u32 kSlotRowCount;

// The place of a member. Null: the class lacks the suite.
void** member_at(PyTypeObject* type, const SlotRow& row);
// What the member of a row holds. Null: the class lacks the suite, or the suite the member.
void* member_of(PyTypeObject* type, const SlotRow& row);

// What the interpreter has put into a member of an extension's class, and what of the extension's stood there before.
struct Shown {
  gc::Atomic<void*> function, replaced;  // relaxed: the member itself is released after them
};
// The notes of a class of C about its members, made by PyType_Ready(): those of PyTypeObject, then those of each suite.
constexpr u32 first_note(Suite suite) {
  constexpr u32 kWords[] = {offsetof(PyTypeObject, tpy_rest) / 8, sizeof(PyAsyncMethods) / 8,
                            sizeof(PyNumberMethods) / 8,          sizeof(PySequenceMethods) / 8,
                            sizeof(PyMappingMethods) / 8,         sizeof(PyBufferProcs) / 8};
  u32 first = 0;
  for (u32 i = 0; i < static_cast<u32>(suite); ++i) first += kWords[i];
  return first;
}
constexpr u32 kNoteCount = first_note(Suite::kBuffer) + sizeof(PyBufferProcs) / 8;
inline Shown* notes_of(const rt::Type* type) { return static_cast<Shown*>(type->module_state); }
// The function that the extension itself has given the class; null: none, also if the member shows another function.
// `members`: the suite of the class, or the class; null: the class lacks the suite. `offset`: of the member.
inline void* function_of_extension(PyTypeObject* cls, Suite suite, void* members, u32 offset) {
  if (!members) return nullptr;
  void* function = __atomic_load_n(reinterpret_cast<void**>(static_cast<char*>(members) + offset), __ATOMIC_ACQUIRE);
  const Shown& shown = notes_of(type_at(cls))[first_note(suite) + offset / 8];
  return function != shown.function.load(gc::relaxed) ? function : shown.replaced.load(gc::relaxed);
}

// The bytes of C's struct of an instance. A class made at run time begins with a PyHeapTypeObject.
inline Py_ssize_t struct_bytes(const rt::Type* type) {
  auto own = static_cast<Py_ssize_t>(type->base_size);
  if (type->layout != rt::TypeId::kType) return own;
  return std::max(own, static_cast<Py_ssize_t>(sizeof(PyHeapTypeObject)));
}

// True for a class that an extension has defined, not for Python classes derived from one.
inline bool is_c_class(const rt::Type* type) { return (type->flags & rt::kTypeExtension) && type->spec; }

// The nearest base that is neither an extension's nor Python's.
inline rt::Type* native_base(const rt::Type* type) {
  while (is_c_class(type) || (type->flags & rt::kTypeHeap)) type = type->base;
  return const_cast<rt::Type*>(type);
}

// Calls f(PyTypeObject*) for the classes of extensions in the MRO until it returns true.
template <class F>
bool find_c_class(const rt::Type* type, F f) {
  if (is_c_class(type) && f(c_type(type))) return true;
  const rt::Tuple& order = *rt::as_tuple(type->mro.get_shared());
  for (u64 i = 1; i < order.length; ++i) {
    auto* next = order[i].as<rt::Type>();
    if (is_c_class(next) && f(c_type(next))) return true;
  }
  return false;
}

// The same along the bases whose layouts the class extends: what makes instances is theirs.
template <class F>
bool find_c_base(const rt::Type* type, F f) {
  for (; type; type = type->base) {
    if (is_c_class(type) && f(c_type(type))) return true;
  }
  return false;
}

// The bytes of an instance with its attributes: what code must ask for that makes instances itself. Of a class with
// items, their end is aligned and a word follows.
Py_ssize_t instance_bytes(const rt::Type* type);
// Whether an extension's function gives the buffers of instances, and not that of a native base.
bool exports_by_c(const rt::Type* type);

// An item by sq_item and sq_ass_item of an extension, else as by a subscript. `v` is empty: delete.
Ref item_at_py(Thread& t, Value self, i64 index);
bool set_item_at_py(Thread& t, Value self, i64 index, Value v);

// Memory for a class that PyType_Ready() will make one; it is immortal. NULL: no memory, without an error.
PyHeapTypeObject* new_heap_type(PyTypeObject* metaclass);

// Fills the members of all classes, and of those made later. Once; later calls return at once.
void show_classes(Thread& t);
// A part of it: array.array (arrays.cpp).
void show_arrays();
// Fills the members of one class from its slots. Those that an extension has set stay.
void show_class(rt::Type* type);

// True for a block that only PyObject_Free() and PyObject_Realloc() can take. Any thread, any address.
bool is_object_memory(const void* memory);

// True if the items of a buffer are found by pointers in it. Nothing here can read them, but PyBuffer_GetPointer().
inline bool has_pointers(const Py_buffer& view) {
  for (int i = 0; view.suboffsets && i < view.ndim; ++i)
    if (view.suboffsets[i] >= 0) return true;
  return false;
}

// The lifetime functions of instances of an extension's classes (instances.cpp).
gc::Lifetime c_lifetime(PyTypeObject* type);
// tp_dealloc, tp_traverse, tp_clear and tp_free that C code finds in classes that are not an extension's.
extern const destructor kNativeDealloc;
extern const traverseproc kNativeTraverse;
extern const inquiry kIsHeapClass;  // PyType_Type.tp_is_gc
extern const inquiry kNativeClear;
// The owner's count of an object whose tp_dealloc runs: no passing Py_INCREF and Py_DECREF brings it to 0.
inline constexpr u32 kDying = 0x40000000;
// True while the calling thread is in the tp_dealloc of the object. Also true of an object that nobody counts.
inline bool is_dying(const Object* object) { return object->local.load(gc::relaxed) >= kDying / 2; }
// For tp_traverse and m_traverse: shows the child to the gc::Visitor.
int visit_child(PyObject* child, void* visitor);

// Enters methods, members and getters of the tables into the class's dict (members.cpp). False: an error is pending.
bool add_attributes(Thread& t, rt::Type* type, PyMethodDef* methods, PyMemberDef* members, PyGetSetDef* getset);

}  // namespace capi
