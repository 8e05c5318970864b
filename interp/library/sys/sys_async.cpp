// Functions of sys with which an event loop configures its thread: hooks of async generators, origin tracking of
// coroutines.
#include "interp/library/sys/sys_async.h"

#include "interp/vm/frame/generator.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace vm {

static gc::Atomic<rt::Type*> g_hooks_type{nullptr};

static rt::Type* hooks_type(Thread& t) {
  static constexpr rt::StructSequenceField kFields[] = {
      {"firstiter", nullptr}, {"finalizer", nullptr}, {nullptr, nullptr}};
  rt::Type* type = g_hooks_type.load(gc::acquire);
  if (type) return type;
  rt::Type* made = rt::make_struct_sequence(t, "asyncgen_hooks", nullptr, kFields, 2);  // the first one made is kept
  if (!g_hooks_type.compare_exchange_strong(type, made, gc::acq_rel, gc::acquire)) return type;
  gc::add_root_tracer([](gc::Visitor& visitor) { visitor(g_hooks_type.load(gc::relaxed)); });
  return made;
}

Ref sys_get_asyncgen_hooks(Thread& t) {
  AsyncSettings settings = async_settings(t);
  auto or_none = [&](Value hook) { return hook ? Ref::share(t, hook) : rt::none(); };
  Ref items[] = {or_none(settings.first_iteration), or_none(settings.finalizer)};
  return rt::make_struct_sequence_instance(t, hooks_type(t), items, 2);
}

Ref sys_set_asyncgen_hooks(Thread& t, Value first_iteration, Value finalizer) {
  auto fine = [](Value hook) { return !hook || rt::is_same(hook, rt::kNone) || rt::is_callable(hook); };
  if (!fine(finalizer)) return rt::raise_type_error(t, "callable finalizer expected, got %T", finalizer);
  if (!fine(first_iteration)) return rt::raise_type_error(t, "callable firstiter expected, got %T", first_iteration);
  set_async_hooks(t, first_iteration, finalizer);
  return rt::none();
}

Ref sys_get_coroutine_origin_tracking_depth(Thread& t) {
  return Ref::immediate(Value::small_int(async_settings(t).origin_depth));
}

Ref sys_set_coroutine_origin_tracking_depth(Thread& t, Value depth) {
  rt::i32 n;
  if (!rt::to_i32_py(t, depth, &n)) return Ref();
  if (n < 0) return rt::raise_value_error(t, "depth must be >= 0");
  set_origin_depth(t, n);
  return rt::none();
}

}  // namespace vm
