// Modules _multibytecodec, _codecs_cn, _codecs_hk, _codecs_iso2022, _codecs_jp, _codecs_kr and _codecs_tw: the
// encodings, and the loops that call a kernel and an error handler in turn.
#include "runtime/library/codecs/multibyte.h"

#include <cstring>

#include "runtime/object/native_modules.h"
#include "runtime/types/text/str_builder.h"

namespace rt::multibyte {

namespace {

using enum text::DecodeTableId;
using To = text::EncodeTableId;
namespace p = pairs;
namespace s = shifts;

constexpr Encoding iso2022(const char* name, const Designation* designations, u8 flags) {
  constexpr const char* kModule = "_codecs_iso2022";
  return {kModule,  name,       s::decode_iso2022, s::encode_iso2022, kNoTable,
          kNoTable, To::kEucJp, kNoTable,          designations,      flags};
}
constexpr u8 kJapaneseFlags = s::kNoShift | s::kUseJisx0208Ext;

const Encoding kEncodings[] = {
    {"_codecs_cn", "gb2312", p::decode_plain, p::encode_plain, kGb2312, kNoTable, To::kGb2312},
    {"_codecs_cn", "gbk", p::decode_plain, p::encode_plain, kGbk, kNoTable, To::kGbk},
    {"_codecs_cn", "gb18030", p::decode_gb18030, p::encode_gb18030, kGb18030, kNoTable, To::kGb18030},
    {"_codecs_cn", "hz", s::decode_hz, s::encode_hz, kGb2312, kNoTable, To::kGb2312},
    {"_codecs_hk", "big5hkscs", p::decode_plain, p::encode_plain, kBig5Hkscs, kNoTable, To::kBig5Hkscs},
    iso2022("iso2022_kr", s::kKorean, 0),
    iso2022("iso2022_jp", s::kJapanese, kJapaneseFlags),
    iso2022("iso2022_jp_1", s::kJapanese1, kJapaneseFlags),
    iso2022("iso2022_jp_2", s::kJapanese2, kJapaneseFlags | s::kUseG2),
    iso2022("iso2022_jp_2004", s::kJapanese2004, kJapaneseFlags),
    iso2022("iso2022_jp_3", s::kJapanese3, kJapaneseFlags),
    iso2022("iso2022_jp_ext", s::kJapaneseExt, kJapaneseFlags),
    {"_codecs_jp", "shift_jis", p::decode_shift_jis, p::encode_plain, kShiftJis, kNoTable, To::kShiftJis},
    {"_codecs_jp", "cp932", p::decode_cp932, p::encode_plain, kCp932, kNoTable, To::kCp932},
    {"_codecs_jp", "euc_jp", p::decode_euc_jp, p::encode_euc_jp, kJisx0208, kJisx0212, To::kEucJp},
    {"_codecs_jp", "shift_jis_2004", p::decode_shift_jisx0213, p::encode_shift_jisx0213, kShiftJis2004, kNoTable,
     To::kShiftJis2004},
    {"_codecs_jp", "euc_jis_2004", p::decode_euc_jp, p::encode_euc_jp, kEucJis2004, kEucJis2004Long, To::kEucJis2004},
    {"_codecs_jp", "euc_jisx0213", p::decode_euc_jp, p::encode_euc_jp, kEucJisx0213, kEucJisx0213Long, To::kEucJisx0213,
     kEucJis2004},
    {"_codecs_jp", "shift_jisx0213", p::decode_shift_jisx0213, p::encode_shift_jisx0213, kShiftJisx0213, kNoTable,
     To::kShiftJisx0213, kShiftJis2004},
    {"_codecs_kr", "euc_kr", p::decode_euc_kr, p::encode_euc_kr, kKsx1001, kNoTable, To::kEucKr},
    {"_codecs_kr", "cp949", p::decode_plain, p::encode_plain, kCp949, kNoTable, To::kCp949},
    {"_codecs_kr", "johab", p::decode_plain, p::encode_plain, kJohab, kNoTable, To::kJohab},
    {"_codecs_tw", "big5", p::decode_plain, p::encode_plain, kBig5, kNoTable, To::kBig5},
    {"_codecs_tw", "cp950", p::decode_plain, p::encode_plain, kCp950, kNoTable, To::kCp950},
};

Type* g_codec_type;

// Kernels expect that the tables of their encoding are there.
bool load_decode_tables(Thread& t, const Encoding& e) {
  bool loaded = e.is_iso2022() ? s::load_tables(e)
                               : text::decode_table(e.decode_table) &&
                                     (e.second_plane == kNoTable || text::decode_table(e.second_plane));
  return loaded || raise_memory_error(t);
}
bool load_encode_table(Thread& t, const Encoding& e) {
  bool loaded = e.is_iso2022() ? s::load_tables(e) : text::encode_table(e.encode_table) != nullptr;
  return loaded || raise_memory_error(t);
}

// ---- errors

bool is_strict(const char* errors) { return !errors || std::strcmp(errors, "strict") == 0; }
bool is_ignore(const char* errors) { return errors && std::strcmp(errors, "ignore") == 0; }
bool is_replace(const char* errors) { return errors && std::strcmp(errors, "replace") == 0; }

const char* reason_of(Stop stop) {
  return stop == kIncomplete ? "incomplete multibyte sequence" : "illegal multibyte sequence";
}
// The number of units that are in error, of `left` ones.
size_t length_of(Stop stop, size_t left) { return stop == kIncomplete ? left : static_cast<size_t>(stop); }

// The position where an error handler goes on, in [0, length].
bool resume_position(Thread& t, Value v, size_t length, size_t* out) {
  i64 position, n = static_cast<i64>(length);
  if (!int_fits_i64(v, &position)) position = -1 - n;  // as CPython reports what does not fit
  if (position < 0) position += n;
  if (position < 0 || position > n)
    return raise(t, kIndexErrorType, "position %lld from error handler out of bounds",
                 static_cast<long long>(position));
  *out = static_cast<size_t>(position);
  return true;
}

bool reject_bytes_py(Thread& t, DecodeTask& task, Stop stop) {
  if (stop == kInternal) return raise(t, kRuntimeErrorType, "internal codec error");
  size_t start = task.position, end = start + length_of(stop, task.input.size() - start);
  if (is_ignore(task.errors) || is_replace(task.errors)) {
    if (is_replace(task.errors)) task.out.append(0xFFFD);
    task.position = end;
    return true;
  }
  const char* encoding = task.encoding.name;
  Ref made = task.object && is_bytes(task.object) ? Ref() : make_bytes(t, task.input);
  Value object = made ? made.get() : task.object;
  if (t.error) return false;
  if (is_strict(task.errors)) return raise_decode_error(t, encoding, object, start, end, reason_of(stop));
  static constexpr char kComplaint[] = "decoding error handler must return (str, int) tuple";
  Ref exception = make_decode_error(t, encoding, object, start, end, reason_of(stop));
  Ref answer = call_error_handler_py(t, task.errors, exception, kComplaint);
  if (!answer) return false;
  Value text = (*as_tuple(answer))[0];
  if (!is_str(text)) return raise_type_error(t, kComplaint);
  task.out.append(str_view(text));
  return resume_position(t, (*as_tuple(answer))[1], task.input.size(), &task.position);
}

}  // namespace

// ---- decoding

bool decode_py(Thread& t, DecodeTask& task, bool whole) {
  if (!load_decode_tables(t, task.encoding)) return false;
  auto* bytes = reinterpret_cast<const u8*>(task.input.data());
  while (task.position < task.input.size()) {
    DecodeInput in{bytes + task.position, bytes + task.input.size()};
    Stop stop;
    {
      Characters characters(task.out);
      stop = task.encoding.decode(task.encoding, task.state, in, characters);
    }
    task.position = static_cast<size_t>(in.at - bytes);
    if (!task.out.ok()) return raise_memory_error(t);
    if (stop == kDone || (stop == kIncomplete && !whole)) return true;
    if (!reject_bytes_py(t, task, stop)) return false;
    if (!poll_py(t)) return false;
  }
  return true;
}

bool reject_rest_py(Thread& t, DecodeTask& task) { return reject_bytes_py(t, task, kIncomplete); }

// ---- encoding

namespace {

Stop run_encoder(EncodeTask& task, EncodeInput& in) {
  Codes codes(task.out);
  return task.encoding.encode(task.encoding, task.state, in, codes);
}

void put_question_mark(EncodeTask& task) {
  EncodeInput in{text::ascii_view("?")};
  run_encoder(task, in);
}

bool put_replacement_py(Thread& t, EncodeTask& task, Value text) {
  if (is_bytes(text)) {
    task.out.append(text.as<Bytes>()->view());
    return true;
  }
  EncodeTask inner{task.encoding, text, nullptr, task.state, task.out};
  EncodeInput in{str_view(text)};
  Stop stop = run_encoder(inner, in);
  if (stop == kDone) return true;
  u64 end = in.at + length_of(stop, in.text.length - in.at);
  return raise_encode_error(t, task.encoding.name, text, in.at, end, reason_of(stop));
}

bool reject_text_py(Thread& t, EncodeTask& task, Stop stop) {
  size_t length = as_str(task.str)->length, start = task.position, end = start + length_of(stop, length - start);
  if (is_ignore(task.errors) || is_replace(task.errors)) {
    if (is_replace(task.errors)) put_question_mark(task);
    task.position = end;
    return true;
  }
  const char* encoding = task.encoding.name;
  if (is_strict(task.errors)) return raise_encode_error(t, encoding, task.str, start, end, reason_of(stop));
  static constexpr char kComplaint[] = "encoding error handler must return (str, int) tuple";
  Ref exception = make_encode_error(t, encoding, task.str, start, end, reason_of(stop));
  Ref answer = call_error_handler_py(t, task.errors, exception, kComplaint);
  if (!answer) return false;
  Value text = (*as_tuple(answer))[0];
  if (!is_str(text) && !is_bytes(text)) return raise_type_error(t, kComplaint);
  return put_replacement_py(t, task, text) && resume_position(t, (*as_tuple(answer))[1], length, &task.position);
}

}  // namespace

bool encode_py(Thread& t, EncodeTask& task, bool final) {
  if (!load_encode_table(t, task.encoding)) return false;
  size_t length = as_str(task.str)->length;
  while (task.position < length) {
    EncodeInput in{str_view(task.str), task.position, final};
    Stop stop = run_encoder(task, in);
    task.position = in.at;
    if (stop == kDone || (stop == kIncomplete && !final)) break;
    if (!reject_text_py(t, task, stop)) return false;
    if (!poll_py(t)) return false;
  }
  if (final) s::encode_reset(task.encoding, task.state, task.out);
  return task.out.ok() || raise_memory_error(t);
}

Ref text_to_encode_py(Thread& t, Value input) { return is_str(input) ? Ref::share(t, input) : str_py(t, input); }

// ---- the codec object

bool is_codec(Value v) { return type_of(v) == g_codec_type; }

namespace {

bool is_errors(Thread& t, const char* function, Value v) {
  return !v || v == kNone || is_str(v) ||
         raise_type_error(t, "%s() argument 'errors' must be str or None, not %A", function, v);
}

Ref codec_encode(Thread& t, Value self, Value input, Value errors) {
  if (!is_errors(t, "encode", errors)) return Ref();
  codecs::ErrorsArgument handler(t, "encode", errors);
  Ref text = handler.ok() ? text_to_encode_py(t, input) : Ref();
  if (!text) return Ref();
  const Encoding& encoding = *self.as<Codec>()->encoding;
  text::ByteBuilder out(2 * as_str(text)->length);
  ShiftState state = initial_state(encoding, false);
  EncodeTask task{encoding, text, handler.c_str(), state, out};
  if (!encode_py(t, task, true)) return Ref();
  return codecs::with_length(t, make_bytes(t, out.text()), static_cast<i64>(as_str(text)->length));
}

Ref codec_decode(Thread& t, Value self, Value input, Value errors) {
  if (!is_errors(t, "decode", errors)) return Ref();
  codecs::ErrorsArgument handler(t, "decode", errors);
  if (!handler.ok()) return Ref();
  SteadyBytes bytes(t, input);
  if (!bytes) return Ref();
  const Encoding& encoding = *self.as<Codec>()->encoding;
  text::UcsBuilder out(bytes.size() / 2);
  ShiftState state = initial_state(encoding, true);
  DecodeTask task{encoding, bytes.view(), bytes.object(), handler.c_str(), state, out};
  if (!decode_py(t, task, true)) return Ref();
  return codecs::with_length(t, finish_str(t, out), static_cast<i64>(bytes.size()));
}

constexpr MethodDef kCodecMethods[] = {
    {"encode", codec_encode, "(self, /, input, errors=None)", "The bytes that stand for a str, and the str's length."},
    {"decode", codec_decode, "(self, /, input, errors=None)",
     "The str that bytes stand for, and how many bytes that were."},
    {},
};
constexpr TypeSpec kCodecSpec = {.name = "_multibytecodec.MultibyteCodec",
                                 .size = sizeof(Codec),
                                 .flags = kTypeDisallowNew,
                                 .methods = kCodecMethods};

Ref getcodec_py(Thread& t, const char* module, Value encoding) {
  if (!is_str(encoding)) return raise_type_error(t, "encoding name must be a string.");
  if (!g_codec_type && !import_module_py(t, "_multibytecodec")) return Ref();
  for (const Encoding& e : kEncodings) {
    if (std::strcmp(e.module, module) != 0 || !str_equal_ascii(encoding, e.name)) continue;
    Ref codec = allocate_instance(t, g_codec_type);
    if (codec) codec.as<Codec>()->encoding = &e;
    return codec;
  }
  return raise(t, kLookupErrorType, "no such codec is supported.");
}

bool init(Thread& t, Value module) {
  return add_native_type(t, module, g_codec_type, kCodecSpec) && add_incremental_types(t, module) &&
         add_stream_types(t, module);
}

}  // namespace
}  // namespace rt::multibyte

