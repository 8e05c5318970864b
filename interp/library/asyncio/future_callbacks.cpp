// The callbacks of a future: kept while it is pending, handed to the loop when it is done.
#include <cstring>

#include "gc/heap/heap.h"
#include "interp/library/asyncio/future.h"
#include "runtime/object/value_buffer.h"
#include "runtime/types/containers/list.h"

namespace vm::aio {

enum class Kept : u8 { kYes, kFull, kDone };

// Takes over the counts of both values if the result is kYes. The write barrier has been called.
static Kept keep_callback(Future* f, Value callback, Value context) {
  gc::ObjectLock lock(f);
  Callbacks& c = f->callbacks;
  if (f->state.load(gc::relaxed) != State::kPending) return Kept::kDone;
  if (c.count > c.capacity) return Kept::kFull;
  Value* pair = c.pair(c.count++);
  pair[0] = callback;
  pair[1] = context;
  return Kept::kYes;
}

// Makes room for more callbacks than `capacity` and the first one, unless another thread has done so.
static bool grow_callbacks(Thread& t, Future* f, u32 capacity) {
  u32 larger = capacity ? capacity * 2 : 4;
  auto* more = static_cast<Value*>(gc::raw_alloc(larger * 2 * sizeof(Value)));
  if (!more) return rt::raise_memory_error(t);
  {
    gc::ObjectLock lock(f);
    Callbacks& c = f->callbacks;
    if (c.capacity == capacity) {
      if (c.more) std::memcpy(static_cast<void*>(more), c.more, capacity * 2 * sizeof(Value));
      c.capacity = larger;
      std::swap(c.more, more);
    }
  }
  gc::raw_free(more);
  return true;
}

static u32 callback_capacity(Future* f) {
  gc::ObjectLock lock(f);
  return f->callbacks.capacity;
}

bool add_callback_py(Thread& t, Future* f, Value callback, Value context) {
  Ref kept[] = {Ref::share(t, callback), Ref::share(t, context)};
  for (const Ref& v : kept) rt::before_store(t, f, v);
  Kept outcome;
  while ((outcome = keep_callback(f, kept[0], kept[1])) == Kept::kFull) {
    if (!grow_callbacks(t, f, callback_capacity(f))) return false;
  }
  if (outcome == Kept::kYes) {
    (void)kept[0].release();
    (void)kept[1].release();
    return true;
  }
  Ref loop = load(t, f, f->loop);
  return call_soon_py(t, loop, callback, Value(f), context);
}

// ---- taking them out

static Callbacks take_callbacks(Future* f) {
  gc::ObjectLock lock(f);
  return std::exchange(f->callbacks, Callbacks{});
}

// Owns callbacks that have been taken out of a future.
class TakenCallbacks {
 public:
  TakenCallbacks(Thread& t, Future* f) : t_(t), taken_(take_callbacks(f)) {}
  ~TakenCallbacks() {
    for (u32 i = 0; i < taken_.count; ++i) {
      rt::decref(t_, taken_.pair(i)[0]);
      rt::decref(t_, taken_.pair(i)[1]);
    }
    if (taken_.more) gc::raw_free(taken_.more);
  }
  TakenCallbacks(const TakenCallbacks&) = delete;
  TakenCallbacks& operator=(const TakenCallbacks&) = delete;
  u32 count() const { return taken_.count; }
  const Value* pair(u32 i) { return taken_.pair(i); }

