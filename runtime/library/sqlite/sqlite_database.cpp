// The lock of a connection, and the life of what SQLite has made for it.
#include "runtime/library/sqlite/sqlite_database.h"

#include <cstring>
#include <new>

#include "gc/base/clock.h"
#include "gc/heap/heap.h"
#include "runtime/library/sqlite/sqlite_parts.h"
#include "runtime/library/threads/thread.h"
#include "runtime/os/file.h"

namespace rt::sqlite {

Database* Database::make(Connection* connection) {
  auto* database = new (std::nothrow) Database;
  if (database) database->connection.store(connection, gc::relaxed);
  return database;
}

void Database::release() {
  if (references_.fetch_sub(1, gc::acq_rel) == 1) delete this;
}

// ---- the lock

bool Database::try_enter(Thread& t) {
  u32 free = 0;
  if (word_.load(gc::relaxed) && owner_.load(gc::relaxed) == t.id) {
    ++depth_;
    return true;
  }
  if (!word_.compare_exchange_strong(free, 1, gc::seq_cst, gc::seq_cst)) return false;  // pairs with leave()
  owner_.store(t.id, gc::relaxed);
  generation_.store(os::g_fork_count.load(gc::relaxed), gc::relaxed);
  depth_ = 1;
  return true;
}

// The id of the thread, and above it os::g_fork_count: a thread may be missing in the child of a fork.
static u64 turn_of(const Thread& t) { return u64{os::g_fork_count.load(gc::relaxed)} << 32 | t.id; }

bool Database::is_turn_of_another(const Thread& t) const {
  u64 turn = turn_.load(gc::relaxed), mine = turn_of(t);
  return turn != 0 && turn != mine && turn >> 32 == mine >> 32;
}

// False: ProgrammingError is pending, because the lock will never be free.
bool Database::can_become_free(Thread& t) const {
  if (word_.load(gc::relaxed) == 0) return true;
  if (generation_.load(gc::relaxed) != os::g_fork_count.load(gc::relaxed))
    return raise(t, g_errors.programming, "the connection was in use by another thread when the process forked");
  if (is_last(t)) return raise(t, g_errors.programming, "the connection is in use by a thread that has been stopped");
  return true;
}

bool Database::enter_py(Thread& t) {
  bool inside = word_.load(gc::relaxed) && owner_.load(gc::relaxed) == t.id;
  if ((inside || !is_turn_of_another(t)) && try_enter(t)) return true;
  bool entered = wait_py(t);
  u64 turn = turn_of(t);
  turn_.compare_exchange_strong(turn, 0, gc::seq_cst, gc::relaxed);
  if (!entered) gc::unpark_all(word_);  // this thread may have been woken in place of another one
  return entered;
}

// Running threads enter and leave so fast that a thread which has been woken may never find the lock free. With a GIL,
// it even waits for the GIL first. So a thread that has waited for long takes the next turn: the others stay out.
bool Database::wait_py(Thread& t) {
  constexpr i64 kPatienceNs = 5'000'000, kSliceNs = 1'000'000;
  i64 began = gc::now_ns();
  for (;;) {
    bool stays_out = is_turn_of_another(t);
    if (!stays_out && word_.exchange(2, gc::seq_cst) == 0) break;
    if (!can_become_free(t)) return false;
    {
      // A thread that stays out has not marked the word, so nobody may wake it.
      gc::Detached scope(t);
      if (stays_out) gc::park(word_, word_.load(gc::relaxed), kSliceNs);
      else gc::park(word_, 2);
    }
    if (!poll_py(t)) return false;
    if (gc::now_ns() - began > kPatienceNs && !is_turn_of_another(t)) turn_.store(turn_of(t), gc::seq_cst);
  }
  owner_.store(t.id, gc::relaxed);
  generation_.store(os::g_fork_count.load(gc::relaxed), gc::relaxed);
  depth_ = 1;
  return true;
}

void Database::leave(Thread& t) {
  if (depth_ > 1) {
    --depth_;
    return;
  }
  do {
    free_retired(t);
    depth_ = 0;
    owner_.store(0, gc::relaxed);
    // All, if one of them has the next turn: the others would not pass the wake-up on.
    if (word_.exchange(0, gc::seq_cst) == 2) {
      if (turn_.load(gc::seq_cst) != 0) gc::unpark_all(word_);
      else gc::unpark_one(word_);
    }
    // Pairs with retire() and try_enter(), all four accesses being seq_cst: a thread that retires something finds the
    // lock free, or this one finds what it has retired.
  } while (retired_.load(gc::seq_cst) && try_enter(t));
}

// ---- resources

void Database::retire(Resource* resource) {
  Resource* first = retired_.load(gc::relaxed);
  do resource->next = first;
  while (!retired_.compare_exchange_weak(first, resource, gc::seq_cst, gc::relaxed));
}

void Database::give_back(Thread& t, Resource* resource) {
  Database* database = resource->database;
  database->share();  // the resource may have held the last count
  Ref pending = take_error(t);
  bool entered = database->try_enter(t);
  if (entered && resource->kind != Resource::kHandle) database->end(t, resource);
  else database->retire(resource);
  // The holder may have left between the attempt and the entry in the list.
  if (entered || database->try_enter(t)) database->leave(t);
  if (pending) restore_error(t, std::move(pending));
  database->release();
}

void Database::free_retired(Thread& t) {
  while (Resource* resource = retired_.exchange(nullptr, gc::acquire)) {
    Ref pending = take_error(t);
    while (resource) {
      Resource* next = resource->next;
      end(t, resource);
      resource = next;
    }
    if (pending) restore_error(t, std::move(pending));
  }
}

// Frees a resource. No error is pending, before and afterwards.
void Database::end(Thread& t, Resource* resource) {
  switch (resource->kind) {
    case Resource::kHandle: {
      auto* handle = static_cast<Handle*>(resource);
      detached(t, [&] { return sqlite3_close_v2(handle->db); });
      delete handle;
      break;
    }
    case Resource::kStatement: {
      auto* statement = static_cast<Statement*>(resource);
      detached(t, [&] { return sqlite3_finalize(statement->prepared); });
      gc::raw_free(statement->sql);
      delete statement;
      break;
    }
    case Resource::kBlob: {
      auto* blob = static_cast<BlobHandle*>(resource);
      close_blob(t, blob);
      delete blob;
      break;
    }
    case Resource::kCallback: {
      auto* callback = static_cast<Callback*>(resource);
      if (Connection* owner = connection.load(gc::relaxed)) drop_kept(t, owner, callback->key);
      delete callback;
      break;
    }
  }
  release();
}

// ---- the handle

void Database::open(Handle* handle) {
  adopt(handle);
  gc::MutexGuard guard(handle_mutex_);
  handle_ = handle;
}

void Database::close(Thread& t) {
  Handle* old = handle_;
  if (!old) return;
  while (blobs_) close_blob(t, blobs_);
  {
    gc::MutexGuard guard(handle_mutex_);
    handle_ = nullptr;
  }
  while (Statement* statement = idle_) {
    idle_ = statement->older;
    end(t, statement);
  }
  idle_count_ = 0;
  retire(old);
}

bool Database::interrupt() {
  gc::MutexGuard guard(handle_mutex_);
  if (handle_) sqlite3_interrupt(handle_->db);
  return handle_;
}

// ---- errors of collations

void Database::set_collation_error(Thread& t, Ref error) {
  Connection* owner = connection.load(gc::relaxed);
  if (owner && !owner->collation_error.get()) store_field(t, owner, owner->collation_error, std::move(error));
}

Ref Database::take_collation_error(Thread& t) {
  Connection* owner = connection.load(gc::relaxed);
  if (!owner || !owner->collation_error.get()) return Ref();
  Ref error = load_field(t, owner, owner->collation_error);
  store_field(t, owner, owner->collation_error, Ref());
  return error;
}

// ---- idle statements

Statement* Database::take_idle(std::string_view sql, i64 hash) {
  for (Statement** link = &idle_; *link; link = &(*link)->older) {
    Statement* statement = *link;
    if (statement->hash != hash || std::string_view(statement->sql, statement->size) != sql) continue;
    *link = statement->older;
    --idle_count_;
    return statement;
  }
  return nullptr;
}

void Database::put_idle(Thread& t, Statement* statement) {
  if (!statement->prepared) return give_back(t, statement);
  Ref pending = take_error(t);
  detached(t, [&] {
    sqlite3_reset(statement->prepared);
    return sqlite3_clear_bindings(statement->prepared);
  });
  statement->older = idle_;
  // The handle is another one if the connection has been closed or initialised again.
  bool keep = idle_limit_ > 0 && handle_ && sqlite3_db_handle(statement->prepared) == handle_->db;
  if (!keep) {
    end(t, statement);
  } else {
    idle_ = statement;
    if (++idle_count_ > idle_limit_) {
      Statement** last = &idle_;
      while ((*last)->older) last = &(*last)->older;
      Statement* oldest = *last;
      *last = nullptr;
      --idle_count_;
      end(t, oldest);
    }
  }
  if (pending) restore_error(t, std::move(pending));
}

// ---- blobs

void Database::link(BlobHandle* blob) {
  blob->following = blobs_;
  if (blobs_) blobs_->previous = blob;
  blobs_ = blob;
}

void Database::close_blob(Thread& t, BlobHandle* blob) {
  sqlite3_blob* open = std::exchange(blob->blob, nullptr);
  if (!open) return;
  (blob->previous ? blob->previous->following : blobs_) = blob->following;
  if (blob->following) blob->following->previous = blob->previous;
  detached(t, [&] { return sqlite3_blob_close(open); });
}

}  // namespace rt::sqlite
