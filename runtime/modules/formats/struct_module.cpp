// _struct: Struct objects, the iterator of iter_unpack, and the functions of the module.
#include <cstring>

#include "gc/refcount/qsbr.h"
#include "gc/refcount/refcount.h"
#include "gc/sync/mutex.h"
#include "runtime/modules/formats/struct.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::structs {

namespace {

// ---- Struct objects

Ref format_bytes_py(Thread& t, Value format) {
  if (is_bytes(format)) return Ref::share(t, format);
  if (!is_str(format)) return raise_type_error(t, "Struct() argument 1 must be a str or bytes object, not %A", format);
  if (as_str(format)->ascii) return make_bytes(t, as_str(format)->ascii_view());
  Ref encode = getattr_py(t, format, "encode"), encoding = encode ? make_str_ascii(t, "ascii") : Ref();
  return encoding ? call_py(t, encode, encoding) : Ref();  // raises UnicodeEncodeError
}

void fill_struct(Thread& t, Struct* s, Ref format, const Layout& layout) {
  Layout old = s->layout;
  s->layout = layout;
  if (Field* fields = old.fields.take()) gc::free_storage(t, s, fields, old.fields.bytes());
  store_field(t, s, s->format, std::move(format));
}

// Struct(format) makes a complete object. A second __init__ changes nothing, because other threads may be reading the
// layout.
Ref struct_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(format)");
  Value format;
  if (!bind_arguments(t, "Struct", kSignature, args, &format)) return Ref();
  Ref bytes = format_bytes_py(t, format);
  if (!bytes) return Ref();
  Layout layout;
  if (!compile(t, bytes.as<Bytes>()->view(), &layout)) {
    gc::raw_free(layout.fields.take());
    return Ref();
  }
  Ref instance = allocate_instance(t, type);
  if (!instance) {
    gc::raw_free(layout.fields.take());
    return Ref();
  }
  fill_struct(t, instance.as<Struct>(), std::move(bytes), layout);
  return instance;
}
bool struct_init(Thread&, Value, const CallArgs&) { return true; }

void struct_trace(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<Struct*>(object)->format);
}
void struct_dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dispose_attributes(t, object);
  Struct* s = static_cast<Struct*>(object);
  clear_slot(t, s->format);
  u64 bytes = s->layout.fields.bytes();
  if (Field* fields = s->layout.fields.take()) gc::free_storage(t, object, fields, bytes);
}

const Layout& layout_of(Value self) { return self.as<Struct>()->layout; }

// ---- packing

// Packs args[first...].
Ref pack_values_py(Thread& t, Value self, const CallArgs& args, u32 first) {
  const Layout& layout = layout_of(self);
  if (args.positional - first != static_cast<u64>(layout.values)) {
    return raise_count(t, "pack", layout.values, args.positional - first) ? Ref() : Ref();
  }
  Ref result = make_bytes_uninitialised(t, static_cast<u64>(layout.size));
  if (!result || !pack_py(t, layout, args.values + first, result.as<Bytes>()->data())) return Ref();
  return result;
}

Ref raise_not_writable(Thread& t, Value v) {
  if (!error_is(t, kBufferErrorType) && !error_is(t, kTypeErrorType)) return Ref();
  clear_error(t);
  return raise_type_error(t, "argument must be read-write bytes-like object, not %A", v);
}

Ref pack_into_py(Thread& t, Value self, const CallArgs& args, u32 first) {
  const Layout& layout = layout_of(self);
  i64 given = static_cast<i64>(args.positional) - first;
  if (given < 1) return raise_message(t, "pack_into expected buffer argument") ? Ref() : Ref();
  if (given < 2) return raise_message(t, "pack_into expected offset argument") ? Ref() : Ref();
  if (given - 2 != layout.values) return raise_count(t, "pack_into", layout.values, given - 2) ? Ref() : Ref();
  BufferView buffer(t, args[first], true);
  if (!buffer) return raise_not_writable(t, args[first]);
  i64 offset, at;
  if (!index_i64_py(t, args[first + 1], &offset, kOverflowErrorType)) return Ref();
  if (!resolve_offset(t, layout, true, offset, buffer.b.bytes, &at)) return Ref();
  if (!pack_py(t, layout, args.values + first + 2, static_cast<u8*>(buffer.b.data) + at)) return Ref();
  return none();
}

