// Any object: references, text, comparison, attributes, items; the collector.
#include "gc/refcount/refcount.h"
#include "interp/capi/capi.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- references

void Py_IncRef(PyObject* object) {
  Call call;
  (void)Ref::share(call, value(object)).release();
}

void Py_DecRef(PyObject* object) {
  Call call;
  rt::decref(call, value(object));
}

PyObject* Py_XNewRef(PyObject* object) {
  Call call;
  return give(Ref::share(call, value(object)));
}
PyObject* Py_NewRef(PyObject* object) { return Py_XNewRef(object); }

// As sys.getrefcount() without its argument; immediates are never counted, as CPython's immortal objects.
Py_ssize_t Py_REFCNT(PyObject* object) {
  Call call;
  Value v = value(object);
  return v.is_pointer() ? static_cast<Py_ssize_t>(gc::total_count(v.object())) : Py_ssize_t{UINT32_MAX} >> 1;
}

PyObject* Py_TYPE(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : word(rt::type_of(value(object)));
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
  return call.lacks(object) ? nullptr : give(rt::call_py(call, rt::kBytesType, value(object)));
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
