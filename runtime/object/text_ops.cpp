// repr, str, ascii and format of values of any type.
#include "runtime/object/long_loops.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/object/special_result.h"
#include "runtime/text/builder.h"
#include "runtime/text/escape.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/format_layout.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_methods.h"

namespace rt {

Ref repr_py(Thread& t, Value v) {
  assert_may_run_python(t);
  NativeDepth depth(t, " while getting the repr of an object");
  if (!depth) return Ref();
  auto repr = type_of(v)->slots.repr;
  if (!repr) return format_message(t, "<%T object at %p>", v, static_cast<void*>(v.object()));
  Ref text = repr(t, v);
  if (text && !is_str(text)) return refuse_result(t, v, text, kReprResult);
  return text;
}

Ref str_py(Thread& t, Value v) {
  assert_may_run_python(t);
  if (is_exact_str(v)) return Ref::share(t, v);
  if (is_exact_int(v)) return int_to_str(t, v);
  auto str = type_of(v)->slots.str;
  if (!str) return repr_py(t, v);
  NativeDepth depth(t, " while getting the str of an object");
  if (!depth) return Ref();
  Ref text = str(t, v);
  if (text && !is_str(text)) return refuse_result(t, v, text, kStrResult);
  return text;
}

Ref ascii_py(Thread& t, Value v) {
  Ref repr = repr_py(t, v);
  if (!repr || as_str(repr)->ascii) return repr;
  text::UcsBuilder out;
  {
    BesideOthers scope(t, as_str(repr)->length, {repr});
    text::append_non_ascii_escaped(str_view(repr), out);
  }
  if (!out.ok()) return raise_memory_error(t);
  return make_str(t, out.view());
}

Ref format_py(Thread& t, Value v, Value spec) {
  assert_may_run_python(t);
  if (!spec) spec = empty_str();
  // Scripts cannot replace the methods of built-in types, so int.__format__ and str.__format__ need not be looked up.
  if (is_exact_int(v)) return as_str(spec)->length == 0 ? int_to_str(t, v) : int_format(t, v, spec);
  if (is_exact_str(v)) return str::dunder_format(t, v, spec);
  if (is_exact_float(v)) return float_format(t, v, spec);
  bool self_first;
  Ref method = special_method_py(t, v, name(N::__format__), &self_first);
  if (!method) {
    if (error_pending(t)) return Ref();
    return raise_type_error(t, "Type %T doesn't define __format__", v);
  }
  Ref text = self_first ? call_py(t, method, v, spec) : call_py(t, method, spec);
  if (text && !is_str(text)) return refuse_result(t, v, text, kFormatResult);
  return text;
}

// Thread::repr_running is private to the thread, so no lock is needed.
bool repr_enter(Thread& t, Value object) {
  if (!t.repr_running) {
    Ref list = make_list(t);
    if (!list) {
      clear_error(t);
      return false;
    }
    t.repr_running = list.release();
  }
  List* running = as_list(t.repr_running);
  for (u64 i = 0; i < running->size(); ++i) {
    if (is_same((*running)[i], object)) return true;
  }
  if (!list_append(t, running, object)) clear_error(t);
  return false;
}

void repr_leave(Thread& t, Value object) {
  if (!t.repr_running) return;
  List* running = as_list(t.repr_running);
  for (u64 i = running->size(); i-- > 0;) {
    if (!is_same((*running)[i], object)) continue;
    list_pop(t, running, static_cast<i64>(i));
    return;
  }
}

}  // namespace rt
