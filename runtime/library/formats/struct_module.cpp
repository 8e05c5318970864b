// _struct: Struct objects, the iterator of iter_unpack, and the functions of the module.
#include <cstring>

#include "gc/refcount/qsbr.h"
#include "gc/refcount/refcount.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/formats/struct.h"
#include "runtime/object/warn.h"
#include "runtime/text/kinds.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::structs {

namespace {

// ---- Struct objects

bool struct_init_py(Thread& t, Value self, const CallArgs& args);
Ref struct_create_py(Thread& t, Type* type, const CallArgs& args);

bool overrides_new(const Type* type) { return type->slots.create != struct_create_py; }
bool overrides_init(const Type* type) { return type->slots.init != struct_init_py; }

bool bind_format(Thread& t, const CallArgs& args, Value* format) {
  static constexpr Signature kSignature = parse_signature("(format)");
  return bind_arguments(t, "Struct", kSignature, args, format);
}

Ref format_bytes(Thread& t, Value format) {
  if (is_str(format)) {
    if (as_str(format)->ascii) return make_bytes(t, as_str(format)->ascii_view());
    return raise_value_error(t, "non-ASCII character in struct format");
  }
  if (!is_bytes(format))
    return raise_type_error(t, "Struct() argument 1 must be a str or bytes object, not %A", format);
  std::string_view bytes = format.as<Bytes>()->view();
  if (!text::is_ascii(bytes.data(), bytes.size())) return raise_value_error(t, "non-ASCII character in struct format");
  return Ref::share(t, format);
}

// Compiles the format and gives it to the Struct, which keeps what it had before.
bool set_format(Thread& t, Value self, Value format) {
  Ref bytes = format_bytes(t, format);
  if (!bytes) return false;
  void* memory = gc::raw_alloc(sizeof(Layout));
  if (!memory) return raise_memory_error(t);
  auto* layout = new (memory) Layout;
  if (!compile(t, bytes.as<Bytes>()->view(), layout)) {
    gc::raw_free(layout->fields.take());
    gc::raw_free(layout);
    return false;
  }
  Struct* s = self.as<Struct>();
  layout->replaced = s->layout.load(gc::acquire);
  while (!s->layout.compare_exchange_weak(layout->replaced, layout, gc::acq_rel)) {
  }
  s->size.store(layout->size, gc::relaxed);
  s->values.store(layout->values, gc::relaxed);
  store_field(t, s, s->format, std::move(bytes));
  return true;
}

bool has_format(Thread& t, Value self, Value format) {
  if (!is_str(format) && !is_bytes(format)) return false;
  Ref own = load_field(t, self.object(), self.as<Struct>()->format);
  if (!own) return false;
  std::string_view view = own.as<Bytes>()->view();
  if (is_bytes(format)) return format.as<Bytes>()->view() == view;
  return as_str(format)->ascii && as_str(format)->ascii_view() == view;
}

// Arguments that __new__ cannot use were no error while it ignored them. They still are none if __init__ is overridden:
// the pending error becomes a warning, which begins with `prefix`.
bool warn_of_new_py(Thread& t, const char* prefix) {
  Ref error = take_error(t);
  return warn_deprecated_py(t, "%s%S", prefix, error.get());
}

// Since 3.15 __new__ takes the format. Without one the object is not initialised yet; __init__ will say what is wrong.
Ref struct_create_py(Thread& t, Type* type, const CallArgs& args) {
  Ref self = allocate_instance(t, type);
  Value format;
  if (!self) return Ref();
  u32 given = args.positional + args.keywords();
  bool bound = given > 1 ? raise_type_error(t, "Struct() takes at most 1 argument (%zu given)", size_t{given})
                         : bind_format(t, args, &format);
  if (!bound) {
    if (overrides_new(type) || !error_is(t, kTypeErrorType)) return Ref();
    if (overrides_init(type)) return warn_of_new_py(t, "") ? std::move(self) : Ref();
    clear_error(t);
    return self;
  }
  if (set_format(t, self, format)) return self;
  bool about_format = error_is(t, kTypeErrorType) || error_is(t, kValueErrorType) || error_is(t, g_error.as<Type>());
  if (!about_format || overrides_new(type) || !overrides_init(type)) return Ref();
  return warn_of_new_py(t, "Invalid 'format' argument for Struct.__new__(): ") ? std::move(self) : Ref();
}

// The first call of this __init__ that the class does not make itself follows __new__, with the same arguments.
bool struct_init_py(Thread& t, Value self, const CallArgs& args) {
  Struct* s = self.as<Struct>();
  const Type* type = type_of(self);
  bool first = !s->init_called.exchange(true, gc::relaxed);
  bool ready = s->layout.load(gc::acquire);
  if (first && ready && !overrides_init(type)) return true;
  Value format;
  if (!bind_format(t, args, &format)) return false;
  if (!ready) return set_format(t, self, format);
  if (has_format(t, self, format)) return true;
  const char* message =
      first && overrides_init(type)
          ? "Different format arguments for __new__() and __init__() methods of Struct"
          : "Re-initialization of Struct by calling the __init__() method will not work in future Python versions";
  return warn_text_py(t, kFutureWarningType, message) && set_format(t, self, format);
}

void struct_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Struct*>(object)->format);
}
void struct_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  Struct* s = static_cast<Struct*>(object);
  clear_slot(t, s->format);
  for (Layout* layout = s->layout.load(gc::relaxed); layout;) {
    u64 bytes = layout->fields.bytes();
    if (Field* fields = layout->fields.take()) gc::free_storage(t, object, fields, bytes);
    gc::free_storage(t, object, std::exchange(layout, layout->replaced), sizeof(Layout));
  }
}

