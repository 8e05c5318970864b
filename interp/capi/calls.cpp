// Calls of Python callables.
#include <cstdarg>

#include "interp/capi/capi.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"

using namespace capi;

int PyCallable_Check(PyObject* object) {
  Call call;
  return object && rt::is_callable(value(object));
}

PyObject* PyObject_Call(PyObject* callable, PyObject* arguments, PyObject* keywords) {
  Call call;
  if (call.lacks(callable, arguments)) return nullptr;
  if (!rt::is_tuple(value(arguments)) || (keywords && !rt::is_dict(value(keywords))))
    return rt::raise_type_error(call, "arguments must be a tuple and a dict");
  return give(rt::call_with_tuple_py(call, value(callable), value(arguments), value(keywords)));
}

PyObject* PyObject_CallNoArgs(PyObject* callable) {
  Call call;
  return call.lacks(callable) ? nullptr : give(rt::call_py(call, value(callable)));
}

PyObject* PyObject_CallObject(PyObject* callable, PyObject* arguments) {
  if (!arguments) return PyObject_CallNoArgs(callable);
  return PyObject_Call(callable, arguments, nullptr);
}

PyObject* PyObject_CallOneArg(PyObject* callable, PyObject* argument) {
  Call call;
  return call.lacks(callable, argument) ? nullptr : give(rt::call_py(call, value(callable), value(argument)));
}

// Adds the arguments up to the NULL at their end. False: MemoryError is pending.
static bool add_arguments(Call& call, rt::ValueBuffer& buffer, va_list arguments) {
  while (PyObject* argument = va_arg(arguments, PyObject*))
    if (!buffer.push(Ref::share(call, value(argument)))) return false;
  return true;
}

PyObject* PyObject_CallFunctionObjArgs(PyObject* callable, ...) {
  Call call;
  rt::ValueBuffer buffer(call);
  va_list arguments;
  va_start(arguments, callable);
  bool ok = !call.lacks(callable) && add_arguments(call, buffer, arguments);
  va_end(arguments);
  if (!ok) return nullptr;
  return give(rt::call_py(call, value(callable), {buffer.data(), static_cast<u32>(buffer.size()), Value()}));
}

PyObject* PyObject_CallMethodObjArgs(PyObject* object, PyObject* name, ...) {
  Call call;
  rt::ValueBuffer buffer(call);
  va_list arguments;
  va_start(arguments, name);
  bool ok = !call.lacks(object, name) && add_arguments(call, buffer, arguments);
  va_end(arguments);
  Ref method = ok ? rt::getattr_py(call, value(object), value(name)) : Ref();
  if (!method) return nullptr;
  return give(rt::call_py(call, method, {buffer.data(), static_cast<u32>(buffer.size()), Value()}));
}

// The highest bit of `count` permits a callee to use the word in front of the arguments, which no callee here does.
PyObject* PyObject_Vectorcall(PyObject* callable, PyObject* const* arguments, size_t count, PyObject* names) {
  constexpr size_t kOffsetBit = PY_VECTORCALL_ARGUMENTS_OFFSET;
  Call call;
  if (call.lacks(callable)) return nullptr;
  static_assert(sizeof(PyObject*) == sizeof(Value));
  return give(
      rt::call_py(call, value(callable),
                  {reinterpret_cast<const Value*>(arguments), static_cast<u32>(count & ~kOffsetBit), value(names)}));
}

// ---- by vectors

PyObject* PyObject_VectorcallMethod(PyObject* name, PyObject* const* arguments, size_t count, PyObject* names) {
  Call call;
  if (call.lacks(name, arguments)) return nullptr;
  auto positional = static_cast<u32>(count & ~PY_VECTORCALL_ARGUMENTS_OFFSET);
  return give(
      rt::call_method_py(call, value(name), {reinterpret_cast<const Value*>(arguments), positional, value(names)}));
}

PyObject* PyObject_VectorcallDict(PyObject* callable, PyObject* const* arguments, size_t count, PyObject* keywords) {
  Call call;
  if (call.lacks(callable)) return nullptr;
  auto positional = count & ~PY_VECTORCALL_ARGUMENTS_OFFSET;
  Ref tuple = rt::make_tuple(call, reinterpret_cast<const Value*>(arguments), positional);
  return tuple ? give(rt::call_with_tuple_py(call, value(callable), tuple, value(keywords))) : nullptr;
}

// The function whose address an object of an extension's class keeps. NULL: the class has no place for one.
vectorcallfunc PyVectorcall_Function(PyObject* callable) {
  Value v(reinterpret_cast<u64>(callable));
  if (!v.is_pointer()) return nullptr;
  const rt::Type* type = rt::type_of(v);
  const PyTypeObject* cls = c_type(type);
  if (!(type->flags & rt::kTypeExtension) || cls->tp_vectorcall_offset <= 0) return nullptr;
  return *reinterpret_cast<vectorcallfunc*>(reinterpret_cast<char*>(callable) + cls->tp_vectorcall_offset);
}

// tp_call of classes whose objects keep such a function.
PyObject* PyVectorcall_Call(PyObject* callable, PyObject* arguments, PyObject* keywords) {
  return PyObject_Call(callable, arguments, keywords);
}
