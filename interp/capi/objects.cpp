// Any object: references, text, comparison, attributes, items; the collector.
#include <cstdio>

#include "gc/refcount/refcount.h"
#include "interp/capi/capi.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shape.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/iterators/builtin_iterators.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- references

// Static objects that nobody has met need not be counted, and their class need not be ready. The memory may lie at any
// address: C code has such on its stack.
static bool is_uncounted(PyObject* object) {
  if (!bare_value(object).is_pointer()) return true;
  return __atomic_load_n(&object->tpy_owner, __ATOMIC_RELAXED) == gc::kImmortalOwner || is_shapeless(object);
}

void Py_IncRef(PyObject* object) {
  if (is_uncounted(object)) return;
  Call call;
  (void)Ref::share(call, value(object)).release();
}

void Py_DecRef(PyObject* object) {
  if (is_uncounted(object)) return;
  Call call;
  rt::decref(call, value(object));
}

PyObject* Py_XNewRef(PyObject* object) {
  Py_IncRef(object);
  return object;
}
PyObject* Py_NewRef(PyObject* object) { return Py_XNewRef(object); }

// For what the header has inline: the object is about to be stored in a published one.
void _PyObject_Publish(PyObject* object) {
  Call call;
  (void)value(object);
}

// As sys.getrefcount() without its argument; immediates are never counted, as CPython's immortal objects.
Py_ssize_t Py_REFCNT(PyObject* object) {
  Call call;
  Value v = value(object);
  return v.is_pointer() ? static_cast<Py_ssize_t>(gc::total_count(v.object())) : Py_ssize_t{UINT32_MAX} >> 1;
}

PyObject* PyObject_Type(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : give(Ref::share(call, rt::type_of(value(object))));
}

// ---- text

PyObject* PyObject_Repr(PyObject* object) {
  Call call;
  return give(object ? rt::repr_py(call, value(object)) : call.text("<NULL>"));
}

PyObject* PyObject_Str(PyObject* object) {
  Call call;
  return give(object ? rt::str_py(call, value(object)) : call.text("<NULL>"));
}

PyObject* PyObject_ASCII(PyObject* object) {
  Call call;
  return give(object ? rt::ascii_py(call, value(object)) : call.text("<NULL>"));
}

PyObject* PyObject_Bytes(PyObject* object) {
  Call call;
  if (!object) return PyBytes_FromString("<NULL>");
  if (rt::is_exact(value(object), rt::TypeId::kBytes)) return Py_NewRef(object);
  Ref bytes = rt::call_dunder_bytes_py(call, value(object));
  return bytes || rt::error_pending(call) ? give(std::move(bytes)) : PyBytes_FromObject(object);
}

PyObject* PyObject_Format(PyObject* object, PyObject* spec) {
  Call call;
  if (call.lacks(object)) return nullptr;
  if (spec && !rt::is_str(value(spec)))
    return rt::raise(call, rt::kSystemErrorType, "Format specifier must be a string, not %T", value(spec));
  return give(rt::format_py(call, value(object), value(spec)));
}

PyObject* PyObject_Dir(PyObject* object) {
  Call call;
  Ref dir = rt::getattr_py(call, rt::builtins_module(), "dir");
  if (!dir) return nullptr;
  return give(object ? rt::call_py(call, dir, value(object)) : rt::call_py(call, dir));
}

int Py_ReprEnter(PyObject* object) {
  Call call;
  return call.lacks(object) ? -1 : rt::repr_enter(call, value(object));
}

void Py_ReprLeave(PyObject* object) {
  Call call;
  if (object) rt::repr_leave(call, value(object));
}

// ---- comparison

Py_hash_t PyObject_Hash(PyObject* object) {
  Call call;
  i64 hash;
  return !call.lacks(object) && rt::hash_py(call, value(object), &hash) ? hash : -1;
}

int PyObject_IsTrue(PyObject* object) {
  Call call;
  return call.lacks(object) ? -1 : rt::truth_py(call, value(object));
}

