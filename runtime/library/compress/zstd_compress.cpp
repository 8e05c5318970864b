// ZstdCompressor of _zstd.
#include "runtime/library/compress/zstd_parts.h"
#include "runtime/types/bytes/lent_bytes.h"

namespace rt::zstd {

namespace {

using namespace compressed;

Type* g_compressor_type;

// Lies outside of the heap: a detached thread must not touch the heap. The mutex guards what is no atomic.
struct Compressing {
  gc::Mutex mutex;
  ZSTD_CCtx* context = nullptr;
  Dictionary* dictionary = nullptr;  // owns a count; null: none
  gc::Atomic<int> last_mode{ZSTD_e_end};
  int level = ZSTD_CLEVEL_DEFAULT;
  bool has_workers = false;  // the library compresses in threads of its own

  // Workers may still read the dictionary: the context ends first.
  ~Compressing() {
    ZSTD_freeCCtx(context);
    if (dictionary) dictionary->release();
  }
};
struct Compressor : Object {
  Compressing* state;  // owned; never changes
};
Compressing* state_of(Value self) { return self.as<Compressor>()->state; }

void dispose(gc::Thread&, Object* object) {
  Compressing* state = static_cast<Compressor*>(object)->state;
  if (!state) return;
  state->~Compressing();
  gc::raw_free(state);
}

// ---- making

bool set_level(Thread& t, Compressing* state, int level) {
  if (level < ZSTD_minCLevel() || level > ZSTD_maxCLevel()) {
    return raise_value_error(t, "illegal compression level %d; the valid range is [%d, %d]", level, ZSTD_minCLevel(),
                             ZSTD_maxCLevel());
  }
  state->level = level;
  size_t result = ZSTD_CCtx_setParameter(state->context, ZSTD_c_compressionLevel, level);
  return !ZSTD_isError(result) || raise_zstd(t, "set compression level", result);
}

bool set_level_py(Thread& t, Compressing* state, Value level) {
  if (!is_int(level)) return raise_type_error(t, "invalid type for level, expected int");
  i64 number;
  if (!int_fits_i64(level, &number) || number != static_cast<int>(number)) {
    return raise_value_error(t, "illegal compression level; the valid range is [%d, %d]", ZSTD_minCLevel(),
                             ZSTD_maxCLevel());
  }
  return set_level(t, state, static_cast<int>(number));
}

bool set_parameter(Thread& t, void* to, int parameter, int value) {
  auto* state = static_cast<Compressing*>(to);
  if (parameter == ZSTD_c_compressionLevel) return set_level(t, state, value);
  if (parameter == ZSTD_c_nbWorkers && value != 0) state->has_workers = true;
  size_t result = ZSTD_CCtx_setParameter(state->context, static_cast<ZSTD_cParameter>(parameter), value);
  return !ZSTD_isError(result) || raise_parameter(t, true, parameter, value);
}

bool take_dictionary(Thread& t, Compressing* state, Value argument) {
  return load_dictionary<ZSTD_CCtx_loadDictionary, ZSTD_CCtx_refPrefix, ZSTD_CCtx_refCDict>(
      t, state, argument, Use::kUndigested, [&](Dictionary* d) { return d->for_compression(state->level); },
      "ZSTD_CDict", "load Zstandard dictionary or prefix for compression");
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(level=None, options=None, zstd_dict=None)");
  Value bound[3];
  if (!bind_arguments(t, "ZstdCompressor", kSignature, args, bound)) return Ref();
  Value level = bound[0], options = bound[1], dictionary = bound[2];
  if (level != kNone && options != kNone) return raise_type_error(t, "Only one of level or options should be used.");
  Ref object = allocate_instance(t, type);
  void* memory = object ? gc::raw_alloc(sizeof(Compressing)) : nullptr;
  if (!memory) return object ? Ref(raise_memory_error(t)) : Ref();
  Compressing* state = object.as<Compressor>()->state = new (memory) Compressing;
  state->context = ZSTD_createCCtx();
  if (!state->context) return raise(t, g_error_type, "Unable to create ZSTD_CCtx instance.");
  bool ok = (level == kNone || set_level_py(t, state, level)) &&
            (options == kNone || read_options_py(t, options, true, set_parameter, state)) &&
            (dictionary == kNone || take_dictionary(t, state, dictionary));
  return ok ? std::move(object) : Ref();
}

// ---- compressing

// Compresses all input, and flushes as `mode` says: a result of the library, or with `out` failed, no memory. The mutex
// is held.
size_t compress_locked(Compressing* state, Transfer& transfer, ZSTD_EndDirective mode, Output& out) {
  bool takes_only = mode == ZSTD_e_continue && state->has_workers;  // the workers' output comes with later calls
  while (out.make_room(transfer)) {
    ZSTD_inBuffer from{transfer.in, transfer.in_left, 0};
    ZSTD_outBuffer to{transfer.out, transfer.out_left, 0};
    size_t result;
    do result = ZSTD_compressStream2(state->context, &to, &from, mode);
    while (takes_only && !ZSTD_isError(result) && to.pos != to.size && from.pos != from.size);
    transfer.in += from.pos;
    transfer.in_left -= from.pos;
    transfer.out_left -= to.pos;
    out.settle(transfer);
    if (ZSTD_isError(result) || result == 0) return result;
    if (takes_only && transfer.in_left == 0 && transfer.out_left > 0) return 0;
  }
  return 0;
}

Ref run(Thread& t, Value self, std::string_view data, int mode) {
  Compressing* state = state_of(self);
  Output out;
  size_t result = 0;
  // However few bytes come, they may complete a block, and a flush compresses all that has been taken in.
  detached_work(t, state->mutex, kDetachFrom, [&] {
    Transfer transfer{reinterpret_cast<const u8*>(data.data()), data.size(), nullptr, 0};
    result = compress_locked(state, transfer, static_cast<ZSTD_EndDirective>(mode), out);
    bool failed = ZSTD_isError(result) || !out.ok();
    if (failed) ZSTD_CCtx_reset(state->context, ZSTD_reset_session_only);
    state->last_mode.store(failed ? ZSTD_e_end : mode, gc::relaxed);
  });
  return ZSTD_isError(result) ? Ref(raise_zstd(t, "compress Zstandard data", result)) : out.result(t);
}

Ref compress(Thread& t, Value self, Value data, Value mode) {
  LentBytes in(t, data);
  int how = ZSTD_e_continue;
  if (!in || (mode && !to_i32_py(t, mode, &how))) return Ref();
  if (how != ZSTD_e_continue && how != ZSTD_e_flush && how != ZSTD_e_end) {
    return raise_value_error(t,
                             "mode argument wrong value, it should be one of ZstdCompressor.CONTINUE, "
                             "ZstdCompressor.FLUSH_BLOCK, ZstdCompressor.FLUSH_FRAME.");
  }
  return run(t, self, in.view(), how);
}

Ref flush(Thread& t, Value self, Value mode) {
  int how = ZSTD_e_end;
  if (mode && !to_i32_py(t, mode, &how)) return Ref();
  if (how != ZSTD_e_flush && how != ZSTD_e_end) {
    return raise_value_error(t,
                             "mode argument wrong value, it should be ZstdCompressor.FLUSH_FRAME or "
                             "ZstdCompressor.FLUSH_BLOCK.");
  }
  return run(t, self, {}, how);
}

Ref set_pledged_input_size(Thread& t, Value self, Value size) {
  u64 bytes = ZSTD_CONTENTSIZE_UNKNOWN;
  if (size != kNone) {
    if (!is_int(size)) return raise_type_error(t, "'%T' object cannot be interpreted as an integer", size);
    bool fits = to_u64_py(t, size, &bytes);
    clear_error(t);
    if (!fits || bytes >= ZSTD_CONTENTSIZE_ERROR) {
      return raise_value_error(t, "size argument should be a positive int less than %zu",
                               static_cast<size_t>(ZSTD_CONTENTSIZE_ERROR));
    }
  }
  Compressing* state = state_of(self);
  bool between_frames = false;
  size_t result = 0;
  detached_work(t, state->mutex, 0, [&] {
    between_frames = state->last_mode.load(gc::relaxed) == ZSTD_e_end;
    if (between_frames) result = ZSTD_CCtx_setPledgedSrcSize(state->context, bytes);
  });
  if (!between_frames) {
    return raise_value_error(t, "set_pledged_input_size() method must be called when last_mode == FLUSH_FRAME");
  }
  return ZSTD_isError(result) ? Ref(raise_zstd(t, "set pledged uncompressed content size", result)) : none();
}

Ref get_last_mode(Thread& t, Value self) { return make_int(t, state_of(self)->last_mode.load(gc::relaxed)); }

constexpr MethodDef kMethods[] = {
    {"compress", compress, "(self, /, data, mode=ZstdCompressor.CONTINUE)",
     "Take data in and return what of the compressed data is ready; mode says what must be ready."},
    {"flush", flush, "(self, /, mode=ZstdCompressor.FLUSH_FRAME)",
     "Return the rest of a block or frame. A new frame may follow."},
    {"set_pledged_input_size", set_pledged_input_size, "(self, size, /)",
     "Tell how many bytes the next frame will have; None: it is not known."},
    {}};
constexpr GetSetDef kGetSet[] = {{"last_mode", get_last_mode, nullptr,
                                  "How compress() or flush() has been called last; FLUSH_FRAME at the beginning."},
                                 {}};
constexpr TypeSpec kSpec = {
    .name = "compression.zstd.ZstdCompressor",
    .size = sizeof(Compressor),
    .doc = "ZstdCompressor(level=None, options=None, zstd_dict=None)\n--\n\nCompresses frames in pieces.",
    .lifetime = {nullptr, nullptr, nullptr, dispose},
    .slots = {.create = create},
    .methods = kMethods,
    .getset = kGetSet};

}  // namespace

bool add_compressor_type(Thread& t, Value module) {
  return add_native_type(t, module, g_compressor_type, kSpec) &&
         set_constant(t, g_compressor_type, "CONTINUE", make_int(t, ZSTD_e_continue)) &&
         set_constant(t, g_compressor_type, "FLUSH_BLOCK", make_int(t, ZSTD_e_flush)) &&
         set_constant(t, g_compressor_type, "FLUSH_FRAME", make_int(t, ZSTD_e_end));
}

}  // namespace rt::zstd
