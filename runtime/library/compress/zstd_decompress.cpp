// ZstdDecompressor of _zstd.
#include "runtime/library/compress/zstd_parts.h"
#include "runtime/types/bytes/lent_bytes.h"

namespace rt::zstd {

namespace {

using namespace compressed;

Type* g_decompressor_type;

// Lies outside of the heap, as that of a compressor. The mutex guards all of it.
struct Decompressing {
  gc::Mutex mutex;
  ZSTD_DCtx* context = nullptr;
  Dictionary* dictionary = nullptr;  // owns a count; null: none
  bool ended = false, needs_input = true;
  text::ByteBuilder rest;  // input that has not been used; once the frame has ended, what came behind it

  ~Decompressing() {
    ZSTD_freeDCtx(context);
    if (dictionary) dictionary->release();
  }
};
struct Decompressor : Object {
  Decompressing* state;  // owned; never changes
};
Decompressing* state_of(Value self) { return self.as<Decompressor>()->state; }

void dispose(gc::Thread&, Object* object) {
  Decompressing* state = static_cast<Decompressor*>(object)->state;
  if (!state) return;
  state->~Decompressing();
  gc::raw_free(state);
}

// ---- making

bool set_parameter(Thread& t, void* to, int parameter, int value) {
  auto* state = static_cast<Decompressing*>(to);
  size_t result = ZSTD_DCtx_setParameter(state->context, static_cast<ZSTD_dParameter>(parameter), value);
  return !ZSTD_isError(result) || raise_parameter(t, false, parameter, value);
}

bool take_dictionary(Thread& t, Decompressing* state, Value argument) {
  return load_dictionary<ZSTD_DCtx_loadDictionary, ZSTD_DCtx_refPrefix, ZSTD_DCtx_refDDict>(
      t, state, argument, Use::kDigested, [](Dictionary* d) { return d->for_decompression(); }, "ZSTD_DDict",
      "load Zstandard dictionary or prefix for decompression");
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(zstd_dict=None, options=None)");
  Value bound[2];
  if (!bind_arguments(t, "ZstdDecompressor", kSignature, args, bound)) return Ref();
  Value dictionary = bound[0], options = bound[1];
  Ref object = allocate_instance(t, type);
  void* memory = object ? gc::raw_alloc(sizeof(Decompressing)) : nullptr;
  if (!memory) return object ? Ref(raise_memory_error(t)) : Ref();
  Decompressing* state = object.as<Decompressor>()->state = new (memory) Decompressing;
  state->context = ZSTD_createDCtx();
  if (!state->context) return raise(t, g_error_type, "Unable to create ZSTD_DCtx instance.");
  bool ok = (dictionary == kNone || take_dictionary(t, state, dictionary)) &&
            (options == kNone || read_options_py(t, options, false, set_parameter, state));
  return ok ? std::move(object) : Ref();
}

// ---- decompressing

// Decompresses until the input is used up, the frame ends, or the output reaches its limit: a result of the library.
size_t decompress_stream(Decompressing* state, Transfer& transfer, Output& out) {
  u8 nothing;
  for (bool may_be_full = true;; may_be_full = false) {
    bool room = out.make_room(transfer);
    // With a limit of 0, the library is called all the same: a frame may end without output.
    if (!room && (!out.ok() || !may_be_full)) return 1;
    ZSTD_inBuffer from{transfer.in, transfer.in_left, 0};
    ZSTD_outBuffer to{room ? transfer.out : &nothing, transfer.out_left, 0};
    size_t result = ZSTD_decompressStream(state->context, &to, &from);
    transfer.in += from.pos;
    transfer.in_left -= from.pos;
    transfer.out_left -= to.pos;
    out.settle(transfer);
    if (ZSTD_isError(result)) return result;
    state->ended = result == 0;
    if (state->ended || !room || (transfer.out_left > 0 && transfer.in_left == 0)) return result;
  }
}

// The mutex is held. A result of the library, or with `out` failed, no memory.
size_t decompress_locked(Decompressing* state, std::string_view data, Output& out) {
  text::ByteBuilder joined;
  if (state->rest.size()) {
    joined.append(state->rest.text());
    joined.append(data);
    state->rest.truncate(0);
    if (!joined.ok()) return ZSTD_CONTENTSIZE_ERROR;
    data = joined.text();
  }
  Transfer transfer{reinterpret_cast<const u8*>(data.data()), data.size(), nullptr, 0};
  size_t result = decompress_stream(state, transfer, out);
  if (ZSTD_isError(result) || !out.ok()) {
    ZSTD_DCtx_reset(state->context, ZSTD_reset_session_only);
    state->ended = false;
    state->needs_input = true;
    return result;
  }
  state->rest.append(transfer.in, transfer.in_left);
  state->needs_input = !state->ended && transfer.in_left == 0 && !out.is_full();
  return result;
}

Ref decompress(Thread& t, Value self, Value data, Value max_length) {
  LentBytes in(t, data);
  i64 limit;
  if (!in || !size_argument_py(t, max_length, &limit)) return Ref();
  Decompressing* state = state_of(self);
  Output out(limit < 0 ? SIZE_MAX : static_cast<size_t>(limit));
  size_t result = 0;
  bool was_ended = false, has_memory = true;
  detached_work(t, state->mutex, kDetachFrom, [&] {
    was_ended = state->ended;
    if (!was_ended) result = decompress_locked(state, in.view(), out);
    has_memory = state->rest.ok();
  });
  if (was_ended) return raise(t, kEOFErrorType, "Already at the end of a Zstandard frame.");
  if (!out.ok() || !has_memory || result == ZSTD_CONTENTSIZE_ERROR) return raise_memory_error(t);
  return ZSTD_isError(result) ? Ref(raise_zstd(t, "decompress Zstandard data", result)) : out.result(t);
}

Ref get_unused(Thread& t, Value self) {
  Decompressing* state = state_of(self);
  text::ByteBuilder bytes;
  detached_work(t, state->mutex, 0, [&] {
    if (state->ended) bytes.append(state->rest.text());
  });
  return bytes.ok() ? make_bytes(t, bytes.text()) : Ref(raise_memory_error(t));
}
template <bool Decompressing::* kFlag>
Ref get_flag(Thread& t, Value self) {
  Decompressing* state = state_of(self);
  bool flag = false;
  detached_work(t, state->mutex, 0, [&] { flag = state->*kFlag; });
  return bool_ref(flag);
}

constexpr MethodDef kMethods[] = {{"decompress", decompress, "(self, /, data, max_length=-1)",
                                   "Take compressed data in and return up to max_length bytes that come out."},
                                  {}};
constexpr GetSetDef kGetSet[] = {
    {"eof", get_flag<&Decompressing::ended>, nullptr, "Has the end of the frame been seen?"},
    {"needs_input", get_flag<&Decompressing::needs_input>, nullptr, "Must more input come before there is output?"},
    {"unused_data", get_unused, nullptr, "What came behind the end of the frame."},
    {}};
constexpr TypeSpec kSpec = {
    .name = "compression.zstd.ZstdDecompressor",
    .size = sizeof(Decompressor),
    .doc = "ZstdDecompressor(zstd_dict=None, options=None)\n--\n\nDecompresses a frame in pieces.",
    .lifetime = {nullptr, nullptr, nullptr, dispose},
    .slots = {.create = create},
    .methods = kMethods,
    .getset = kGetSet};

}  // namespace

bool add_decompressor_type(Thread& t, Value module) { return add_native_type(t, module, g_decompressor_type, kSpec); }

}  // namespace rt::zstd
