// Whole databases: backup, serialize, deserialize, the dump as SQL, and extensions.
#include <cstring>

#include "runtime/library/sqlite/sqlite_connection.h"
#include "runtime/object/audit.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/lent_bytes.h"

namespace rt::sqlite {

namespace {

// The name of an attached database: a str, or empty for "main".
Ref database_name(Thread& t, const char* method, Value name) {
  if (!name) return make_str_ascii(t, "main");
  return check_str(t, method, "name", name) ? Ref::share(t, name) : Ref();
}

// ---- backup

// A backup in progress. While it lives, nobody else uses the target.
class Backup {
 public:
  Backup(Thread& t, Value source, Value target) : t_(t), source_(source), target_(target) {}
  ~Backup() {
    finish();
    if (marked_) as_connection(target_)->database->is_target.store(false, gc::relaxed);
  }
  Backup(const Backup&) = delete;
  Backup& operator=(const Backup&) = delete;

  bool start_py(const char* name) {
    if (!mark_target_py()) return false;
    Operation source(t_, source_);
    if (!source) return false;
    source_db_ = source.db();
    backup_ = detached(t_, [&] { return sqlite3_backup_init(target_db_, "main", source_db_, name); });
    return backup_ || raise_sqlite(t_, target_db_);
  }

  // Copies some pages. False: an error is pending.
  bool step_py(int pages, int* code) {
    Operation source(t_, source_);
    if (!source) return false;
    if (source.db() != source_db_) return raise(t_, g_errors.programming, "Cannot operate on a closed database.");
    *code = detached(t_, [&] { return sqlite3_backup_step(backup_, pages); });
    return true;
  }

  // Reports what is left. False: an error is pending.
  bool report_py(Value progress, int code) const {
    if (progress == kNone) return true;
    Value values[] = {Value::small_int(code), Value::small_int(sqlite3_backup_remaining(backup_)),
                      Value::small_int(sqlite3_backup_pagecount(backup_))};
    return bool(call_py(t_, progress, CallArgs{values, 3, Value()}));
  }

  // A code of SQLite.
  int finish() {
    sqlite3_backup* backup = std::exchange(backup_, nullptr);
    return backup ? detached(t_, [&] { return sqlite3_backup_finish(backup); }) : SQLITE_OK;
  }

  sqlite3* target_db() const { return target_db_; }

 private:
  // Its lock is let go before the source's is taken: backups in both directions must not wait for each other.
  bool mark_target_py() {
    Operation target(t_, target_);
    if (!target) return false;
    target_db_ = target.db();
    target.database().is_target.store(true, gc::relaxed);
    return marked_ = true;
  }

  Thread& t_;
  Value source_, target_;  // held by the caller
  bool marked_ = false;
  sqlite3 *source_db_ = nullptr, *target_db_ = nullptr;
  sqlite3_backup* backup_ = nullptr;
};

// Copies all pages. False: an error is pending.
bool copy_pages_py(Thread& t, Backup& backup, int pages, Value progress, int pause_ms) {
  int code;
  do {
    if (!backup.step_py(pages, &code) || !backup.report_py(progress, code) || !poll_py(t)) return false;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) detached(t, [&] { return sqlite3_sleep(pause_ms); });
  } while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
  return backup.finish() == SQLITE_OK || raise_sqlite(t, backup.target_db());
}

}  // namespace

Ref connection::backup(Thread& t, const Value* a) {
  Value self = a[0], target = a[1], progress = a[3];
  int pages;
  double pause;
  if (!is_connection(target))
    return raise_type_error(t, "backup() argument 'target' must be sqlite3.Connection, not %A", target);
  if (!to_i32_py(t, a[2], &pages)) return Ref();
  Ref name = database_name(t, "backup", a[4]);
  if (!name) return Ref();
  CText name_text(t, name);
  if (!name_text.ok()) return Ref();
  constexpr double kDefaultPause = 0.25, kMostPause = 1e6;
  if (!a[5]) pause = kDefaultPause;
  else if (!to_double_py(t, a[5], &pause)) return Ref();
  if (!(pause >= 0)) return raise_value_error(t, "sleep must be greater-than or equal to zero");
  if (is_same(target, self)) return raise_value_error(t, "target cannot be the same connection instance");
  if (progress != kNone && !is_callable(progress)) return raise_type_error(t, "progress argument must be a callable");
  Backup running(t, self, target);
  if (!running.start_py(name_text.c_str())) return Ref();
  int pause_ms = static_cast<int>((pause < kMostPause ? pause : kMostPause) * 1000);
  return copy_pages_py(t, running, pages == 0 ? -1 : pages, progress, pause_ms) ? none() : Ref();
}

