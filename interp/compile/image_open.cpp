// Opening images. It is decided here who may have written the bytes; code of others is verified with all nested code.
// This stands above the reader and the verifier, because nested code is woken to be looked at.
#include <cstring>
#include <functional>
#include <new>
#include <utility>

#include "gc/heap/heap.h"
#include "interp/compile/compiler.h"
#include "interp/compile/image.h"
#include "interp/compile/revision.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"

namespace comp {

using rt::Ref;

using Visit = std::function<void(const Code*)>;

static bool visit_nested(rt::Thread& t, Code* code, const Visit& visit);

// Visits the code objects in a constant: itself, or those in a tuple or frozenset.
static bool visit_constant(rt::Thread& t, Value v, const Visit& visit) {
  if (rt::is_exact(v, rt::TypeId::kCode)) return visit_nested(t, as_code(v), visit);
  bool tuple = rt::is_exact(v, rt::TypeId::kTuple);
  if (!tuple && !rt::is_exact(v, rt::TypeId::kFrozenSet)) return true;
  rt::NativeDepth depth(t, " while verifying code");
  bool ok = bool(depth);
  for (u64 i = 0; ok && tuple && i < rt::as_tuple(v)->length; ++i) ok = visit_constant(t, (*rt::as_tuple(v))[i], visit);
  u64 position = 0;
  Ref item;
  while (ok && !tuple && rt::set_next(t, rt::as_set(v), &position, &item)) ok = visit_constant(t, item, visit);
  return ok;
}

// Calls visit(code) for a code object and all nested ones, which it wakes. False: an error is pending.
static bool visit_nested(rt::Thread& t, Code* code, const Visit& visit) {
  rt::NativeDepth depth(t, " while verifying code");
  if (!depth || !wake(t, code)) return false;
  visit(code);
  for (u32 i = 0; i < code->constant_count; ++i)
    if (!visit_constant(t, code->constants[i], visit)) return false;
  return true;
}

bool verify_nested(rt::Thread& t, Code* code, const std::function<void(const Code*, const char*)>& found) {
  return visit_nested(t, code, [&](const Code* inner) {
    if (const char* wrong = verify(inner)) found(inner, wrong);
  });
}

bool check_foreign_code(rt::Thread& t, Code* code) {
  bool right = true;
  return visit_nested(t, code, [&](const Code* inner) { right &= is_sound(inner); }) && right;
}

static constexpr size_t kMarkSize = sizeof(u64);

static bool is_of_this_revision(std::string_view bytes) {
  u64 head[2];
  if (bytes.size() < kImageHeader + kMarkSize || bytes.size() > UINT32_MAX) return false;
  std::memcpy(head, bytes.data(), sizeof head);
  return head[0] == kImageMagic && head[1] == kCompilerRevision;
}

static bool has_right_checksum(std::string_view bytes) {
  u64 checksum;
  std::memcpy(&checksum, bytes.data() + kImageHeader - sizeof checksum, sizeof checksum);
  return checksum == image_checksum(bytes.substr(kImageHeader));
}

bool is_marked_image(std::string_view bytes) {
  if (!has_image_key() || !is_of_this_revision(bytes)) return false;
  u64 mark;
  std::memcpy(&mark, bytes.data() + bytes.size() - kMarkSize, kMarkSize);
  return mark == image_mark(bytes.substr(kImageHeader, bytes.size() - kImageHeader - kMarkSize));
}

// The code of an image of `content.size()` bytes. `file`: has the content, or is empty; then the content is copied.
static Ref open_image(rt::Thread& t, std::string_view content, rt::os::MappedFile file, bool only_marked) {
  bool marked = is_marked_image(content);
  if (!marked && only_marked && has_image_key()) return Ref();
  if (!is_of_this_revision(content) || (!marked && !has_right_checksum(content))) return Ref();
  bool copied = file.text().empty();
  auto* image = static_cast<Image*>(gc::raw_alloc(sizeof(Image) + (copied ? content.size() : 0)));
  if (!image) return rt::raise_memory_error(t);
  if (copied) content = {static_cast<char*>(std::memcpy(image + 1, content.data(), content.size())), content.size()};
  new (image) Image{{1}, marked, content, std::move(file)};
  Ref code = read_image(t, image);
  bool ok = code && wake(t, code.as<Code>()) && (marked || check_foreign_code(t, code.as<Code>()));
  image->file.forget();
  release_image(image);
  if (!ok && rt::error_pending(t) && !rt::error_is(t, rt::kMemoryErrorType)) rt::clear_error(t);
  return ok ? std::move(code) : Ref();
}

Ref code_from_bytes(rt::Thread& t, std::string_view image, bool only_marked) {
  return open_image(t, image, {}, only_marked);
}
Ref code_from_file(rt::Thread& t, rt::os::MappedFile file, size_t offset, bool only_marked) {
  if (file.text().size() <= offset) return Ref();
  std::string_view image = file.text().substr(offset);
  return open_image(t, image, std::move(file), only_marked);
}

}  // namespace comp
