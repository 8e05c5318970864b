// The native half of a connection: SQLite's handle, the lock that guards it, and what SQLite has made for it.
//
// All calls of SQLite for a connection are made under its lock, by one thread at a time, and detached if they may take
// long or call back. The holder may enter again: a callback may use the connection that called it.
//
// What SQLite has made (a Resource) must be given back under the lock, too. Objects can die in any thread at any time,
// and such a thread must not wait: whoever holds the lock may be waiting for that very thread, in a pause. So it tries
// the lock; if another thread holds it, the resource is put on the list `retired`, and the holder frees it when it
// leaves:
//
//   dying object                          holder
//   retired := resource                   frees all retired; word := 0
//   tries the lock; in vain: done         looks at `retired` again; not empty: tries the lock, frees them, leaves
//
// A handle is always retired, never closed at once. So a callback may close the connection: the handle stays valid
// until the outermost operation ends.
#pragma once

#include <sqlite3.h>

#include <string_view>

#include "gc/sync/mutex.h"
#include "runtime/library/parts/native_callback.h"
#include "runtime/object/ops.h"

namespace rt::sqlite {

struct Connection;
class Database;

// Something that SQLite has made and wants back. It has one owner at a time, and holds a count of its database.
struct Resource {
  enum Kind : u8 { kHandle, kStatement, kBlob, kCallback };
  Kind kind;
  Database* database = nullptr;
  Resource* next = nullptr;  // in the list of retired resources

  explicit Resource(Kind k) : kind(k) {}
};

// An open database.
struct Handle : Resource {
  sqlite3* db = nullptr;
  Handle() : Resource(kHandle) {}
};

// A prepared statement. Its owner is the cache of idle statements, or the cursor that executes it.
struct Statement : Resource {
  sqlite3_stmt* prepared = nullptr;  // null: the text has no statement
  char* sql = nullptr;               // the text that it was made from, allocated by gc::raw_alloc
  size_t size = 0;
  i64 hash = 0;                // of the text
  bool changes_rows = false;   // INSERT, UPDATE, DELETE or REPLACE: begins a transaction, and has a row count
  Statement* older = nullptr;  // in the cache
  Statement() : Resource(kStatement) {}
};

// An open handle of a blob. The database has a list of them, since they are closed together with it.
struct BlobHandle : Resource {
  sqlite3_blob* blob = nullptr;  // null: closed
  BlobHandle *previous = nullptr, *following = nullptr;
  BlobHandle() : Resource(kBlob) {}
};

// A Python callable that SQLite calls: its key in the connection's dict `kept`.
struct Callback : Resource {
  i64 key = 0;
  Callback() : Resource(kCallback) {}
};

class Database {
 public:
  // A new one for the connection object, with one count. Null: no memory; no error is set.
  static Database* make(Connection* connection);
  void share() { references_.fetch_add(1, gc::relaxed); }
  // Drops a count; the last one frees the database, which has no resources then. Any thread.
  void release();

  // ---- the lock
  // Enters, and waits detached if another thread is inside. False: an error is pending, from a signal handler, or
  // because the holder does not exist in this process or is stopped for good.
  bool enter_py(Thread& t);
  bool try_enter(Thread& t);
  // Frees what has been retired, unless an outer operation of this thread still runs. Keeps a pending error. Callbacks
  // of SQLite (the end of an aggregate) may run Python code.
  void leave(Thread& t);

  // ---- resources
  // Makes this database the one that the resource belongs to.
  void adopt(Resource* resource) {
    resource->database = this;
    share();
  }
  // Takes over a resource, to free it at the end of the outermost operation. Any thread, attached or not.
  void retire(Resource* resource);
  // Takes over a resource, and frees it at once if the lock is free or the thread's own. Keeps a pending error.
  static void give_back(Thread& t, Resource* resource);

  // ---- the handle, under the lock
  sqlite3* db() const { return handle_ ? handle_->db : nullptr; }  // null: closed
  void open(Handle* handle);                                       // closed before; takes the handle over
  void close(Thread& t);                                           // with idle statements and blobs
  // Interrupts what SQLite is doing. Any attached thread, without the lock. False: closed.
  bool interrupt();

  // ---- idle statements, under the lock
  // The idle statement for a text, which becomes the caller's; null: there is none.
  Statement* take_idle(std::string_view sql, i64 hash);
  // Resets a statement of the caller's, and keeps or frees it.
  void put_idle(Thread& t, Statement* statement);
  void set_idle_limit(int limit) { idle_limit_ = limit; }

  // ---- open blobs, under the lock
  void link(BlobHandle* blob);
  void close_blob(Thread& t, BlobHandle* blob);  // closed before: nothing happens

  // The object; null once it is gone. Written by the thread that destroys the object.
  gc::Atomic<Connection*> connection;
  // ---- errors of collations, under the lock
  // Keeps the first error until the operation takes it.
  void set_collation_error(Thread& t, Ref error);
  // Empty: there is none.
  Ref take_collation_error(Thread& t);

  // Under the lock. Above 0: the thread is in a callback that SQLite forbids to use the connection.
  int forbidden = 0;
  // A backup is writing into this database. Set under the lock, cleared by the thread of the backup.
  gc::Atomic<bool> is_target{false};

 private:
  bool is_turn_of_another(const Thread& t) const;
  bool can_become_free(Thread& t) const;
  bool wait_py(Thread& t);
  void free_retired(Thread& t);
  void end(Thread& t, Resource* resource);

  gc::Atomic<u32> references_{1};
  gc::Atomic<u32> word_{0};        // 0 free, 1 held, 2 held and threads may be parked
  gc::Atomic<u32> owner_{0};       // id of the thread inside; written by the holder
  gc::Atomic<u64> turn_{0};        // turn_of() the thread that has waited for long and enters next; 0: there is none
  gc::Atomic<u32> generation_{0};  // os::g_fork_count when it entered; written by the holder
  u32 depth_ = 0;                  // operations of the holder that run inside each other
  gc::Atomic<Resource*> retired_{nullptr};
  gc::Mutex handle_mutex_;  // guards `handle_` against interrupt(); the lock's holder writes it under this mutex
  Handle* handle_ = nullptr;
  Statement* idle_ = nullptr;  // the one used last comes first
  int idle_count_ = 0, idle_limit_ = 0;
  BlobHandle* blobs_ = nullptr;
};

}  // namespace rt::sqlite