int PyObject_Not(PyObject* object) {
  int truth = PyObject_IsTrue(object);
  return truth < 0 ? truth : !truth;
}

static bool is_comparison(Call& call, int op) { return (op >= 0 && op <= 5) || !call.bad_call(); }

// The numbers Py_LT .. Py_GE in CPython's order.
static rt::CompareOp comparison(int op) {
  using enum rt::CompareOp;
  constexpr rt::CompareOp kOps[] = {kLt, kLe, kEq, kNe, kGt, kGe};
  return kOps[op];
}

PyObject* PyObject_RichCompare(PyObject* a, PyObject* b, int op) {
  Call call;
  if (call.lacks(a, b) || !is_comparison(call, op)) return nullptr;
  return give(rt::compare_py(call, value(a), value(b), comparison(op)));
}

int PyObject_RichCompareBool(PyObject* a, PyObject* b, int op) {
  Call call;
  if (call.lacks(a, b) || !is_comparison(call, op)) return -1;
  return rt::compare_bool_py(call, value(a), value(b), comparison(op));
}

int PyObject_IsInstance(PyObject* object, PyObject* cls) {
  Call call;
  return call.lacks(object, cls) ? -1 : rt::isinstance_py(call, value(object), value(cls));
}

int PyObject_IsSubclass(PyObject* derived, PyObject* cls) {
  Call call;
  return call.lacks(derived, cls) ? -1 : rt::issubclass_py(call, value(derived), value(cls));
}

// ---- attributes

PyObject* PyObject_GetAttr(PyObject* object, PyObject* name) {
  Call call;
  return call.lacks(object, name) ? nullptr : give(rt::getattr_py(call, value(object), value(name)));
}

PyObject* PyObject_GetAttrString(PyObject* object, const char* name) {
  Call call;
  Ref str = call.name(name);
  return !str || call.lacks(object) ? nullptr : give(rt::getattr_py(call, value(object), str));
}

int PyObject_HasAttr(PyObject* object, PyObject* name) {
  Call call;
  SilentCall silent(call, object);
  return !call.lacks(object, name) && bool(rt::getattr_optional_py(call, value(object), value(name)));
}

int PyObject_HasAttrString(PyObject* object, const char* name) {
  Call call;
  SilentCall silent(call, object);
  Ref str = call.name(name);
  return str && PyObject_HasAttr(object, word(str));
}

// An empty value deletes.
int PyObject_SetAttr(PyObject* object, PyObject* name, PyObject* attribute) {
  Call call;
  if (call.lacks(object, name)) return -1;
  return call.status(rt::setattr_py(call, value(object), value(name), value(attribute)));
}

int PyObject_SetAttrString(PyObject* object, const char* name, PyObject* attribute) {
  Call call;
  Ref str = call.name(name);
  if (!str || call.lacks(object)) return -1;
  return call.status(rt::setattr_py(call, value(object), str, value(attribute)));
}

int PyObject_DelAttr(PyObject* object, PyObject* name) { return PyObject_SetAttr(object, name, nullptr); }
int PyObject_DelAttrString(PyObject* object, const char* name) { return PyObject_SetAttrString(object, name, nullptr); }

PyObject* PyObject_GenericGetAttr(PyObject* object, PyObject* name) {
  Call call;
  return call.lacks(object, name) ? nullptr : give(rt::generic_getattr_py(call, value(object), value(name)));
}

int PyObject_GenericSetAttr(PyObject* object, PyObject* name, PyObject* attribute) {
  Call call;
  if (call.lacks(object, name)) return -1;
  return call.status(rt::generic_setattr_py(call, value(object), value(name), value(attribute)));
}

// ---- items

PyObject* PyObject_GetItem(PyObject* object, PyObject* key) {
  Call call;
  return call.lacks(object, key) ? nullptr : give(rt::getitem_py(call, value(object), value(key)));
}

int PyObject_SetItem(PyObject* object, PyObject* key, PyObject* item) {
  Call call;
  if (call.lacks(object, key, item)) return -1;
  return call.status(rt::setitem_py(call, value(object), value(key), value(item)));
}

