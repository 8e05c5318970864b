// Functions of module posix about the scheduler: policies, priorities, the CPUs that a process may use.
#include <sched.h>

#include "gc/base/clock.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/threads/thread_os.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/numbers/float.h"

namespace rt::posix {

namespace {

Type* g_sched_param;  // made once by init_scheduling; native types are immortal

constexpr StructSequenceField kParamFields[] = {{"sched_priority", "the scheduling priority"}, {nullptr, nullptr}};

// ---- sched_param: a named tuple whose constructor takes the field, not a sequence

Ref make_param(Thread& t, Value priority) {
  Ref items[] = {Ref::share(t, priority)};
  return make_struct_sequence_instance(t, g_sched_param, items, 1);
}
Ref create_param(Thread& t, Type*, const CallArgs& args) {
  constexpr Signature kSignature = parse_signature("(sched_priority)");
  Value priority;
  return bind_arguments(t, "sched_param", kSignature, args, &priority) ? make_param(t, priority) : Ref();
}
Ref reduce_param(Thread& t, Value self) {
  Ref items = make_tuple(t, (*as_tuple(self))[0]);
  return items ? make_tuple(t, type_of(self), items) : Ref();
}
Ref replace_param(Thread& t, Value self, Value changes) {
  Ref rest = dict_copy(t, as_dict(changes)), key = rest ? make_str_ascii(t, "sched_priority") : Ref();
  Ref priority = key ? dict_pop_py(t, as_dict(rest), key) : Ref();
  if (error_pending(t)) return Ref();
  if (as_dict(rest)->size()) {
    Ref unknown = dict_keys_list(t, as_dict(rest));
    return unknown ? raise_value_error(t, "Got unexpected field name(s): %R", unknown.get()) : Ref();
  }
  return make_param(t, priority ? priority.get() : (*as_tuple(self))[0]);
}
constexpr MethodDef kParamMethods[] = {
    {"__reduce__", reduce_param, "(self, /)"},
    {"__replace__", replace_param, "(self, /, **changes)", "A copy with another priority."},
    {}};

// ---- policies

Ref posix_sched_get_priority_max(Thread& t, Value policy) {
  int number_of;
  if (!to_i32_py(t, policy, &number_of)) return Ref();
  return number(t, os::call_fast([=] { return ::sched_get_priority_max(number_of); }));
}
Ref posix_sched_get_priority_min(Thread& t, Value policy) {
  int number_of;
  if (!to_i32_py(t, policy, &number_of)) return Ref();
  return number(t, os::call_fast([=] { return ::sched_get_priority_min(number_of); }));
}

Ref posix_sched_getscheduler(Thread& t, Value pid) {
  int process;
  if (!to_i32_py(t, pid, &process)) return Ref();
  return number(t, os::call_fast([=] { return ::sched_getscheduler(process); }));
}
Ref posix_sched_setscheduler(Thread& t, Value pid, Value policy, Value param) {
  int process, kind;
  sched_param values;
  if (!to_i32_py(t, pid, &process) || !to_i32_py(t, policy, &kind) || !sched_param_argument_py(t, param, &values)) {
    return Ref();
  }
  os::Result r = os::call_fast([&] { return ::sched_setscheduler(process, kind, &values); });
  dismiss_idle_os_threads();
  return done(t, r);
}

Ref posix_sched_getparam(Thread& t, Value pid) {
  int process;
  sched_param values;
  if (!to_i32_py(t, pid, &process)) return Ref();
  os::Result r = os::call_fast([&] { return ::sched_getparam(process, &values); });
  if (!r.ok()) return raise_result(t, r);
  return make_param(t, Value::small_int(values.sched_priority));
}
Ref posix_sched_setparam(Thread& t, Value pid, Value param) {
  int process;
  sched_param values;
  if (!to_i32_py(t, pid, &process) || !sched_param_argument_py(t, param, &values)) return Ref();
  os::Result r = os::call_fast([&] { return ::sched_setparam(process, &values); });
  dismiss_idle_os_threads();
  return done(t, r);
}

Ref posix_sched_rr_get_interval(Thread& t, Value pid) {
  int process;
  timespec interval;
  if (!to_i32_py(t, pid, &process)) return Ref();
  os::Result r = os::call_fast([&] { return ::sched_rr_get_interval(process, &interval); });
  if (!r.ok()) return raise_result(t, r);
  return make_float(t, static_cast<double>(interval.tv_sec) + 1e-9 * static_cast<double>(interval.tv_nsec));
}

// ---- CPUs

Ref posix_sched_yield(Thread& t) {
  return done(t, os::call_once(t, [] { return ::sched_yield(); }));
}

Ref posix_sched_getaffinity(Thread& t, Value pid) {
  int process;
  if (!to_i32_py(t, pid, &process)) return Ref();
  cpu_set_t cpus;
  os::Result r = os::call_fast([&] { return ::sched_getaffinity(process, sizeof cpus, &cpus); });
  if (!r.ok()) return raise_result(t, r);
  Ref set = make_set(t);
  for (int i = 0; set && i < CPU_SETSIZE; ++i) {
    if (CPU_ISSET(i, &cpus) && !set_add_py(t, as_set(set), Value::small_int(i))) return Ref();
  }
  return set;
}
Ref posix_sched_setaffinity(Thread& t, Value pid, Value mask) {
  int process;
  if (!to_i32_py(t, pid, &process)) return Ref();
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  bool ok = for_each_py(t, mask, [&](Thread& t2, Value item) {
    int cpu;
    if (!to_i32_py(t2, item, &cpu)) return false;
    if (cpu < 0 || cpu >= CPU_SETSIZE)
      return bool(raise_value_error(t2, cpu < 0 ? "negative CPU number" : "CPU number too large"));
    CPU_SET(cpu, &cpus);
    return true;
  });
  if (!ok) return Ref();
  os::Result r = os::call_fast([&] { return ::sched_setaffinity(process, sizeof cpus, &cpus); });
  dismiss_idle_os_threads();
  return done(t, r);
}

}  // namespace

bool sched_param_argument_py(Thread& t, Value v, sched_param* out) {
  if (type_of(v) != g_sched_param) return raise_type_error(t, "must have a sched_param object");
  i64 priority;
  if (!index_i64_py(t, (*as_tuple(v))[0], &priority, kOverflowErrorType)) return false;
  if (priority != static_cast<int>(priority)) return raise_overflow_error(t, "sched_priority out of range");
  *out = {};
  out->sched_priority = static_cast<int>(priority);
  return true;
}

const MethodDef kSchedulingFunctions[] = {
    {"sched_get_priority_max", posix_sched_get_priority_max, "(policy)", "The highest priority of a policy."},
    {"sched_get_priority_min", posix_sched_get_priority_min, "(policy)", "The lowest priority of a policy."},
    {"sched_getscheduler", posix_sched_getscheduler, "(pid, /)", "The policy of a process; 0 is this one."},
    {"sched_setscheduler", posix_sched_setscheduler, "(pid, policy, param, /)",
     "Set policy and priority of a process; 0 is this one."},
    {"sched_getparam", posix_sched_getparam, "(pid, /)", "The priority of a process as a sched_param."},
    {"sched_setparam", posix_sched_setparam, "(pid, param, /)", "Set the priority of a process; 0 is this one."},
    {"sched_rr_get_interval", posix_sched_rr_get_interval, "(pid, /)",
     "How long a process runs before the next has its turn, in seconds."},
    {"sched_yield", posix_sched_yield, "()"},
    {"sched_getaffinity", posix_sched_getaffinity, "(pid, /)", "The CPUs that a process may use."},
    {"sched_setaffinity", posix_sched_setaffinity, "(pid, mask, /)"},
    {},
};

bool init_scheduling(Thread& t, Value module) {
  if (!g_sched_param) {
    g_sched_param = make_struct_sequence(t, "posix.sched_param",
                                         "sched_param(sched_priority)\n--\n\nWhat the scheduler knows of a process.",
                                         kParamFields, 1);
    g_sched_param->slots.create = create_param;
    for (const MethodDef* def = kParamMethods; def->name; ++def) {
      Ref method = make_method_descriptor(t, def, g_sched_param);
      if (!method || !dict_set_cstr(t, g_sched_param->dict, def->name, std::move(method))) return false;
    }
  }
  return module_add(t, module, "sched_param", Ref::share(t, g_sched_param));
}

}  // namespace rt::posix
