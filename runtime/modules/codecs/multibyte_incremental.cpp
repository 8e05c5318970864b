// MultibyteIncrementalEncoder and MultibyteIncrementalDecoder, and their functions that the stream classes use, too.
#include <bit>

#include "runtime/modules/codecs/multibyte.h"
#include "runtime/object/names.h"
#include "runtime/types/text/str_builder.h"

namespace rt::multibyte {

namespace {

Type* g_encoder_type;
Type* g_decoder_type;

FewBytes load_bytes(Thread& t, Value self, const Slot& slot) {
  Ref bytes = load_field(t, self.object(), slot);
  FewBytes few;
  if (bytes) few.append(bytes.as<Bytes>()->view());
  return few;
}

bool store_bytes(Thread& t, Value self, Slot& slot, const FewBytes& few) {
  if (few.empty() && !slot.get()) return true;
  Ref bytes = few.empty() ? Ref() : make_bytes(t, few.view());
  if (!few.empty() && !bytes) return false;
  store_field(t, self.object(), slot, std::move(bytes));
  return true;
}

// The error handler's name, valid during one call.
class Handler {
 public:
  Handler(Thread& t, Value self) : name_(load_field(t, self.object(), as_converting(self)->errors)), utf8_(t, name_) {}
  bool ok() const { return utf8_.ok(); }
  const char* c_str() const { return utf8_.c_str(); }

