// Operations of the object model and of compiled code. A program apart from the benchmarks of the lifetime layer, which
// fill the table of shapes with kinds of objects of their own.
//
// Each runs on private containers first. The last ones publish the roots, as the start of a second thread does, and run
// again on published ones.
#include <benchmark/benchmark.h>

#include <string>

#include "gc/cycle/collector.h"
#include "gc/refcount/publish.h"
#include "interp/compile/compiler.h"
#include "interp/library/modules.h"
#include "interp/vm/frame.h"
#include "interp/vm/frame/pending.h"
#include "interp/vm/types.h"
#include "runtime/library/all.h"
#include "runtime/library/core/builtins.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/all.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace {

using rt::Ref;
using rt::Thread;
using rt::Value;

// The runtime and the VM without library and importlib.
Thread& python() {
  static Thread* t = [] {
    gc::install_thread_hooks();
    auto* made = new Thread;
    rt::init_main_thread(*made);
    gc::register_thread(*made);
    vm::allocate_stack(*made);
    vm::define_types();
    rt::init_all_types(*made);
    rt::register_runtime_modules();
    vm::register_interp_modules();
    rt::init_native_modules(*made);
    gc::g_runtime_hooks.trace_thread = vm::trace_thread;
    rt::os::g_os_hooks.handle_pending_py = [](gc::Thread& t) { return vm::handle_pending_py(static_cast<Thread&>(t)); };
    return made;
  }();
  return *t;
}

enum Sharing { kPrivate, kPublished };

void prepare(Thread& t, Sharing sharing, Value container) {
  if (sharing == kPrivate) return;
  gc::publish_roots(t);
  gc::publish(t, container.object());
}

void per_operation(benchmark::State& state, int64_t operations) {
  state.counters["per operation"] = benchmark::Counter(
      static_cast<double>(operations), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// ---- as natives do it

void dict_get(benchmark::State& state, Sharing sharing) {
  Thread& t = python();
  Ref dict = rt::make_dict(t), key = rt::intern(t, std::string_view("key"));
  rt::dict_set_str(t, rt::as_dict(dict), key, Ref::immediate(Value::small_int(1)));
  prepare(t, sharing, dict);
  for (auto _ : state) benchmark::DoNotOptimize(rt::dict_get_str(t, rt::as_dict(dict), key).get().bits());
}
void dict_set(benchmark::State& state, Sharing sharing) {
  Thread& t = python();
  Ref dict = rt::make_dict(t), key = rt::intern(t, std::string_view("key"));
  prepare(t, sharing, dict);
  for (auto _ : state) rt::dict_set_str(t, rt::as_dict(dict), key, Ref::immediate(Value::small_int(1)));
}
void list_get(benchmark::State& state, Sharing sharing) {
  Thread& t = python();
  Ref list = rt::make_list(t, 1), item = rt::make_tuple(t, rt::kNone);
  rt::list_append(t, rt::as_list(list), Ref::share(t, item));
  prepare(t, sharing, list);
  for (auto _ : state) benchmark::DoNotOptimize(rt::list_get(t, rt::as_list(list), 0).get().bits());
}
void list_set(benchmark::State& state, Sharing sharing) {
  Thread& t = python();
  Ref list = rt::make_list(t, 1), item = rt::make_tuple(t, rt::kNone);
  rt::list_append(t, rt::as_list(list), rt::none());
  prepare(t, sharing, list);
  for (auto _ : state) rt::list_set(t, rt::as_list(list), 0, Ref::share(t, item));
}

// ---- as compiled code does it: the body stands in a loop, with the container in x

struct Operation {
  const char* name;
  const char* setup;
  const char* body;
};
constexpr Operation kOperations[] = {
    {"nothing", "x = []", "pass"},
    {"list_index", "x = [1, 2, 3]", "x[1]"},
    {"list_store", "x = [1, 2, 3]", "x[1] = i"},
    {"dict_index", "x = {'k': 1}", "x['k']"},
    {"dict_store", "x = {'k': 1}", "x['k'] = i"},
    {"attribute", "class C: pass\nx = C()\nx.a = 1", "x.a"},
    {"attribute_store", "class C: pass\nx = C()\nx.a = 1", "x.a = i"},
    {"global", "x = []\ng = 1", "g"},
    {"global_store", "x = []\ng = 1", "global g; g = i"},
    {"call", "x = []\ndef f(a): pass", "f(i)"},
    {"method_call", "class C:\n    def m(self, a): pass\nx = C()", "x.m(i)"},
    {"native_call", "x = []", "len(x)"},
    {"generator_step", "def steps():\n    while True: yield 1\nx = steps()", "next(x)"},
};
constexpr int64_t kTurns = 1000;

// A new module's namespace in which the operation has been set up.
Ref set_up(Thread& t, const Operation& operation) {
  std::string source =
      std::string(operation.setup) + "\ndef loop(n, x):\n    for i in range(n):\n        " + operation.body + "\n";
  Ref globals = rt::make_dict(t), name = rt::make_str(t, operation.name);
  bool ok = rt::dict_set_cstr(t, rt::as_dict(globals), "__builtins__", Ref::share(t, rt::builtins_module())) &&
            rt::dict_set_cstr(t, rt::as_dict(globals), "__name__", Ref::share(t, name));
  Ref code = ok ? comp::compile_source_py(t, source, name, syn::Mode::Exec, {}) : Ref();
  return code && Ref(vm::run_code_py(t, code.as<comp::Code>(), globals, globals)) ? std::move(globals) : Ref();
}

void compiled(benchmark::State& state, const Operation& operation, Sharing sharing) {
  Thread& t = python();
  Ref globals = set_up(t, operation);
  if (!globals) return state.SkipWithError("does not compile");
  prepare(t, sharing, globals);
  Ref loop = rt::dict_get_cstr(t, rt::as_dict(globals), "loop"), x = rt::dict_get_cstr(t, rt::as_dict(globals), "x");
  for (auto _ : state) {
    if (!Ref(rt::call_py(t, loop, Value::small_int(kTurns), x))) return state.SkipWithError("raises");
  }
  per_operation(state, kTurns);
}

// Class statements need __build_class__, which the interpreter adds to the builtins.
bool add_exec_builtins(Thread& t) {
  Ref name = rt::intern(t, std::string_view("builtins"));
  for (const rt::MethodDef* def = vm::kExecBuiltins; def->form != rt::MethodDef::kEnd; ++def) {
    Ref function = rt::make_builtin(t, def, Value(), name);
    if (!function || !rt::module_add(t, rt::builtins_module(), def->name, std::move(function))) return false;
  }
  return true;
}

void register_all(Sharing sharing) {
  std::string suffix = sharing == kPrivate ? "/private" : "/published";
  benchmark::RegisterBenchmark(("dict_get" + suffix).c_str(), dict_get, sharing);
  benchmark::RegisterBenchmark(("dict_set" + suffix).c_str(), dict_set, sharing);
  benchmark::RegisterBenchmark(("list_get" + suffix).c_str(), list_get, sharing);
  benchmark::RegisterBenchmark(("list_set" + suffix).c_str(), list_set, sharing);
  for (const Operation& operation : kOperations) {
    benchmark::RegisterBenchmark(("loop_" + (operation.name + suffix)).c_str(), compiled, operation, sharing);
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (!add_exec_builtins(python())) return 1;
  register_all(kPrivate);
  register_all(kPublished);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
