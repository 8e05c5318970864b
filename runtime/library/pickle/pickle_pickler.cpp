// class _pickle.Pickler, dump() and dumps().
#include <new>

#include "runtime/library/pickle/pickle_save.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

namespace {

Type* g_pickler = nullptr;
Type* g_memo_proxy = nullptr;

// One thread at a time uses a Pickler: see InUse.
struct Pickler : Object {
  Slot write;            // the file's method; empty before __init__
  Slot buffer_callback;  // or empty
  gc::Atomic<Memo*> memo;
  gc::Atomic<u32> in_use;
  i32 protocol;
  bool fix_imports;
  gc::Atomic<i32> bin, fast;
};

// The object that `pickler.memo` gives.
struct MemoProxy : Object {
  Slot pickler;
};

int default_protocol() { return library_minor() >= 14 ? 5 : 4; }

bool protocol_argument_py(Thread& t, Value v, int* out) {
  *out = default_protocol();
  if (v == kNone) return true;
  i64 n;
  if (!index_i64_py(t, v, &n, nullptr)) return false;
  if (n > kHighestProtocol) return raise_value_error(t, "pickle protocol must be <= %d", kHighestProtocol);
  *out = n < 0 ? kHighestProtocol : static_cast<int>(n);
  return true;
}

// The hooks that a subclass may define or that may be set on an instance.
struct Hooks {
  Ref persistent_id, dispatch_table, reducer_override;

  bool find_py(Thread& t, Value pickler) {
    persistent_id = overriding_hook_py(t, pickler, g_pickler, "persistent_id");
    if (error_pending(t)) return false;
    struct {
      const char* name;
      Ref* to;
    } wanted[] = {{"dispatch_table", &dispatch_table}, {"reducer_override", &reducer_override}};
    for (auto& [attribute, to] : wanted) {
      Ref text = intern(t, std::string_view(attribute));
      if (!text) return false;
      *to = getattr_optional_py(t, pickler, text);
      if (error_pending(t)) return false;
    }
    return true;
  }
};

Value given(Value v) { return v == kNone ? Value() : v; }

bool check_buffer_callback(Thread& t, Value callback, int protocol) {
  return callback == kNone || protocol >= 5 || raise_value_error(t, "buffer_callback needs protocol >= 5");
}

Ref file_method_py(Thread& t, Value file, const char* method) {
  Ref text = intern(t, std::string_view(method));
  return text ? getattr_optional_py(t, file, text) : Ref();
}

Ref write_method_py(Thread& t, Value file) {
  Ref write = file_method_py(t, file, "write");
  if (!write && !error_pending(t)) return raise_type_error(t, "file must have a 'write' attribute");
  return write;
}

bool pickler_init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature =
      parse_signature("(file, protocol=None, fix_imports=True, buffer_callback=None)");
  Value bound[4];
  int protocol;
  if (!bind_arguments(t, "Pickler", kSignature, args, bound) || !protocol_argument_py(t, bound[1], &protocol))
    return false;
  int fix_imports = truth_py(t, bound[2]);
  Ref write = fix_imports < 0 || !check_buffer_callback(t, bound[3], protocol) ? Ref() : write_method_py(t, bound[0]);
  if (!write) return false;
  auto* p = self.as<Pickler>();
  InUse use(t, p->in_use, "Pickler");
  if (!use) return false;
  if (!p->memo.load(gc::relaxed)) {
    void* memory = gc::raw_alloc(sizeof(Memo));
    if (!memory) return raise_memory_error(t);
    p->memo.store(new (memory) Memo, gc::release);
  }
  p->memo.load(gc::relaxed)->clear(t);
  p->protocol = protocol;
  p->bin.store(protocol >= 1, gc::relaxed);
  p->fix_imports = fix_imports && protocol < 3;
  store_field(t, p, p->write, std::move(write));
  store_field(t, p, p->buffer_callback, Ref::share(t, given(bound[3])));
  return true;
}

bool check_ready(Thread& t, Pickler* p) {
  return p->memo.load(gc::acquire) || raise_pickling(t, "Pickler.__init__() was not called by %T.__init__()", Value(p));
}