// Null: the Struct is not initialised, RuntimeError is pending.
const Layout* ready_layout(Thread& t, Value self) {
  const Layout* layout = self.as<Struct>()->layout.load(gc::acquire);
  if (!layout) raise(t, kRuntimeErrorType, "Struct object is not initialized");
  return layout;
}

// ---- packing

// Packs args[first...].
Ref pack_values_py(Thread& t, Value self, const CallArgs& args, u32 first) {
  const Layout* ready = ready_layout(t, self);
  if (!ready) return Ref();
  const Layout& layout = *ready;
  if (args.positional - first != static_cast<u64>(layout.values)) {
    return raise_count(t, "pack", layout.values, args.positional - first) ? Ref() : Ref();
  }
  Ref result = make_bytes_uninitialised(t, static_cast<u64>(layout.size));
  if (!result || !pack_py(t, layout, args.values + first, result.as<Bytes>()->data())) return Ref();
  return result;
}

Ref raise_not_writable(Thread& t, Value v) {
  if (!forget_error(t)) return Ref();
  return raise_type_error(t, "argument must be read-write bytes-like object, not %A", v);
}

bool offset_argument_py(Thread& t, Value v, i64* out) {
  Ref n = index_py(t, v);
  if (!n) return false;
  return int_fits_i64(n, out) || raise_overflow_error(t, "Python int too large to convert to C ssize_t");
}

Ref pack_into_py(Thread& t, Value self, const CallArgs& args, u32 first) {
  const Layout* ready = ready_layout(t, self);
  if (!ready) return Ref();
  const Layout& layout = *ready;
  i64 given = static_cast<i64>(args.positional) - first;
  if (given < 1) return raise_message(t, "pack_into expected buffer argument") ? Ref() : Ref();
  if (given < 2) return raise_message(t, "pack_into expected offset argument") ? Ref() : Ref();
  if (given - 2 != layout.values) return raise_count(t, "pack_into", layout.values, given - 2) ? Ref() : Ref();
  BufferView buffer(t, args[first], BufferUse::kWritable);
  if (!buffer) return raise_not_writable(t, args[first]);
  i64 offset, at;
  if (!offset_argument_py(t, args[first + 1], &offset)) return Ref();
  if (!resolve_offset(t, layout, true, offset, buffer.b.bytes, &at)) return Ref();
  if (!pack_py(t, layout, args.values + first + 2, static_cast<u8*>(buffer.b.data) + at)) return Ref();
  return none();
}

