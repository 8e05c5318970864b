// The common part of BytesIO and StringIO: reading from the position, telling it, and the part of the pickled state
// that belongs to any object.
#pragma once

#include "runtime/library/io/io_parts.h"

namespace rt::io {

// `take` gives n items from the position on and moves it. `line_length` counts the items of the line at the position,
// at most `limit` if that is not negative. No Python code runs under the file's lock, so a thread never finds that it
// holds the lock already.
template <class File, bool (*check_open)(Thread&, File*), Ref (*take)(Thread&, File*, i64),
          i64 (*line_length)(const File*, i64)>
struct MemoryMethods {
  // The file, locked and open; false: an error is pending.
  class Held {
   public:
    Held(Thread& t, Value self)
        : file_(self.as<File>()), lock_(t, self, file_->lock, true), ok_(lock_ && check_open(t, file_)) {}
    explicit operator bool() const { return ok_; }
    File* operator->() const { return file_; }
    File* get() const { return file_; }

   private:
    File* file_;
    HeldLock lock_;
    bool ok_;
  };

  static Ref read(Thread& t, Value self, Value size) {
    i64 n;
    if (!size_argument_py(t, size, &n)) return Ref();
    Held f(t, self);
    if (!f) return Ref();
    i64 left = rest(f.get());
    return take(t, f.get(), n < 0 || n > left ? left : n);
  }

  static Ref readline(Thread& t, Value self, Value size) {
    i64 limit;
    if (!size_argument_py(t, size, &limit)) return Ref();
    Held f(t, self);
    return f ? take(t, f.get(), line_length(f.get(), limit)) : Ref();
  }

  static Ref next(Thread& t, Value self) {
    Held f(t, self);
    if (!f) return Ref();
    i64 n = line_length(f.get(), -1);
    return n ? take(t, f.get(), n) : Ref::immediate(kStop);
  }

  static Ref tell(Thread& t, Value self) {
    Held f(t, self);
    return f ? make_int(t, f->pos) : Ref();
  }

  static Ref yes(Thread& t, Value self) { return check_open(t, self.as<File>()) ? bool_ref(true) : Ref(); }

  // The number of items behind the position.
  static i64 rest(const File* f) { return f->pos < f->size ? f->size - f->pos : 0; }

  // Closes the file and frees its data.
  static void empty(File* f) {
    f->closed = true;
    gc::raw_free(std::exchange(f->data, nullptr));
    f->size = f->capacity = 0;
  }

  // Makes room for n items at the position, and `size >> shift` more for later writes. False: MemoryError or
  // OverflowError is pending.
  static bool reserve(Thread& t, File* f, i64 n, int shift, const char* too_far) {
    constexpr i64 kMost = INT64_MAX / sizeof *f->data;
    i64 size, capacity;
    if (__builtin_add_overflow(f->pos, n, &size)) return raise_overflow_error(t, too_far);
    if (size <= f->capacity) return true;
    if (__builtin_add_overflow(size, (size >> shift) + 16, &capacity)) capacity = size;
    if (capacity > kMost) return raise_overflow_error(t, "new buffer size too large");
    void* block = gc::raw_realloc(f->data, static_cast<size_t>(capacity) * sizeof *f->data);
    if (!block) return raise_memory_error(t);
    f->data = static_cast<decltype(f->data)>(block);
    f->capacity = capacity;
    return true;
  }

  // Zeroes the items between the end and a position behind it.
  static void fill_gap(File* f) {
    if (f->pos > f->size) std::memset(f->data + f->size, 0, static_cast<size_t>(f->pos - f->size) * sizeof *f->data);
  }
  // Moves the position and the end after n items have been written.
  static void wrote(File* f, i64 n) {
    f->pos += n;
    if (f->pos > f->size) f->size = f->pos;
  }
};

// The instance's dict for a pickled state; None if it is missing or empty. Empty: an error is pending.
inline Ref state_dict_py(Thread& t, Value self) {
  Ref dict = getattr_optional_py(t, self, name(N::__dict__));
  if (!dict && error_pending(t)) return Ref();
  return dict && as_dict(dict)->size() ? std::move(dict) : none();
}
inline bool set_state_dict_py(Thread& t, Value self, Value state) {
  if (state == kNone) return true;
  Ref dict = getattr_py(t, self, name(N::__dict__));
  return dict && dict_update_py(t, as_dict(dict), state);
}
// Reads the position of a pickled state. False: an error is pending.
inline bool state_position_py(Thread& t, Value v, i64* out) {
  return offset_argument_py(t, v, out) && (*out >= 0 || raise_value_error(t, "position value cannot be negative"));
}

}  // namespace rt::io
