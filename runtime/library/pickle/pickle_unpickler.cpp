// class _pickle.Unpickler, load() and loads().
#include <new>

#include "runtime/library/pickle/pickle_load.h"
#include "runtime/object/shape.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

namespace {

Type* g_unpickler = nullptr;
Type* g_load_memo_proxy = nullptr;

// One thread at a time uses an Unpickler: see InUse.
struct Unpickler : Object {
  Slot read, readline, peek;  // the file's methods; empty before __init__, and `peek` also if the file has none
  Slot encoding, errors, buffers;
  gc::Atomic<LoadMemo*> memo;
  gc::Atomic<u32> in_use;
  gc::Atomic<i32> protocol;  // of the pickle that is being read
  bool fix_imports;
};

// The object that `unpickler.memo` gives.
struct LoadMemoProxy : Object {
  Slot unpickler;
};

struct FileMethods {
  Ref read, readline, peek;

  bool find_py(Thread& t, Value file) {
    if (!find_one_py(t, file, "peek", &peek) || !find_one_py(t, file, "read", &read) ||
        !find_one_py(t, file, "readline", &readline))
      return false;
    return (read && readline) || raise_type_error(t, "file must have 'read' and 'readline' attributes");
  }

 private:
  static bool find_one_py(Thread& t, Value file, const char* name, Ref* out) {
    Ref text = intern(t, std::string_view(name));
    if (!text) return false;
    *out = getattr_optional_py(t, file, text);
    return !error_pending(t);
  }
};

// The arguments that all functions for reading have. The refs own the values that `options` borrows.
struct ReadArguments {
  LoadOptions options{};
  Ref buffers;

  bool take_py(Thread& t, Value fix_imports, Value encoding, Value errors, Value given_buffers) {
    int fix = truth_py(t, fix_imports);
    if (fix < 0) return false;
    for (Value text : {encoding, errors}) {
      if (!is_str(text)) return raise_type_error(t, "encoding and errors must be strings, not %T", text);
    }
    if (given_buffers && given_buffers != kNone) {
      buffers = iter_py(t, given_buffers);
      if (!buffers) return false;
    }
    options.fix_imports = fix != 0;
    options.encoding = encoding;
    options.errors = errors;
    options.buffers = buffers;
    return true;
  }
};

// The defaults of `encoding` and `errors`, for calls without these arguments.
struct TextDefaults {
  Ref encoding, errors;
  bool fill(Thread& t, Value* given_encoding, Value* given_errors) {
    encoding = *given_encoding ? Ref::share(t, *given_encoding) : make_str_ascii(t, "ASCII");
    errors = *given_errors ? Ref::share(t, *given_errors) : make_str_ascii(t, "strict");
    *given_encoding = encoding;
    *given_errors = errors;
    return encoding && errors;
  }
};

bool unpickler_init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature =
      parse_signature("(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None)");
  Value bound[5];
  if (!bind_arguments(t, "Unpickler", kSignature, args, bound)) return false;
  FileMethods file;
  TextDefaults text;
  ReadArguments reading;
  if (!file.find_py(t, bound[0]) || !text.fill(t, &bound[2], &bound[3]) ||
      !reading.take_py(t, bound[1], bound[2], bound[3], bound[4]))
    return false;
  auto* u = self.as<Unpickler>();
  InUse use(t, u->in_use, "Unpickler");
  if (!use) return false;
  if (!u->memo.load(gc::relaxed)) {
    void* memory = gc::raw_alloc(sizeof(LoadMemo));
    if (!memory) return raise_memory_error(t);
    u->memo.store(new (memory) LoadMemo(u), gc::release);
  }
  u->memo.load(gc::relaxed)->clear(t);
  u->fix_imports = reading.options.fix_imports;
  store_field(t, u, u->readline, std::move(file.readline));
  store_field(t, u, u->peek, std::move(file.peek));
  store_field(t, u, u->encoding, std::move(text.encoding));
  store_field(t, u, u->errors, std::move(text.errors));
  store_field(t, u, u->buffers, std::move(reading.buffers));
  store_field(t, u, u->read, std::move(file.read));
  return true;
}