Ref pickler_dump(Thread& t, Value self, Value object) {
  auto* p = self.as<Pickler>();
  if (!check_ready(t, p)) return Ref();
  InUse use(t, p->in_use, "Pickler");
  Hooks hooks;
  if (!use || !hooks.find_py(t, self)) return Ref();
  Ref write = load_field(t, p, p->write), callback = load_field(t, p, p->buffer_callback);
  SaveOptions options{.protocol = p->protocol,
                      .binary = p->bin.load(gc::relaxed) != 0,
                      .fix_imports = p->fix_imports,
                      .fast = p->fast.load(gc::relaxed) != 0,
                      .write = write,
                      .persistent_id = hooks.persistent_id,
                      .dispatch_table = hooks.dispatch_table,
                      .reducer_override = hooks.reducer_override,
                      .buffer_callback = callback};
  Saver saver(t, options, *p->memo.load(gc::relaxed), p);
  return saver.dump_py(object) ? none() : Ref();
}

Ref pickler_clear_memo(Thread& t, Value self) {
  auto* p = self.as<Pickler>();
  InUse use(t, p->in_use, "Pickler");
  if (!use) return Ref();
  if (Memo* memo = p->memo.load(gc::acquire)) memo->clear(t);
  return none();
}

// ---- the memo as Python sees it

Ref memo_of(Thread& t, Value self) {
  Ref proxy = allocate_instance(t, g_memo_proxy);
  if (proxy) init_field(proxy.as<MemoProxy>()->pickler, Ref::share(t, self));
  return proxy;
}

Ref memo_copy(Thread& t, Value proxy) {
  auto* p = proxy.as<MemoProxy>()->pickler.get().as<Pickler>();
  InUse use(t, p->in_use, "Pickler");
  if (!use || !check_ready(t, p)) return Ref();
  return p->memo.load(gc::acquire)->as_dict(t);
}

Ref memo_clear(Thread& t, Value proxy) { return pickler_clear_memo(t, proxy.as<MemoProxy>()->pickler.get()); }

Ref memo_reduce(Thread& t, Value proxy) {
  Ref contents = memo_copy(t, proxy), args = contents ? make_tuple(t, contents) : Ref();
  return args ? make_tuple(t, kDictType, args) : Ref();
}

bool pickler_set_memo(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "attribute deletion is not supported");
  Ref contents = is_instance(value, g_memo_proxy) ? memo_copy(t, value) : Ref::share(t, value);
  auto* p = self.as<Pickler>();
  InUse use(t, p->in_use, "Pickler");
  return contents && use && check_ready(t, p) && p->memo.load(gc::acquire)->take_dict_py(t, p, contents);
}

template <gc::Atomic<i32> Pickler::* kField>
Ref get_number(Thread&, Value self) {
  return Ref::immediate(Value::small_int((self.as<Pickler>()->*kField).load(gc::relaxed)));
}
template <gc::Atomic<i32> Pickler::* kField>
bool set_number(Thread& t, Value self, Value value) {
  if (!value) return raise_type_error(t, "can't delete numeric/char attribute");
  i64 n;
  if (!to_i64_py(t, value, &n)) return false;
  (self.as<Pickler>()->*kField).store(static_cast<i32>(n), gc::relaxed);  // lint: narrow: CPython truncates it, too
  return true;
}

void pickler_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  auto* p = static_cast<Pickler*>(object);
  trace_slot(visitor, p->write);
  trace_slot(visitor, p->buffer_callback);
  if (const Memo* memo = p->memo.load(gc::acquire)) memo->trace(visitor);
}
void pickler_clear(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* p = static_cast<Pickler*>(object);
  dispose_attributes(t, object);
  if (Memo* memo = p->memo.load(gc::acquire)) memo->clear(t);
}
void pickler_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* p = static_cast<Pickler*>(object);
  pickler_clear(thread, object);
  clear_slot(t, p->write);
  clear_slot(t, p->buffer_callback);
  gc::raw_free(p->memo.load(gc::relaxed));
}

// A subclass that knows ids of objects overrides it.
Ref pickler_persistent_id(Thread&, Value, Value) { return none(); }

