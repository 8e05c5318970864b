// MultibyteIncrementalEncoder and MultibyteIncrementalDecoder, and their functions that the stream classes use, too.
#include <bit>
#include <cstring>

#include "runtime/library/codecs/multibyte.h"
#include "runtime/object/names.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str_builder.h"

namespace rt::multibyte {

namespace {

Type* g_encoder_type;
Type* g_decoder_type;

constexpr size_t kMostPendingBytes = 8;       // of a decoder
constexpr size_t kMostPendingCharacters = 2;  // of an encoder
constexpr size_t kMostPendingUtf8 = kMostPendingCharacters * 4;

// The error handler's name, valid during one call.
class Handler {
 public:
  Handler(Thread& t, Value self) : name_(load_field(t, self.object(), as_converting(self)->errors)), text_(t, name_) {}
  bool ok() const { return text_.ok(); }
  const char* c_str() const { return text_.c_str(); }

 private:
  Ref name_;
  CText text_;
};

ShiftState load_shifts(Value self) { return std::bit_cast<ShiftState>(as_converting(self)->shifts.load(gc::relaxed)); }
void store_shifts(Value self, const ShiftState& state) {
  as_converting(self)->shifts.store(std::bit_cast<u64>(state), gc::relaxed);
}

Ref load_pending(Thread& t, Value self) { return load_field(t, self.object(), as_converting(self)->pending); }
void store_pending(Thread& t, Value self, Ref pending) {
  if (!pending && !as_converting(self)->pending.get()) return;
  store_field(t, self.object(), as_converting(self)->pending, std::move(pending));
}

}  // namespace

Ref make_converting_py(Thread& t, Type* type, const char* name, bool decoder, Value stream, Value errors) {
  if (errors && !is_str(errors))
    return raise_type_error(t, "%s() argument %d must be str, not %A", name, stream ? 2 : 1, errors);
  if (errors && !CText(t, errors).ok()) return Ref();
  Ref codec = getattr_py(t, Value(type), "codec");
  if (!codec) return Ref();
  if (!is_codec(codec)) return raise_type_error(t, "codec is unexpected type");
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  Converting* c = as_converting(self);
  c->encoding = codec.as<Codec>()->encoding;
  init_field(c->errors, Ref::share(t, errors ? errors : rt::name(N::strict)));
  if (stream) init_field(c->stream, Ref::share(t, stream));
  store_shifts(self, initial_state(*c->encoding, decoder));
  return self;
}

// ---- decoding

namespace {

// The pending bytes and `more`. Empty: MemoryError.
Ref joined_bytes(Thread& t, const Ref& pending, std::string_view more) {
  std::string_view head = pending.as<Bytes>()->view();
  Ref joined = make_bytes_uninitialised(t, head.size() + more.size());
  if (!joined) return Ref();
  u8* to = joined.as<Bytes>()->data();
  std::memcpy(to, head.data(), head.size());
  if (!more.empty()) std::memcpy(to + head.size(), more.data(), more.size());
  return joined;
}

// Keeps the end of the input, which is the start of a character.
bool keep_bytes(Thread& t, Value self, const DecodeTask& task) {
  std::string_view rest = task.input.substr(task.position);
  if (rest.size() > kMostPendingBytes) {
    Ref all = make_bytes(t, task.input);
    return all &&
           raise_decode_error(t, task.encoding.name, all, task.position, task.input.size(), "pending buffer overflow");
  }
  Ref kept = rest.empty() ? Ref() : make_bytes(t, rest);
  if (!rest.empty() && !kept) return false;
  store_pending(t, self, std::move(kept));
  return true;
}

// After an error in the middle of the input nothing is pending; after one at its end, what was pending stays, unless it
// came from a stream.
bool decode_input_py(Thread& t, Value self, DecodeTask& task, bool final) {
  Ref pending = load_pending(t, self);
  store_pending(t, self, Ref());
  if (!decode_py(t, task, false)) return false;
  if (final && task.position < task.input.size() && !reject_rest_py(t, task)) {
    if (!as_converting(self)->stream.get()) store_pending(t, self, std::move(pending));
    return false;
  }
  return keep_bytes(t, self, task);
}

}  // namespace

Ref decode_more_py(Thread& t, Value self, std::string_view input, Value object, bool final, size_t* total) {
  Handler handler(t, self);
  if (!handler.ok()) return Ref();
  Ref joined = load_pending(t, self);
  if (joined) {
    joined = joined_bytes(t, joined, input);
    if (!joined) return Ref();
    input = joined.as<Bytes>()->view();
    object = joined;
  }
  if (total) *total = input.size();
  ShiftState state = load_shifts(self);
  text::UcsBuilder out(input.size() / 2);
  DecodeTask task{*as_converting(self)->encoding, input, object, handler.c_str(), state, out};
  bool decoded = decode_input_py(t, self, task, final);
  store_shifts(self, state);
  return decoded ? finish_str(t, out) : Ref();
}

Ref decoder_reset(Thread& t, Value self) {
  ShiftState state = load_shifts(self);
  shifts::decode_reset(*as_converting(self)->encoding, state);
  store_shifts(self, state);
  store_pending(t, self, Ref());
  return none();
}

// ---- encoding

namespace {

// Keeps the end of the input, which may begin a pair of characters.
bool keep_text(Thread& t, Value self, const EncodeTask& task) {
  u64 length = as_str(task.str)->length;
  if (length - task.position > kMostPendingCharacters)
    return raise_encode_error(t, task.encoding.name, task.str, task.position, length, "pending buffer overflow");
  Ref kept;
  if (task.position < length) {
    kept = str_substring(t, task.str, static_cast<i64>(task.position), static_cast<i64>(length));
    if (!kept) return false;
  }
  store_pending(t, self, std::move(kept));
  return true;
}

}  // namespace

Ref encode_more_py(Thread& t, Value self, Value input, bool final) {
  Handler handler(t, self);
  Ref text = handler.ok() ? text_to_encode_py(t, input) : Ref();
  if (!text) return Ref();
  if (Ref pending = load_pending(t, self)) {
    text = str_concat(t, pending, text);
    if (!text) return Ref();
  }
  ShiftState state = load_shifts(self);
  text::ByteBuilder out(2 * as_str(text)->length);
  EncodeTask task{*as_converting(self)->encoding, text, handler.c_str(), state, out};
  bool encoded = encode_py(t, task, final) && keep_text(t, self, task);
  store_shifts(self, state);
  return encoded ? make_bytes(t, out.text()) : Ref();
}

Ref get_errors(Thread& t, Value self) { return load_field(t, self.object(), as_converting(self)->errors); }
bool set_errors(Thread& t, Value self, Value v) {
  if (!v) return raise(t, kAttributeErrorType, "cannot delete attribute");
  if (!is_str(v)) return raise_type_error(t, "errors must be a string");
  store_field(t, self.object(), as_converting(self)->errors, Ref::share(t, v));
  return true;
}

namespace {

// ---- states: ints of bytes, the lowest one first

Ref int_of_bytes(Thread& t, const u8* bytes, size_t size) {
  return make_int(t, num::from_bytes(bytes, size, num::ByteOrder::kLittle, false));
}
bool bytes_of_int(Thread& t, Value v, u8* bytes, size_t size) {
  u64 scratch;
  switch (num::to_bytes(big_view(v, &scratch), bytes, size, num::ByteOrder::kLittle, false)) {
    case num::ToBytesStatus::kOk: return true;
    case num::ToBytesStatus::kNegative: return raise_overflow_error(t, "can't convert negative int to unsigned");
    default: return raise_overflow_error(t, "int too big to convert");
  }
}

// An encoder's state: the length of the pending text in UTF-8, that text, and the shift state.
struct EncoderState {
  u8 bytes[1 + kMostPendingUtf8 + sizeof(ShiftState)] = {};
};

Ref encoder_getstate(Thread& t, Value self) {
  EncoderState state;
  size_t size = 1;
  if (Ref pending = load_pending(t, self)) {
    Utf8 text(t, pending);
    if (!text.ok()) return Ref();
    if (text.view().size() > kMostPendingUtf8) return raise(t, kUnicodeErrorType, "pending buffer too large");
    state.bytes[0] = static_cast<u8>(text.view().size());
    std::memcpy(state.bytes + 1, text.view().data(), text.view().size());
    size += text.view().size();
  }
  ShiftState shifts = load_shifts(self);
  std::memcpy(state.bytes + size, &shifts, sizeof shifts);
  return int_of_bytes(t, state.bytes, size + sizeof shifts);
}

Ref encoder_setstate_py(Thread& t, Value self, Value v) {
  if (!is_int(v)) return raise_type_error(t, "setstate() argument must be int, not %A", v);
  EncoderState state;
  if (!bytes_of_int(t, v, state.bytes, sizeof state.bytes)) return Ref();
  size_t size = state.bytes[0];
  if (size > kMostPendingUtf8) return raise(t, kUnicodeErrorType, "pending buffer too large");
  Ref pending;
  if (size > 0) {
    std::string_view utf8(reinterpret_cast<const char*>(state.bytes + 1), size);
    pending = decode_native_py(t, NativeCodec::kUtf8, utf8, nullptr, Value());
    if (!pending) return Ref();
  }
  ShiftState shifts;
  std::memcpy(&shifts, state.bytes + 1 + size, sizeof shifts);
  store_shifts(self, shifts);
  store_pending(t, self, std::move(pending));
  return none();
}

Ref encoder_reset(Thread& t, Value self) {
  ShiftState state = load_shifts(self);
  text::ByteBuilder unused;
  shifts::encode_reset(*as_converting(self)->encoding, state, unused);
  store_shifts(self, state);
  store_pending(t, self, Ref());
  return none();
}

Ref decoder_getstate(Thread& t, Value self) {
  Ref pending = load_pending(t, self);
  if (!pending) pending = make_bytes(t, "");
  ShiftState state = load_shifts(self);
  Ref shifts = int_of_bytes(t, state.bytes, sizeof state.bytes);
  return pending && shifts ? make_tuple(t, pending, shifts) : Ref();
}

Ref decoder_setstate(Thread& t, Value self, Value v) {
  if (!is_tuple(v)) return raise_type_error(t, "setstate() argument must be tuple, not %A", v);
  bool well_made = as_tuple(v)->length == 2 && is_bytes((*as_tuple(v))[0]) && is_int((*as_tuple(v))[1]);
  if (!well_made) return raise_type_error(t, "setstate(): illegal state argument");
  Value pending = (*as_tuple(v))[0];
  ShiftState state;
  if (!bytes_of_int(t, (*as_tuple(v))[1], state.bytes, sizeof state.bytes)) return Ref();
  const char* encoding = as_converting(self)->encoding->name;
  if (pending.as<Bytes>()->length > kMostPendingBytes)
    return raise_decode_error(t, encoding, pending, 0, pending.as<Bytes>()->length, "pending buffer too large");
  bool empty = pending.as<Bytes>()->length == 0;
  store_shifts(self, state);
  store_pending(t, self, empty ? Ref() : Ref::share(t, pending));
  return none();
}

// ---- the types

template <bool kDecodes>
Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(errors='strict')");
  constexpr const char* kName = kDecodes ? "IncrementalDecoder" : "IncrementalEncoder";
  Value errors;
  return bind_arguments(t, kName, kSignature, args, &errors)
             ? make_converting_py(t, type, kName, kDecodes, Value(), errors)
             : Ref();
}

Ref encode(Thread& t, Value self, Value input, Value final) {
  int last = truth_py(t, final);
  return last < 0 ? Ref() : encode_more_py(t, self, input, last);
}

Ref decode(Thread& t, Value self, Value input, Value final) {
  SteadyBytes bytes(t, input);
  int last = bytes ? truth_py(t, final) : -1;
  return last < 0 ? Ref() : decode_more_py(t, self, bytes.view(), bytes.object(), last, nullptr);
}

constexpr MethodDef kEncoderMethods[] = {{"encode", encode, "(self, /, input, final=False)"},
                                         {"getstate", encoder_getstate, "(self, /)"},
                                         {"setstate", encoder_setstate_py, "(self, state, /)"},
                                         {"reset", encoder_reset, "(self, /)"},
                                         {}};
constexpr MethodDef kDecoderMethods[] = {{"decode", decode, "(self, /, input, final=False)"},
                                         {"getstate", decoder_getstate, "(self, /)"},
                                         {"setstate", decoder_setstate, "(self, state, /)"},
                                         {"reset", decoder_reset, "(self, /)"},
                                         {}};
constexpr GetSetDef kIncrementalGetSet[] = {{"errors", get_errors, set_errors, "How to treat errors."}, {}};

constexpr TypeSpec kEncoderSpec =
    converting_spec("_multibytecodec.MultibyteIncrementalEncoder", create<false>, kEncoderMethods, kIncrementalGetSet);
constexpr TypeSpec kDecoderSpec =
    converting_spec("_multibytecodec.MultibyteIncrementalDecoder", create<true>, kDecoderMethods, kIncrementalGetSet);

}  // namespace

bool add_incremental_types(Thread& t, Value module) {
  return add_native_type(t, module, g_encoder_type, kEncoderSpec) &&
         add_native_type(t, module, g_decoder_type, kDecoderSpec);
}

}  // namespace rt::multibyte
