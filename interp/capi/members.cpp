// The tables of a class of an extension in its dict: methods, members (fields of the C struct), getters and setters.
#include <climits>
#include <cstring>
#include <type_traits>
#include <utility>

#include "interp/capi/c_type.h"
#include "interp/capi/methods.h"
#include "runtime/object/extension.h"
#include "runtime/object/native.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

using namespace capi;

namespace capi {

namespace {

// ---- getters and setters

struct CGetSet : rt::ExtensionAttribute {
  PyGetSetDef* row;
  rt::GetSetDef def;
};

Ref get_in(Thread& t, const rt::ExtensionAttribute& attribute, Value self) {
  PyGetSetDef* row = static_cast<const CGetSet&>(attribute).row;
  if (!row->get)
    return rt::raise(t, rt::kAttributeErrorType, "attribute '%s' of '%T' objects is not readable", row->name, self);
  return result_of(t, enter(row->get, word(self), row->closure), [&] { return rt::make_str(t, row->name); });
}
bool set_in(Thread& t, const rt::ExtensionAttribute& attribute, Value self, Value v) {
  PyGetSetDef* row = static_cast<const CGetSet&>(attribute).row;
  if (!row->set)
    return rt::raise(t, rt::kAttributeErrorType, "attribute '%s' of '%T' objects is not writable", row->name, self);
  bool failed = enter(row->set, word(self), word(v), row->closure) != 0;
  return status_of(t, failed, [&] { return rt::make_str(t, row->name); });
}

// The docstring as the table has it now: C code may write it after the class is made (rt::ExtensionHooks).
const char* doc_of(const rt::ExtensionAttribute& attribute);
void install_attribute_hooks() {
  static const bool once = (rt::g_extensions.doc_of_attribute = doc_of, true);
  (void)once;
}

// The reference of a descriptor to its class, beside the pointer that C code reads: a class of Python code may die.
Ref counted(Thread& t, rt::Type* type) { return type->flags & rt::kTypeHeap ? Ref::share(t, Value(type)) : Ref(); }

Ref make_getset(Thread& t, rt::Type* type, PyGetSetDef* row) {
  struct Shown : rt::GetSetDescriptor {
    PyGetSetDef* d_getset;  // PyGetSetDescrObject
  };
  install_attribute_hooks();
  auto* own = new CGetSet{{get_in, set_in}, row, {}};
  own->def = {row->name, nullptr, nullptr, nullptr, own};
  auto* descriptor = rt::allocate_exact<Shown>(t, rt::TypeId::kGetSetDescriptor, sizeof(Shown), true);
  if (!descriptor) return Ref();
  descriptor->def = &own->def;
  descriptor->type = type;
  rt::init_field(descriptor->owner, counted(t, type));
  descriptor->d_getset = row;
  return Ref::steal(descriptor);
}

// ---- members

struct CMember : rt::ExtensionAttribute {
  PyMemberDef* row;
  rt::MemberDef def;
};

char* struct_of(Value self) { return reinterpret_cast<char*>(self.object()); }

Ref read_in(Thread&, const rt::ExtensionAttribute& attribute, Value self) {
  PyMemberDef* row = static_cast<const CMember&>(attribute).row;
  return Ref::steal(value(PyMember_GetOne(struct_of(self), row)));
}
bool write_in(Thread&, const rt::ExtensionAttribute& attribute, Value self, Value v) {
  PyMemberDef* row = static_cast<const CMember&>(attribute).row;
  return PyMember_SetOne(struct_of(self), row, word(v)) == 0;
}

Ref make_member(Thread& t, rt::Type* type, PyMemberDef* row) {
  struct Shown : rt::MemberDescriptor {
    PyMemberDef* d_member;  // PyMemberDescrObject
  };
  install_attribute_hooks();
  auto* own = new CMember{{read_in, write_in}, row, {}};
  own->def = {row->name, rt::MemberKind::kExtension, 0, (row->flags & Py_READONLY) != 0, nullptr, own};
  auto* descriptor = rt::allocate_exact<Shown>(t, rt::TypeId::kMemberDescriptor, sizeof(Shown), true);
  if (!descriptor) return Ref();
  descriptor->def = &own->def;
  descriptor->type = type;
  descriptor->offset = 0;
  rt::init_field(descriptor->owner, counted(t, type));
  rt::init_field(descriptor->name, Ref());
  descriptor->d_member = row;
  return Ref::steal(descriptor);
}

const char* doc_of(const rt::ExtensionAttribute& attribute) {
  if (attribute.get == get_in) return static_cast<const CGetSet&>(attribute).row->doc;
  return static_cast<const CMember&>(attribute).row->doc;
}

// ---- the dict of a class

bool add(Thread& t, rt::Type* type, const char* name, bool replace, Ref descriptor) {
  Ref key = descriptor ? rt::intern(t, std::string_view(name)) : Ref();
  if (!key) return false;
  if (!replace && rt::dict_peek(t, type->dict, key)) return true;
  return rt::dict_set_str(t, type->dict, key, std::move(descriptor));
}

// Members that tell the interpreter where it may keep its own things are no attributes.
bool is_place(const PyMemberDef* row) {
  for (const char* name : {"__dictoffset__", "__weaklistoffset__", "__vectorcalloffset__"})
    if (std::strcmp(row->name, name) == 0) return true;
  return false;
}

// ---- fields of C structs. Other threads may read and write them at the same time.

template <class T>
T read_field(const char* at) {
  T content;
  __atomic_load(reinterpret_cast<const T*>(at), &content, __ATOMIC_RELAXED);
  return content;
}
template <class T>
void write_field(char* at, T content) {
  __atomic_store(reinterpret_cast<T*>(at), &content, __ATOMIC_RELAXED);
}

// A reference to the object in a field. Another thread may overwrite it and drop the object, whose memory is valid
// until this thread's next safepoint. Then the field is read again, as any slot (runtime/object/ref.cpp).
Ref read_object(Call& call, const char* at) {
  for (;;) {
    Value held = value(__atomic_load_n(reinterpret_cast<PyObject* const*>(at), __ATOMIC_ACQUIRE));
    if (!held.is_counted() || gc::try_incref_found(call, held.object())) return Ref::steal(held);
    gc::cpu_pause();
  }
}

// Puts the word into a field, and returns what was there. Code of C that overwrites the field in two steps does so in a
// critical section on the object.
PyObject* exchange_object(char* object, char* at, PyObject* added) {
  auto* field = reinterpret_cast<PyObject**>(at);
  if (!gc::kFreeThreaded || !gc::g_threads_started.load(gc::relaxed)) return std::exchange(*field, added);
  PyCriticalSection section;
  PyCriticalSection_Begin(&section, reinterpret_cast<PyObject*>(object));
  PyObject* old = __atomic_exchange_n(field, added, __ATOMIC_ACQ_REL);
  PyCriticalSection_End(&section);
  return old;
}

// The old object: value() publishes an old leaf, so that its memory outlives its readers.
int write_object(Call& call, char* object, PyMemberDef* row, PyObject* v) {
  PyObject* added = v ? give(Ref::share(call, value(v))) : nullptr;
  Ref old = Ref::steal(value(exchange_object(object, object + row->offset, added)));
  if (v || old || row->type == _Py_T_OBJECT) return 0;
  return rt::raise(call, rt::kAttributeErrorType, "%s", row->name);
}

}  // namespace

bool add_attributes(Thread& t, rt::Type* type, PyMethodDef* methods, PyMemberDef* members, PyGetSetDef* getset) {
  for (PyMethodDef* row = methods; row && row->ml_name; ++row) {
    Ref method = Ref::steal(value(PyDescr_NewMethod(c_type(type), row)));
    if (!add(t, type, row->ml_name, row->ml_flags & METH_COEXIST, std::move(method))) return false;
  }
  for (PyMemberDef* row = members; row && row->name; ++row)
    if (!is_place(row) && !add(t, type, row->name, false, make_member(t, type, row))) return false;
  for (PyGetSetDef* row = getset; row && row->name; ++row)
    if (!add(t, type, row->name, false, make_getset(t, type, row))) return false;
  return true;
}

}  // namespace capi

