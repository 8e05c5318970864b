// _typing: the definition of the module that backs `typing`.
#include "runtime/library/core/typing.h"
#include "runtime/object/class.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt {

extern const ModuleDef kUnderTypingModule;

namespace {

Ref idfunc(Thread& t, Value x) { return Ref::share(t, x); }

constexpr MethodDef kFunctions[] = {{"_idfunc", idfunc, "(x, /)", "Return the argument."}, {}};

bool init_typing(Thread& t, Value module) {
  init_evaluators(t);
  return init_type_parameters(t, module) && init_type_alias(t, module) &&
         module_add(t, module, "Union", Ref::share(t, Value(kUnionTypeType)));
}

}  // namespace

const ModuleDef kUnderTypingModule = {"_typing", "Primitives of typing.", kFunctions, init_typing};

Ref call_typing_py(Thread& t, const char* name, const CallArgs& args) {
  Ref typing = import_module_py(t, "typing");
  Ref function = typing ? getattr_py(t, typing, name) : Ref();
  return function ? call_py(t, function, args) : Ref();
}

Ref unpack_type_var_tuples_py(Thread& t, Value type_params) {
  const Tuple* params = as_tuple(type_params);
  Ref list = make_list(t, params->length), unpack;
  for (u64 i = 0; list && i < params->length; ++i) {
    Value param = (*params)[i];
    Ref item = Ref::share(t, param);
    if (is_type_var_tuple(param)) {
      if (!unpack) {
        Ref typing = import_module_py(t, "typing");
        unpack = typing ? getattr_py(t, typing, "Unpack") : Ref();
      }
      item = unpack ? getitem_py(t, unpack, param) : Ref();
    }
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list ? list_to_tuple(t, list) : Ref();
}

Ref typing_union_py(Thread& t, Value a, Value b) {
  Ref typing = import_module_py(t, "typing");
  Ref make = typing ? getattr_py(t, typing, "Union") : Ref();
  Ref pair = make_tuple(t, a, b);
  return make && pair ? getitem_py(t, make, pair) : Ref();
}

Ref lazy_field_py(Thread& t, Object* object, Slot& value, const Slot& evaluate) {
  Ref known = load_field(t, object, value);
  if (known) return known;
  Ref function = load_field(t, object, evaluate);
  if (!function) return Ref();
  Ref result = call_py(t, function);
  return result ? fill_field(t, object, value, std::move(result)) : Ref();
}

bool set_caller_module_py(Thread& t, Value object) {
  Ref module = g_interpreter.caller_module ? g_interpreter.caller_module(t) : Ref();
  if (t.error) return false;
  return setattr_py(t, object, name(N::__module__), module ? module.get() : kNone);
}

}  // namespace rt
