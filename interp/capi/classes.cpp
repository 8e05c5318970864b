// Classes, and objects that stand between a function and a class: cells, methods, wrappers, modules.
#include "interp/capi/capi.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/shape.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/classes/classmethod.h"
#include "runtime/types/classes/mappingproxy.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/classes/weakref.h"
#include "runtime/types/text/str.h"

using namespace capi;

// ---- classes

// For programs that have changed a class's namespace behind its back: what is remembered of any attribute is forgotten.
void PyType_Modified(PyTypeObject* type) {
  Call call;
  if (call.is_one(type, rt::TypeId::kType)) rt::invalidate_attribute(call, value(type).as<rt::Type>(), Value());
}

int PyType_IsSubtype(PyTypeObject* derived, PyTypeObject* base) {
  Call call;
  if (!call.is_one(derived, rt::TypeId::kType) || !call.is_one(base, rt::TypeId::kType)) return 0;
  return rt::is_subtype(type_at(derived), type_at(base));
}

PyObject* PyType_GetName(PyTypeObject* type) {
  Call call;
  return call.is_one(type, rt::TypeId::kType) ? give(rt::getattr_py(call, value(type), "__name__")) : nullptr;
}

PyObject* PyType_GetQualName(PyTypeObject* type) {
  Call call;
  return call.is_one(type, rt::TypeId::kType) ? give(rt::getattr_py(call, value(type), "__qualname__")) : nullptr;
}

// ---- cells

PyObject* PyCell_New(PyObject* contents) {
  Call call;
  return give(rt::make_cell(call, Ref::share(call, value(contents))));
}

// NULL without an error: the cell is empty.
PyObject* PyCell_Get(PyObject* cell) {
  Call call;
  if (!call.is_one(cell, rt::TypeId::kCell)) return nullptr;
  return give(rt::load_field(call, value(cell).object(), value(cell).as<rt::Cell>()->value));
}

int PyCell_Set(PyObject* cell, PyObject* contents) {
  Call call;
  if (!call.is_one(cell, rt::TypeId::kCell)) return -1;
  rt::store_field(call, value(cell).object(), value(cell).as<rt::Cell>()->value, Ref::share(call, value(contents)));
  return 0;
}

// ---- methods and wrappers

PyObject* PyMethod_New(PyObject* function, PyObject* self) {
  Call call;
  return call.lacks(function, self) ? nullptr : give(rt::make_method(call, value(function), value(self)));
}

PyObject* PyMethod_Function(PyObject* method) {
  Call call;
  return call.is_one(method, rt::TypeId::kMethod) ? word(value(method).as<rt::Method>()->function.get()) : nullptr;
}

PyObject* PyMethod_Self(PyObject* method) {
  Call call;
  return call.is_one(method, rt::TypeId::kMethod) ? word(value(method).as<rt::Method>()->self.get()) : nullptr;
}

PyObject* PyStaticMethod_New(PyObject* callable) {
  Call call;
  return call.lacks(callable) ? nullptr : give(rt::make_static_method(call, value(callable)));
}

PyObject* PyClassMethod_New(PyObject* callable) {
  Call call;
  return call.lacks(callable) ? nullptr : give(rt::make_class_method(call, value(callable)));
}

PyObject* PyDictProxy_New(PyObject* mapping) {
  Call call;
  if (call.lacks(mapping)) return nullptr;
  bool items_only =
      rt::has_layout(value(mapping), rt::TypeId::kList) || rt::has_layout(value(mapping), rt::TypeId::kTuple);
  if (items_only || !PyMapping_Check(mapping))
    return rt::raise_type_error(call, "mappingproxy() argument must be a mapping, not %T", value(mapping));
  return give(rt::make_mapping_proxy(call, value(mapping)));
}

PyObject* PyWeakref_NewRef(PyObject* object, PyObject* callback) {
  Call call;
  if (call.lacks(object)) return nullptr;
  Value function = value(callback) == rt::kNone ? Value() : value(callback);
  return give(rt::make_weakref(call, value(object), function));
}

