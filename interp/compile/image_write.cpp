// Writing images.
#include "interp/compile/image.h"

#include <bit>
#include <cstring>
#include <string>
#include <unordered_map>
#include <utility>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/revision.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;
using rt::TypeId;

namespace {

// One step of the checksum. For a given `sum`, different words have different results.
u64 mix(u64 sum, u64 word) { return std::rotl((sum ^ word) * 0x9E3779B97F4A7C15ULL, 29); }

}  // namespace

// Four independent sums, which the processor computes in parallel: the checksum must be fast, since images are read at
// every start. Damage to a single word always changes the result.
u64 image_checksum(std::string_view content) {
  u64 sums[4] = {content.size(), 1, 2, 3};
  auto add = [&](const char* from, size_t size) {
    u64 words[4] = {};
    std::memcpy(words, from, size);
    for (size_t i = 0; i < 4; ++i) sums[i] = mix(sums[i], words[i]);
  };
  for (; content.size() >= sizeof sums; content.remove_prefix(sizeof sums)) add(content.data(), sizeof sums);
  add(content.data(), content.size());
  return mix(mix(mix(sums[0], sums[1]), sums[2]), sums[3]);
}

namespace {

class Writer {
 public:
  explicit Writer(rt::Thread& t) : t_(t) {}

  bool code(Code* code) {
    rt::NativeDepth depth(t_, " while writing code");
    if (!depth || !wake(t_, code)) return false;
    CodeParts p = code_parts(t_, code);
    for (u64 n : {u64{p.frame_size}, u64{p.locals}, u64{p.positional}, u64{p.positional_only}, u64{p.keyword_only},
                  u64{p.flags}, fold_sign(p.first_line)})
      number(n);
    for (Ref* r : {&p.name, &p.qualname, &p.free_names})
      if (!value(*r)) return false;
    if (!value(rt::is_same(p.filename, filename_) ? Value() : p.filename.get())) return false;
    size_t at = out.size();
    word<u32>(0);
    Value outer = std::exchange(filename_, p.filename.get());
    bool ok = body(p);
    filename_ = outer;
    u32 size = static_cast<u32>(out.size() - at - sizeof(u32));
    std::memcpy(out.data() + at, &size, sizeof size);
    return ok && out.size() < UINT32_MAX;
  }
  template <class T>
  void word(T n) {
    raw(&n, sizeof n);
  }
  std::string out;

 private:
  void raw(const void* data, size_t size) { out.append(static_cast<const char*>(data), size); }
  void letter(char c) { out += c; }
  void number(u64 n) {
    for (; n >= 0x80; n >>= 7) out += static_cast<char>(n | 0x80);
    out += static_cast<char>(n);
  }

  bool body(CodeParts& p) {
    for (u64 n : {p.words.size(), p.handlers.size(), p.constants.size(), p.positions.size()}) number(n);
    raw(p.words.data(), p.words.size() * sizeof(u64));
    for (const Handler& h : p.handlers)
      for (u32 n : {h.start, h.end, h.target, u32{h.exception}, u32{h.limit}}) number(n);
    for (Ref& constant : p.constants)
      if (!value(constant)) return false;
    for (Ref* r : {&p.local_names, &p.cell_names, &p.names, &p.docstring, &p.noted_names})
      if (!value(*r)) return false;
    Position last{0, 0, 0, 0, 0};
    for (const Position& q : p.positions) {
      number(q.word - last.word);
      for (i64 n : {i64{q.line} - last.line, i64{q.end_line} - q.line, i64{q.column}, i64{q.end_column} - q.column})
        number(fold_sign(n));
      last = q;
    }
    return true;
  }

  void str(Value v) {
    auto [entry, fresh] = written_.try_emplace(v.object(), out.size());
    if (!fresh) return letter('r'), number(entry->second);
    rt::text::StrView s = rt::str_view(v);
    letter(rt::is_interned(v) ? 'n' : 's');
    number(s.length << 4 | static_cast<u64>(s.kind) << 1 | s.ascii);
    raw(s.data, s.byte_size());
  }

  bool value(Value v) {
    if (!v) return letter('0'), true;
    if (v == rt::kNone) return letter('N'), true;
    if (v == rt::kTrue) return letter('T'), true;
    if (v == rt::kFalse) return letter('O'), true;
    if (v == rt::kEllipsis) return letter('E'), true;
    if (v.is_small_int()) return letter('i'), number(fold_sign(v.small())), true;
    if (rt::is_exact_float(v)) return letter('f'), word(rt::float_value(v)), true;
    return object(v);
  }

  bool object(Value v) {
    if (is_exact(v, TypeId::kCode)) return letter('x'), code(as_code(v));
    if (is_exact(v, TypeId::kStr)) {
      str(v);
    } else if (is_exact(v, TypeId::kBytes)) {
      std::string_view b = v.as<rt::Bytes>()->view();
      letter('b');
      number(b.size());
      raw(b.data(), b.size());
    } else if (is_exact(v, TypeId::kInt)) {
      auto* n = v.as<rt::Int>();
      letter('I');
      number(fold_sign(n->size));
      raw(n->limbs, static_cast<size_t>(n->size < 0 ? -n->size : n->size) * 8);
    } else if (is_exact(v, TypeId::kComplex)) {
      letter('c');
      word(v.as<rt::Complex>()->real);
      word(v.as<rt::Complex>()->imag);
    } else if (is_exact(v, TypeId::kTuple)) {
      return tuple(rt::as_tuple(v));
    } else if (is_exact(v, TypeId::kFrozenSet)) {
      return frozenset(v);
    } else {
      return rt::raise_value_error(t_, "unmarshallable object");
    }
    return true;
  }

  bool tuple(rt::Tuple* items) {
    rt::NativeDepth depth(t_, " while writing code");
    letter('t');
    number(items->length);
    bool ok = bool(depth);
    for (u64 i = 0; ok && i < items->length; ++i) ok = value((*items)[i]);
    return ok;
  }

  bool frozenset(Value v) {
    rt::NativeDepth depth(t_, " while writing code");
    if (!depth) return false;
    auto* set = rt::as_set(v);
    letter('F');
    number(set->used.load(gc::acquire));
    u64 position = 0;
    Ref item;
    while (rt::set_next(t_, set, &position, &item))
      if (!value(item)) return false;
    return true;
  }

  rt::Thread& t_;
  Value filename_;                                // of the code around the one being written
  std::unordered_map<const void*, u64> written_;  // strs, by offset: the code that is being written keeps them alive
};

}  // namespace

Ref code_to_bytes(rt::Thread& t, Code* code) {
  Writer w(t);
  for (u64 n : {kImageMagic, u64{kCompilerRevision}, u64{0}}) w.word(n);
  if (!w.code(code)) return Ref();
  w.word(image_mark(std::string_view(w.out).substr(kImageHeader)));
  u64 checksum = image_checksum(std::string_view(w.out).substr(kImageHeader));
  std::memcpy(w.out.data() + 2 * sizeof(u64), &checksum, sizeof checksum);
  return rt::make_bytes(t, w.out);
}

}  // namespace comp