int PyObject_DelItem(PyObject* object, PyObject* key) {
  Call call;
  if (call.lacks(object, key)) return -1;
  return call.status(rt::setitem_py(call, value(object), value(key), Value()));
}

Py_ssize_t PyObject_Size(PyObject* object) {
  Call call;
  return call.lacks(object) ? -1 : rt::len_py(call, value(object));
}
Py_ssize_t PyObject_Length(PyObject* object) { return PyObject_Size(object); }

Py_ssize_t PyObject_LengthHint(PyObject* object, Py_ssize_t fallback) {
  Call call;
  return call.lacks(object) ? -1 : rt::length_hint_py(call, value(object), fallback);
}

PyObject* PyObject_GetIter(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : give(rt::iter_py(call, value(object)));
}

PyObject* PyObject_SelfIter(PyObject* object) { return Py_XNewRef(object); }

int PyIter_Check(PyObject* object) {
  Call call;
  return object && rt::type_of(value(object))->slots.next != nullptr;
}

// NULL without an error: the iterator is exhausted.
PyObject* PyIter_Next(PyObject* iterator) {
  Call call;
  if (call.lacks(iterator)) return nullptr;
  Ref item = rt::next_py(call, value(iterator));
  if (item.get() == rt::kStop) return nullptr;
  if (!item) (void)rt::catch_stop_iteration(call);
  return give(std::move(item));
}

int PyObject_AsFileDescriptor(PyObject* object) {
  Call call;
  int descriptor;
  return !call.lacks(object) && rt::file_descriptor_py(call, value(object), &descriptor) ? descriptor : -1;
}

// ---- the collector, through its module

static i64 gc_module_py(const char* function) {
  Call call;
  SilentCall silent(call);
  Ref module = rt::import_module_py(call, "gc"), method = module ? rt::getattr_py(call, module, function) : Ref();
  Ref result = method ? rt::call_py(call, method) : Ref();
  i64 number = 0;
  bool has_number = result && result.get() != rt::kNone && rt::index_i64_py(call, result, &number, nullptr);
  return has_number ? number : 0;
}

Py_ssize_t PyGC_Collect(void) { return gc_module_py("collect"); }
int PyGC_IsEnabled(void) { return static_cast<int>(gc_module_py("isenabled")); }

int PyGC_Enable(void) {
  int before = PyGC_IsEnabled();
  gc_module_py("enable");
  return before;
}

int PyGC_Disable(void) {
  int before = PyGC_IsEnabled();
  gc_module_py("disable");
  return before;
}

// ---- attributes that may be absent: 1 found, 0 absent, -1 an error

int PyObject_GetOptionalAttr(PyObject* object, PyObject* name, PyObject** result) {
  Call call;
  *result = nullptr;
  if (call.lacks(object, name)) return -1;
  *result = give(rt::getattr_optional_py(call, value(object), value(name)));
  return *result ? 1 : rt::error_pending(call) ? -1 : 0;
}
int PyObject_GetOptionalAttrString(PyObject* object, const char* name, PyObject** result) {
  Call call;
  *result = nullptr;
  Ref str = call.name(name);
  return str ? PyObject_GetOptionalAttr(object, word(str.get()), result) : -1;
}
int PyObject_HasAttrWithError(PyObject* object, PyObject* name) {
  PyObject* found;
  int result = PyObject_GetOptionalAttr(object, name, &found);
  if (found) Py_DecRef(found);
  return result;
}
int PyObject_HasAttrStringWithError(PyObject* object, const char* name) {
  PyObject* found;
  int result = PyObject_GetOptionalAttrString(object, name, &found);
  if (found) Py_DecRef(found);
  return result;
}