PyObject* PyDescr_NewGetSet(PyTypeObject* type, PyGetSetDef* row) {
  Call call;
  return call.lacks(type, row) ? nullptr : give(make_getset(call, type_at(type), row));
}
PyObject* PyDescr_NewMember(PyTypeObject* type, PyMemberDef* row) {
  Call call;
  return call.lacks(type, row) ? nullptr : give(make_member(call, type_at(type), row));
}

// ---- fields of C structs

PyObject* PyMember_GetOne(const char* object, PyMemberDef* row) {
  Call call;
  if (row->flags & Py_RELATIVE_OFFSET)
    return rt::raise(call, rt::kSystemErrorType, "PyMember_GetOne used with Py_RELATIVE_OFFSET");
  const char* at = object + row->offset;
  switch (row->type) {
    case Py_T_BOOL: return PyBool_FromLong(read_field<char>(at));
    case Py_T_BYTE: return PyLong_FromLong(read_field<signed char>(at));
    case Py_T_UBYTE: return PyLong_FromLong(read_field<unsigned char>(at));
    case Py_T_SHORT: return PyLong_FromLong(read_field<short>(at));
    case Py_T_USHORT: return PyLong_FromLong(read_field<unsigned short>(at));
    case Py_T_INT: return PyLong_FromLong(read_field<int>(at));
    case Py_T_UINT: return PyLong_FromUnsignedLong(read_field<unsigned>(at));
    case Py_T_LONG: return PyLong_FromLong(read_field<long>(at));
    case Py_T_ULONG: return PyLong_FromUnsignedLong(read_field<unsigned long>(at));
    case Py_T_LONGLONG: return PyLong_FromLongLong(read_field<long long>(at));
    case Py_T_ULONGLONG: return PyLong_FromUnsignedLongLong(read_field<unsigned long long>(at));
    case Py_T_PYSSIZET: return PyLong_FromSsize_t(read_field<Py_ssize_t>(at));
    case Py_T_FLOAT: return PyFloat_FromDouble(read_field<float>(at));
    case Py_T_DOUBLE: return PyFloat_FromDouble(read_field<double>(at));
    case Py_T_CHAR: {
      char c = read_field<char>(at);
      return PyUnicode_FromStringAndSize(&c, 1);
    }
    case Py_T_STRING: {
      const char* text = read_field<const char*>(at);
      return text ? PyUnicode_FromString(text) : Py_None;
    }
    case Py_T_STRING_INPLACE: return PyUnicode_FromString(at);
    case _Py_T_NONE: return Py_None;
    case _Py_T_OBJECT:
    case Py_T_OBJECT_EX: {
      if (Ref held = read_object(call, at)) return give(std::move(held));
      if (row->type == _Py_T_OBJECT) return Py_None;
      return rt::raise(call, rt::kAttributeErrorType, "'%T' object has no attribute '%s'",
                       Value(reinterpret_cast<const Object*>(object)), row->name);
    }
    default: return rt::raise(call, rt::kSystemErrorType, "bad memberdescr type for %s", row->name);
  }
}

