// The program's registry of codecs and error handlers, and the parts of str.encode() and bytes.decode() that use it.
#include <string>

#include "gc/sync/mutex.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/codecs/codec.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception_parts.h"

namespace rt {

namespace {

// The containers are immortal and need no lock here: dict and list have their own.
struct Registry {
  Dict* handlers;  // name -> callable
  Dict* cache;     // normalized name -> CodecInfo
  List* searches;  // search functions
};
gc::Mutex g_registry_mutex;  // held while the registry is made
Registry g_registry_storage;
gc::Atomic<Registry*> g_registry{nullptr};

void trace_registry(gc::Visitor& visitor) {
  if (Registry* r = g_registry.load(gc::acquire)) {
    visitor(r->handlers);
    visitor(r->cache);
    visitor(r->searches);
  }
}

bool add_handlers(Thread& t, Dict* handlers) {
  Ref module = intern(t, std::string_view("_codecs"));
  for (const MethodDef* def = kErrorHandlers; module && def->name; ++def) {
    Ref handler = make_builtin(t, def, Value(), module);
    if (!handler || !dict_set_cstr(t, handlers, def->name, std::move(handler))) return false;
  }
  return bool(module);
}

template <class T>
T* keep(Thread& t, Ref container) {
  gc::make_immortal(container.object());
  if (gc::kFreeThreaded && gc::g_threads_started.load(gc::relaxed)) gc::publish(t, container.object());
  return container.release().as<T>();
}

// The registry, which is made on first use. Null: an error is pending.
Registry* registry(Thread& t) {
  if (Registry* made = g_registry.load(gc::acquire)) return made;
  Ref handlers = make_dict(t), cache = make_dict(t), searches = make_list(t);
  if (!handlers || !cache || !searches || !add_handlers(t, as_dict(handlers))) return nullptr;
  gc::MutexGuard guard(g_registry_mutex);
  if (Registry* made = g_registry.load(gc::acquire)) return made;
  g_registry_storage = {keep<Dict>(t, std::move(handlers)), keep<Dict>(t, std::move(cache)),
                        keep<List>(t, std::move(searches))};
  g_registry.store(&g_registry_storage, gc::release);  // pairs with the acquire loads
  gc::add_root_tracer(trace_registry);
  return &g_registry_storage;
}

// Imports the package `encodings`, which registers the search function for the library's codecs. False: an error is
// pending.
bool load_encodings_py(Thread& t, Registry* r) {
  if (r->searches->length.load(gc::acquire) != 0) return true;
  return bool(import_module_py(t, "encodings"));
}

// Calls the search functions in turn. None: none of them knows the encoding.
Ref search_py(Thread& t, Registry* r, Value name) {
  Ref searches = list_to_tuple(t, r->searches);
  for (u64 i = 0; searches && i < as_tuple(searches)->length; ++i) {
    Ref codec = call_py(t, (*as_tuple(searches))[i], name);
    if (!codec) return Ref();
    if (codec.get() == kNone) continue;
    if (!is_tuple(codec) || as_tuple(codec)->length != 4)
      return raise_type_error(t, "codec search functions must return 4-tuples");
    return codec;
  }
  return searches ? none() : Ref();
}

}  // namespace

// ---- error handlers

Ref lookup_error_handler(Thread& t, const char* name) {
  Registry* r = registry(t);
  if (!r) return Ref();
  Ref handler = dict_get_cstr(t, r->handlers, name && *name ? name : "strict");
  if (!handler && !error_pending(t)) return raise(t, kLookupErrorType, "unknown error handler name '%s'", name);
  return handler;
}

bool register_error_handler(Thread& t, Value name, Value handler) {
  if (!is_callable(handler)) return raise_type_error(t, "handler must be callable");
  Registry* r = registry(t);
  Ref key = r ? exact_str(t, name) : Ref();
  return key && dict_set_str(t, r->handlers, key, Ref::share(t, handler));
}

int unregister_error_handler(Thread& t, Value name) {
  Registry* r = registry(t);
  Ref key = r ? exact_str(t, name) : Ref();
  if (!key) return -1;
  for (const MethodDef* def = kErrorHandlers; def->name; ++def) {
    if (str_equal_ascii(key, def->name))
      return raise_value_error(t, "cannot un-register built-in error handler '%S'", key.get());
  }
  return dict_delete_str(t, r->handlers, key);
}

// ---- codecs

bool codec_register_py(Thread& t, Value search_function) {
  if (!is_callable(search_function)) return raise_type_error(t, "argument must be callable");
  Registry* r = registry(t);
  return r && load_encodings_py(t, r) &&
         list_append(t, r->searches, search_function);  // behind the function for the library's codecs
}

bool codec_unregister(Thread& t, Value search_function) {
  Registry* r = registry(t);
  if (!r) return false;
  // From the end, because other threads add at the end and remove anywhere: a function only moves to smaller indices.
  for (i64 i = static_cast<i64>(r->searches->size()) - 1; i >= 0; --i) {
    if (!list_remove_if_at(t, r->searches, i, search_function)) continue;
    dict_clear(t, r->cache);
    return true;
  }
  return true;
}

// The name that search functions are asked for. Since 3.15 they may tell signs and letters beyond ASCII apart.
static Ref name_in_registry(Thread& t, std::string_view encoding) {
  text::ByteBuilder name;
  if (library_minor() >= 15) {
    for (char c : encoding) name.append(static_cast<u8>(c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
  } else {
    append_normalized_encoding(encoding, name);
  }
  return name.ok() ? make_str(t, name.text()) : Ref(raise_memory_error(t));
}

Ref codec_lookup_py(Thread& t, std::string_view encoding) {
  Registry* r = registry(t);
  if (!r || !load_encodings_py(t, r)) return Ref();
  Ref name = name_in_registry(t, encoding);
  if (!name) return Ref();
  Ref codec = dict_get_str(t, r->cache, name);
  if (codec || error_pending(t)) return codec;
  codec = search_py(t, r, name);
  if (!codec) return Ref();
  if (codec.get() == kNone) {
    Ref shown = make_str(t, encoding);
    return shown ? Ref(raise(t, kLookupErrorType, "unknown encoding: %S", shown.get())) : Ref();
  }
  return dict_setdefault_py(t, r->cache, name, codec);  // another thread may have been faster
}

bool codec_forget(Thread& t, std::string_view encoding) {
  Registry* r = registry(t);
  Ref name = r ? name_in_registry(t, encoding) : Ref();
  return name && dict_delete_str(t, r->cache, name) >= 0;
}

namespace {

enum class Direction : u32 { kEncode = 0, kDecode = 1 };

// Adds a note to the pending error that names the codec which has raised it. An error while adding replaces it.
void add_codec_note_py(Thread& t, const char* encoding, Direction direction) {
  Ref error = take_error(t);
  Ref note = format_message(t, "%s with '%s' codec failed", direction == Direction::kEncode ? "encoding" : "decoding",
                            encoding);
  if (note && exceptions::add_note_py(t, error, note)) return restore_error(t, std::move(error));
  Ref newer = take_error(t);
  set_exception_context(t, newer, error);
  restore_error(t, std::move(newer));
}

// Calls a function of a codec: codec[direction](object, errors)[0].
Ref run_codec_py(Thread& t, Value codec, const char* encoding, Direction direction, Value object, const char* errors) {
  Value function = (*as_tuple(codec))[static_cast<u32>(direction)];
  Ref handler = errors ? make_str(t, std::string_view(errors)) : Ref();
  if (errors && !handler) return Ref();
  Ref result = errors ? call_py(t, function, object, handler) : call_py(t, function, object);
  if (!result) {
    add_codec_note_py(t, encoding, direction);
    return Ref();
  }
  if (!is_tuple(result) || as_tuple(result)->length != 2) {
    return raise_type_error(t, direction == Direction::kEncode ? "encoder must return a tuple (object, integer)"
                                                               : "decoder must return a tuple (object,integer)");
  }
  return Ref::share(t, (*as_tuple(result))[0]);
}

const char* function_name(Direction direction) {
  return direction == Direction::kEncode ? "codecs.encode()" : "codecs.decode()";
}

// The codec for str.encode() and bytes.decode(). Empty: LookupError, there is none or it is no text encoding.
Ref lookup_text_codec_py(Thread& t, const char* encoding, Direction direction) {
  Ref codec = codec_lookup_py(t, encoding);
  if (!codec || is_exact_tuple(codec)) return codec;
  Ref key = intern(t, std::string_view("_is_text_encoding"));
  Ref is_text = key ? getattr_optional_py(t, codec, key) : Ref();
  if (!is_text) return error_pending(t) ? Ref() : std::move(codec);
  int truth = truth_py(t, is_text);
  if (truth < 0) return Ref();
  if (truth) return codec;
  return raise(t, kLookupErrorType, "'%s' is not a text encoding; use %s to handle arbitrary codecs", encoding,
               function_name(direction));
}

}  // namespace

Ref codec_encode_py(Thread& t, Value object, const char* encoding, const char* errors) {
  if (!encoding) encoding = "utf-8";
  Ref codec = codec_lookup_py(t, encoding);
  return codec ? run_codec_py(t, codec, encoding, Direction::kEncode, object, errors) : Ref();
}

Ref codec_decode_py(Thread& t, Value object, const char* encoding, const char* errors) {
  if (!encoding) encoding = "utf-8";
  Ref codec = codec_lookup_py(t, encoding);
  return codec ? run_codec_py(t, codec, encoding, Direction::kDecode, object, errors) : Ref();
}

gc::Atomic<bool> g_check_codec_names{false};

bool check_codec_names_py(Thread& t, const char* encoding, const char* errors) {
  if (!g_check_codec_names.load(gc::relaxed)) [[likely]]
    return true;
  if (encoding && find_native_codec(encoding) == NativeCodec::kNone && !Ref(codec_lookup_py(t, encoding))) return false;
  return !errors || Ref(lookup_error_handler(t, errors));
}

Ref str_encode_py(Thread& t, Value str, const char* encoding, const char* errors) {
  if (!check_codec_names_py(t, encoding, errors)) return Ref();
  NativeCodec native = encoding ? find_native_codec(encoding) : NativeCodec::kUtf8;
  if (native != NativeCodec::kNone) return encode_native_py(t, native, str, errors);
  Ref codec = lookup_text_codec_py(t, encoding, Direction::kEncode);
  Ref bytes = codec ? run_codec_py(t, codec, encoding, Direction::kEncode, str, errors) : Ref();
  if (!bytes || is_bytes(bytes)) return bytes;
  if (is_bytearray(bytes)) {
    SteadyBytes steady(t, bytes);
    return steady ? steady.bytes() : Ref();
  }
  return raise_type_error(
      t, "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding,
      bytes.get());
}

namespace {

// UTF-8 with or without a byte order mark in front. Its codec is one of the library; to decode with it natively spares
// each start-up the import of the package encodings, because `site` reads the .pth files so.
bool is_utf8_sig(const char* encoding) {
  if ((*encoding | 0x20) != 'u') return false;  // a quick answer for most
  text::ByteBuilder normalized;
  append_normalized_encoding(encoding, normalized);
  return normalized.text() == "utf_8_sig";
}

Ref decode_utf8_sig_py(Thread& t, Value object, const char* errors) {
  SteadyBytes bytes(t, object);
  if (!bytes) return Ref();
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  std::string_view view = bytes.view();
  if (!view.starts_with(kMark)) return decode_native_py(t, NativeCodec::kUtf8, view, errors, bytes.object());
  return decode_native_py(t, NativeCodec::kUtf8, view.substr(kMark.size()), errors, Value());
}

}  // namespace

Ref decode_bytes_py(Thread& t, Value object, const char* encoding, const char* errors) {
  if (!check_codec_names_py(t, encoding, errors)) return Ref();
  NativeCodec native = encoding ? find_native_codec(encoding) : NativeCodec::kUtf8;
  if (native != NativeCodec::kNone) {
    SteadyBytes bytes(t, object);
    return bytes ? decode_native_py(t, native, bytes.view(), errors, bytes.object()) : Ref();
  }
  if (is_utf8_sig(encoding)) return decode_utf8_sig_py(t, object, errors);
  {
    ByteView view(t, object);
    if (!view) return Ref();
    if (view.view().empty()) return Ref::share(t, empty_str());  // as in CPython even if the encoding is unknown
  }
  Ref codec = lookup_text_codec_py(t, encoding, Direction::kDecode);
  Ref text = codec ? run_codec_py(t, codec, encoding, Direction::kDecode, object, errors) : Ref();
  if (!text || is_str(text)) return text;
  return raise_type_error(
      t, "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding,
      text.get());
}

}  // namespace rt