static bool keeps_attributes(PyObject* object) {
  return value(object).is_pointer() && rt::has_own_attributes(rt::shape_of(value(object).object()));
}
// For getters of `__dict__` in tables of extensions: the instance's dict is the interpreter's.
PyObject* PyObject_GenericGetDict(PyObject* object, void*) {
  Call call;
  if (call.lacks(object)) return nullptr;
  if (keeps_attributes(object)) return give(rt::instance_dict(call, value(object).object()));
  return rt::raise(call, rt::kAttributeErrorType, "This object has no __dict__");
}
int PyObject_GenericSetDict(PyObject* object, PyObject* dict, void*) {
  Call call;
  if (call.lacks(object)) return -1;
  if (!dict) return rt::raise_type_error(call, "cannot delete __dict__");
  if (!rt::is_dict(value(dict)))
    return rt::raise_type_error(call, "__dict__ must be set to a dictionary, not a '%T'", value(dict));
  if (!keeps_attributes(object)) return rt::raise(call, rt::kAttributeErrorType, "This object has no __dict__");
  return call.status(rt::instance_set_dict(call, value(object).object(), value(dict)));
}
// No instance keeps its dict in a field of C.
PyObject** _PyObject_GetDictPtr(PyObject*) { return nullptr; }

Py_hash_t PyObject_HashNotImplemented(PyObject* object) {
  Call call;
  return rt::raise_type_error(call, "unhashable type: '%T'", value(object));
}

int PyObject_DelItemString(PyObject* object, const char* key) {
  Call call;
  Ref str = call.text(key);
  return str ? PyObject_DelItem(object, word(str.get())) : -1;
}

// Tells what an object is, for who looks for a mistake, whether or not the thread is attached.
void PyObject_Dump(PyObject* object) {
  Call call;
  SilentCall silent(call);
  if (!object) {
    std::fputs("<object at NULL>\n", stderr);
    return;
  }
  rt::Type* type = rt::type_of(value(object));
  std::fprintf(stderr, "object address  : %p\nobject refcount : %zd\nobject type     : %p\n",
               static_cast<void*>(object), Py_REFCNT(object), static_cast<void*>(type));
  std::fprintf(stderr, "object type name: %s\nobject repr     : ", type->c_name.load(gc::acquire));
  std::fflush(stderr);
  PyObject_Print(object, stderr, 0);
  std::fputs("\n", stderr);
  std::fflush(stderr);
}

int PyObject_Print(PyObject* object, FILE* file, int flags) {
  Call call;
  if (!object) return std::fputs("<nil>", file) < 0 ? -1 : 0;
  Ref text = Ref::steal(value(flags & Py_PRINT_RAW ? PyObject_Str(object) : PyObject_Repr(object)));
  const char* utf8 = text ? PyUnicode_AsUTF8(word(text.get())) : nullptr;
  if (!utf8) return -1;
  return std::fputs(utf8, file) == EOF ? (PyErr_SetFromErrno(PyExc_OSError), -1) : 0;
}

// ---- iterators

// 1: an item; 0: the end; -1: an error.
int PyIter_NextItem(PyObject* iterator, PyObject** item) {
  Call call;
  *item = PyIter_Next(iterator);
  return *item ? 1 : rt::error_pending(call) ? -1 : 0;
}

PySendResult PyIter_Send(PyObject* iterator, PyObject* sent, PyObject** result) {
  Call call;
  *result = nullptr;
  if (call.lacks(iterator, sent)) return PYGEN_ERROR;
  bool plain = sent == Py_None && rt::type_of(value(iterator))->slots.next;
  Ref name = plain ? Ref() : call.name("send");
  if (!plain && !name) return PYGEN_ERROR;
  Ref item = plain ? rt::next_py(call, value(iterator)) : rt::call_method_py(call, value(iterator), name, value(sent));
  if (item && item.get() != rt::kStop) {
    *result = give(std::move(item));
    return PYGEN_NEXT;
  }
  Ref returned;
  if (!item && !rt::catch_stop_iteration(call, &returned)) return PYGEN_ERROR;
  *result = give(returned ? std::move(returned) : rt::none());
  return PYGEN_RETURN;
}

