// Functions that the container types share: reprs, subscripts, arguments of constructors, repetition.
#include "runtime/types/containers/container_parts.h"

#include <algorithm>
#include <cstring>

#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref self_iter(Thread& t, Value self) { return Ref::share(t, self); }

Ref builtin_function(Thread& t, const char* function) {
  Ref f = dict_get_cstr(t, builtins_dict(), function);
  if (!f && !error_pending(t))
    return raise(t, kAttributeErrorType, "module 'builtins' has no attribute '%s'", function);
  return f;
}

bool explain_unhashable_py(Thread& t, Value key, const char* what) {
  if (library_minor() < 14 || !error_is(t, kTypeErrorType)) return false;
  Ref error = take_error(t);
  if (type_of(error) == kTypeErrorType)
    return raise_type_error(t, "cannot use '%T' as a %s (%S)", key, what, error.get());
  restore_error(t, std::move(error));
  return false;
}

bool append_repr_py(Thread& t, text::UcsBuilder& out, Value v) {
  Ref repr = repr_py(t, v);
  if (!repr) return false;
  out.append(str_view(repr));
  return poll_py(t);
}

Ref finish_text(Thread& t, const text::UcsBuilder& out) {
  if (!out.ok()) return raise_memory_error(t);
  return make_str(t, out.view());
}

bool optional_argument(Thread& t, const char* function, const CallArgs& args, bool strict, Value* argument,
                       const char* counted) {
  if (strict && args.keywords()) return raise_type_error(t, "%s() takes no keyword arguments", function);
  if (args.positional > 1)
    return raise_type_error(t, "%s expected at most 1 argument, got %d", counted ? counted : function,
                            static_cast<int>(args.positional));
  *argument = args.positional ? args[0] : Value();
  return true;
}

bool subscript_index_py(Thread& t, const char* type, Value key, i64* index) {
  if (key.is_small_int()) {
    *index = key.small();
    return true;
  }
  if (!is_int(key) && !type_of(key)->slots.index)
    return raise_type_error(t, "%s indices must be integers or slices, not %T", type, key);
  return index_i64_py(t, key, index, kIndexErrorType);
}

bool bound_argument_py(Thread& t, Value v, i64 length, i64* out) {
  if (!v) return true;
  if (!is_int(v) && !type_of(v)->slots.index)
    return raise_type_error(t, "slice indices must be integers or have an __index__ method");
  if (!index_i64_py(t, v, out, nullptr)) return false;
  if (*out < 0) *out = *out + length < 0 ? 0 : *out + length;
  return true;
}

bool repeated_length(Thread& t, u64 length, i64 count, u64* out) {
  u64 times = count > 0 ? static_cast<u64>(count) : 0;
  if (__builtin_mul_overflow(length, times, out) || *out > kMaxLength) return raise_memory_error(t);
  return true;
}

void repeat_items(Thread& t, Slot* slots, u64 length, u64 total) {
  u64 copies = total / length - 1;
  for (u64 i = 0; i < length; ++i) {
    Value v = slots[i].get();
    if (v.is_counted()) gc::incref_many(t, v.object(), copies);
  }
  // What is there is copied behind itself, twice as much each time.
  for (u64 done = length; done < total;) {
    u64 n = std::min(done, total - done);
    std::memcpy(static_cast<void*>(slots + done), slots, n * sizeof(Slot));
    done += n;
  }
}

}  // namespace rt
