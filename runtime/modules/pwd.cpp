// Modules pwd and grp: the databases of users and groups.
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include "gc/sync/mutex.h"
#include "runtime/modules/posix.h"

namespace rt {

namespace {

Type* g_passwd;  // made once by the inits; native types are immortal
Type* g_group;

constexpr StructSequenceField kPasswdFields[] = {{"pw_name", "user name"}, {"pw_passwd", "password"}, {"pw_uid", "user id"},
                                                 {"pw_gid", "group id"}, {"pw_gecos", "real name"}, {"pw_dir", "home directory"},
                                                 {"pw_shell", "shell program"}, {nullptr, nullptr}};
constexpr StructSequenceField kGroupFields[] = {{"gr_name", "group name"}, {"gr_passwd", "password"}, {"gr_gid", "group id"},
                                                {"gr_mem", "group members"}, {nullptr, nullptr}};

// The C library's iteration (getpwent, getgrent) is one for the whole process.
gc::Mutex g_database_mutex;

Ref text_or_none(Thread& t, const char* text) { return text ? decode_fs(t, text) : none(); }

Ref make_passwd(Thread& t, const passwd& p) {
  Ref items[] = {text_or_none(t, p.pw_name), text_or_none(t, p.pw_passwd), make_uint(t, p.pw_uid), make_uint(t, p.pw_gid),
                 text_or_none(t, p.pw_gecos), text_or_none(t, p.pw_dir), text_or_none(t, p.pw_shell)};
  return make_struct_sequence_instance(t, g_passwd, items, std::size(items));
}

Ref make_group(Thread& t, const group& g) {
  Ref members = make_list(t);
  for (char** member = g.gr_mem; members && *member; ++member) {
    if (!list_append(t, as_list(members), decode_fs(t, *member))) return Ref();
  }
  if (!members) return Ref();
  Ref items[] = {text_or_none(t, g.gr_name), text_or_none(t, g.gr_passwd), make_uint(t, g.gr_gid), std::move(members)};
  return make_struct_sequence_instance(t, g_group, items, std::size(items));
}

constexpr size_t kRecordBytes = 1 << 16;

// Runs a re-entrant look-up with room for the record's texts. `found` stays null when there is no entry.
template <class Record, class F>
Ref look_up(Thread& t, Ref (*make)(Thread&, const Record&), bool* found, F call) {
  auto* room = static_cast<char*>(gc::raw_alloc(kRecordBytes));
  if (!room) return raise_memory_error(t);
  Record record;
  Record* result = nullptr;
  os::Result r = os::call_once(t, [&] { return call(&record, room, &result) ? -1 : 0; });
  *found = r.ok() && result;
  Ref value = *found ? make(t, *result) : Ref();
  gc::raw_free(room);
  return value;
}

bool id_argument_py(Thread& t, Value v, const char* function, u32* out, bool* representable) {
  i64 n;
  if (!is_int(v) && !type_of(v)->slots.index) return raise_type_error(t, "uid should be integer, not %T", v);
  *representable = is_int(v) && int_fits_i64(v, &n) && n >= 0 && n <= 0xFFFFFFFFll;
  (void)function;
  if (*representable) *out = static_cast<u32>(n);
  return true;
}

Ref getpwuid_function(Thread& t, Value uid) {
  u32 id = 0;
  bool fits, found = false;
  if (!id_argument_py(t, uid, "getpwuid", &id, &fits)) return Ref();
  Ref entry = fits ? look_up<passwd>(t, make_passwd, &found,
                                     [=](passwd* p, char* room, passwd** out) { return ::getpwuid_r(id, p, room, kRecordBytes, out); })
                   : Ref();
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getpwuid(): uid not found: %S", uid);
}

Ref getgrgid_function(Thread& t, Value gid) {
  u32 id = 0;
  bool fits, found = false;
  if (!id_argument_py(t, gid, "getgrgid", &id, &fits)) return Ref();
  Ref entry = fits ? look_up<group>(t, make_group, &found,
                                    [=](group* g, char* room, group** out) { return ::getgrgid_r(id, g, room, kRecordBytes, out); })
                   : Ref();
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getgrgid(): gid not found: %S", gid);
}

// The bytes of a name argument, which must be str.
Ref name_argument_py(Thread& t, const char* function, Value name) {
  if (!is_str(name)) return raise_type_error(t, "%s() argument must be str, not %A", function, name);
  return fs_encode_py(t, name);
}

Ref getpwnam_function(Thread& t, Value name) {
  Ref text = name_argument_py(t, "getpwnam", name);
  if (!text) return Ref();
  bool found = false;
  const char* wanted = reinterpret_cast<const char*>(text.as<Bytes>()->data());
  Ref entry = look_up<passwd>(t, make_passwd, &found,
                              [=](passwd* p, char* room, passwd** out) { return ::getpwnam_r(wanted, p, room, kRecordBytes, out); });
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getpwnam(): name not found: %R", name);
}

Ref getgrnam_function(Thread& t, Value name) {
  Ref text = name_argument_py(t, "getgrnam", name);
  if (!text) return Ref();
  bool found = false;
  const char* wanted = reinterpret_cast<const char*>(text.as<Bytes>()->data());
  Ref entry = look_up<group>(t, make_group, &found,
                             [=](group* g, char* room, group** out) { return ::getgrnam_r(wanted, g, room, kRecordBytes, out); });
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getgrnam(): name not found: %R", name);
}

// All names first: making entries must not happen under the mutex.
Ref getpwall_function(Thread& t) {
  u32 ids[4096];
  size_t n = 0;
  os::call_once(t, [&] {
    gc::MutexGuard guard(g_database_mutex);
    ::setpwent();
    while (passwd* p = n < std::size(ids) ? ::getpwent() : nullptr) ids[n++] = p->pw_uid;
    ::endpwent();
    return 0;
  });
  Ref list = make_list(t);
  for (size_t i = 0; list && i < n; ++i) {
    if (!list_append(t, as_list(list), getpwuid_function(t, Value::small_int(ids[i])))) return Ref();
  }
  return list;
}

Ref getgrall_function(Thread& t) {
  u32 ids[4096];
  size_t n = 0;
  os::call_once(t, [&] {
    gc::MutexGuard guard(g_database_mutex);
    ::setgrent();
    while (group* g = n < std::size(ids) ? ::getgrent() : nullptr) ids[n++] = g->gr_gid;
    ::endgrent();
    return 0;
  });
  Ref list = make_list(t);
  for (size_t i = 0; list && i < n; ++i) {
    if (!list_append(t, as_list(list), getgrgid_function(t, Value::small_int(ids[i])))) return Ref();
  }
  return list;
}

constexpr MethodDef kPwdFunctions[] = {{"getpwuid", getpwuid_function, "(uidobj, /)"},
                                       {"getpwnam", getpwnam_function, "(name, /)"},
                                       {"getpwall", getpwall_function, "()"},
                                       {}};
constexpr MethodDef kGrpFunctions[] = {{"getgrgid", getgrgid_function, "(id)"},
                                       {"getgrnam", getgrnam_function, "(name)"},
                                       {"getgrall", getgrall_function, "()"},
                                       {}};

bool init_pwd(Thread& t, Value module) {
  if (!g_passwd) g_passwd = make_struct_sequence(t, "pwd.struct_passwd", "A user.", kPasswdFields, 7);
  return module_add(t, module, "struct_passwd", Ref::share(t, g_passwd));
}
bool init_grp(Thread& t, Value module) {
  if (!g_group) g_group = make_struct_sequence(t, "grp.struct_group", "A user group.", kGroupFields, 4);
  return module_add(t, module, "struct_group", Ref::share(t, g_group));
}

}  // namespace

extern const ModuleDef kPwdModule;
const ModuleDef kPwdModule = {
    .name = "pwd", .doc = "The system's users.", .methods = kPwdFunctions, .init = init_pwd};
extern const ModuleDef kGrpModule;
const ModuleDef kGrpModule = {.name = "grp", .doc = "The system's user groups.", .methods = kGrpFunctions, .init = init_grp};

}  // namespace rt
