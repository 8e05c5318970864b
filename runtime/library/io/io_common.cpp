// The lock of file objects, and helpers for errors, arguments and finalizers that all layers use.
#include "runtime/library/core/warnings.h"
#include "runtime/library/io/io.h"
#include "runtime/library/io/io_parts.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/native_modules.h"
#include "runtime/os/file.h"

namespace rt {
gc::Atomic<bool> g_warn_default_encoding{false};
}

namespace rt::io {

bool warn_no_encoding_py(Thread& t, int stack_level) {
  if (!g_warn_default_encoding.load(gc::relaxed)) [[likely]]
    return true;
  return warn_text_py(t, kEncodingWarningType, "'encoding' argument not specified", stack_level);
}

Classes g_classes;
Value g_io_names[static_cast<u32>(IoName::kCount)];

// ---- lock

FileLock::Entry FileLock::enter_py(Thread& t, Object* self) {
  if (word_.load(gc::relaxed) && generation_.load(gc::relaxed) == os::g_fork_count.load(gc::relaxed) &&
      owner_.load(gc::relaxed) == t.id) {
    return kAlreadyMine;
  }
  u32 free = 0;
  if (!gc::kFreeThreaded || !self->published()) {
    // The object is private, or the GIL is held. So only a thread that waits detached can change the word meanwhile,
    // and only from 1 to 2.
    if (word_.load(gc::relaxed) == 0) {
      word_.store(1, gc::relaxed);
    } else if (!wait_py(t)) {
      return kError;
    }
  } else if (!word_.compare_exchange_strong(free, 1, gc::acquire, gc::relaxed) && !wait_py(t)) {
    return kError;
  }
  owner_.store(t.id, gc::relaxed);
  generation_.store(os::g_fork_count.load(gc::relaxed), gc::relaxed);
  return kEntered;
}

bool FileLock::wait_py(Thread& t) {
  // The holder is a thread that does not exist in this process, since it was the parent's: take the lock over.
  if (generation_.load(gc::relaxed) != os::g_fork_count.load(gc::relaxed)) {
    word_.store(1, gc::relaxed);
    return true;
  }
  while (word_.exchange(2, gc::acquire) != 0) {
    // If the end of the program has stopped all other threads for good, the holder is one of them. It stands at a
    // safepoint, where files are consistent, so the last thread may enter. While other threads still run, this thread
    // waits.
    if (is_last(t)) return true;
    {
      gc::Detached scope(t);
      gc::park(word_, 2);
    }
    if (poll_py(t)) continue;
    gc::unpark_one(word_);  // this thread may have been woken in place of another one
    return false;
  }
  return true;
}

void FileLock::leave(Object* self) {
  owner_.store(0, gc::relaxed);
  if ((!gc::kFreeThreaded || !self->published()) && word_.load(gc::relaxed) == 1) {
    word_.store(0, gc::relaxed);
    return;
  }
  if (word_.exchange(0, gc::release) == 2) gc::unpark_one(word_);
}

void HeldLock::raise_reentrant(Thread& t, Value self) { raise(t, kRuntimeErrorType, "reentrant call inside %R", self); }

// ---- errors

Error raise_unsupported(Thread& t, const char* message) { return raise(t, g_classes.unsupported, "%s", message); }

Error raise_not_writable(Thread& t, const char* function, Value argument) {
  if (!forget_error(t)) return {};
  return raise_type_error(t, "%s() argument must be read-write bytes-like object, not %A", function, argument);
}

Error raise_blocking(Thread& t, i64 written) {
  Ref text = make_str(t, std::string_view("write could not complete without blocking"));
  if (!text) return {};
  Ref number = make_int(t, EAGAIN), count = make_int(t, written);
  Ref args = make_tuple(t, number, text, count);
  Ref error = args ? make_exception_py(t, kBlockingIOErrorType, std::move(args)) : Ref();
  return error ? raise_error(t, error) : Error();
}

bool chain_errors(Thread& t, Ref first, bool second_ok) {
  if (!first) return second_ok;
  if (!second_ok) {
    Ref second = take_error(t);
    set_exception_context(t, second, first);
    restore_error(t, std::move(second));
  } else {
    restore_error(t, std::move(first));
  }
  return false;
}

Ref cannot_pickle(Thread& t, Value self) {
  return raise_type_error(t, "cannot pickle '%S' instances", type_of(self)->name.get_shared());
}

Ref reduce_stream(Thread& t, Value self) {
  if (library_minor() < 15) return cannot_pickle(t, self);
  Ref key = intern(t, "__getstate__"), state = key ? call_method_py(t, self, key) : Ref();
  Ref module = state ? import_module_py(t, "copyreg") : Ref();
  Ref make = module ? getattr_py(t, module, "__newobj__") : Ref();
  Ref args = make ? make_tuple(t, type_of(self)) : Ref();
  return args ? make_tuple(t, make, args, state) : Ref();
}

// ---- arguments

bool size_argument_py(Thread& t, Value v, i64* out, i64 fallback) {
  if (!v || v == kNone) {
    *out = fallback;
    return true;
  }
  if (!is_int(v) && !type_of(v)->slots.index)
    return raise_type_error(t, "argument should be integer or None, not '%T'", v);
  return index_i64_py(t, v, out, kOverflowErrorType);
}

bool offset_argument_py(Thread& t, Value v, i64* out) {
  if (!is_int(v) && !type_of(v)->slots.index)
    return raise_type_error(t, "'%T' object cannot be interpreted as an integer", v);
  return index_i64_py(t, v, out, kOverflowErrorType);
}

// ---- asking

Ref call_method0_py(Thread& t, Value object, Value method) { return call_method_py(t, object, method); }

int is_closed_py(Thread& t, Value self) {
  if (is_exactly(self, g_classes.file)) return self.as<RawFile>()->descriptor.number() < 0;
  Ref closed = getattr_py(t, self, name(N::closed));
  return closed ? truth_py(t, closed) : -1;
}

bool check_closed_py(Thread& t, Value self, const char* message) {
  int closed = is_closed_py(t, self);
  if (closed > 0) return raise_value_error(t, "%s", message);
  return closed == 0;
}

bool check_able_py(Thread& t, Value self, Value method, const char* message) {
  Ref able = call_method0_py(t, self, method);
  if (!able) return false;
  int yes = able.get() == kTrue ? 1 : truth_py(t, able);
  if (yes == 0) return raise_unsupported(t, message);
  return yes > 0;
}

Ref repr_with_name_py(Thread& t, Value self, const char* extra, Value extra_value) {
  Ref file_name = getattr_optional_py(t, self, name(N::name));
  if (!file_name && error_pending(t)) {
    if (!error_is(t, kValueErrorType)) return Ref();
    clear_error(t);
  }
  Ref type = Ref::share(t, type_of(self));  // held: the metaclass's code may give self another class
  Ref module = getattr_py(t, type, name(N::__module__));
  Ref qualname = module ? getattr_py(t, type, name(N::__qualname__)) : Ref();
  if (!qualname) return Ref();
  Ref shown = Ref();
  if (file_name) {
    if (!repr_enter(t, self)) {
      shown = repr_py(t, file_name);
      repr_leave(t, self);
    } else if (!error_pending(t)) {
      return raise(t, kRuntimeErrorType, "reentrant call inside %N.__repr__", type.as<Type>());
    }
    if (!shown) return Ref();
  }
  Ref tail = extra ? format_message(t, extra, extra_value) : Ref::share(t, empty_str());
  if (!tail) return Ref();
  if (shown) return format_message(t, "<%S.%S name=%S%S>", module.get(), qualname.get(), shown.get(), tail.get());
  return format_message(t, "<%S.%S%S>", module.get(), qualname.get(), tail.get());
}

// ---- bytes

Ref shorten_bytes(Thread& t, Ref bytes, u64 length) {
  auto* b = bytes.as<Bytes>();
  if (length == b->length) return bytes;
  // Bytes of length 0 and 1 are canonical objects. A block that would stay mostly empty is copied to a smaller one.
  if (length <= 1 || b->length - length > 256 + length / 4) {
    return make_bytes(t, {reinterpret_cast<const char*>(b->data()), length});
  }
  b->length = length;
  b->data()[length] = 0;
  return bytes;
}

// ---- the end of a file object

// Since 3.13 an error of close() is reported; before, it is dropped.
static void report_close_error_py(Thread& t, Value file) {
  if (library_minor() >= 13) write_unraisable_py(t, nullptr, file);
  else clear_error(t);
}

void finalize_file(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  Ref pending = take_error(t);
  Value self = object;
  int closed = is_closed_py(t, self);
  if (closed < 0) clear_error(t);
  if (closed == 0) {
    if (!setattr_py(t, self, name(IoName::_finalizing), kTrue)) clear_error(t);
    if (!call_method_py(t, self, name(N::close))) report_close_error_py(t, self);
  }
  if (pending) restore_error(t, std::move(pending));
}

}  // namespace rt::io
