// Calls of Python callables from native code.
#include "runtime/object/names.h"
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/object/shape.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

u32 CallArgs::keywords() const { return names ? static_cast<u32>(as_tuple(names)->length) : 0; }

Ref call_py(Thread& t, Value callee, const CallArgs& args) {
  assert_may_run_python(t);
  auto call = type_of(callee)->slots.call;
  if (!call) [[unlikely]]
    return raise_type_error(t, "'%T' object is not callable", callee);
  NativeDepth depth(t, " while calling a Python object");
  if (!depth) [[unlikely]]
    return Ref();
  return call(t, callee, args);
}

Ref call_py(Thread& t, Value callee) { return call_py(t, callee, CallArgs{nullptr, 0, Value()}); }
Ref call_py(Thread& t, Value callee, Value a) { return call_py(t, callee, CallArgs{&a, 1, Value()}); }
Ref call_py(Thread& t, Value callee, Value a, Value b) {
  Value values[] = {a, b};
  return call_py(t, callee, CallArgs{values, 2, Value()});
}
Ref call_py(Thread& t, Value callee, Value a, Value b, Value c) {
  Value values[] = {a, b, c};
  return call_py(t, callee, CallArgs{values, 3, Value()});
}

namespace {

// Appends the dict's values to `values` and returns the tuple of its keys.
Ref collect_keywords(Thread& t, Value kwargs, ValueBuffer& values) {
  ValueBuffer names(t);
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, as_dict(kwargs), &position, &key, &value)) {
    if (!is_str(key)) return raise_type_error(t, "keywords must be strings");
    if (!names.push(std::move(key)) || !values.push(std::move(value))) return Ref();
  }
  return make_tuple(t, names.data(), names.size());
}

// Not inlined: the frame of a call without keywords stays small.
[[gnu::noinline]] Ref call_with_keywords_py(Thread& t, Value callee, const Value* items, u32 positional, Value kwargs) {
  ValueBuffer values(t);
  for (u32 i = 0; i < positional; ++i) {
    if (!values.push(Ref::share(t, items[i]))) return Ref();
  }
  Ref names = collect_keywords(t, kwargs, values);
  if (!names) return Ref();
  return call_py(t, callee, CallArgs{values.data(), positional, names});
}

}  // namespace

Ref call_with_tuple_py(Thread& t, Value callee, Value args_tuple, Value kwargs) {
  Tuple* args = as_tuple(args_tuple);
  // The items need no counts of their own: a tuple is immutable, and the caller holds it.
  const Value* items = reinterpret_cast<const Value*>(args->items);
  u32 positional = static_cast<u32>(args->length);
  if (!kwargs || as_dict(kwargs)->size() == 0) return call_py(t, callee, CallArgs{items, positional, Value()});
  return call_with_keywords_py(t, callee, items, positional, kwargs);
}

// ---- methods

// A method that is found in the class is called with the object as first argument: no bound method is made.
Ref call_method_py(Thread& t, Value name, const CallArgs& args) {
  if (!name) [[unlikely]]
    return Ref();
  assert_may_run_python(t);
  Value object = args[0];
  if (object.is_pointer() && is_interned(name)) {
    AttrRecord* record = find_attribute(t, rt::shape_of(object.object()), name);
    if (record->kind == AttrKind::kMethod) {
      Ref method;
      if (hold_recorded(t, record, record->value, &method)) return call_py(t, method, args);
    }
  }
  Ref method = getattr_py(t, object, name);
  if (!method) return Ref();
  return call_py(t, method, CallArgs{args.values + 1, args.positional - 1, args.names});
}

Ref call_method_py(Thread& t, Value object, Value name) {
  return call_method_py(t, name, CallArgs{&object, 1, Value()});
}
Ref call_method_py(Thread& t, Value object, Value name, Value a) {
  Value values[] = {object, a};
  return call_method_py(t, name, CallArgs{values, 2, Value()});
}
Ref call_method_py(Thread& t, Value object, Value name, Value a, Value b) {
  Value values[] = {object, a, b};
  return call_method_py(t, name, CallArgs{values, 3, Value()});
}

bool is_callable(Value v) { return type_of(v)->slots.call != nullptr; }

}  // namespace rt