 private:
  Thread& t_;
  Callbacks taken_;
};

bool schedule_callbacks_py(Thread& t, Future* f) {
  TakenCallbacks taken(t, f);
  if (taken.count() == 0) return true;
  Ref loop = load(t, f, f->loop);
  for (u32 i = 0; i < taken.count(); ++i) {
    if (!call_soon_py(t, loop, taken.pair(i)[0], Value(f), taken.pair(i)[1])) return false;  // the others are lost
  }
  return true;
}

void drop_callbacks(Thread& t, Future* f) { TakenCallbacks taken(t, f); }

void trace_callbacks(Callbacks& callbacks, gc::Visitor& visitor) {
  for (u32 i = 0; i < callbacks.count; ++i) {
    rt::trace_value(visitor, callbacks.pair(i)[0]);
    rt::trace_value(visitor, callbacks.pair(i)[1]);
  }
}

// ---- looking at them

namespace {

// Counted copies of callbacks and contexts, one after the other.
class Snapshot {
 public:
  Snapshot(Thread& t, Future* f) : t_(t), f_(f) {}
  ~Snapshot() {
    for (u32 i = 0; i < size_; ++i) rt::decref(t_, values_[i]);
    gc::raw_free(values_);
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  bool take() {
    u32 room = 0;
    while (!copy(room)) {
      room = count_now();
      gc::raw_free(values_);
      values_ = static_cast<Value*>(gc::raw_alloc(room * 2 * sizeof(Value)));
      if (!values_) return rt::raise_memory_error(t_);
    }
    return true;
  }
  u32 count() const { return size_ / 2; }
  Value callback(u32 i) const { return values_[2 * i]; }
  Value context(u32 i) const { return values_[2 * i + 1]; }

 private:
  u32 count_now() {
    gc::ObjectLock lock(f_);
    return f_->callbacks.count;
  }
  bool copy(u32 room) {
    gc::ObjectLock lock(f_);
    if (f_->callbacks.count > room) return false;
    size_ = 2 * f_->callbacks.count;
    for (u32 i = 0; i < size_; ++i) {
      values_[i] = f_->callbacks.pair(i / 2)[i % 2];
      rt::incref(t_, values_[i]);
    }
    return true;
  }

  Thread& t_;
  Future* f_;
  Value* values_ = nullptr;
  u32 size_ = 0;
};

// Takes the pair out of the callbacks; its two counts pass to *out. False: it is no longer there.
bool take_out(Future* f, Value callback, Value context, Value* out) {
  gc::ObjectLock lock(f);
  Callbacks& c = f->callbacks;
  for (u32 i = 0; i < c.count; ++i) {
    if (c.pair(i)[0] != callback || c.pair(i)[1] != context) continue;
    out[0] = callback;
    out[1] = context;
    for (u32 j = i + 1; j < c.count; ++j) std::memcpy(static_cast<void*>(c.pair(j - 1)), c.pair(j), 2 * sizeof(Value));
    --c.count;
    return true;
  }
  return false;
}

}  // namespace

Ref callbacks_list(Thread& t, Future* f) {
  Snapshot snapshot(t, f);
  if (!snapshot.take()) return Ref();
  if (snapshot.count() == 0) return rt::none();
  Ref list = rt::make_list(t);
  for (u32 i = 0; list && i < snapshot.count(); ++i) {
    Ref pair = rt::make_tuple(t, snapshot.callback(i), snapshot.context(i));
    if (!pair || !rt::list_append(t, rt::as_list(list), std::move(pair))) return Ref();
  }
  return list;
}

// The comparisons are Python code, which may change the callbacks: they see those that were there at the beginning.
i64 remove_callback_py(Thread& t, Future* f, Value callback) {
  Snapshot snapshot(t, f);
  if (!snapshot.take()) return -1;
  rt::ValueBuffer removed(t);
  for (u32 i = 0; i < snapshot.count(); ++i) {
    int equal = rt::equal_py(t, snapshot.callback(i), callback);
    if (equal < 0) return -1;
    Value out[2];
    if (!equal || !take_out(f, snapshot.callback(i), snapshot.context(i), out)) continue;
    Ref owned[] = {Ref::steal(out[0]), Ref::steal(out[1])};
    for (Ref& v : owned) {
      if (!removed.push(std::move(v))) return -1;
    }
  }
  return static_cast<i64>(removed.size() / 2);
}

}  // namespace vm::aio
