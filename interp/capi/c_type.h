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
// then stays without effect, as in CPython.
#pragma once

#include "interp/capi/capi.h"
#include "runtime/object/slots.h"
#include "runtime/types/containers/tuple.h"

namespace capi {

static_assert(sizeof(PyTypeObject) == sizeof(rt::Type) &&
              offsetof(PyTypeObject, tpy_rest) == offsetof(rt::Type, lifetime));

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

// The member of a row. Null: the class lacks the suite, or the suite the member.
void* member_of(PyTypeObject* type, const SlotRow& row);

// True for a class that an extension has defined, not for Python classes derived from one.
inline bool is_c_class(const rt::Type* type) { return (type->flags & rt::kTypeExtension) && type->spec; }

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

// Fills the members of all classes, and of those made later. Once; later calls return at once.
void show_classes(Thread& t);
// Fills the members of one class from its slots. Those that an extension has set stay.
void show_class(rt::Type* type);

// The lifetime functions of instances of an extension's classes (instances.cpp).
gc::Lifetime c_lifetime(PyTypeObject* type);
// tp_dealloc, tp_traverse, tp_clear and tp_free that C code finds in classes that are not an extension's.
extern const destructor kNativeDealloc;
extern const traverseproc kNativeTraverse;
extern const inquiry kNativeClear;
// For tp_traverse and m_traverse: shows the child to the gc::Visitor.
int visit_child(PyObject* child, void* visitor);

// Enters methods, members and getters of the tables into the class's dict (members.cpp). False: an error is pending.
bool add_attributes(Thread& t, rt::Type* type, PyMethodDef* methods, PyMemberDef* members, PyGetSetDef* getset);

}  // namespace capi