bool check_ready(Thread& t, Unpickler* u) {
  return u->memo.load(gc::acquire) ||
         raise_unpickling(t, "Unpickler.__init__() was not called by %T.__init__()", Value(u));
}

Ref unpickler_load(Thread& t, Value self) {
  auto* u = self.as<Unpickler>();
  if (!check_ready(t, u)) return Ref();
  InUse use(t, u->in_use, "Unpickler");
  if (!use) return Ref();
  Ref persistent = overriding_hook_py(t, self, g_unpickler, "persistent_load");
  Ref finder = error_pending(t) ? Ref() : overriding_hook_py(t, self, g_unpickler, "find_class");
  if (error_pending(t)) return Ref();
  Ref read = load_field(t, u, u->read), readline = load_field(t, u, u->readline), peek = load_field(t, u, u->peek);
  Ref encoding = load_field(t, u, u->encoding), errors = load_field(t, u, u->errors),
      buffers = load_field(t, u, u->buffers);
  LoadOptions options{u->fix_imports, encoding, errors, buffers, finder, &u->protocol, persistent};
  u->protocol.store(0, gc::relaxed);
  Input input(t, read, readline, peek);
  return Loader(t, options, input, *u->memo.load(gc::relaxed)).load_py();
}

Ref unpickler_find_class(Thread& t, Value self, Value module, Value name) {
  return find_global_py(t, module, name, self.as<Unpickler>()->protocol.load(gc::relaxed),
                        self.as<Unpickler>()->fix_imports);
}

// ---- the memo as Python sees it

Ref load_memo_of(Thread& t, Value self) {
  Ref proxy = allocate_instance(t, g_load_memo_proxy);
  if (proxy) init_field(proxy.as<LoadMemoProxy>()->unpickler, Ref::share(t, self));
  return proxy;
}

Ref load_memo_copy(Thread& t, Value proxy) {
  auto* u = proxy.as<LoadMemoProxy>()->unpickler.get().as<Unpickler>();
  InUse use(t, u->in_use, "Unpickler");
  return use && check_ready(t, u) ? u->memo.load(gc::acquire)->as_dict(t) : Ref();
}

Ref load_memo_clear(Thread& t, Value proxy) {
  auto* u = proxy.as<LoadMemoProxy>()->unpickler.get().as<Unpickler>();
  InUse use(t, u->in_use, "Unpickler");
  if (!use) return Ref();
  if (LoadMemo* memo = u->memo.load(gc::acquire)) memo->clear(t);
  return none();
}

Ref load_memo_reduce(Thread& t, Value proxy) {
  Ref contents = load_memo_copy(t, proxy), args = contents ? make_tuple(t, contents) : Ref();
  return args ? make_tuple(t, kDictType, args) : Ref();
}

bool unpickler_set_memo(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "attribute deletion is not supported");
  bool is_proxy = is_instance(value, g_load_memo_proxy);
  if (!is_proxy && !is_dict(value))
    return raise_type_error(t, "'memo' attribute must be an UnpicklerMemoProxy object or dict, not %T", value);
  Ref copy = is_proxy ? load_memo_copy(t, value) : dict_copy(t, as_dict(value));
  auto* u = self.as<Unpickler>();
  InUse use(t, u->in_use, "Unpickler");
  if (!copy || !use || !check_ready(t, u)) return false;
  LoadMemo* memo = u->memo.load(gc::acquire);
  memo->clear(t);
  u64 position = 0;
  Ref key, object;
  while (dict_next(t, as_dict(copy), &position, &key, &object)) {
    i64 number;
    if (!is_int(key)) return raise_type_error(t, "memo key must be integers");
    if (!index_i64_py(t, key, &number, kOverflowErrorType)) return false;
    if (number < 0) return raise_value_error(t, "memo key must be positive integers.");
    if (!memo->set(t, static_cast<u64>(number), object)) return false;
  }
  return true;
}

