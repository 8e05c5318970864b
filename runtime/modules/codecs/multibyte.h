// Declarations that the files of _multibytecodec share: the East Asian encodings, converted by the C library's iconv.
//
// A converter of iconv keeps shift states (ISO-2022) inside, where they cannot be read. So a converter lives for one
// call only. An incremental object remembers the input that brings a new converter into the same state: a decoder the
// last shift sequences that it read, an encoder the last character that it wrote.
//
// False or empty: an error is pending, unless said otherwise.
#pragma once

#include <iconv.h>

#include <cstring>

#include "runtime/modules/codecs/codecs.h"
#include "runtime/modules/parts/module_parts.h"
#include "runtime/text/builder.h"

namespace rt::multibyte {

// One encoding: its names, and its differences between iconv and CPython.
struct Encoding {
  const char* module;   // "_codecs_jp"
  const char* name;     // as Python calls it
  const char* charset;  // as iconv calls it
  bool shifts;          // has shift states
  // The lowest byte that begins a character: bytes from 0x80 up to it begin none in Python, though iconv may know some.
  // 0: iconv's opinion is right.
  u8 first_lead = 0;
  bool single_shifts = false;                // 0x8e begins two bytes, 0x8f three, also below first_lead
  bool windows_bytes = false;                // bytes that begin no character are characters of their own, as on Windows
  char32_t backslash = U'\\', tilde = U'~';  // iconv's characters for 0x5c and 0x7e, which are ASCII in Python
};

// The object that getcodec() returns; also the class attribute `codec` of the incremental and stream classes.
struct Codec : Object {
  const Encoding* encoding;  // never changes
};
bool is_codec(Value v);

// A few bytes: the part of an incremental object's state between two calls.
class FewBytes {
 public:
  static constexpr size_t kMost = 8;
  std::string_view view() const { return {bytes_, size_}; }
  bool empty() const { return size_ == 0; }
  // False: there is no room, and nothing has changed.
  bool append(std::string_view more) {
    if (more.size() > kMost - size_) return false;
    std::memcpy(bytes_ + size_, more.data(), more.size());
    size_ += static_cast<u8>(more.size());
    return true;
  }

 private:
  char bytes_[kMost] = {};
  u8 size_ = 0;
};
struct DecoderState {
  FewBytes pending;  // start of a character that is not complete
  FewBytes shift;    // the shift sequences in force
};
// Applies the shift sequences in `text` to `state`; other bytes are ignored.
void remember_shifts(FewBytes& state, std::string_view text);
struct EncoderState {
  u32 last = 0;  // the last character written, which determines the shift state; 0: the initial state
};

// Decodes `input` behind the pending bytes, and appends to `out`. An incomplete character at the end becomes pending,
// unless `final`. `errors` null: strict. False: an error is pending, and the state is unchanged.
bool decode_py(Thread& t, const Encoding& encoding, std::string_view input, Value object, const char* errors,
               bool final, DecoderState& state, text::UcsBuilder& out);
// Encodes a str; `final` returns to the initial state. False: an error is pending.
bool encode_py(Thread& t, const Encoding& encoding, Value str, const char* errors, bool final, EncoderState& state,
               text::ByteBuilder& out);

// multibyte_incremental.cpp, multibyte_stream.cpp
bool add_incremental_types(Thread& t, Value module);
bool add_stream_types(Thread& t, Value module);

// An incremental or stream object.
struct Converting : Object {
  const Encoding* encoding;
  Slot errors;           // str
  Slot stream;           // stream classes: the stream that is read or written
  Slot pending;          // bytes, or empty: DecoderState
  Slot shift;            // bytes, or empty
  gc::Atomic<u32> last;  // EncoderState
};
using ConvertingSlots =
    SlotsOf<Converting, &Converting::errors, &Converting::stream, &Converting::pending, &Converting::shift>;
inline Converting* as_converting(Value v) { return v.as<Converting>(); }

// A new object of a class with the attribute `codec`. The arguments are bound: (errors=None), or for stream classes
// (stream, errors=None).
Ref make_converting_py(Thread& t, Type* type, Value stream, Value errors);
// Slots::init of these classes. The library's classes inherit also from codecs.StreamReader and the like, whose
// __init__ must not run.
inline bool init_nothing(Thread&, Value, const CallArgs&) { return true; }
constexpr TypeSpec converting_spec(const char* name, decltype(Slots::create) create, const MethodDef* methods,
                                   const GetSetDef* getset) {
  TypeSpec s{};
  s.name = name;
  s.size = sizeof(Converting);
  s.flags = kTypeSubclassable | kTypeTraced;
  s.lifetime = ConvertingSlots::kLifetime;
  s.slots.create = create;
  s.slots.init = init_nothing;
  s.methods = methods;
  s.getset = getset;
  return s;
}
DecoderState load_decoder(Thread& t, Value self);
bool store_decoder(Thread& t, Value self, const DecoderState& state);
Ref decode_more_py(Thread& t, Value self, std::string_view input, Value object, bool final);  // str
Ref encode_more_py(Thread& t, Value self, Value str, bool final);                             // bytes
Ref reset(Thread& t, Value self);
Ref get_errors(Thread& t, Value self);
bool set_errors(Thread& t, Value self, Value v);

}  // namespace rt::multibyte