 private:
  Ref name_;
  Utf8 utf8_;
};

}  // namespace

Ref make_converting_py(Thread& t, Type* type, Value stream, Value errors) {
  if (errors && errors != kNone && !is_str(errors))
    return raise_type_error(t, "argument 'errors' must be str or None, not %A", errors);
  Ref codec = getattr_py(t, Value(type), "codec");
  if (!codec) return Ref();
  if (!is_codec(codec)) return raise_type_error(t, "codec is unexpected type");
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  Converting* c = as_converting(self);
  c->encoding = codec.as<Codec>()->encoding;
  init_field(c->errors, Ref::share(t, errors && errors != kNone ? errors : name(N::strict)));
  if (stream) init_field(c->stream, Ref::share(t, stream));
  return self;
}

DecoderState load_decoder(Thread& t, Value self) {
  return {load_bytes(t, self, as_converting(self)->pending), load_bytes(t, self, as_converting(self)->shift)};
}
bool store_decoder(Thread& t, Value self, const DecoderState& state) {
  return store_bytes(t, self, as_converting(self)->pending, state.pending) &&
         store_bytes(t, self, as_converting(self)->shift, state.shift);
}

Ref decode_more_py(Thread& t, Value self, std::string_view input, Value object, bool final) {
  Handler handler(t, self);
  if (!handler.ok()) return Ref();
  DecoderState state = load_decoder(t, self);
  text::UcsBuilder out(input.size());
  if (!decode_py(t, *as_converting(self)->encoding, input, object, handler.c_str(), final, state, out)) return Ref();
  return store_decoder(t, self, state) ? finish_str(t, out) : Ref();
}

Ref encode_more_py(Thread& t, Value self, Value str, bool final) {
  if (!is_str(str)) return raise_type_error(t, "couldn't convert the object to str.");
  Handler handler(t, self);
  if (!handler.ok()) return Ref();
  Converting* c = as_converting(self);
  EncoderState state{c->last.load(gc::relaxed)};
  text::ByteBuilder out;
  if (!encode_py(t, *c->encoding, str, handler.c_str(), final, state, out)) return Ref();
  c->last.store(state.last, gc::relaxed);
  return make_bytes(t, out.text());
}

Ref reset(Thread& t, Value self) {
  as_converting(self)->last.store(0, gc::relaxed);
  return store_decoder(t, self, {}) ? none() : Ref();
}

Ref get_errors(Thread& t, Value self) { return load_field(t, self.object(), as_converting(self)->errors); }
bool set_errors(Thread& t, Value self, Value v) {
  if (!v) return raise(t, kAttributeErrorType, "cannot delete attribute");
  if (!is_str(v)) return raise_type_error(t, "errors must be a string");
  store_field(t, self.object(), as_converting(self)->errors, Ref::share(t, v));
  return true;
}

namespace {

Ref incremental_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(errors='strict')");
  Value errors;
  return bind_arguments(t, short_type_name(type), kSignature, args, &errors)
             ? make_converting_py(t, type, Value(), errors)
             : Ref();
}

Ref encode(Thread& t, Value self, Value input, Value final) {
  int last = truth_py(t, final);
  return last < 0 ? Ref() : encode_more_py(t, self, input, last);
}

Ref decode(Thread& t, Value self, Value input, Value final) {
  SteadyBytes bytes(t, input);
  int last = bytes ? truth_py(t, final) : -1;
  return last < 0 ? Ref() : decode_more_py(t, self, bytes.view(), input, last);
}

Ref encoder_getstate(Thread& t, Value self) { return make_int(t, as_converting(self)->last.load(gc::relaxed)); }
Ref encoder_setstate(Thread& t, Value self, Value state) {
  u64 last;
  if (!to_u64_py(t, state, &last)) return Ref();
  if (last > 0x10ffff) return raise_value_error(t, "state is not one that getstate() gives");
  as_converting(self)->last.store(static_cast<u32>(last), gc::relaxed);
  return none();
}

// getstate(): the shift sequences are an int, the first byte lowest.
Ref decoder_getstate(Thread& t, Value self) {
  DecoderState state = load_decoder(t, self);
  Ref pending = make_bytes(t, state.pending.view());
  u64 digits = 0;
  static_assert(sizeof digits == FewBytes::kMost && std::endian::native == std::endian::little);
  std::memcpy(&digits, state.shift.view().data(), state.shift.view().size());
  Ref shift = make_uint(t, digits);
  return pending && shift ? make_tuple(t, pending, shift) : Ref();
}

Ref decoder_setstate(Thread& t, Value self, Value state) {
  if (!is_tuple(state) || as_tuple(state)->length != 2)
    return raise_type_error(t, "setstate(): illegal state argument");
  Value pending = (*as_tuple(state))[0];
  u64 shift;
  if (!is_bytes(pending)) return raise_type_error(t, "setstate(): illegal state argument");
  if (!to_u64_py(t, (*as_tuple(state))[1], &shift)) return Ref();
  DecoderState restored;
  if (!restored.pending.append(pending.as<Bytes>()->view())) {
    const char* encoding = as_converting(self)->encoding->name;
    return raise_decode_error(t, encoding, pending, 0, pending.as<Bytes>()->length, "pending buffer too large");
  }
  // Bytes that are no shift sequence (a state of another implementation) are ignored.
  remember_shifts(restored.shift, {reinterpret_cast<const char*>(&shift), sizeof shift});
  return store_decoder(t, self, restored) ? none() : Ref();
}

constexpr MethodDef kEncoderMethods[] = {{"encode", encode, "(self, /, input, final=False)"},
                                         {"getstate", encoder_getstate, "(self, /)"},
                                         {"setstate", encoder_setstate, "(self, state, /)"},
                                         {"reset", reset, "(self, /)"},
                                         {}};
constexpr MethodDef kDecoderMethods[] = {{"decode", decode, "(self, /, input, final=False)"},
                                         {"getstate", decoder_getstate, "(self, /)"},
                                         {"setstate", decoder_setstate, "(self, state, /)"},
                                         {"reset", reset, "(self, /)"},
                                         {}};
constexpr GetSetDef kIncrementalGetSet[] = {{"errors", get_errors, set_errors, "How to treat errors."}, {}};

constexpr TypeSpec kEncoderSpec = converting_spec("_multibytecodec.MultibyteIncrementalEncoder", incremental_create,
                                                  kEncoderMethods, kIncrementalGetSet);
constexpr TypeSpec kDecoderSpec = converting_spec("_multibytecodec.MultibyteIncrementalDecoder", incremental_create,
                                                  kDecoderMethods, kIncrementalGetSet);

}  // namespace

bool add_incremental_types(Thread& t, Value module) {
  return add_native_type(t, module, g_encoder_type, kEncoderSpec) &&
         add_native_type(t, module, g_decoder_type, kDecoderSpec);
}

}  // namespace rt::multibyte