namespace rt {

extern const ModuleDef kUnderMultibytecodecModule = {.name = "_multibytecodec",
                                                     .doc = "Classes for encodings with characters of several bytes.",
                                                     .init = multibyte::init};

// One module for each family of encodings; its only function is getcodec().
#define CODEC_FAMILY(NAME, DEF)                                                                                                            \
  static Ref getcodec_##NAME(Thread& t, Value encoding) { return multibyte::getcodec_py(t, "_codecs_" #NAME, encoding); }                  \
  static constexpr MethodDef kMethods_##NAME[] = {{"getcodec", getcodec_##NAME, "(encoding, /)", "The codec of an encoding's name."}, {}}; \
  extern const ModuleDef DEF;                                                                                                              \
  const ModuleDef DEF = {.name = "_codecs_" #NAME, .methods = kMethods_##NAME};
CODEC_FAMILY(cn, kUnderCodecsCnModule)
CODEC_FAMILY(hk, kUnderCodecsHkModule)
CODEC_FAMILY(iso2022, kUnderCodecsIso2022Module)
CODEC_FAMILY(jp, kUnderCodecsJpModule)
CODEC_FAMILY(kr, kUnderCodecsKrModule)
CODEC_FAMILY(tw, kUnderCodecsTwModule)
#undef CODEC_FAMILY

}  // namespace rt