namespace {

int warn_truncated(const char* type) {
  return PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "Truncation of value to %s", type);
}

template <class T>
int write_signed(Call& call, char* at, PyObject* v, const char* name) {
  auto n = std::is_same_v<T, long long> ? PyLong_AsLongLong(v) : PyLong_AsLong(v);  // their errors have other words
  if (n == -1 && rt::error_pending(call)) return -1;
  write_field(at, static_cast<T>(n));
  if (static_cast<long long>(static_cast<T>(n)) == n) return 0;
  return warn_truncated(name);
}
template <class T>
int write_unsigned_py(Call& call, char* at, PyObject* v, const char* name) {
  Ref index = rt::index_py(call, value(v));
  if (!index) return -1;
  if (rt::int_compare(index, Value::small_int(0)) < 0) {
    long negative = PyLong_AsLong(word(index.get()));
    if (negative == -1 && rt::error_pending(call)) return -1;
    write_field(at, static_cast<T>(negative));
    return PyErr_WarnEx(PyExc_RuntimeWarning, "Writing negative value into unsigned field", 1);
  }
  PyObject* natural = word(index.get());
  auto n = std::is_same_v<T, unsigned long long> ? PyLong_AsUnsignedLongLong(natural) : PyLong_AsUnsignedLong(natural);
  if (n == ~0ull && rt::error_pending(call)) return -1;
  write_field(at, static_cast<T>(n));
  if (static_cast<unsigned long long>(static_cast<T>(n)) == n) return 0;
  return warn_truncated(name);
}
template <class T>
int write_double(Call& call, char* at, PyObject* v) {
  double d = PyFloat_AsDouble(v);
  if (d == -1 && rt::error_pending(call)) return -1;
  write_field(at, static_cast<T>(d));
  return 0;
}
}  // namespace

