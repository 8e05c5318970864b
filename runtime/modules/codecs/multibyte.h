// What the files of _multibytecodec share: the East Asian encodings, converted by the C library's iconv.
//
// A converter of iconv keeps shift states (ISO-2022) inside, where nobody can read them. So it lives for one call only,
// and an incremental object remembers what brings a new converter into the same state: a decoder the last shift
// sequences it read, an encoder the last character it wrote.
#pragma once

#include <iconv.h>

#include <cstring>

#include "runtime/modules/codecs/codecs.h"
#include "runtime/modules/parts/module_parts.h"
#include "runtime/text/builder.h"

namespace rt::multibyte {

struct Encoding {
  const char* module;   // "_codecs_jp"
  const char* name;     // as Python calls it
  const char* charset;  // as iconv calls it
  bool shifts;          // has shift states
  u8 first_lead =
      0;  // below it are the bytes from 0x80 on that begin no character though iconv may know some; 0: iconv knows best
  bool single_shifts = false;  // 0x8e begins a character of two bytes, 0x8f one of three, whatever first_lead
  bool windows_bytes = false;  // the bytes that begin no character are characters nevertheless, as they are on Windows
  char32_t backslash = U'\\', tilde = U'~';  // what iconv takes the bytes 0x5c and 0x7e for, which are ASCII in Python
};

// The argument of getcodec(), and the class attribute `codec` of the incremental and stream classes.
struct Codec : Object {
  const Encoding* encoding;  // never changes
};
bool is_codec(Value v);

// The state of an incremental object between two calls.
class FewBytes {
 public:
  static constexpr size_t kMost = 8;
  std::string_view view() const { return {bytes_, size_}; }
  bool empty() const { return size_ == 0; }
  // False: they are too many, and nothing has changed.
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
// The shift sequences in `text`, put over those of `state`; all else is passed by.
void remember_shifts(FewBytes& state, std::string_view text);
struct EncoderState {
  u32 last = 0;  // the character that left its shift state behind; 0: the initial state
};

// Decodes input behind what is pending; an incomplete character at its end is pending again unless `final`. Null
// `errors`: strict. Appends to `out`. False: an error is pending and the state is as it was.
bool decode_py(Thread& t, const Encoding& encoding, std::string_view input, Value object, const char* errors,
               bool final, DecoderState& state, text::UcsBuilder& out);
// Encodes a str; `final` goes back to the initial state.
bool encode_py(Thread& t, const Encoding& encoding, Value str, const char* errors, bool final, EncoderState& state,
               text::ByteBuilder& out);

// multibyte_incremental.cpp, multibyte_stream.cpp
bool add_incremental_types(Thread& t, Value module);
bool add_stream_types(Thread& t, Value module);

// An incremental or stream object.
struct Converting : Object {
  const Encoding* encoding;
  Slot errors;           // str
  Slot stream;           // stream classes: what is read or written
  Slot pending;          // bytes, or empty: DecoderState
  Slot shift;            // bytes, or empty
  gc::Atomic<u32> last;  // EncoderState
};
using ConvertingSlots =
    SlotsOf<Converting, &Converting::errors, &Converting::stream, &Converting::pending, &Converting::shift>;
inline Converting* as_converting(Value v) { return v.as<Converting>(); }

// A new object of a class with a `codec`; bound: (errors=None) or, for stream classes, (stream, errors=None).
Ref make_converting_py(Thread& t, Type* type, Value stream, Value errors);
// The classes of the library inherit from these and from codecs.StreamReader and the like, whose __init__ must not run.
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
