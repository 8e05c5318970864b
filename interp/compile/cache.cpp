// The cache format: a code object as bytes and back.
//
//   image    magic, revision of the bytecode, checksum of what follows, then one code
//   code     counts and flags, words (generic, caches cleared), handlers, positions, references
//   value    one letter for the kind, then its content: i small int, I big int, f float, c complex, s str, n interned str, b bytes, t tuple,
//            F frozenset, x code, and one letter each for None, True, False, Ellipsis and "empty"
//
// Numbers are 64-bit little-endian words. An image is only ever read by a build of the same revision. Reading checks the
// checksum and lengths (in debug builds it runs the verifier too) and gives up without an error on anything odd.
#include <cstring>
#include <string>

#include "gc/heap/heap.h"
#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/emitter.h"
#include "interp/compile/revision.h"
#include "runtime/num/hash.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"

namespace comp {

using rt::Ref;
using rt::TypeId;

namespace {

constexpr u64 kMagic = 0x0259'5059'4e49'54;  // "TINYPY"

u64 content_checksum(std::string_view content) {
  return static_cast<u64>(rt::num::hash_bytes(content.data(), content.size(), rt::num::HashKey{1, 2}));
}

class Writer {
 public:
  explicit Writer(rt::Thread& t) : t_(t) {}

  bool code(const Code* code) {
    rt::NativeDepth depth(t_, " while writing code");
    if (!depth) return false;
    CodeParts p = code_parts(t_, code);
    for (u64 n : {u64{p.frame_size}, u64{p.locals}, u64{p.positional}, u64{p.positional_only}, u64{p.keyword_only}, u64{p.flags},
                  static_cast<u64>(p.first_line)})
      number(n);
    array(p.words);
    array(p.handlers);
    array(p.positions);
    number(p.constants.size());
    for (Ref& constant : p.constants)
      if (!value(constant)) return false;
    for (Ref* r : {&p.name, &p.qualname, &p.filename, &p.local_names, &p.cell_names, &p.free_names, &p.names, &p.docstring, &p.declared_globals})
      if (!value(*r)) return false;
    return true;
  }
  void number(u64 n) { raw(&n, sizeof n); }
  std::string out;

 private:
  void raw(const void* data, size_t size) { out.append(static_cast<const char*>(data), size); }
  template <class T>
  void array(const std::vector<T>& items) {
    number(items.size());
    raw(items.data(), items.size() * sizeof(T));
  }
  void letter(char c) { out += c; }

  bool value(Value v) {
    if (!v) return letter('0'), true;
    if (v == rt::kNone) return letter('N'), true;
    if (v == rt::kTrue) return letter('T'), true;
    if (v == rt::kFalse) return letter('O'), true;
    if (v == rt::kEllipsis) return letter('E'), true;
    if (v.is_small_int()) return letter('i'), number(static_cast<u64>(v.small())), true;
    if (rt::is_exact_float(v)) {
      double d = rt::float_value(v);
      letter('f');
      raw(&d, sizeof d);
      return true;
    }
    return object(v);
  }

  bool object(Value v) {
    if (is_exact(v, TypeId::kCode)) return letter('x'), code(as_code(v));
    if (is_exact(v, TypeId::kStr)) {
      rt::text::StrView s = rt::str_view(v);
      letter(rt::is_interned(v) ? 'n' : 's');
      number(s.length << 8 | static_cast<u64>(s.kind) << 1 | s.ascii);
      raw(s.data, s.length * s.kind);
    } else if (is_exact(v, TypeId::kBytes)) {
      std::string_view b = v.as<rt::Bytes>()->view();
      letter('b');
      number(b.size());
      raw(b.data(), b.size());
    } else if (is_exact(v, TypeId::kInt)) {
      auto* n = v.as<rt::Int>();
      letter('I');
      number(static_cast<u64>(n->size));
      raw(n->limbs, static_cast<size_t>(n->size < 0 ? -n->size : n->size) * 8);
    } else if (is_exact(v, TypeId::kComplex)) {
      letter('c');
      raw(&v.as<rt::Complex>()->real, 8);
      raw(&v.as<rt::Complex>()->imag, 8);
    } else if (is_exact(v, TypeId::kTuple)) {
      auto* tuple = rt::as_tuple(v);
      letter('t');
      number(tuple->length);
      for (u64 i = 0; i < tuple->length; i++)
        if (!value((*tuple)[i])) return false;
    } else if (is_exact(v, TypeId::kFrozenSet)) {
      return frozenset(v);
    } else {
      return rt::raise_value_error(t_, "unmarshallable object");
    }
    return true;
  }

  bool frozenset(Value v) {
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
};

// Every read checks what is left; after the first failure nothing more is read.
class Reader {
 public:
  Reader(rt::Thread& t, std::string_view image) : t_(t), rest_(image) {}
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  u64 number() {
    u64 n = 0;
    take(&n, sizeof n);
    return n;
  }

  Ref code() {
    rt::NativeDepth depth(t_, " while reading code");
    if (!depth) return rt::clear_error(t_), bad();
    CodeParts p;
    p.frame_size = small();
    p.locals = small();
    p.positional = small();
    p.positional_only = small();
    p.keyword_only = small();
    p.flags = static_cast<u32>(number());
    p.first_line = static_cast<i32>(number());
    array(p.words);
    array(p.handlers);
    array(p.positions);
    u64 constants = length(1);
    for (u64 i = 0; i < constants && ok_; i++) p.constants.push_back(value());
    for (Ref* r : {&p.name, &p.qualname, &p.filename}) *r = expect(TypeId::kStr);
    for (Ref* r : {&p.local_names, &p.cell_names, &p.free_names, &p.names}) *r = expect(TypeId::kTuple);
    p.docstring = value();
    p.declared_globals = value();
    if (!ok_ || p.locals > p.frame_size || rt::as_tuple(p.local_names)->length != p.locals) return bad();
    Ref result = make_code(t_, std::move(p));
    if (!result || (gc::kDebug && verify(result.as<Code>()))) return bad();
    return result;
  }