int PyMember_SetOne(char* object, PyMemberDef* row, PyObject* v) {
  Call call;
  if (row->flags & Py_RELATIVE_OFFSET)
    return rt::raise(call, rt::kSystemErrorType, "PyMember_SetOne used with Py_RELATIVE_OFFSET");
  char* at = object + row->offset;
  if (row->flags & Py_READONLY) return rt::raise(call, rt::kAttributeErrorType, "readonly attribute");
  bool is_object = row->type == _Py_T_OBJECT || row->type == Py_T_OBJECT_EX;
  if (!v && !is_object) return rt::raise_type_error(call, "can't delete numeric/char attribute");
  switch (row->type) {
    case Py_T_BOOL:
      if (v != Py_True && v != Py_False) return rt::raise_type_error(call, "attribute value type must be bool");
      write_field(at, static_cast<char>(v == Py_True));
      return 0;
    case Py_T_BYTE: return write_signed<signed char>(call, at, v, "char");
    case Py_T_UBYTE: return write_signed<unsigned char>(call, at, v, "unsigned char");
    case Py_T_SHORT: return write_signed<short>(call, at, v, "short");
    case Py_T_USHORT: return write_signed<unsigned short>(call, at, v, "unsigned short");
    case Py_T_INT: return write_signed<int>(call, at, v, "int");
    case Py_T_UINT: return write_unsigned_py<unsigned>(call, at, v, "unsigned int");
    case Py_T_LONG: return write_signed<long>(call, at, v, "long");
    case Py_T_LONGLONG: return write_signed<long long>(call, at, v, "long long");
    case Py_T_ULONG: return write_unsigned_py<unsigned long>(call, at, v, "unsigned long");
    case Py_T_ULONGLONG: return write_unsigned_py<unsigned long long>(call, at, v, "unsigned long long");
    case Py_T_PYSSIZET: {
      Py_ssize_t n = PyLong_AsSsize_t(v);  // takes ints alone, where the types of C take what has __index__, too
      if (n == -1 && rt::error_pending(call)) return -1;
      write_field(at, n);
      return 0;
    }
    case Py_T_FLOAT: return write_double<float>(call, at, v);
    case Py_T_DOUBLE: return write_double<double>(call, at, v);
    case Py_T_CHAR: {
      Py_ssize_t size;
      const char* text = rt::is_str(value(v)) ? PyUnicode_AsUTF8AndSize(v, &size) : nullptr;
      if (!text || size != 1) {
        rt::clear_error(call);
        return rt::raise_type_error(call, "bad argument type for built-in operation");
      }
      write_field(at, *text);
      return 0;
    }
    case Py_T_STRING:
    case Py_T_STRING_INPLACE: return rt::raise_type_error(call, "readonly attribute");
    case _Py_T_OBJECT:
    case Py_T_OBJECT_EX: return write_object(call, object, row, v);
    default: return rt::raise(call, rt::kSystemErrorType, "bad memberdescr type for %s", row->name);
  }
}