int PyAIter_Check(PyObject* object) {
  Call call;
  return object && rt::type_of(value(object))->slots.anext != nullptr;
}
PyObject* PyObject_GetAIter(PyObject* object) {
  Call call;
  if (call.lacks(object)) return nullptr;
  auto aiter = rt::type_of(value(object))->slots.aiter;
  if (!aiter) return rt::raise_type_error(call, "'%T' object is not an async iterable", value(object));
  return give(aiter(call, value(object)));
}
PyObject* PySeqIter_New(PyObject* sequence) {
  Call call;
  if (call.lacks(sequence)) return nullptr;
  return PySequence_Check(sequence) ? give(rt::make_seq_iterator(call, value(sequence))) : (call.bad_call(), nullptr);
}
PyObject* PyCallIter_New(PyObject* callable, PyObject* sentinel) {
  Call call;
  if (call.lacks(callable, sentinel)) return nullptr;
  Ref iter = rt::getattr_py(call, rt::builtins_module(), "iter");
  return iter ? give(rt::call_py(call, iter, value(callable), value(sentinel))) : nullptr;
}

// ---- constants

PyObject* Py_GetConstantBorrowed(unsigned number) {
  Call call;
  switch (number) {
    case Py_CONSTANT_NONE: return word(rt::kNone);
    case Py_CONSTANT_FALSE: return word(rt::kFalse);
    case Py_CONSTANT_TRUE: return word(rt::kTrue);
    case Py_CONSTANT_ELLIPSIS: return word(rt::kEllipsis);
    case Py_CONSTANT_NOT_IMPLEMENTED: return word(rt::kNotImplemented);
    case Py_CONSTANT_ZERO: return word(Value::small_int(0));
    case Py_CONSTANT_ONE: return word(Value::small_int(1));
    case Py_CONSTANT_EMPTY_STR: return word(rt::empty_str());
    case Py_CONSTANT_EMPTY_BYTES: {
      static PyObject* const empty = [] {
        PyObject* bytes = PyBytes_FromStringAndSize("", 0);
        gc::make_immortal(bare_value(bytes).object());
        return bytes;
      }();
      return empty;
    }
    case Py_CONSTANT_EMPTY_TUPLE: return word(rt::empty_tuple());
    default: return call.bad_call(), nullptr;
  }
}
PyObject* Py_GetConstant(unsigned number) {
  PyObject* constant = Py_GetConstantBorrowed(number);
  return constant ? Py_XNewRef(constant) : nullptr;
}
int Py_Is(PyObject* a, PyObject* b) { return a == b; }
int Py_IsNone(PyObject* a) { return a == Py_None; }
int Py_IsTrue(PyObject* a) { return a == Py_True; }
int Py_IsFalse(PyObject* a) { return a == Py_False; }

// ---- may an object be changed in place?

// True if the caller has the only reference, and no other thread can get one.
int PyUnstable_Object_IsUniquelyReferenced(PyObject* object) {
  Call call;
  Value v = value(object);
  return v.is_pointer() && gc::uniquely_held_outside(call, v.object());
}
// Only the instruction that runs knows its temporaries: no is always right.
int PyUnstable_Object_IsUniqueReferencedTemporary(PyObject*) { return 0; }
// 0: another reference exists, or it is a str or immortal already. What the object holds may be met by any thread from
// now on.
int PyUnstable_SetImmortal(PyObject* object) {
  Call call;
  Value v = value(object);
  if (!v.is_pointer()) return 1;
  if (rt::is_str(v) || !gc::uniquely_held_outside(call, v.object())) return 0;
  gc::make_immortal(v.object());
  gc::publish(call, v.object());
  return 1;
}
int PyUnstable_IsImmortal(PyObject* object) {
  Call call;
  Value v = value(object);
  return !v.is_pointer() || v.object()->immortal();
}
// Published objects can be counted while another thread drops the last reference.
void PyUnstable_EnableTryIncRef(PyObject* object) {
  Call call;
  if (value(object).is_pointer()) gc::publish(call, value(object).object());
}
int PyUnstable_TryIncRef(PyObject* object) {
  Call call;
  Value v = bare_value(object);
  return !v.is_pointer() || gc::try_incref_weak(call, v.object());
}
int PyUnstable_Object_EnableDeferredRefcount(PyObject*) { return 0; }
