// Who a process is: ids, groups, sessions, priorities, limits of scheduling.
#include <grp.h>
#include <sched.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#include <cstring>

#include "runtime/modules/posix.h"
#include "runtime/modules/thread_os.h"
#include "runtime/types/set.h"

namespace rt::posix {

namespace {

template <auto kCall>
Ref get(Thread& t) {
  return make_int(t, static_cast<i64>(kCall()));
}

bool id_py(Thread& t, Value v, u32* out) {
  i64 n;
  if (!to_i64_py(t, v, &n)) return false;
  if (n < -1) return raise_overflow_error(t, "uid is less than minimum");
  if (n > 0xFFFFFFFFll) return raise_overflow_error(t, "uid is greater than maximum");
  *out = static_cast<u32>(n);
  return true;
}
template <auto kCall>
Ref set_id(Thread& t, Value v) {
  u32 id;
  return id_py(t, v, &id) ? done(t, os::call_fast([=] { return kCall(id); })) : Ref();
}
template <auto kCall>
Ref set_ids(Thread& t, Value a, Value b) {
  u32 x, y;
  return id_py(t, a, &x) && id_py(t, b, &y) ? done(t, os::call_fast([=] { return kCall(x, y); })) : Ref();
}
template <auto kCall>
Ref set_three_ids(Thread& t, Value a, Value b, Value c) {
  u32 x, y, z;
  if (!id_py(t, a, &x) || !id_py(t, b, &y) || !id_py(t, c, &z)) return Ref();
  return done(t, os::call_fast([=] { return kCall(x, y, z); }));
}
template <auto kCall>
Ref get_three_ids(Thread& t) {
  u32 a, b, c;
  os::Result r = os::call_fast([&] { return kCall(&a, &b, &c); });
  if (!r.ok()) return raise_result(t, r);
  Ref x = make_int(t, a), y = make_int(t, b), z = make_int(t, c);
  return make_tuple(t, x, y, z);
}
// A call that takes a pid or descriptor and answers an int.
template <auto kCall>
Ref ask_int(Thread& t, Value v) {
  int n;
  return int_argument_py(t, v, &n) ? number(t, os::call_fast([=] { return kCall(n); })) : Ref();
}
template <auto kCall>
Ref set_two_ints(Thread& t, Value a, Value b) {
  int x, y;
  if (!int_argument_py(t, a, &x) || !int_argument_py(t, b, &y)) return Ref();
  return done(t, os::call_fast([=] { return kCall(x, y); }));
}

int start_session() { return static_cast<int>(::setsid()); }
Ref setsid_function(Thread& t) { return done(t, os::call_fast([] { return start_session(); })); }
Ref setpgrp_function(Thread& t) { return done(t, os::call_fast([] { return ::setpgid(0, 0); })); }

Ref id_list(Thread& t, const gid_t* ids, int n) {
  Ref list = make_list(t, static_cast<u64>(n));
  for (int i = 0; list && i < n; ++i) {
    if (!list_append(t, as_list(list), make_int(t, ids[i]))) return Ref();
  }
  return list;
}

Ref getgroups_function(Thread& t) {
  gid_t groups[4096];
  os::Result r = os::call_fast([&] { return ::getgroups(static_cast<int>(std::size(groups)), groups); });
  return r.ok() ? id_list(t, groups, static_cast<int>(r.value)) : Ref(raise_result(t, r));
}
Ref setgroups_function(Thread& t, Value sequence) {
  gid_t groups[4096];
  size_t n = 0;
  bool ok = for_each_py(t, sequence, [&](Thread& t2, Value item) {
    u32 id;
    if (n == std::size(groups)) return bool(raise_value_error(t2, "too many groups"));
    if (!id_py(t2, item, &id)) return false;
    groups[n++] = id;
    return true;
  });
  return ok ? done(t, os::call_fast([&] { return ::setgroups(n, groups); })) : Ref();
}
Ref getgrouplist_function(Thread& t, Value user, Value group) {
  Ref name = fs_encode_py(t, user);
  u32 base;
  if (!name || !id_py(t, group, &base)) return Ref();
  gid_t groups[4096];
  int n = static_cast<int>(std::size(groups));
  if (::getgrouplist(reinterpret_cast<const char*>(name.as<Bytes>()->data()), base, groups, &n) < 0) return raise_os_error(t, errno);
  return id_list(t, groups, n);
}
Ref initgroups_function(Thread& t, Value user, Value group) {
  Ref name = fs_encode_py(t, user);
  u32 base;
  if (!name || !id_py(t, group, &base)) return Ref();
  return done(t, os::call_fast([&] { return ::initgroups(reinterpret_cast<const char*>(name.as<Bytes>()->data()), base); }));
}

Ref getlogin_function(Thread& t) {
  char text[256];
  int error = ::getlogin_r(text, sizeof text);
  return error ? Ref(raise_os_error(t, error)) : decode_fs(t, text);
}

// ---- priorities

// -1 may be an answer: errno tells.
template <class F>
Ref ask_priority(Thread& t, F f) {
  errno = 0;
  int n = f();
  return n == -1 && errno ? Ref(raise_os_error(t, errno)) : make_int(t, n);
}
Ref nice_function(Thread& t, Value increment) {
  int n;
  if (!int_argument_py(t, increment, &n)) return Ref();
  Ref result = ask_priority(t, [=] { return ::nice(n); });
  dismiss_idle_os_threads();
  return result;
}
Ref getpriority_function(Thread& t, Value which, Value who) {
  int kind, id;
  if (!int_argument_py(t, which, &kind) || !int_argument_py(t, who, &id)) return Ref();
  return ask_priority(t, [=] { return ::getpriority(static_cast<__priority_which_t>(kind), static_cast<id_t>(id)); });
}
Ref setpriority_function(Thread& t, Value which, Value who, Value priority) {
  int kind, id, value;
  if (!int_argument_py(t, which, &kind) || !int_argument_py(t, who, &id) || !int_argument_py(t, priority, &value)) return Ref();
  os::Result r = os::call_fast([=] { return ::setpriority(static_cast<__priority_which_t>(kind), static_cast<id_t>(id), value); });
  dismiss_idle_os_threads();
  return done(t, r);
}

// ---- scheduling

Ref sched_yield_function(Thread& t) { return done(t, os::call_once(t, [] { return ::sched_yield(); })); }

Ref sched_getaffinity_function(Thread& t, Value pid) {
  int process;
  if (!int_argument_py(t, pid, &process)) return Ref();
  cpu_set_t cpus;
  os::Result r = os::call_fast([&] { return ::sched_getaffinity(process, sizeof cpus, &cpus); });
  if (!r.ok()) return raise_result(t, r);
  Ref set = make_set(t);
  for (int i = 0; set && i < CPU_SETSIZE; ++i) {
    if (CPU_ISSET(i, &cpus) && !set_add_py(t, as_set(set), Value::small_int(i))) return Ref();
  }
  return set;
}
Ref sched_setaffinity_function(Thread& t, Value pid, Value mask) {
  int process;
  if (!int_argument_py(t, pid, &process)) return Ref();
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  bool ok = for_each_py(t, mask, [&](Thread& t2, Value item) {
    int cpu;
    if (!int_argument_py(t2, item, &cpu)) return false;
    if (cpu < 0 || cpu >= CPU_SETSIZE) return bool(raise_value_error(t2, cpu < 0 ? "negative CPU number" : "CPU number too large"));
    CPU_SET(cpu, &cpus);
    return true;
  });
  if (!ok) return Ref();
  os::Result r = os::call_fast([&] { return ::sched_setaffinity(process, sizeof cpus, &cpus); });
  dismiss_idle_os_threads();
  return done(t, r);
}

}  // namespace

const MethodDef kIdentityFunctions[] = {
    {"getpid", get<::getpid>, "()", "Return the current process id."},
    {"getppid", get<::getppid>, "()", "Return the parent's process id."},
    {"getuid", get<::getuid>, "()"},
    {"geteuid", get<::geteuid>, "()"},
    {"getgid", get<::getgid>, "()"},
    {"getegid", get<::getegid>, "()"},
    {"getpgrp", get<::getpgrp>, "()"},
    {"setuid", set_id<::setuid>, "(uid, /)"},
    {"seteuid", set_id<::seteuid>, "(euid, /)"},
    {"setgid", set_id<::setgid>, "(gid, /)"},
    {"setegid", set_id<::setegid>, "(egid, /)"},
    {"setreuid", set_ids<::setreuid>, "(ruid, euid, /)"},
    {"setregid", set_ids<::setregid>, "(rgid, egid, /)"},
    {"setresuid", set_three_ids<::setresuid>, "(ruid, euid, suid, /)"},
    {"setresgid", set_three_ids<::setresgid>, "(rgid, egid, sgid, /)"},
    {"getresuid", get_three_ids<::getresuid>, "()"},
    {"getresgid", get_three_ids<::getresgid>, "()"},
    {"getpgid", ask_int<::getpgid>, "(pid)"},
    {"getsid", ask_int<::getsid>, "(pid, /)"},
    {"tcgetpgrp", ask_int<::tcgetpgrp>, "(fd, /)"},
    {"setpgid", set_two_ints<::setpgid>, "(pid, pgrp, /)"},
    {"tcsetpgrp", set_two_ints<::tcsetpgrp>, "(fd, pgid, /)"},
    {"setsid", setsid_function, "()"},
    {"setpgrp", setpgrp_function, "()"},
    {"getgroups", getgroups_function, "()"},
    {"setgroups", setgroups_function, "(groups, /)"},
    {"getgrouplist", getgrouplist_function, "(user, group, /)"},
    {"initgroups", initgroups_function, "(username, gid, /)"},
    {"getlogin", getlogin_function, "()"},
    {"nice", nice_function, "(increment, /)"},
    {"getpriority", getpriority_function, "(which, who)"},
    {"setpriority", setpriority_function, "(which, who, priority)"},
    {"sched_yield", sched_yield_function, "()"},
    {"sched_getaffinity", sched_getaffinity_function, "(pid, /)", "The CPUs that a process may use."},
    {"sched_setaffinity", sched_setaffinity_function, "(pid, mask, /)"},
    {}};

}  // namespace rt::posix
