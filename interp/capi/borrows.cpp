// References that C code borrows from a container which other threads may change.
//
// PyDict_GetItem() and its like give a reference that the container holds. C code may use it until the container
// changes, and while it knows of no change: for as long as a critical section, or a loop of PyDict_Next(). But a
// critical section does not keep Python code of other threads out of a dict or list (locks.cpp). So the thread keeps a
// reference to what it has given, and drops it when the call of C that asked for it ends.
//
// All C code runs inside of a Borrows, but functions that visit an object: while they run the world is stopped, or the
// object is one that no other thread can find.
#include "interp/capi/methods.h"

namespace capi {

constinit thread_local u32 t_kept_borrows = 0;

namespace {

// A thread that never calls C code has none. Its memory lives as long as the thread.
struct Kept {
  ~Kept() { gc::raw_free(items); }
  Value* items = nullptr;
  u32 room = 0;
};
thread_local Kept t_kept;
constinit thread_local u32 t_visits = 0;

bool make_room() {
  if (t_kept_borrows < t_kept.room) return true;
  u32 room = t_kept.room ? t_kept.room * 2 : 64;
  void* moved = gc::raw_realloc(t_kept.items, room * sizeof(Value));
  if (!moved) return false;
  t_kept.items = static_cast<Value*>(moved);
  t_kept.room = room;
  return true;
}

}  // namespace

// Without memory the reference is never dropped.
TINYPY_COLD PyObject* keep_borrowed(Ref ref) {
  PyObject* shown = word(ref.get());
  if (t_visits) return shown;
  Value kept = ref.release();
  if (make_room()) t_kept.items[t_kept_borrows++] = kept;
  return shown;
}

Visit::Visit() { ++t_visits; }
Visit::~Visit() { --t_visits; }

TINYPY_COLD void drop_borrows_py(Thread& t, u32 count) {
  while (t_kept_borrows > count) {
    Value dropped = t_kept.items[--t_kept_borrows];
    rt::decref(t, dropped);
  }
}

}  // namespace capi