 private:
  Ref bad() {
    ok_ = false;
    return Ref();
  }
  bool take(void* to, size_t size) {
    if (!ok_ || rest_.size() < size) return ok_ = false;
    std::memcpy(to, rest_.data(), size);
    rest_.remove_prefix(size);
    return true;
  }
  u32 small() {
    u64 n = number();
    if (n > 0x7fff) ok_ = false;
    return static_cast<u32>(n);
  }
  // A count of items that take at least `size` bytes each.
  u64 length(size_t size) {
    u64 n = number();
    if (!ok_ || n > rest_.size() / size) return ok_ = false, 0;
    return n;
  }
  template <class T>
  void array(std::vector<T>& items) {
    u64 n = length(sizeof(T));
    if (!ok_) return;
    items.resize(n);
    if (n) take(items.data(), n * sizeof(T));
  }
  std::string_view bytes(u64 n) {
    if (!ok_ || rest_.size() < n) return ok_ = false, std::string_view();
    std::string_view b = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return b;
  }
  Ref expect(TypeId type) {
    Ref v = value();
    if (!v || !is_exact(v, type)) return bad();
    return v;
  }

  Ref str(bool interned) {
    u64 head = number();
    u64 length = head >> 8;
    u8 kind = static_cast<u8>(head >> 1 & 127);
    if (!ok_ || (kind != 1 && kind != 2 && kind != 4) || length > rest_.size() / kind) return bad();
    std::string_view data = bytes(length * kind);
    // Units may lie unaligned in the image.
    std::vector<u32> aligned((data.size() + 3) / 4 + 1);
    std::memcpy(aligned.data(), data.data(), data.size());
    Ref result = rt::make_str(t_, rt::text::StrView{aligned.data(), length, kind, (head & 1) != 0});
    return result && interned ? rt::intern(t_, std::move(result)) : std::move(result);
  }

  Ref big_int() {
    i64 size = static_cast<i64>(number());
    u64 limbs = static_cast<u64>(size < 0 ? -size : size);
    if (!ok_ || limbs > rest_.size() / 8) return bad();
    rt::num::BigBuf n(limbs);
    if (!n.ok()) return bad();
    take(n.limbs(), limbs * 8);
    n.normalize(size < 0);
    return rt::make_int(t_, std::move(n));
  }

  Ref tuple(bool frozen) {
    rt::NativeDepth depth(t_, " while reading code");
    if (!depth) return rt::clear_error(t_), bad();
    u64 n = length(1);
    std::vector<Ref> items;
    for (u64 i = 0; i < n && ok_; i++) items.push_back(value());
    if (!ok_) return Ref();
    Ref result = n ? rt::make_tuple_stealing(t_, items.data(), n) : Ref::share(rt::empty_tuple());
    return result && frozen ? rt::make_frozenset_py(t_, result) : std::move(result);
  }

  Ref value() {
    char letter = 0;
    if (!take(&letter, 1)) return Ref();
    switch (letter) {
      case '0': return Ref();
      case 'N': return rt::none();
      case 'T': return rt::bool_ref(true);
      case 'O': return rt::bool_ref(false);
      case 'E': return Ref::immediate(rt::kEllipsis);
      case 'i': return rt::make_int(t_, static_cast<i64>(number()));
      case 'I': return big_int();
      case 's': return str(false);
      case 'n': return str(true);
      case 't': return tuple(false);
      case 'F': return tuple(true);
      case 'x': return code();
      case 'b': return rt::make_bytes(t_, bytes(length(1)));
      case 'f': {
        double d = 0;
        take(&d, sizeof d);
        return rt::make_float(t_, d);
      }
      case 'c': {
        double parts[2] = {};
        take(parts, sizeof parts);
        return rt::make_complex(t_, parts[0], parts[1]);
      }
      default: return bad();
    }
  }

  rt::Thread& t_;
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace

constexpr size_t kImageHeader = 3 * sizeof(u64);

Ref code_to_bytes(rt::Thread& t, const Code* code) {
  Writer w(t);
  for (u64 n : {kMagic, u64{kBytecodeRevision}, u64{0}}) w.number(n);
  if (!w.code(code)) return Ref();
  u64 checksum = content_checksum(std::string_view(w.out).substr(kImageHeader));
  std::memcpy(w.out.data() + 2 * sizeof(u64), &checksum, sizeof checksum);
  return rt::make_bytes(t, w.out);
}

Ref code_from_bytes(rt::Thread& t, std::string_view image) {
  Reader r(t, image);
  if (r.number() != kMagic || r.number() != u64{kBytecodeRevision}) return Ref();
  u64 checksum = r.number();
  if (image.size() < kImageHeader || checksum != content_checksum(image.substr(kImageHeader))) return Ref();
  Ref code = r.code();
  if (rt::error_pending(t)) rt::clear_error(t);
  return r.ok() && r.at_end() ? std::move(code) : Ref();
}

}  // namespace comp
