// _typing._ConstEvaluator: what evaluate_bound and its relatives give for a value that was passed to a constructor. It
// is called with a format of annotationlib, as the functions are that the compiler makes for the syntax of PEP 695.
#include "runtime/library/core/typing.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/type_parameters.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

struct ConstEvaluator : Object {
  Slot value;  // never changes
};

Type* g_const_evaluator;  // made with the module, then constant
void evaluator_trace_roots(gc::Visitor& visitor) {
  if (g_const_evaluator) visitor(g_const_evaluator);
}

Value value_of(Value self) { return self.as<ConstEvaluator>()->value.get(); }

// The text of annotationlib.Format.STRING. The parts of a tuple, which constraints are, are shown one by one.
Ref text_py(Thread& t, Value value) {
  if (!is_tuple(value)) return type_value_repr_py(t, value);
  Ref parts = make_list(t);
  for (u64 i = 0; parts && i < as_tuple(value)->length; ++i) {
    Ref part = type_value_repr_py(t, (*as_tuple(value))[i]);
    if (!part || !list_append(t, as_list(parts), std::move(part))) return Ref();
  }
  Ref separator = parts ? make_str_ascii(t, ", ") : Ref();
  Ref text = separator ? str_join_py(t, separator, parts) : Ref();
  return text ? format_message(t, "(%S)", text.get()) : Ref();
}

Ref evaluator_call_py(Thread& t, Value self, const CallArgs& args) {
  constexpr i64 kString = 4;  // annotationlib.Format.STRING
  if (args.keywords()) return raise_type_error(t, "constevaluator.__call__() takes no keyword arguments");
  if (args.positional != 1)
    return raise_type_error(t, "constevaluator.__call__() takes exactly 1 argument (%u given)", args.positional);
  i64 format;
  if (!index_i64_py(t, args[0], &format, kOverflowErrorType)) return Ref();
  return format == kString ? text_py(t, value_of(self)) : Ref::share(t, value_of(self));
}

Ref evaluator_repr_py(Thread& t, Value self) { return format_message(t, "<constevaluator %R>", value_of(self)); }

constexpr TypeSpec kEvaluatorSpec = {
    .name = "_typing._ConstEvaluator",
    .size = sizeof(ConstEvaluator),
    .flags = kTypeTraced | kTypeDisallowNew,
    .doc = "The evaluation function of a value that is known.",
    .lifetime = SlotsOf<ConstEvaluator, &ConstEvaluator::value>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.repr = evaluator_repr_py;
          s.call = evaluator_call_py;
          return s;
        }(),
};

}  // namespace

Ref evaluator(Thread& t, Object* object, const Slot& evaluate, Ref value) {
  Ref function = load_field(t, object, evaluate);
  if (function || !value) return function ? std::move(function) : none();
  Ref made = allocate_instance(t, g_const_evaluator);
  if (made) init_field(made.as<ConstEvaluator>()->value, std::move(value));
  return made;
}

void init_evaluators(Thread& t) {
  if (g_const_evaluator) return;
  g_const_evaluator = make_native_type(t, kEvaluatorSpec);
  gc::add_root_tracer(evaluator_trace_roots);
}

}  // namespace rt
