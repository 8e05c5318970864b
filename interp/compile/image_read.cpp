// Reading images: code objects up to their body, and the body when it is needed.
#include <algorithm>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "gc/heap/heap.h"
#include "gc/refcount/object_lock.h"
#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/image.h"
#include "interp/compile/studio/code_ranges.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_intern.h"

namespace comp {

using rt::Ref;
using rt::TypeId;

namespace {

// The fields of a code object that are read when it wakes. The counts are the lengths of the arrays.
struct Body {
  u64* words = nullptr;
  Handler* handlers = nullptr;
  Position* positions = nullptr;
  Value* constants = nullptr;  // owned
  u32 word_count = 0, handler_count = 0, constant_count = 0, position_count = 0;
  Ref local_names, cell_names, names, docstring, noted_names;

  Body() = default;
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;
  ~Body() {
    for (u32 i = 0; constants && i < constant_count; ++i) Ref::steal(constants[i]);
    for (void* array : {static_cast<void*>(words), static_cast<void*>(handlers), static_cast<void*>(positions),
                        static_cast<void*>(constants)})
      gc::raw_free(array);
  }
};

// Reads values from an image. Every read is checked against the end of the image; after the first failure ok() is false
// and nothing more is read.
class Reader {
 public:
  // `filename`: that of the enclosing code, which a code without a file name of its own takes over.
  Reader(rt::Thread& t, Image* image, u64 from, Value filename)
      : t_(t), image_(image), at_(from), filename_(filename) {}
  bool ok() const { return ok_; }

  // A sleeping code object; reading continues after its body.
  Ref code() {
    u32 sizes[5];
    for (u32& n : sizes) n = small();
    u32 flags = static_cast<u32>(number());
    i32 first_line = static_cast<i32>(unfold_sign(number()));
    Ref name = expect(TypeId::kStr), qualname = expect(TypeId::kStr), free_names = expect(TypeId::kTuple);
    Ref filename = value();
    if (!filename && filename_) filename = Ref::share(t_, filename_);
    u32 size = 0;
    take(&size, sizeof size);
    u64 body = at_;
    if (!ok_ || size > left() || !filename || !rt::is_str(filename) || sizes[1] > sizes[0]) return bad();
    at_ += size;
    Ref result = make_empty_code(t_);
    if (!result) return bad();
    auto* code = result.as<Code>();
    code->frame_size = sizes[0];
    code->locals = sizes[1];
    code->positional = sizes[2];
    code->positional_only = sizes[3];
    code->keyword_only = sizes[4];
    code->flags = flags;
    code->first_line = first_line;
    rt::init_field(code->name, std::move(name));
    rt::init_field(code->qualname, std::move(qualname));
    rt::init_field(code->free_names, std::move(free_names));
    rt::init_field(code->filename, std::move(filename));
    image_->users.fetch_add(1, gc::relaxed);
    code->body = static_cast<u32>(body);
    code->image.store(image_, gc::relaxed);
    gc::make_deferred(t_, code);
    return result;
  }

  bool body(const Code* code, Body& b) {
    u32 counts[4];
    for (u32& n : counts) n = static_cast<u32>(std::min<u64>(number(), UINT32_MAX));
    b.word_count = counts[0];
    if (!array(&b.words, counts[0], sizeof(u64)) || !take(b.words, counts[0] * sizeof(u64))) return false;
    if (!image_->marked && !are_plain_words(b.words, b.word_count)) return ok_ = false;
    if (!array(&b.handlers, counts[1], 5)) return false;
    for (; b.handler_count < counts[1]; ++b.handler_count) handler(b.handlers[b.handler_count]);
    if (!array(&b.constants, counts[2], 1)) return false;
    while (ok_ && b.constant_count < counts[2]) {
      Ref constant = item();
      if (ok_) b.constants[b.constant_count++] = constant.release();
    }
    for (Ref* names : {&b.local_names, &b.cell_names, &b.names}) *names = expect(TypeId::kTuple);
    b.docstring = value();
    b.noted_names = value();
    if (!ok_ || rt::as_tuple(b.local_names)->length != code->locals || !array(&b.positions, counts[3], 5)) return false;
    for (Position last{0, 0, 0, 0, 0}; b.position_count < counts[3]; ++b.position_count)
      b.positions[b.position_count] = last = position(last);
    return ok_ = ok_ && at_ == end_of(code);
  }

