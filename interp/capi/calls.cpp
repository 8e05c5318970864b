// Calls of Python callables.
#include <alloca.h>

#include <cstdarg>

#include "interp/capi/c_type.h"
#include "interp/capi/methods.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/tuple.h"

using namespace capi;

int PyCallable_Check(PyObject* object) {
  Call call;
  return object && rt::is_callable(value(object));
}

PyObject* PyObject_Call(PyObject* callable, PyObject* arguments, PyObject* keywords) {
  Call call;
  if (call.lacks(callable, arguments)) return nullptr;
  if (!rt::is_tuple(value(arguments)) || (keywords && !rt::is_any_dict(value(keywords))))
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

// The number of arguments up to the NULL at their end.
static size_t count_of(va_list arguments) {
  va_list copy;
  va_copy(copy, arguments);
  size_t n = 0;
  while (va_arg(copy, PyObject*)) ++n;
  va_end(copy);
  return n;
}

// They stay the caller's, whose C code has written down each of them: so their number is small.
static rt::CallArgs read_arguments(va_list arguments, Value* words, size_t n) {
  for (size_t i = 0; i < n; ++i) words[i] = value(va_arg(arguments, PyObject*));
  return {words, static_cast<u32>(n), Value()};
}

PyObject* PyObject_CallFunctionObjArgs(PyObject* callable, ...) {
  Call call;
  if (call.lacks(callable)) return nullptr;
  va_list arguments;
  va_start(arguments, callable);
  size_t n = count_of(arguments);
  rt::CallArgs args = read_arguments(arguments, static_cast<Value*>(alloca(n * sizeof(Value))), n);
  va_end(arguments);
  return give(rt::call_py(call, value(callable), args));
}

PyObject* PyObject_CallMethodObjArgs(PyObject* object, PyObject* name, ...) {
  Call call;
  if (call.lacks(object, name)) return nullptr;
  va_list arguments;
  va_start(arguments, name);
  size_t n = count_of(arguments);
  rt::CallArgs args = read_arguments(arguments, static_cast<Value*>(alloca(n * sizeof(Value))), n);
  va_end(arguments);
  Ref method = rt::getattr_py(call, value(object), value(name));
  return method ? give(rt::call_py(call, method, args)) : nullptr;
}

// ---- by vectors

namespace {

// The values of an array of C. The highest bit of `count` permits a callee to use the word in front of the arguments,
// which no callee here does.
class Vector {
 public:
  Vector(Call& call, PyObject* const* words, size_t count, PyObject* names)
      : positional_(static_cast<u32>(count & ~PY_VECTORCALL_ARGUMENTS_OFFSET)), names_(value(names)), values_(few_) {
    u64 all = positional_ + (names ? rt::as_tuple(names_)->length : 0);
    if (all > kFew) {
      values_ = static_cast<Value*>(gc::raw_alloc(all * sizeof(Value)));
      if (!values_) {
        rt::raise_memory_error(call);
        return;
      }
    }
    for (u64 i = 0; i < all; ++i) values_[i] = value(words[i]);
  }
  ~Vector() {
    if (values_ != few_) gc::raw_free(values_);
  }
  Vector(const Vector&) = delete;
  Vector& operator=(const Vector&) = delete;
  explicit operator bool() const { return values_; }  // false: MemoryError is pending
  rt::CallArgs args() const { return {values_, positional_, names_}; }

 private:
  static constexpr u64 kFew = 8;
  u32 positional_;
  Value names_;
  Value few_[kFew];
  Value* values_;
};

}  // namespace

PyObject* PyObject_Vectorcall(PyObject* callable, PyObject* const* arguments, size_t count, PyObject* names) {
  Call call;
  if (call.lacks(callable)) return nullptr;
  Vector vector(call, arguments, count, names);
  return vector ? give(rt::call_py(call, value(callable), vector.args())) : nullptr;
}

PyObject* PyObject_VectorcallMethod(PyObject* name, PyObject* const* arguments, size_t count, PyObject* names) {
  Call call;
  if (call.lacks(name, arguments)) return nullptr;
  Vector vector(call, arguments, count, names);
  return vector ? give(rt::call_method_py(call, value(name), vector.args())) : nullptr;
}

PyObject* PyObject_VectorcallDict(PyObject* callable, PyObject* const* arguments, size_t count, PyObject* keywords) {
  Call call;
  if (call.lacks(callable)) return nullptr;
  auto positional = static_cast<Py_ssize_t>(count & ~PY_VECTORCALL_ARGUMENTS_OFFSET);
  Ref tuple = Ref::steal(value(PyTuple_FromArray(arguments, positional)));
  return tuple ? give(rt::call_with_tuple_py(call, value(callable), tuple, value(keywords))) : nullptr;
}

// The function whose address an object of an extension's class keeps. NULL: the class has no place for one.
vectorcallfunc PyVectorcall_Function(PyObject* callable) {
  Value v = bare_value(callable);
  if (!v.is_pointer()) return nullptr;
  const rt::Type* type = rt::type_of(v);
  const PyTypeObject* cls = c_type(type);
  if (!(type->flags & rt::kTypeExtension) || cls->tp_vectorcall_offset <= 0) return nullptr;
  return *reinterpret_cast<vectorcallfunc*>(reinterpret_cast<char*>(callable) + cls->tp_vectorcall_offset);
}

// Calls `function` with the items of a tuple and those of a dict.
static PyObject* call_vector_py(Call& call, vectorcallfunc function, PyObject* callable, Value tuple, Value dict) {
  Ref names, values = Ref::share(call, tuple);
  if (dict) {
    PyObject* copy = PyDict_Copy(word(dict));
    Ref space = Ref::steal(value(copy)), keys = space ? Ref::steal(value(PyDict_Keys(copy))) : Ref();
    Ref items = keys ? Ref::steal(value(PyDict_Values(copy))) : Ref();
    Ref named = items ? Ref::steal(value(PySequence_Tuple(word(items.get())))) : Ref();
    names = named ? Ref::steal(value(PySequence_Tuple(word(keys.get())))) : Ref();
    values = names ? Ref::steal(value(PySequence_Concat(word(tuple), word(named.get())))) : Ref();
    if (!values) return nullptr;
    for (u64 i = 0; i < rt::as_tuple(names)->length; ++i)
      if (!rt::is_str((*rt::as_tuple(names))[i])) return rt::raise_type_error(call, "keywords must be strings");
  }
  const rt::Tuple& all = *rt::as_tuple(values);
  Words words(call, reinterpret_cast<const Value*>(all.items), all.length);
  if (!words) return nullptr;
  size_t count = rt::as_tuple(tuple)->length | PY_VECTORCALL_ARGUMENTS_OFFSET;
  return enter(function, callable, static_cast<PyObject* const*>(words.data()), count, word(names.get()));
}

// tp_call of classes whose objects keep such a function, which it calls, and no tp_call.
PyObject* PyVectorcall_Call(PyObject* callable, PyObject* arguments, PyObject* keywords) {
  Call call;
  if (call.lacks(callable, arguments)) return nullptr;
  if (!(rt::type_of(value(callable))->flags & rt::kTypeExtension)) return PyObject_Call(callable, arguments, keywords);
  vectorcallfunc function = PyVectorcall_Function(callable);
  if (!function) return rt::raise_type_error(call, "'%T' object does not support vectorcall", value(callable));
  bool named = keywords && rt::is_any_dict(value(keywords)) && PyDict_Size(keywords) > 0;
  return call_vector_py(call, function, callable, value(arguments), named ? value(keywords) : Value());
}