void unpickler_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  auto* u = static_cast<Unpickler*>(object);
  for (const Slot* slot : {&u->read, &u->readline, &u->peek, &u->encoding, &u->errors, &u->buffers})
    trace_slot(visitor, *slot);
  if (const LoadMemo* memo = u->memo.load(gc::acquire)) memo->trace(visitor);
}
void unpickler_clear(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* u = static_cast<Unpickler*>(object);
  dispose_attributes(t, object);
  if (LoadMemo* memo = u->memo.load(gc::acquire)) memo->clear(t);
}
void unpickler_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* u = static_cast<Unpickler*>(object);
  unpickler_clear(thread, object);
  if (LoadMemo* memo = u->memo.load(gc::relaxed)) memo->free(t);
  gc::raw_free(u->memo.load(gc::relaxed));
  for (Slot* slot : {&u->read, &u->readline, &u->peek, &u->encoding, &u->errors, &u->buffers}) clear_slot(t, *slot);
}

// A subclass that knows the ids overrides it.
Ref persistent_load(Thread& t, Value, Value) { return raise_unpickling(t, kNoPersistentLoad); }

constexpr MethodDef kUnpicklerMethods[] = {
    {"persistent_load", persistent_load, "(self, pid, /)", "The object for an id; Unpickler itself knows none."},
    {"load", unpickler_load, "(self, /)",
     "Load a pickle.\n\nRead a pickled object representation from the open file object given\nin the constructor, and "
     "return the "
     "reconstituted object hierarchy\nspecified therein."},
    {"find_class", unpickler_find_class, "(self, module_name, global_name, /)",
     "Return an object from a specified module."},
    {},
};
constexpr GetSetDef kUnpicklerAttributes[] = {{"memo", load_memo_of, unpickler_set_memo}, {}};
constexpr TypeSpec kUnpicklerSpec = {
    .name = "_pickle.Unpickler",
    .size = sizeof(Unpickler),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasDict | kTypeHasWeakrefs,
    .doc =
        "Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())\n--\n\nThis takes a "
        "binary file for reading a pickle data stream.",
    .lifetime = {.trace = unpickler_trace, .clear = unpickler_clear, .dispose = unpickler_dispose},
    .slots =
        [] {
          Slots s{};
          s.create = +[](Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); };
          s.init = unpickler_init;
          return s;
        }(),
    .methods = kUnpicklerMethods,
    .getset = kUnpicklerAttributes,
};

constexpr MethodDef kLoadMemoMethods[] = {{"clear", load_memo_clear, "(self, /)", "Remove all items from memo."},
                                          {"copy", load_memo_copy, "(self, /)", "Copy the memo to a new object."},
                                          {"__reduce__", load_memo_reduce, "(self, /)", "Implement pickling support."},
                                          {}};
constexpr TypeSpec kLoadMemoSpec = {
    .name = "_pickle.UnpicklerMemoProxy",
    .size = sizeof(LoadMemoProxy),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = SlotsOf<LoadMemoProxy, &LoadMemoProxy::unpickler>::kLifetime,
    .methods = kLoadMemoMethods,
};

Ref load_from_py(Thread& t, Input& input, const LoadOptions& options) {
  LoadMemo memo;
  Ref result = Loader(t, options, input, memo).load_py();
  memo.free(t);
  return result;
}

}  // namespace

Ref load(Thread& t, Value file, Value fix_imports, Value encoding, Value errors, Value buffers) {
  FileMethods methods;
  TextDefaults text;
  ReadArguments reading;
  if (!methods.find_py(t, file) || !text.fill(t, &encoding, &errors) ||
      !reading.take_py(t, fix_imports, encoding, errors, buffers))
    return Ref();
  Input input(t, methods.read, methods.readline, methods.peek);
  return load_from_py(t, input, reading.options);
}

Ref loads(Thread& t, Value data, Value fix_imports, Value encoding, Value errors, Value buffers) {
  TextDefaults text;
  ReadArguments reading;
  if (!text.fill(t, &encoding, &errors) || !reading.take_py(t, fix_imports, encoding, errors, buffers)) return Ref();
  SteadyBytes bytes(t, data);
  if (!bytes) return Ref();
  Input input(t, bytes.view());
  return load_from_py(t, input, reading.options);
}

bool add_unpickler(Thread& t, Value module) {
  if (!g_load_memo_proxy) g_load_memo_proxy = make_native_type(t, kLoadMemoSpec);
  return add_native_type(t, module, g_unpickler, kUnpicklerSpec);
}

}  // namespace rt::pickle