 private:
  Ref bad() {
    ok_ = false;
    return Ref();
  }
  u64 left() const { return image_->content.size() - at_; }
  // Where the body of a sleeping code object ends: its size stands in front of it.
  u64 end_of(const Code* code) const {
    u32 size;
    std::memcpy(&size, image_->content.data() + code->body - sizeof size, sizeof size);
    return u64{code->body} + size;
  }
  bool take(void* to, u64 size) {
    if (!ok_ || left() < size) return ok_ = false;
    if (size) std::memcpy(to, image_->content.data() + at_, size);
    at_ += size;
    return true;
  }
  std::string_view bytes(u64 size) {
    if (!ok_ || left() < size) return bad(), std::string_view();
    at_ += size;
    return {image_->content.data() + at_ - size, size};
  }
  // Most numbers have one group of seven bits.
  u64 number() {
    u64 group = at_ < image_->content.size() ? static_cast<u8>(image_->content[at_]) : 0x80;
    if (group >= 0x80) [[unlikely]]
      return long_number();
    ++at_;
    return group;
  }
  TINYPY_COLD u64 long_number() {
    u64 n = 0;
    for (u32 shift = 0; shift < 64 && at_ < image_->content.size(); shift += 7) {
      u64 group = static_cast<u8>(image_->content[at_++]);
      n |= (group & 0x7f) << shift;
      if (group < 0x80) return n;
    }
    ok_ = false;
    return 0;
  }
  u32 small() {
    u64 n = number();
    if (n > 0x7fff) ok_ = false;
    return static_cast<u32>(n);
  }
  // Allocates an array of `count` items, of which each takes at least `least` bytes of the image. So a damaged count
  // cannot ask for more memory than the rest of the image justifies.
  template <class T>
  bool array(T** to, u64 count, u64 least) {
    if (!ok_ || count > left() / least) return ok_ = false;
    if (count) *to = static_cast<T*>(gc::raw_alloc(count * sizeof(T)));
    return ok_ = !count || *to;
  }
  void handler(Handler& h) {
    for (u32* n : {&h.start, &h.end, &h.target}) *n = static_cast<u32>(number());
    h.exception = static_cast<u16>(number());
    h.limit = static_cast<u16>(number());
  }
  i32 signed_number() { return static_cast<i32>(unfold_sign(number())); }
  Position position(const Position& last) {
    Position p;
    p.word = last.word + static_cast<u32>(number());
    p.line = sum(last.line, signed_number());
    p.end_line = sum(p.line, signed_number());
    p.column = signed_number();
    p.end_column = sum(p.column, signed_number());
    return p;
  }
  static i32 sum(i32 a, i32 b) { return static_cast<i32>(static_cast<u32>(a) + static_cast<u32>(b)); }
  Ref expect(TypeId type) {
    Ref v = value();
    if (!v || !is_exact(v, type)) return bad();
    return v;
  }

  // True if the characters are what the head of a text says.
  static bool is_text(const rt::text::StrView& view) {
    u64 most = view.ascii ? 0x7f : 0x10ffff;
    for (u64 i = 0; i < view.length; ++i)
      if (view.at(i) > most) return false;
    return true;
  }
  Ref str(bool interned) {
    u64 head = number(), length = head >> 4;
    u8 kind = static_cast<u8>(head >> 1 & 7);
    if (!ok_ || (kind != 1 && kind != 2 && kind != 4) || length > left() / kind) return bad();
    std::string_view data = bytes(length * kind);
    rt::text::StrView view{data.data(), length, kind, (head & 1) != 0};
    std::vector<u32> aligned;
    if (kind != 1) {  // code units may lie anywhere in the image
      aligned.resize((data.size() + 3) / 4);
      std::memcpy(aligned.data(), data.data(), data.size());
      view.data = aligned.data();
    }
    if (!image_->marked && !is_text(view)) return bad();
    return interned ? rt::intern_view(t_, view) : rt::make_str(t_, view);
  }
  Ref earlier_str() {
    u64 offset = number(), here = at_;
    if (!ok_ || offset >= here) return bad();
    at_ = offset;
    char letter = 0;
    take(&letter, 1);
    Ref result = letter == 'n' || letter == 's' ? str(letter == 'n') : bad();
    at_ = here;
    return result;
  }

