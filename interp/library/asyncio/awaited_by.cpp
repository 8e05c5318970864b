// The graph of awaits: which tasks wait for a future. A single one is kept as it is, several in a set.
#include "interp/library/asyncio/future.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/set.h"

namespace vm::aio {

bool tracks_awaits() { return rt::library_minor() >= 14; }

// The set belongs to the future alone. A future cannot be taken for one: it is no set.
static bool is_group(Value v) { return rt::is_exact(v, rt::TypeId::kSet); }

bool add_awaiter_py(Thread& t, Future* f, Value waiter) {
  Ref before = load(t, f, f->awaited_by);
  if (!before) return rt::store_field(t, f, f->awaited_by, Ref::share(t, waiter)), true;
  if (is_group(before)) return rt::set_add_py(t, rt::as_set(before), waiter);
  if (rt::is_same(before, waiter)) return true;
  Ref group = rt::make_set(t);
  if (!group || !rt::set_add_py(t, rt::as_set(group), before) || !rt::set_add_py(t, rt::as_set(group), waiter))
    return false;
  rt::store_field(t, f, f->awaited_by, std::move(group));
  return true;
}

bool discard_awaiter_py(Thread& t, Future* f, Value waiter) {
  Ref before = load(t, f, f->awaited_by);
  if (!before) return true;
  if (is_group(before)) return rt::set_discard_py(t, rt::as_set(before), waiter) >= 0;
  if (rt::is_same(before, waiter)) rt::store_field(t, f, f->awaited_by, Ref());
  return true;
}

Ref awaiters_py(Thread& t, Future* f) {
  Ref now = load(t, f, f->awaited_by);
  if (!now) return rt::none();
  if (is_group(now)) return rt::make_frozenset_py(t, now);
  Ref one = rt::make_tuple(t, now);
  return one ? rt::make_frozenset_py(t, one) : Ref();
}

}  // namespace vm::aio