// What other threads may change meanwhile is copied first.
Ref unpack_at(Thread& t, const Layout& layout, const Buffer& buffer, i64 offset) {
  const u8* from = static_cast<const u8*>(buffer.data) + offset;
  if (!may_change_meanwhile(buffer)) return unpack(t, layout, from);
  Ref own = make_bytes_of_shared(t, as_chars(from, static_cast<size_t>(layout.size)));
  return own ? unpack(t, layout, own.as<Bytes>()->data()) : Ref();
}

Ref unpack_py(Thread& t, Value self, Value buffer) {
  const Layout* layout = ready_layout(t, self);
  if (!layout) return Ref();
  BufferView view(t, buffer);
  return view && check_size(t, *layout, view.size()) ? unpack_at(t, *layout, view.b, 0) : Ref();
}

Ref unpack_from_py(Thread& t, Value self, Value buffer, Value offset_value) {
  const Layout* layout = ready_layout(t, self);
  i64 offset, at;
  if (!layout || !offset_argument_py(t, offset_value, &offset)) return Ref();
  BufferView view(t, buffer);
  if (!view || !resolve_offset(t, *layout, false, offset, view.b.bytes, &at)) return Ref();
  return unpack_at(t, *layout, view.b, at);
}

Ref iter_unpack_py(Thread& t, Value self, Value buffer) {
  const Layout* layout = ready_layout(t, self);
  if (!layout) return Ref();
  Buffer b;
  if (layout->size == 0) {
    check_multiple(t, *layout, 0);
    return Ref();
  }
  if (!get_buffer_py(t, buffer, &b, BufferUse::kBytes)) return Ref();
  Ref it = check_multiple(t, *layout, static_cast<size_t>(b.bytes)) ? allocate_instance(t, g_iterator_type) : Ref();
  if (!it) {
    release_buffer(t, &b);
    return Ref();
  }
  init_field(it.as<UnpackIterator>()->owner, Ref::share(t, self));
  it.as<UnpackIterator>()->layout = layout;
  it.as<UnpackIterator>()->buffer = b;
  return it;
}

// ---- methods

Ref struct_pack(Thread& t, const CallArgs& args) { return pack_values_py(t, args[0], args, 1); }
Ref struct_pack_into(Thread& t, const CallArgs& args) { return pack_into_py(t, args[0], args, 1); }
Ref struct_size(Thread& t, Value self) {
  const Layout* layout = self.as<Struct>()->layout.load(gc::acquire);
  return make_int(t, layout ? layout->size : -1);
}
Ref struct_format(Thread& t, Value self) {
  Ref format = load_field(t, self.object(), self.as<Struct>()->format);
  if (!format) return raise(t, kAttributeErrorType, "'%N' object has no attribute 'format'", type_of(self));
  return make_str(t, format.as<Bytes>()->view());
}
Ref struct_repr(Thread& t, Value self) {
  Ref format = ready_layout(t, self) ? struct_format(t, self) : Ref();
  return format ? format_message(t, "%S(%R)", type_of(self)->name.get(), format.get()) : Ref();
}
Ref struct_sizeof(Thread& t, Value self) {
  const Layout* layout = ready_layout(t, self);
  return layout ? make_uint(t, sizeof(Struct) + sizeof(Layout) + layout->fields.bytes()) : Ref();
}

