// Modules pwd and grp: the databases of users and groups.
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "gc/sync/mutex.h"
#include "runtime/library/os/posix.h"
#include "runtime/text/plain_array.h"

namespace rt {

namespace {

Type* g_passwd;  // made once by the inits; native types are immortal
Type* g_group;

constexpr StructSequenceField kPasswdFields[] = {
    {"pw_name", "user name"},  {"pw_passwd", "password"},    {"pw_uid", "user id"},         {"pw_gid", "group id"},
    {"pw_gecos", "real name"}, {"pw_dir", "home directory"}, {"pw_shell", "shell program"}, {nullptr, nullptr}};
constexpr StructSequenceField kGroupFields[] = {{"gr_name", "group name"},
                                                {"gr_passwd", "password"},
                                                {"gr_gid", "group id"},
                                                {"gr_mem", "group members"},
                                                {nullptr, nullptr}};

// The C library has one iteration (getpwent, getgrent) for the whole process; the mutex guards it.
gc::Mutex g_database_mutex;

Ref text_or_none(Thread& t, const char* text) { return text ? decode_fs(t, text) : none(); }

Ref make_passwd(Thread& t, const passwd& p) {
  Ref items[] = {text_or_none(t, p.pw_name), text_or_none(t, p.pw_passwd), make_uint(t, p.pw_uid),
                 make_uint(t, p.pw_gid),     text_or_none(t, p.pw_gecos),  text_or_none(t, p.pw_dir),
                 text_or_none(t, p.pw_shell)};
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

// Runs a re-entrant look-up with room for the record's texts, and repeats it with more room while the C library asks
// for more. Empty: there is no entry, or an error is pending.
template <class Record, class F>
Ref look_up(Thread& t, Ref (*make)(Thread&, const Record&), F call) {
  text::PlainArray<char, 1024> room;
  for (size_t size = 1024;; size *= 2) {
    if (!room.resize(size)) return raise_memory_error(t);
    Record record;
    Record* result = nullptr;
    int code = 0;
    os::call_once(t, [&] { return code = call(&record, room.begin(), size, &result), 0; });
    if (result) return make(t, *result);
    if (code != ERANGE) return Ref();
  }
}

Ref pwd_getpwuid(Thread& t, Value uid) {
  u32 id = 0;
  if (!posix::id_argument_py(t, uid, posix::IdKind::kUser, &id)) {
    if (!error_is(t, kOverflowErrorType)) return Ref();
    clear_error(t);
    return raise(t, kKeyErrorType, "getpwuid(): uid not found");
  }
  Ref entry = look_up<passwd>(t, make_passwd, [=](auto... out) { return ::getpwuid_r(id, out...); });
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getpwuid(): uid not found: %S", uid);
}

Ref grp_getgrgid(Thread& t, Value gid) {
  u32 id = 0;
  if (!posix::id_argument_py(t, gid, posix::IdKind::kGroup, &id)) return Ref();
  Ref entry = look_up<group>(t, make_group, [=](auto... out) { return ::getgrgid_r(id, out...); });
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getgrgid(): gid not found: %S", gid);
}

// The encoded bytes of a name argument, which must be a str. Empty: an error is pending.
Ref name_argument_py(Thread& t, const char* function, Value name) {
  if (!is_str(name)) return raise_type_error(t, "%s() argument must be str, not %A", function, name);
  return fs_encode_py(t, name);
}

Ref pwd_getpwnam(Thread& t, Value name) {
  Ref text = name_argument_py(t, "getpwnam", name);
  if (!text) return Ref();
  const char* wanted = reinterpret_cast<const char*>(text.as<Bytes>()->data());
  Ref entry = look_up<passwd>(t, make_passwd, [=](auto... out) { return ::getpwnam_r(wanted, out...); });
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getpwnam(): name not found: %R", name);
}

Ref grp_getgrnam(Thread& t, Value name) {
  Ref text = name_argument_py(t, "getgrnam", name);
  if (!text) return Ref();
  const char* wanted = reinterpret_cast<const char*>(text.as<Bytes>()->data());
  Ref entry = look_up<group>(t, make_group, [=](auto... out) { return ::getgrnam_r(wanted, out...); });
  if (entry || error_pending(t)) return entry;
  return raise(t, kKeyErrorType, "getgrnam(): name not found: %R", name);
}

// ---- all entries

// Records are copied as bytes under the mutex; objects are made after it is let go. Making an object may pause, and a
// thread that waits for the mutex would not stop for the pause.
class RecordWriter {
 public:
  void put(u32 n) { out_.append(&n, sizeof n); }
  void put(const char* text) {
    put(static_cast<u32>(text != nullptr));
    if (text) out_.append(text, std::strlen(text) + 1);
  }
  void put(const passwd& p) {
    for (const char* text : {p.pw_name, p.pw_passwd, p.pw_gecos, p.pw_dir, p.pw_shell}) put(text);
    put(p.pw_uid);
    put(p.pw_gid);
  }
  void put(const group& g) {
    put(g.gr_name);
    put(g.gr_passwd);
    put(g.gr_gid);
    for (char** member = g.gr_mem; *member; ++member) put(*member);
    put(static_cast<const char*>(nullptr));
  }
  text::ByteBuilder& bytes() { return out_; }

 private:
  text::ByteBuilder out_;
};

class RecordReader {
 public:
  explicit RecordReader(text::ByteBuilder& bytes)
      : at_(reinterpret_cast<char*>(bytes.data())), end_(at_ + bytes.size()) {}
  bool at_end() const { return at_ == end_; }
  // False: no memory.
  bool take(passwd* p) {
    for (char** text : {&p->pw_name, &p->pw_passwd, &p->pw_gecos, &p->pw_dir, &p->pw_shell}) *text = text_or_null();
    p->pw_uid = number();
    p->pw_gid = number();
    return true;
  }
  bool take(group* g) {
    g->gr_name = text_or_null();
    g->gr_passwd = text_or_null();
    g->gr_gid = number();
    members_.clear();
    do members_.push_back(text_or_null());
    while (members_.ok() && members_.back());
    g->gr_mem = members_.begin();
    return members_.ok();
  }

 private:
  u32 number() {
    u32 n;
    std::memcpy(&n, at_, sizeof n);
    at_ += sizeof n;
    return n;
  }
  char* text_or_null() {
    if (number() == 0) return nullptr;
    char* text = at_;
    at_ += std::strlen(text) + 1;
    return text;
  }

  char* at_;
  char* end_;
  text::PlainArray<char*> members_;
};

template <class Record>
Ref all_records(Thread& t, Ref (*make)(Thread&, const Record&), void (*start)(), Record* (*next)(), void (*end)()) {
  RecordWriter records;
  os::call_once(t, [&] {
    gc::MutexGuard guard(g_database_mutex);
    start();
    while (Record* r = next()) records.put(*r);
    end();
    return 0;
  });
  if (!records.bytes().ok()) return raise_memory_error(t);
  Ref list = make_list(t);
  for (RecordReader reader(records.bytes()); list && !reader.at_end();) {
    Record record{};
    if (!reader.take(&record)) return raise_memory_error(t);
    if (!list_append(t, as_list(list), make(t, record))) return Ref();
  }
  return list;
}

Ref pwd_getpwall(Thread& t) { return all_records<passwd>(t, make_passwd, ::setpwent, ::getpwent, ::endpwent); }
Ref grp_getgrall(Thread& t) { return all_records<group>(t, make_group, ::setgrent, ::getgrent, ::endgrent); }

constexpr MethodDef kPwdFunctions[] = {{"getpwuid", pwd_getpwuid, "(uidobj, /)"},
                                       {"getpwnam", pwd_getpwnam, "(name, /)"},
                                       {"getpwall", pwd_getpwall, "()"},
                                       {}};
constexpr MethodDef kGrpFunctions[] = {
    {"getgrgid", grp_getgrgid, "(id)"}, {"getgrnam", grp_getgrnam, "(name)"}, {"getgrall", grp_getgrall, "()"}, {}};

bool init_pwd(Thread& t, Value module) {
  if (!g_passwd) g_passwd = make_struct_sequence(t, "pwd.struct_passwd", "A user.", kPasswdFields, 7);
  return module_add(t, module, "struct_passwd", Ref::share(t, g_passwd));
}
bool init_grp(Thread& t, Value module) {
  if (!g_group) g_group = make_struct_sequence(t, "grp.struct_group", "A user group.", kGroupFields, 4);
  return module_add(t, module, "struct_group", Ref::share(t, g_group));
}

}  // namespace

extern const ModuleDef kPwdModule = {
    .name = "pwd", .doc = "The system's users.", .methods = kPwdFunctions, .init = init_pwd};
extern const ModuleDef kGrpModule = {
    .name = "grp", .doc = "The system's user groups.", .methods = kGrpFunctions, .init = init_grp};

}  // namespace rt