PyObject* PyWeakref_NewProxy(PyObject* object, PyObject* callback) {
  Call call;
  if (call.lacks(object)) return nullptr;
  Value function = value(callback) == rt::kNone ? Value() : value(callback);
  return give(rt::make_weak_proxy(call, value(object), function));
}

// ---- instancemethod: makes any callable a method, as functions are. Only C code can show Python code the class.

namespace {

struct InstanceMethod : rt::Object {
  rt::Slot callable;  // never changes
};
Value callable_of(Value self) { return self.as<InstanceMethod>()->callable.get(); }

Ref call_it(Thread& t, Value self, const rt::CallArgs& args) { return rt::call_py(t, callable_of(self), args); }
Ref bind_it(Thread& t, Value self, Value instance, Value) {
  return instance ? rt::make_method(t, callable_of(self), instance) : Ref::share(t, callable_of(self));
}
Ref repr_of(Thread& t, Value self) {
  Ref name = rt::getattr_optional_py(t, callable_of(self), rt::intern(t, "__name__"));
  if (rt::error_pending(t)) return Ref();
  return rt::format_message(t, "<instancemethod %S at %s>", name ? name.get() : rt::kNone, address_text(self).c_str());
}
// What the class of instancemethods has not is the callable's. The __module__ in its dict says where the class is from.
Ref attribute_of(Thread& t, Value self, Value name) {
  bool in_class = rt::type_lookup(rt::type_of(self), name) && name != rt::intern(t, "__module__").get();
  if (in_class) return rt::generic_getattr_py(t, self, name);
  return rt::getattr_py(t, callable_of(self), name);
}
Ref function_of(Thread& t, Value self) { return Ref::share(t, callable_of(self)); }
Ref doc_of(Thread& t, Value self) {
  Ref doc = rt::getattr_optional_py(t, callable_of(self), rt::intern(t, "__doc__"));
  return doc || rt::error_pending(t) ? std::move(doc) : Ref::immediate(rt::kNone);
}

Ref make_it(Thread& t, rt::Type* type, Value callable) {
  Ref made = rt::allocate_instance(t, type);
  if (made) rt::init_field(made.as<InstanceMethod>()->callable, Ref::share(t, callable));
  return made;
}
Ref create_it(Thread& t, rt::Type* type, const rt::CallArgs& args) {
  if (args.keywords()) return rt::raise_type_error(t, "instancemethod() takes no keyword arguments");
  if (args.positional != 1)
    return rt::raise_type_error(t, "instancemethod expected 1 argument, got %d", static_cast<int>(args.positional));
  if (!rt::is_callable(args[0])) return rt::raise_type_error(t, "first argument must be callable");
  return make_it(t, type, args[0]);
}

constexpr rt::GetSetDef kAttributes[] = {{"__func__", function_of}, {"__doc__", doc_of}, {}};
constexpr rt::TypeSpec kInstanceMethodSpec = {
    .name = "instancemethod",
    .size = sizeof(InstanceMethod),
    .flags = rt::kTypeTraced,
    .doc = "A callable that binds to instances as a function does.",
    .lifetime = rt::SlotsOf<InstanceMethod, &InstanceMethod::callable>::kLifetime,
    .slots = {.repr = repr_of, .call = call_it, .getattr = attribute_of, .get = bind_it, .create = create_it},
    .getset = kAttributes,
};

rt::Type* instance_method_type(Thread& t) {
  static gc::Atomic<rt::Type*> g_type;
  return capi::type_once(t, g_type, kInstanceMethodSpec);
}

}  // namespace

PyTypeObject* _PyInstanceMethod_GetType() {
  Call call;
  return c_type(instance_method_type(call));
}

PyObject* PyInstanceMethod_New(PyObject* callable) {
  Call call;
  return call.lacks(callable) ? nullptr : give(make_it(call, instance_method_type(call), value(callable)));
}