Ref unpack_py(Thread& t, Value self, Value buffer) {
  BufferView view(t, buffer);
  return view && check_size(t, layout_of(self), view.size()) ? unpack(t, layout_of(self), view.data()) : Ref();
}

Ref unpack_from_py(Thread& t, Value self, Value buffer, Value offset_value) {
  i64 offset, at;
  if (!index_i64_py(t, offset_value, &offset, kOverflowErrorType)) return Ref();
  BufferView view(t, buffer);
  if (!view || !resolve_offset(t, layout_of(self), false, offset, view.b.bytes, &at)) return Ref();
  return unpack(t, layout_of(self), view.data() + at);
}

Ref iter_unpack_py(Thread& t, Value self, Value buffer) {
  Buffer b;
  if (layout_of(self).size == 0) {
    check_multiple(t, layout_of(self), 0);
    return Ref();
  }
  if (!get_buffer_py(t, buffer, &b, false)) return Ref();
  Ref it =
      check_multiple(t, layout_of(self), static_cast<size_t>(b.bytes)) ? allocate_instance(t, g_iterator_type) : Ref();
  if (!it) {
    release_buffer(t, &b);
    return Ref();
  }
  init_field(it.as<UnpackIterator>()->owner, Ref::share(t, self));
  it.as<UnpackIterator>()->buffer = b;
  return it;
}

// ---- methods

Ref struct_pack(Thread& t, const CallArgs& args) { return pack_values_py(t, args[0], args, 1); }
Ref struct_pack_into(Thread& t, const CallArgs& args) { return pack_into_py(t, args[0], args, 1); }
Ref struct_size(Thread& t, Value self) { return make_int(t, layout_of(self).size); }
Ref struct_format(Thread& t, Value self) {
  Ref format = load_field(t, self.object(), self.as<Struct>()->format);
  return make_str(t, format.as<Bytes>()->view());
}
Ref struct_repr(Thread& t, Value self) {
  Ref format = struct_format(t, self);
  return format ? format_message(t, "%S(%R)", type_of(self)->name.get(), format.get()) : Ref();
}
Ref struct_sizeof(Thread& t, Value self) { return make_uint(t, sizeof(Struct) + layout_of(self).fields.bytes()); }

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
  s.create = struct_create;
  s.init = struct_init;
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
  const Layout& layout = layout_of(it->owner.get());
  i64 offset = it->offset.fetch_add(layout.size, gc::relaxed);
  if (offset < 0 || offset + layout.size > it->buffer.bytes) {
    it->offset.store(it->buffer.bytes, gc::relaxed);
    return Ref::immediate(kStop);
  }
  return unpack(t, layout, static_cast<const u8*>(it->buffer.data) + offset);
}

Ref iterator_length_hint(Thread& t, Value self) {
  UnpackIterator* it = self.as<UnpackIterator>();
  return make_int(t, (it->buffer.bytes - it->offset.load(gc::relaxed)) / layout_of(it->owner.get()).size);
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
Value g_cache;  // dict from format (str or bytes) to Struct; set at the module's creation

Ref cached_struct_py(Thread& t, Value format) {
  Ref known = is_str(format) || is_bytes(format) ? dict_get_py(t, as_dict(g_cache), format) : Ref();
  if (known || error_pending(t)) return known;
  Ref fresh = call_py(t, g_struct_type, format);
  if (!fresh) return Ref();
  if (as_dict(g_cache)->size() >= kMaxCached) dict_clear(t, as_dict(g_cache));
  return dict_set_py(t, as_dict(g_cache), format, fresh) ? std::move(fresh) : Ref();
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