  Ref big_int() {
    i64 size = unfold_sign(number());
    u64 limbs = static_cast<u64>(size < 0 ? -size : size);
    if (!ok_ || limbs > left() / 8) return bad();
    rt::num::BigBuf n(limbs);
    if (!n.ok()) return bad();
    take(n.limbs(), limbs * 8);
    n.normalize(size < 0);
    return rt::make_int(t_, std::move(n));
  }

  Ref tuple(bool frozen) {
    rt::NativeDepth depth(t_, " while reading code");
    u64 n = depth ? number() : 0;
    if (!depth || n > left()) return bad();
    std::vector<Ref> items;
    items.reserve(n);
    for (u64 i = 0; i < n && ok_; ++i) items.push_back(item());
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
      case 'i': return rt::make_int(t_, unfold_sign(number()));
      case 'I': return big_int();
      case 's': return checked(str(false));
      case 'n': return checked(str(true));
      case 'r': return checked(earlier_str());
      case 't': return checked(tuple(false));
      case 'F': return checked(tuple(true));
      case 'x': return code();
      case 'b': return checked(rt::make_bytes(t_, bytes(number())));
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
  Ref checked(Ref v) {
    if (!v) ok_ = false;
    return v;
  }
  // A value that may not be empty: a constant, or an item of one.
  Ref item() { return checked(value()); }

  rt::Thread& t_;
  Image* image_;
  u64 at_;
  Value filename_;
  bool ok_ = true;
};

// Publishes the values of a body before they are stored in the code object, which other threads may see.
void publish_body(rt::Thread& t, Code* code, const Body& b) {
  for (u32 i = 0; i < b.constant_count; ++i)
    if (b.constants[i].is_counted()) gc::before_store(t, code, b.constants[i].object());
  for (const Ref* r : {&b.local_names, &b.cell_names, &b.names, &b.docstring, &b.noted_names})
    if (r->get().is_counted()) gc::before_store(t, code, r->object());
}

// False: another thread was first.
bool install_body(Code* code, Body& b) {
  gc::ObjectLock lock(code);
  if (!code->image.load(gc::relaxed)) return false;
  make_running(b.words, b.word_count, code->locals);
  code->words = std::exchange(b.words, nullptr);
  code->handlers = std::exchange(b.handlers, nullptr);
  code->positions = std::exchange(b.positions, nullptr);
  code->constants = std::exchange(b.constants, nullptr);
  code->word_count = b.word_count;
  code->handler_count = b.handler_count;
  code->position_count = b.position_count;
  code->constant_count = b.constant_count;
  rt::init_field(code->local_names, std::move(b.local_names));
  rt::init_field(code->cell_names, std::move(b.cell_names));
  rt::init_field(code->names, std::move(b.names));
  rt::init_field(code->docstring, std::move(b.docstring));
  rt::init_field(code->noted_names, std::move(b.noted_names));
  if constexpr (gc::kStudio) note_code(code);
  code->image.store(nullptr, gc::release);
  return true;
}

// The code object's image, with its use count incremented; null: the code is awake.
Image* borrow_image(Code* code) {
  gc::ObjectLock lock(code);
  Image* image = code->image.load(gc::relaxed);
  if (image) image->users.fetch_add(1, gc::relaxed);
  return image;
}

}  // namespace

Ref read_image(rt::Thread& t, Image* image) { return Reader(t, image, kImageHeader, Value()).code(); }

bool wake_slow(rt::Thread& t, Code* code) {
  Image* image = borrow_image(code);
  if (!image) return true;
  Body body;
  Reader reader(t, image, code->body, code->filename.get_shared());
  bool ok = reader.body(code, body);
  if (ok) {
    publish_body(t, code, body);
    if (install_body(code, body)) release_image(image);
  } else if (!rt::error_pending(t)) {
    if (image->marked) rt::raise_memory_error(t);
    else rt::raise_value_error(t, "bad code");
  }
  bool is_own = image->marked;
  release_image(image);
  if (ok && is_own && gc::kDebug && verify(code)) gc::fatal("damaged code image");
  return ok;
}

}  // namespace comp