constexpr MethodDef kPicklerMethods[] = {
    {"persistent_id", pickler_persistent_id, "(self, obj, /)", "The id of an object; None: it is pickled as usual."},
    {"dump", pickler_dump, "(self, obj, /)", "Write a pickled representation of the given object to the open file."},
    {"clear_memo", pickler_clear_memo, "(self, /)",
     "Clears the pickler's \"memo\".\n\nThe memo is the data structure that remembers which objects the\npickler has "
     "already seen."},
    {},
};
constexpr GetSetDef kPicklerAttributes[] = {{"memo", memo_of, pickler_set_memo},
                                            {"bin", get_number<&Pickler::bin>, set_number<&Pickler::bin>},
                                            {"fast", get_number<&Pickler::fast>, set_number<&Pickler::fast>},
                                            {}};
constexpr TypeSpec kPicklerSpec = {
    .name = "_pickle.Pickler",
    .size = sizeof(Pickler),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasDict | kTypeHasWeakrefs,
    .doc =
        "Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)\n--\n\nThis takes a binary file for "
        "writing a pickle data stream.",
    .lifetime = {.trace = pickler_trace, .clear = pickler_clear, .dispose = pickler_dispose},
    .slots =
        [] {
          Slots s{};
          s.create = +[](Thread& t, Type* type, const CallArgs&) { return allocate_instance(t, type); };
          s.init = pickler_init;
          return s;
        }(),
    .methods = kPicklerMethods,
    .getset = kPicklerAttributes,
};

constexpr MethodDef kMemoMethods[] = {{"clear", memo_clear, "(self, /)", "Remove all items from memo."},
                                      {"copy", memo_copy, "(self, /)", "Copy the memo to a new object."},
                                      {"__reduce__", memo_reduce, "(self, /)", "Implement pickle support."},
                                      {}};
constexpr TypeSpec kMemoSpec = {
    .name = "_pickle.PicklerMemoProxy",
    .size = sizeof(MemoProxy),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = SlotsOf<MemoProxy, &MemoProxy::pickler>::kLifetime,
    .methods = kMemoMethods,
};

// Pickles one object for dump() and dumps(), without a Pickler object that Python code could see.
class Session {
 public:
  explicit Session(Thread& t) : t_(t) {}
  ~Session() { memo_.clear(t_); }
  Memo& memo() { return memo_; }

 private:
  Thread& t_;
  Memo memo_;
};

}  // namespace

Ref dump(Thread& t, Value object, Value file, Value protocol, Value fix_imports, Value buffer_callback) {
  int number, fix;
  if (!protocol_argument_py(t, protocol, &number) || !check_buffer_callback(t, buffer_callback, number)) return Ref();
  if ((fix = truth_py(t, fix_imports)) < 0) return Ref();
  Ref write = write_method_py(t, file);
  if (!write) return Ref();
  Session session(t);
  SaveOptions options{.protocol = number,
                      .binary = number >= 1,
                      .fix_imports = fix && number < 3,
                      .fast = false,
                      .write = write,
                      .buffer_callback = given(buffer_callback)};
  return Saver(t, options, session.memo(), nullptr).dump_py(object) ? none() : Ref();
}

Ref dumps(Thread& t, Value object, Value protocol, Value fix_imports, Value buffer_callback) {
  int number, fix;
  if (!protocol_argument_py(t, protocol, &number) || !check_buffer_callback(t, buffer_callback, number)) return Ref();
  if ((fix = truth_py(t, fix_imports)) < 0) return Ref();
  Session session(t);
  SaveOptions options{.protocol = number,
                      .binary = number >= 1,
                      .fix_imports = fix && number < 3,
                      .fast = false,
                      .buffer_callback = given(buffer_callback)};
  Saver saver(t, options, session.memo(), nullptr);
  return saver.dump_py(object) ? saver.take_bytes() : Ref();
}

bool add_pickler(Thread& t, Value module) {
  if (!g_memo_proxy) g_memo_proxy = make_native_type(t, kMemoSpec);
  return add_native_type(t, module, g_pickler, kPicklerSpec);
}

}  // namespace rt::pickle