// ---- serialize
Ref connection::serialize(Thread& t, Value self, Value name_value) {
  Ref name = database_name(t, "serialize", name_value);
  if (!name) return Ref();
  CText text(t, name);
  if (!text.ok()) return Ref();
  Operation operation(t, self);
  if (!operation) return Ref();
  sqlite3_int64 size = 0;
  // A database in memory may be one piece, which needs no copy.
  unsigned flags = SQLITE_SERIALIZE_NOCOPY;
  unsigned char* data = sqlite3_serialize(operation.db(), text.c_str(), &size, flags);
  if (!data) {
    flags = 0;
    data = detached(t, [&] { return sqlite3_serialize(operation.db(), text.c_str(), &size, flags); });
  }
  if (!data) return raise(t, g_errors.operational, "unable to serialize '%s'", text.c_str());
  Ref bytes = make_bytes(t, as_chars(data, static_cast<size_t>(size)));
  if (!(flags & SQLITE_SERIALIZE_NOCOPY)) sqlite3_free(data);
  return bytes;
}

Ref connection::deserialize(Thread& t, Value self, Value data, Value name_value) {
  LentBytes bytes(t, data);
  if (!bytes) return Ref();
  Ref name = database_name(t, "deserialize", name_value);
  if (!name) return Ref();
  CText text(t, name);
  if (!text.ok()) return Ref();
  Operation operation(t, self);
  if (!operation) return Ref();
  sqlite3_int64 size = static_cast<sqlite3_int64>(bytes.size());
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  if (!copy && size > 0) return raise_memory_error(t);
  if (size > 0) std::memcpy(copy, bytes.data(), bytes.size());
  constexpr unsigned kFlags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE;
  int code = detached(t, [&] { return sqlite3_deserialize(operation.db(), text.c_str(), copy, size, size, kFlags); });
  return code == SQLITE_OK ? none() : Ref(operation.fail(code));
}

// ---- the dump
Ref connection::iterdump_py(Thread& t, Value self, Value filter) {
  {
    Operation operation(t, self);
    if (!operation) return Ref();
  }
  Ref module = import_module_py(t, "sqlite3.dump");
  Ref function = module ? getattr_py(t, module, "_iterdump") : Ref();
  if (!function) return Ref();
  if (library_minor() < 13) return call_py(t, function, self);
  Ref key = intern(t, "filter");
  Ref names = key ? make_tuple(t, key) : Ref();
  Value values[] = {self, filter};
  return names ? call_py(t, function, CallArgs{values, 1, names}) : Ref();
}

// ---- extensions
Ref connection::enable_load_extension(Thread& t, Value self, Value enable) {
  int on = truth_py(t, enable);
  if (on < 0 || !audit_py(t, "sqlite3.enable_load_extension", self, enable)) return Ref();
  Operation operation(t, self);
  if (!operation) return Ref();
  if (sqlite3_enable_load_extension(operation.db(), on) == SQLITE_OK) return none();
  return raise(t, g_errors.operational, "Error enabling load extension");
}

Ref connection::load_extension(Thread& t, Value self, Value name, Value entry_point) {
  if (!is_str(name)) return raise_type_error(t, "load_extension() argument 1 must be str, not %A", name);
  if (entry_point != kNone && !is_str(entry_point)) {
    return raise_type_error(t, "load_extension() argument 'entrypoint' must be str or None, not %A", entry_point);
  }
  CText file(t, name);
  if (!file.ok()) return Ref();
  bool named = entry_point != kNone;
  CText entry(t, named ? entry_point : name);
  if (!entry.ok() || !audit_py(t, "sqlite3.load_extension", self, name)) return Ref();
  Operation operation(t, self);
  if (!operation) return Ref();
  char* message = nullptr;
  int code = detached(t, [&] {
    return sqlite3_load_extension(operation.db(), file.c_str(), named ? entry.c_str() : nullptr, &message);
  });
  if (code != SQLITE_OK) {
    Ref text = text_or_none(t, message);
    if (text) raise(t, g_errors.operational, "%S", text.get());
  }
  sqlite3_free(message);
  return code == SQLITE_OK && operation.undisturbed() ? none() : Ref();
}

}  // namespace rt::sqlite
