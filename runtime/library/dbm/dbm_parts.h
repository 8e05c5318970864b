// The object that both _dbm and _gdbm have: a mapping of bytes in a file. A library is a struct:
//
//    File                              the library's handle; null: closed
//    fetch, store, remove, first, next, free, close      its functions
//    raise_store, raise_remove, raise_fetch, raise_closed    its errors, from a Failure
//    kIndexText, kValueText, kContainsText                   what is said of wrong types
//
// A file is used by one thread at a time, detached, since its functions wait for the disk.
#pragma once

#include <cerrno>
#include <cstring>

#include "gc/heap/heap.h"
#include "gc/sync/mutex.h"
#include "runtime/library/dbm/dbm_library.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/text/builder.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt::dbm {

// Why a function of a library has failed.
struct Failure {
  int library = 0;  // gdbm_errno, or a code of the caller's
  int system = 0;   // errno; 0: the system was not the reason
};

template <class Library>
struct Shared {
  gc::Mutex mutex;
  typename Library::File file;  // under the mutex
};
template <class Library>
struct Database : Object {
  Shared<Library>* shared;  // owned; never changes
  bool writable;
};

// A type error, or an OSError of the module's own class, for an errno.
inline Error raise_system(Thread& t, Type* type, int error, Value filename = Value()) {
  char buffer[256];
  Ref number = make_int(t, error), text = make_str(t, std::string_view(::strerror_r(error, buffer, sizeof buffer)));
  if (!number || !text) return Error();
  Ref exception = filename ? call_py(t, type, number, text, filename) : call_py(t, type, number, text);
  return exception ? raise_error(t, exception) : Error();
}

// The bytes of a key or value: a str in UTF-8, or a bytes-like object. False: an error is pending.
class Datum {
 public:
  // `wrong`: what is said of another type; null: what CPython's argument parser says.
  Datum(Thread& t, Value v, const char* wrong) {
    if (is_str(v)) {
      Utf8 text(t, v);
      if (text.ok()) bytes_ = make_bytes(t, text.view());
    } else if (is_bytes(v)) {
      bytes_ = Ref::share(t, v);
    } else if (is_bytearray(v)) {
      if (wrong) raise_type_error(t, wrong, v);
      else raise_type_error(t, "argument must be read-only bytes-like object, not bytearray");
    } else if (ByteView view(t, v); view) {
      bytes_ = make_bytes(t, view.view());
    } else if (wrong && error_is(t, kTypeErrorType)) {
      raise_type_error(t, wrong, v);
    }
  }
  explicit operator bool() const { return bool(bytes_); }
  datum get() const {
    auto* bytes = bytes_.as<Bytes>();
    return {reinterpret_cast<char*>(bytes->data()), static_cast<int>(bytes->length)};
  }

 private:
  Ref bytes_;
};

// Calls work(file) for an open file, detached, as its only user. False: the file is closed, and an error is pending.
template <class Library, class F>
bool with_file(Thread& t, Value self, F&& work) {
  Shared<Library>* shared = self.as<Database<Library>>()->shared;
  bool open;
  {
    gc::Detached detached(t);
    gc::MutexGuard guard(shared->mutex);
    open = shared->file;
    errno = 0;
    if (open) work(shared->file);
  }
  return open || Library::raise_closed(t);
}

template <class Library>
void close_file(Shared<Library>* shared) {
  gc::MutexGuard guard(shared->mutex);
  if (shared->file) Library::close(shared->file);
  shared->file = nullptr;
}

template <class Library>
Ref make_database(Thread& t, Type* type, typename Library::File file, bool writable) {
  auto* shared = static_cast<Shared<Library>*>(gc::raw_alloc(sizeof(Shared<Library>)));
  Ref object = shared ? allocate_instance(t, type) : Ref(raise_memory_error(t));
  if (!object) {
    Library::close(file);
    gc::raw_free(shared);
    return Ref();
  }
  auto* database = object.as<Database<Library>>();
  database->shared = new (shared) Shared<Library>{};
  shared->file = file;
  database->writable = writable;
  return object;
}

// ---- looking

// The value of a key. Empty: the key is absent (*absent), or an error is pending.
template <class Library>
Ref fetch(Thread& t, Value self, const Datum& key, bool* absent) {
  text::ByteBuilder value;
  Failure failure;
  *absent = false;
  bool ok = with_file<Library>(t, self, [&](auto file) {
    datum found = Library::fetch(file, key.get(), &failure);
    *absent = !found.dptr;
    if (found.dptr) value.append(found.dptr, static_cast<size_t>(found.dsize));
    Library::free(found);
  });
  if (!ok) return Ref();
  if (*absent && Library::is_broken(failure)) {
    *absent = false;
    return Library::raise_fetch(t, failure);
  }
  if (*absent) return Ref();
  return value.ok() ? make_bytes(t, value.text()) : Ref(raise_memory_error(t));
}

template <class Library>
Ref getitem(Thread& t, Value self, Value key) {
  Datum wanted(t, key, nullptr);
  bool absent = false;
  Ref value = wanted ? fetch<Library>(t, self, wanted, &absent) : Ref();
  return value || !absent ? std::move(value) : Ref(raise_key_error(t, key));
}
template <class Library>
Ref get(Thread& t, Value self, Value key, Value fallback) {
  Datum wanted(t, key, nullptr);
  bool absent = false;
  Ref value = wanted ? fetch<Library>(t, self, wanted, &absent) : Ref();
  return value || !absent ? std::move(value) : Ref::share(t, fallback);
}
template <class Library>
int contains(Thread& t, Value self, Value key) {
  if (!is_str(key) && !is_bytes(key)) {
    if (!with_file<Library>(t, self, [](auto) {})) return -1;
    return raise_type_error(t, Library::kContainsText, key);
  }
  Datum wanted(t, key, nullptr);
  bool absent = false;
  Ref value = wanted ? fetch<Library>(t, self, wanted, &absent) : Ref();
  return value ? 1 : absent ? 0 : -1;
}