constexpr MethodDef kStructMethods[] = {
    {"iter_unpack", iter_unpack_py, "(self, buffer, /)", "Return an iterator yielding tuples."},
    {"pack", struct_pack, "(...)(self, /, *values)", "S.pack(v1, v2, ...) -> bytes"},
    {"pack_into", struct_pack_into, "(...)(self, buffer, offset, /, *values)",
     "Pack the values and put the bytes into a buffer, from offset on."},
    {"unpack", unpack_py, "(self, buffer, /)", "The values in the bytes, as a tuple."},
    {"unpack_from", unpack_from_py, "(self, /, buffer, offset=0)", "The values in the bytes, as a tuple."},
    {"__sizeof__", struct_sizeof, "(self, /)"},
    {},
};
constexpr GetSetDef kStructGetSet[] = {{"format", struct_format, nullptr, "struct format string"},
                                       {"size", struct_size, nullptr, "struct size in bytes"},
                                       {}};
constexpr Slots kStructSlots = [] {
  Slots s{};
  s.repr = struct_repr;
  s.create = struct_create_py;
  s.init = struct_init_py;
  return s;
}();
const TypeSpec kStructSpec = {.name = "_struct.Struct",
                              .size = sizeof(Struct),
                              .flags = kTypeSubclassable | kTypeTraced | kTypeHasWeakrefs,
                              .doc = "Struct(format)\n--\n\nStruct(fmt) --> compiled struct object",
                              .lifetime = {.trace = struct_trace, .dispose = struct_dispose},
                              .slots = kStructSlots,
                              .methods = kStructMethods,
                              .getset = kStructGetSet};

// ---- the iterator

Ref iterator_self(Thread& t, Value self) { return Ref::share(t, self); }

// The offset is advanced first, so that threads that share the iterator get different items. The buffer is released
// when the iterator dies.
Ref iterator_next(Thread& t, Value self) {
  UnpackIterator* it = self.as<UnpackIterator>();
  const Layout& layout = *it->layout;
  i64 offset = it->offset.fetch_add(layout.size, gc::relaxed);
  if (offset < 0 || offset + layout.size > it->buffer.bytes) {
    it->offset.store(it->buffer.bytes, gc::relaxed);
    return Ref::immediate(kStop);
  }
  return unpack_at(t, layout, it->buffer, offset);
}

Ref iterator_length_hint(Thread& t, Value self) {
  UnpackIterator* it = self.as<UnpackIterator>();
  return make_int(t, (it->buffer.bytes - it->offset.load(gc::relaxed)) / it->layout->size);
}

void iterator_trace(Object* object, gc::Visitor& visitor) {
  UnpackIterator* it = static_cast<UnpackIterator*>(object);
  trace_slot(visitor, it->owner);
  trace_value(visitor, it->buffer.owner);
}
void iterator_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  UnpackIterator* it = static_cast<UnpackIterator*>(object);
  release_buffer(t, &it->buffer);
  clear_slot(t, it->owner);
}

constexpr MethodDef kIteratorMethods[] = {{"__length_hint__", iterator_length_hint, "(self, /)"}, {}};
constexpr Slots kIteratorSlots = [] {
  Slots s{};
  s.iter = iterator_self;
  s.next = iterator_next;
  return s;
}();
const TypeSpec kIteratorSpec = {.name = "_struct.unpack_iterator",
                                .size = sizeof(UnpackIterator),
                                .flags = kTypeTraced | kTypeDisallowNew,
                                .lifetime = {.trace = iterator_trace, .dispose = iterator_dispose},
                                .slots = kIteratorSlots,
                                .methods = kIteratorMethods};

// ---- functions with a format, through the cache

constexpr u64 kMaxCached = 100;
Value g_cache;  // dict from format (str) to Struct; set at the module's creation

// A str for formats that are bytes: with the option -bb a comparison of both is an error.
Ref cache_key(Thread& t, Value format) {
  if (!is_bytes(format)) return Ref::share(t, format);
  return format_bytes(t, format) ? make_str_ascii(t, format.as<Bytes>()->view()) : Ref();
}

Ref cached_struct_py(Thread& t, Value format) {
  Ref key = cache_key(t, format);
  if (!key) return Ref();
  Ref known = is_str(key) ? dict_get_py(t, as_dict(g_cache), key) : Ref();
  if (known || error_pending(t)) return known;
  Ref fresh = call_py(t, g_struct_type, key);
  if (!fresh) return Ref();
  if (as_dict(g_cache)->size() >= kMaxCached) dict_clear(t, as_dict(g_cache));
  return dict_set_py(t, as_dict(g_cache), key, fresh) ? std::move(fresh) : Ref();
}

