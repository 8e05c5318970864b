// Declarations that the files of _multibytecodec share: the East Asian encodings, by the tables of
// runtime/text/east_asian.h.
//
// An encoding is a row of kEncodings (multibyte_codec.cpp) with two kernels. A kernel converts as much as it can and
// stops at what it cannot convert; it knows neither objects nor error handlers (multibyte_pairs.cpp,
// multibyte_shifts.cpp). encode_py() and decode_py() call kernels and error handlers in turn.
//
// False or empty: an error is pending, unless said otherwise.
#pragma once

#include <cstring>

#include "runtime/library/codecs/codecs.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/text/builder.h"
#include "runtime/text/east_asian.h"

namespace rt::multibyte {

// Why a kernel has stopped. Positive: the number of units at the input that cannot be converted.
using Stop = int;
constexpr Stop kDone = 0;         // at the end of the input
constexpr Stop kIncomplete = -1;  // in front of a part of a character
constexpr Stop kInternal = -2;    // the shift state leads nowhere

// What a stateful encoding remembers between two calls. Its bytes are those of CPython, since getstate() shows them.
struct ShiftState {
  u8 bytes[8] = {};
};

// The characters that a decoder makes. They are collected in a small buffer, which goes to the builder when it is full
// and at the end.
class Characters {
 public:
  explicit Characters(text::UcsBuilder& out) : out_(out) {}
  ~Characters() { flush(); }
  Characters(const Characters&) = delete;
  Characters& operator=(const Characters&) = delete;

  void put(char32_t c) {
    if (count_ == kRoom) flush();
    units_[count_++] = c;
  }
  void put_cell(const text::DecodeTable& table, u16 cell) {
    if (!text::is_surrogate(cell)) return put(cell);
    text::CharPair chars = table.chars(cell);
    put(chars.first);
    if (chars.second) put(chars.second);
  }

 private:
  static constexpr size_t kRoom = 512;
  void flush() {
    out_.append(text::StrView{units_, count_, 4, false});
    count_ = 0;
  }
  text::UcsBuilder& out_;
  size_t count_ = 0;
  char32_t units_[kRoom];
};

// The bytes that an encoder makes, collected likewise: a kernel writes them into the room that open() gives.
class Codes {
 public:
  explicit Codes(text::ByteBuilder& out) : out_(out) {}
  ~Codes() { flush(); }
  Codes(const Codes&) = delete;
  Codes& operator=(const Codes&) = delete;

  static constexpr size_t kMostOfCharacter = 8;  // bytes, shifts included
  // Room for the bytes of *characters characters, at least one. close(end) tells how much of it is used.
  u8* open(size_t* characters) {
    if (kRoom - count_ < kMostOfCharacter) flush();
    *characters = (kRoom - count_) / kMostOfCharacter;
    return bytes_ + count_;
  }
  void close(const u8* end) { count_ = static_cast<size_t>(end - bytes_); }