// Calls f(key) for each key while it gives true.
template <class Library, class F>
void for_each_key(typename Library::File file, F&& f) {
  datum key = Library::first(file);
  while (key.dptr && f(key)) {
    datum next = Library::next(file, key);
    Library::free(key);
    key = next;
  }
  Library::free(key);
}

template <class Library>
i64 len(Thread& t, Value self) {
  i64 count = 0;
  bool ok = with_file<Library>(t, self,
                               [&](auto file) { for_each_key<Library>(file, [&](datum) { return ++count, true; }); });
  return ok ? count : -1;
}
template <class Library>
int truth(Thread& t, Value self) {
  bool any = false;
  bool ok = with_file<Library>(
      t, self, [&](auto file) { for_each_key<Library>(file, [&](datum) { return any = true, false; }); });
  return ok ? any : -1;
}

// Keys are copied while the file is held: each with its size in front.
template <class Library>
Ref keys(Thread& t, Value self) {
  text::ByteBuilder copy;
  bool ok = with_file<Library>(t, self, [&](auto file) {
    for_each_key<Library>(file, [&](datum key) {
      copy.append(&key.dsize, sizeof key.dsize);
      copy.append(key.dptr, static_cast<size_t>(key.dsize));
      return copy.ok();
    });
  });
  if (!ok) return Ref();
  if (!copy.ok()) return raise_memory_error(t);
  Ref list = make_list(t);
  std::string_view rest = copy.text();
  while (list && !rest.empty()) {
    int size;
    std::memcpy(&size, rest.data(), sizeof size);
    rest.remove_prefix(sizeof size);
    if (!list_append(t, as_list(list), make_bytes(t, rest.substr(0, static_cast<size_t>(size))))) return Ref();
    rest.remove_prefix(static_cast<size_t>(size));
  }
  return list;
}

// ---- changing

template <class Library>
bool store(Thread& t, Value self, Value key, const Datum& value) {
  Datum wanted(t, key, Library::kIndexText);
  if (!wanted) return false;
  Failure failure;
  int result = 0;
  if (!with_file<Library>(t, self,
                          [&](auto file) { result = Library::store(file, wanted.get(), value.get(), &failure); }))
    return false;
  return result >= 0 || Library::raise_store(t, failure);
}

template <class Library>
bool remove(Thread& t, Value self, Value key) {
  Datum wanted(t, key, Library::kIndexText);
  if (!wanted) return false;
  Failure failure;
  int result = 0;
  if (!with_file<Library>(t, self, [&](auto file) { result = Library::remove(file, wanted.get(), &failure); }))
    return false;
  return result >= 0 || Library::raise_remove(t, self, key, failure);
}

template <class Library>
bool setitem(Thread& t, Value self, Value key, Value value) {
  if (!value) return remove<Library>(t, self, key);
  Datum stored(t, value, Library::kValueText);
  return stored && store<Library>(t, self, key, stored);
}

template <class Library>
Ref setdefault(Thread& t, Value self, Value key, Value fallback) {
  Datum wanted(t, key, nullptr);
  bool absent = false;
  Ref value = wanted ? fetch<Library>(t, self, wanted, &absent) : Ref();
  if (value || !absent) return value;
  Ref given = fallback ? Ref::share(t, fallback) : make_bytes(t, "");
  Datum stored(t, given, Library::kValueText);
  if (!stored || !store<Library>(t, self, key, stored)) return Ref();
  return Library::kSetdefaultFetches ? getitem<Library>(t, self, key) : std::move(given);
}

// Removes the first key until there is none: the order of the others may change with each removal.
template <class Library>
Ref clear(Thread& t, Value self) {
  Failure failure;
  int result = 0;
  bool ok = with_file<Library>(t, self, [&](auto file) {
    for (datum key = Library::first(file); result >= 0 && key.dptr;) {
      result = Library::remove(file, key, &failure);
      Library::free(key);
      key = result >= 0 ? Library::first(file) : datum{};
    }
  });
  if (!ok) return Ref();
  return result >= 0 ? none() : Ref(Library::raise_store(t, failure));
}

// ---- the end

template <class Library>
Ref close(Thread& t, Value self) {
  gc::Detached detached(t);
  close_file(self.as<Database<Library>>()->shared);
  return none();
}
template <class Library>
Ref enter(Thread& t, Value self) {
  return Ref::share(t, self);
}
template <class Library>
Ref leave(Thread& t, Value self, Value) {
  return close<Library>(t, self);
}
template <class Library>
void dispose(gc::Thread&, Object* object) {
  auto* shared = static_cast<Database<Library>*>(object)->shared;
  if (!shared) return;
  close_file(shared);
  gc::raw_free(shared);
}

template <class Library>
inline constexpr Slots kSlots = [] {
  Slots s{};
  s.len = len<Library>;
  s.truth = truth<Library>;
  s.getitem = getitem<Library>;
  s.setitem = setitem<Library>;
  s.contains = contains<Library>;
  return s;
}();

template <class Library>
constexpr TypeSpec database_spec(const char* name, const MethodDef* methods) {
  return {.name = name,
          .size = sizeof(Database<Library>),
          .flags = kTypeDisallowNew,
          .lifetime = {nullptr, nullptr, nullptr, dispose<Library>},
          .slots = kSlots<Library>,
          .methods = methods};
}

}  // namespace rt::dbm
