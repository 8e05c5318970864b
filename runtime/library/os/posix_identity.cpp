// Functions of module posix on a process's identity: users, groups, sessions, priorities.
#include <grp.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#include <climits>
#include <cstring>

#include "runtime/library/os/posix.h"
#include "runtime/library/threads/thread_os.h"
#include "runtime/text/plain_array.h"
#include "runtime/types/text/c_text.h"

namespace rt::posix {

bool id_argument_py(Thread& t, Value v, IdKind kind, u32* out) {
  const char* name = kind == IdKind::kUser ? "uid" : "gid";
  if (!is_int(v) && !type_of(v)->slots.index) return raise_type_error(t, "%s should be integer, not %T", name, v);
  Ref n = index_py(t, v);
  if (!n) return false;
  i64 id;
  bool fits = int_fits_i64(n, &id);
  if (fits ? id < -1 : int_compare(n, Value::small_int(0)) < 0)
    return raise(t, kOverflowErrorType, "%s is less than minimum", name);
  if (!fits || id > UINT32_MAX) return raise(t, kOverflowErrorType, "%s is greater than maximum", name);
  *out = static_cast<u32>(id);
  return true;
}

namespace {

template <auto kCall>
Ref get(Thread& t) {
  return make_int(t, static_cast<i64>(kCall()));
}

template <auto kCall, IdKind kKind>
Ref set_id(Thread& t, Value v) {
  u32 id;
  return id_argument_py(t, v, kKind, &id) ? done(t, os::call_fast([=] { return kCall(id); })) : Ref();
}
template <auto kCall, IdKind kKind>
Ref set_ids(Thread& t, Value a, Value b) {
  u32 x, y;
  bool ok = id_argument_py(t, a, kKind, &x) && id_argument_py(t, b, kKind, &y);
  return ok ? done(t, os::call_fast([=] { return kCall(x, y); })) : Ref();
}
template <auto kCall, IdKind kKind>
Ref set_three_ids(Thread& t, Value a, Value b, Value c) {
  u32 x, y, z;
  bool ok = id_argument_py(t, a, kKind, &x) && id_argument_py(t, b, kKind, &y) && id_argument_py(t, c, kKind, &z);
  return ok ? done(t, os::call_fast([=] { return kCall(x, y, z); })) : Ref();
}
template <auto kCall>
Ref get_three_ids(Thread& t) {
  u32 a, b, c;
  os::Result r = os::call_fast([&] { return kCall(&a, &b, &c); });
  if (!r.ok()) return raise_result(t, r);
  Ref x = make_int(t, a), y = make_int(t, b), z = make_int(t, c);
  return make_tuple(t, x, y, z);
}
// Calls a system function that takes a pid or descriptor and returns an int.
template <auto kCall>
Ref ask_int(Thread& t, Value v) {
  int n;
  return to_i32_py(t, v, &n) ? number(t, os::call_fast([=] { return kCall(n); })) : Ref();
}
template <auto kCall>
Ref set_two_ints(Thread& t, Value a, Value b) {
  int x, y;
  if (!to_i32_py(t, a, &x) || !to_i32_py(t, b, &y)) return Ref();
  return done(t, os::call_fast([=] { return kCall(x, y); }));
}

int start_session() { return static_cast<int>(::setsid()); }
Ref posix_setsid(Thread& t) {
  return done(t, os::call_fast([] { return start_session(); }));
}
Ref posix_setpgrp(Thread& t) {
  return done(t, os::call_fast([] { return ::setpgid(0, 0); }));
}

using Groups = text::PlainArray<gid_t, 256>;

Ref id_list(Thread& t, const Groups& ids) {
  Ref list = make_list(t, ids.size());
  for (size_t i = 0; list && i < ids.size(); ++i) {
    if (!list_append(t, as_list(list), make_int(t, ids[i]))) return Ref();
  }
  return list;
}

Ref posix_getgroups(Thread& t) {
  Groups groups;
  for (;;) {
    os::Result count = os::call_fast([] { return ::getgroups(0, nullptr); });
    if (!count.ok()) return raise_result(t, count);
    if (!groups.resize(static_cast<size_t>(count.value))) return raise_memory_error(t);
    os::Result r = os::call_fast([&] { return ::getgroups(static_cast<int>(groups.size()), groups.begin()); });
    if (!r.ok() && r.error == EINVAL) continue;  // another thread has set more groups since the count was read
    return r.ok() && groups.resize(static_cast<size_t>(r.value)) ? id_list(t, groups) : Ref(raise_result(t, r));
  }
}
Ref posix_setgroups(Thread& t, Value sequence) {
  Groups groups;
  bool ok = for_each_py(t, sequence, [&](Thread& t2, Value item) {
    u32 id;
    if (groups.size() == NGROUPS_MAX) return bool(raise_value_error(t2, "too many groups"));
    if (!id_argument_py(t2, item, IdKind::kGroup, &id)) return false;
    groups.push_back(id);
    return groups.ok() || raise_memory_error(t2);
  });
  return ok ? done(t, os::call_fast([&] { return ::setgroups(groups.size(), groups.begin()); })) : Ref();
}
Ref posix_getgrouplist(Thread& t, Value user, Value group) {
  if (!is_str(user)) return raise_type_error(t, "getgrouplist() argument 1 must be str, not %A", user);
  CText name(t, user);
  u32 base;
  if (!name.ok() || !id_argument_py(t, group, IdKind::kGroup, &base)) return Ref();
  Groups groups;
  for (int n = 256;;) {
    size_t room = static_cast<size_t>(n);
    if (!groups.resize(room)) return raise_memory_error(t);
    int found = 0;
    os::call_once(t, [&] { return found = ::getgrouplist(name.c_str(), base, groups.begin(), &n), 0; });
    if (found >= 0) return groups.resize(static_cast<size_t>(n)) ? id_list(t, groups) : Ref(raise_memory_error(t));
    // the room was not the problem: errno is another error's
    if (static_cast<size_t>(n) <= room) return raise_os_error(t, errno);
  }
}
Ref posix_initgroups(Thread& t, Value user, Value group) {
  Ref name = fs_encode_py(t, user);
  u32 base;
  if (!name || !id_argument_py(t, group, IdKind::kGroup, &base)) return Ref();
  return done(
      t, os::call_fast([&] { return ::initgroups(reinterpret_cast<const char*>(name.as<Bytes>()->data()), base); }));
}

Ref posix_getlogin(Thread& t) {
  char text[256];
  int error = ::getlogin_r(text, sizeof text);
  return error ? Ref(raise_os_error(t, error)) : decode_fs(t, text);
}

// ---- priorities

// -1 may be a priority: only errno tells whether the call failed.
template <class F>
Ref ask_priority(Thread& t, F f) {
  errno = 0;
  int n = f();
  return n == -1 && errno ? Ref(raise_os_error(t, errno)) : make_int(t, n);
}
Ref posix_nice(Thread& t, Value increment) {
  int n;
  if (!to_i32_py(t, increment, &n)) return Ref();
  Ref result = ask_priority(t, [=] { return ::nice(n); });
  dismiss_idle_os_threads();
  return result;
}
Ref posix_getpriority(Thread& t, Value which, Value who) {
  int kind, id;
  if (!to_i32_py(t, which, &kind) || !to_i32_py(t, who, &id)) return Ref();
  return ask_priority(t, [=] { return ::getpriority(static_cast<__priority_which_t>(kind), static_cast<id_t>(id)); });
}
Ref posix_setpriority(Thread& t, Value which, Value who, Value priority) {
  int kind, id, value;
  if (!to_i32_py(t, which, &kind) || !to_i32_py(t, who, &id) || !to_i32_py(t, priority, &value)) return Ref();
  os::Result r =
      os::call_fast([=] { return ::setpriority(static_cast<__priority_which_t>(kind), static_cast<id_t>(id), value); });
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
    {"setuid", set_id<::setuid, IdKind::kUser>, "(uid, /)"},
    {"seteuid", set_id<::seteuid, IdKind::kUser>, "(euid, /)"},
    {"setgid", set_id<::setgid, IdKind::kGroup>, "(gid, /)"},
    {"setegid", set_id<::setegid, IdKind::kGroup>, "(egid, /)"},
    {"setreuid", set_ids<::setreuid, IdKind::kUser>, "(ruid, euid, /)"},
    {"setregid", set_ids<::setregid, IdKind::kGroup>, "(rgid, egid, /)"},
    {"setresuid", set_three_ids<::setresuid, IdKind::kUser>, "(ruid, euid, suid, /)"},
    {"setresgid", set_three_ids<::setresgid, IdKind::kGroup>, "(rgid, egid, sgid, /)"},
    {"getresuid", get_three_ids<::getresuid>, "()"},
    {"getresgid", get_three_ids<::getresgid>, "()"},
    {"getpgid", ask_int<::getpgid>, "(pid)"},
    {"getsid", ask_int<::getsid>, "(pid, /)"},
    {"tcgetpgrp", ask_int<::tcgetpgrp>, "(fd, /)"},
    {"setpgid", set_two_ints<::setpgid>, "(pid, pgrp, /)"},
    {"tcsetpgrp", set_two_ints<::tcsetpgrp>, "(fd, pgid, /)"},
    {"setsid", posix_setsid, "()"},
    {"setpgrp", posix_setpgrp, "()"},
    {"getgroups", posix_getgroups, "()"},
    {"setgroups", posix_setgroups, "(groups, /)"},
    {"getgrouplist", posix_getgrouplist, "(user, group, /)"},
    {"initgroups", posix_initgroups, "(username, gid, /)"},
    {"getlogin", posix_getlogin, "()"},
    {"nice", posix_nice, "(increment, /)"},
    {"getpriority", posix_getpriority, "(which, who)"},
    {"setpriority", posix_setpriority, "(which, who, priority)"},
    {},
};

}  // namespace rt::posix