PyObject* PyInstanceMethod_Function(PyObject* method) {
  Call call;
  bool known = method && rt::type_of(value(method)) == instance_method_type(call);
  return known || !call.bad_call() ? word(callable_of(value(method))) : nullptr;
}

int PyInstanceMethod_Check(PyObject* object) {
  Call call;
  return object && rt::type_of(value(object)) == instance_method_type(call);
}

// ---- modules

PyObject* PyModule_NewObject(PyObject* name) {
  Call call;
  return call.lacks(name) ? nullptr : give(rt::make_module(call, value(name)));
}

PyObject* PyModule_New(const char* name) {
  Call call;
  Ref str = call.text(name);
  return str ? give(rt::make_module(call, str)) : nullptr;
}

PyObject* PyModule_GetDict(PyObject* module) {
  Call call;
  return call.is_one(module, rt::TypeId::kModule) ? word(value(module).as<rt::Module>()->dict) : nullptr;
}

// ---- weak references

// 1: *object is a new reference; 0: the referent is dead; -1: an error is pending.
static bool is_weak(PyObject* ref) { return ref && (rt::is_weakref(value(ref)) || rt::is_weak_proxy(value(ref))); }

int PyWeakref_GetRef(PyObject* ref, PyObject** object) {
  Call call;
  *object = nullptr;
  if (!is_weak(ref))
    return ref ? static_cast<int>(rt::raise_type_error(call, "expected a weakref")) : (call.bad_call(), -1);
  Ref referent = rt::weakref_referent(call, value(ref));
  if (referent.get() == rt::kNone) return 0;
  *object = give(std::move(referent));
  return 1;
}
int PyWeakref_IsDead(PyObject* ref) {
  PyObject* object;
  int alive = PyWeakref_GetRef(ref, &object);
  if (object) Py_DecRef(object);
  return alive < 0 ? -1 : !alive;
}
// Borrowed: nothing keeps the referent but those who hold it. None: it is dead.
PyObject* PyWeakref_GetObject(PyObject* ref) {
  if (!is_weak(ref)) {
    Call call;
    call.bad_call();
    return nullptr;
  }
  PyObject* object;
  int alive = PyWeakref_GetRef(ref, &object);
  if (alive <= 0) return alive < 0 ? nullptr : Py_None;
  Py_DecRef(object);
  return object;
}

PyObject* Py_GenericAlias(PyObject* origin, PyObject* arguments) {
  Call call;
  if (call.lacks(origin, arguments)) return nullptr;
  return give(rt::call_py(call, Value(rt::kGenericAliasType), value(origin), value(arguments)));
}
PyObject* PyFunction_GetCode(PyObject* function) {
  return borrowed(Ref::steal(value(PyObject_GetAttrString(function, "__code__"))));
}
PyObject* PyFunction_GetGlobals(PyObject* function) {
  return borrowed(Ref::steal(value(PyObject_GetAttrString(function, "__globals__"))));
}

// The name of a callable, as messages show it: of a function or the function of a method, else that of its class. It
// lives as long as the callable, or as its name is not changed.
const char* PyEval_GetFuncName(PyObject* function) {
  Call call;
  Value v = value(function);
  if (rt::is_exact(v, rt::TypeId::kMethod)) return PyEval_GetFuncName(PyMethod_Function(function));
  if (rt::is_exact(v, rt::TypeId::kBuiltin)) return v.as<rt::Builtin>()->def->name;
  if (!rt::is_exact(v, rt::TypeId::kFunction)) return rt::type_of(v)->c_name.load(gc::relaxed);
  Ref name = rt::getattr_py(call, v, "__name__");  // the function holds it
  return name ? PyUnicode_AsUTF8(word(name)) : nullptr;
}
const char* PyEval_GetFuncDesc(PyObject* function) {
  Call call;
  Value v = value(function);
  for (rt::TypeId id : {rt::TypeId::kMethod, rt::TypeId::kFunction, rt::TypeId::kBuiltin})
    if (rt::is_exact(v, id)) return "()";
  return " object";
}