Ref calcsize(Thread& t, Value format) {
  Ref s = cached_struct_py(t, format);
  return s ? struct_size(t, s) : Ref();
}
Ref pack(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "missing format argument");
  Ref s = cached_struct_py(t, args[0]);
  return s ? pack_values_py(t, s, args, 1) : Ref();
}
Ref pack_into(Thread& t, const CallArgs& args) {
  if (args.positional == 0) return raise_type_error(t, "missing format argument");
  Ref s = cached_struct_py(t, args[0]);
  return s ? pack_into_py(t, s, args, 1) : Ref();
}
Ref struct_unpack(Thread& t, Value format, Value buffer) {
  Ref s = cached_struct_py(t, format);
  return s ? unpack_py(t, s, buffer) : Ref();
}
Ref unpack_from(Thread& t, Value format, Value buffer, Value offset) {
  Ref s = cached_struct_py(t, format);
  return s ? unpack_from_py(t, s, buffer, offset) : Ref();
}
Ref iter_unpack(Thread& t, Value format, Value buffer) {
  Ref s = cached_struct_py(t, format);
  return s ? iter_unpack_py(t, s, buffer) : Ref();
}
Ref clearcache(Thread& t) {
  dict_clear(t, as_dict(g_cache));
  return none();
}

constexpr MethodDef kMethods[] = {
    {"_clearcache", clearcache, "()", "Clear the internal cache."},
    {"calcsize", calcsize, "(format, /)", "Size in bytes of what a format describes."},
    {"iter_unpack", iter_unpack, "(format, buffer, /)",
     "Tuples of values, one for each stretch of the buffer that the format describes."},
    {"pack", pack, "(...)(format, /, *values)", "pack(format, v1, v2, ...) -> bytes"},
    {"pack_into", pack_into, "(...)(format, buffer, offset, /, *values)",
     "Pack the values by the format and put the bytes into a buffer, from offset on."},
    {"unpack", struct_unpack, "(format, buffer, /)", "The values that a format finds in the bytes."},
    {"unpack_from", unpack_from, "(format, /, buffer, offset=0)", "The values that a format finds in the bytes."},
    {},
};

void trace_roots(gc::Visitor& visitor) {
  trace_value(visitor, g_cache);
  trace_value(visitor, g_error);
}

// class error(Exception)
// lint: name: type() of a native base and a new namespace runs no hook of a program
Ref make_error_type(Thread& t) {
  Ref name = make_str_ascii(t, "error"), bases = make_tuple(t, kExceptionType), dict = make_dict(t);
  Ref module = make_str_ascii(t, "struct");
  if (!name || !bases || !dict || !module || !dict_set_cstr(t, as_dict(dict), "__module__", std::move(module)))
    return Ref();
  Value values[] = {name, bases, dict};
  return call_py(t, kTypeType, CallArgs{values, 3, Value()});
}

bool init(Thread& t, Value module) {
  if (!g_error) {
    Ref error = make_error_type(t), cache = make_dict(t);
    if (!error || !cache) return false;
    g_error = error.release();
    g_cache = cache.release();
    g_struct_type = make_native_type(t, kStructSpec);
    g_iterator_type = make_native_type(t, kIteratorSpec);
    gc::add_root_tracer(trace_roots);
  }
  return module_add(t, module, "Struct", Ref::share(t, g_struct_type)) &&
         module_add(t, module, "error", Ref::share(t, g_error));
}

}  // namespace
}  // namespace rt::structs

namespace rt {

extern const ModuleDef kUnderStructModule = {.name = "_struct",
                                             .doc = "Numbers and bytes in the binary form that C gives them.",
                                             .methods = structs::kMethods,
                                             .init = structs::init};

}  // namespace rt