 private:
  static constexpr size_t kRoom = 1024;
  void flush() {
    out_.append(bytes_, count_);
    count_ = 0;
  }
  text::ByteBuilder& out_;
  size_t count_ = 0;
  u8 bytes_[kRoom];
};

struct Encoding;
// Bytes and text to convert: `at` moves behind what has been converted.
struct DecodeInput {
  const u8* at;
  const u8* end;
  size_t left() const { return static_cast<size_t>(end - at); }
};
struct EncodeInput {
  text::StrView text;
  size_t at = 0;
  bool flush = true;  // no more text follows: a character that might begin a pair stands alone
};
using DecodeKernel = Stop (*)(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
using EncodeKernel = Stop (*)(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);

// A character set of an ISO-2022 encoding (multibyte_shifts.cpp).
struct Designation;

struct Encoding {
  const char* module;  // "_codecs_jp"
  const char* name;    // as Python calls it
  DecodeKernel decode;
  EncodeKernel encode;
  text::DecodeTableId decode_table;  // kNoTable: its designations have them
  text::DecodeTableId second_plane;  // EUC: the characters of three bytes; else kNoTable
  text::EncodeTableId encode_table;
  text::DecodeTableId later_edition = text::DecodeTableId::kNoTable;  // the table of the set's next edition
  const Designation* designations = nullptr;                          // ISO-2022 only
  u8 flags = 0;                                                       // ISO-2022 only

  bool is_iso2022() const { return designations; }
};

// multibyte_pairs.cpp: encodings whose characters have one or two bytes without shifts, and relatives.
namespace pairs {
Stop decode_plain(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop decode_shift_jis(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop decode_shift_jisx0213(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop decode_cp932(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop decode_euc_jp(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop decode_euc_kr(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop decode_gb18030(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop encode_plain(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);
Stop encode_shift_jisx0213(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);
Stop encode_euc_jp(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);
Stop encode_euc_kr(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);
Stop encode_gb18030(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);

// The code of the character at in.at, which may begin a pair (EncodeTable::kPairFirst); *length gets 1 or 2. Negative:
// kIncomplete.
int code_of_pair_at(const EncodeInput& in, text::EncodeTableId table, size_t* length);
}  // namespace pairs

// multibyte_shifts.cpp: HZ and the ISO-2022 encodings.
namespace shifts {
Stop decode_hz(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop encode_hz(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);
Stop decode_iso2022(const Encoding& encoding, ShiftState& state, DecodeInput& in, Characters& out);
Stop encode_iso2022(const Encoding& encoding, ShiftState& state, EncodeInput& in, Codes& out);
extern const Designation kKorean[], kJapanese[], kJapanese1[], kJapanese2[], kJapanese3[], kJapanese2004[],
    kJapaneseExt[];
constexpr u8 kNoShift = 1, kUseG2 = 2, kUseJisx0208Ext = 4;

// Loads the tables of the designations. False without an error: out of memory.
bool load_tables(const Encoding& encoding);
// Appends what leads to the initial state, which `state` then is.
void encode_reset(const Encoding& encoding, ShiftState& state, text::ByteBuilder& out);
void decode_reset(const Encoding& encoding, ShiftState& state);
}  // namespace shifts

ShiftState initial_state(const Encoding& encoding, bool decoder);

// The object that getcodec() returns; also the class attribute `codec` of the incremental and stream classes.
struct Codec : Object {
  const Encoding* encoding;  // never changes
};
bool is_codec(Value v);

// A conversion in progress. `position` moves behind what has been converted.
struct DecodeTask {
  const Encoding& encoding;
  std::string_view input;
  Value object;  // the bytes object with the input, which UnicodeDecodeError shows; empty: one is made when needed
  const char* errors;  // null: strict
  ShiftState& state;
  text::UcsBuilder& out;
  size_t position = 0;
};
struct EncodeTask {
  const Encoding& encoding;
  Value str;
  const char* errors;
  ShiftState& state;
  text::ByteBuilder& out;
  size_t position = 0;
};
// Decode up to the end, or (`whole` false) up to an incomplete character. Also in case of an error, `state` is that of
// the place where it happened.
bool decode_py(Thread& t, DecodeTask& task, bool whole);
// Treats the rest of the input as an error.
bool reject_rest_py(Thread& t, DecodeTask& task);
// Encodes up to the end, or (`final` false) up to a character that may begin a pair. `final` also leads to the initial
// state.
bool encode_py(Thread& t, EncodeTask& task, bool final);

// An encoder's input: a str; of another object its str(), as in CPython.
Ref text_to_encode_py(Thread& t, Value input);

// multibyte_incremental.cpp, multibyte_stream.cpp
bool add_incremental_types(Thread& t, Value module);
bool add_stream_types(Thread& t, Value module);

// An incremental or stream object. Threads that use one at once get mixed text, and no invalid state.
struct Converting : Object {
  const Encoding* encoding;
  Slot errors;             // str
  Slot stream;             // stream classes: the stream that is read or written
  Slot pending;            // bytes or str: the start of a character that is not complete; empty: none
  gc::Atomic<u64> shifts;  // ShiftState
};
using ConvertingSlots = SlotsOf<Converting, &Converting::errors, &Converting::stream, &Converting::pending>;
inline Converting* as_converting(Value v) { return v.as<Converting>(); }

// A new object of a class with the attribute `codec`. `errors` may be empty, `stream` is for the stream classes.
Ref make_converting_py(Thread& t, Type* type, const char* name, bool decoder, Value stream, Value errors);
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
// Decodes `input` behind the pending bytes. *total (may be null): how many bytes those are altogether.
Ref decode_more_py(Thread& t, Value self, std::string_view input, Value object, bool final, size_t* total);  // str
Ref encode_more_py(Thread& t, Value self, Value input, bool final);                                          // bytes
Ref decoder_reset(Thread& t, Value self);
Ref get_errors(Thread& t, Value self);
bool set_errors(Thread& t, Value self, Value v);

}  // namespace rt::multibyte
