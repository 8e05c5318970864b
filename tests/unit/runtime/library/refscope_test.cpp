#include "runtime/library/core/refscope.h"

#include "runtime/types/containers/list.h"
#include "tests/unit/runtime/object/support.h"

using namespace rt;
using namespace rt::test;

namespace {

constexpr bool kBiased = gc::kRefcount == gc::Refcount::kBiased;

// Gives an object a header for its lifetime: states that other threads bring about, and only for moments.
class WithHeader {
 public:
  WithHeader(Object* object, u32 owner, u32 local, u32 shared)
      : object_(object), owner_(object->owner.load()), local_(object->local.load()), shared_(object->shared.load()) {
    set(owner, local, shared);
  }
  ~WithHeader() { set(owner_, local_, shared_); }

 private:
  void set(u32 owner, u32 local, u32 shared) {
    object_->owner.store(owner, gc::relaxed);
    object_->local.store(local, gc::relaxed);
    object_->shared.store(shared, gc::relaxed);
  }
  Object* object_;
  u32 owner_, local_, shared_;
};

bool says(Value x, std::string_view phrase) {
  std::string text = text_of(refscope::explain_py(thread(), x));
  bool found = ("; " + text + ";").find("; " + std::string(phrase) + ";") != std::string::npos;
  if (!found) MESSAGE(text);
  return found;
}

}  // namespace

// In each case one of the references is the test's own, which the module takes for its argument: it is not told.

TEST_CASE("explain says that an object is queued for its owner") {
  if constexpr (!kBiased) return;
  Ref x = make_list(thread());
  WithHeader header(x.object(), thread().id, 3, gc::shared_word(-1, gc::kQueued));
  CHECK(says(x, "owned by thread " + std::to_string(thread().id) + " (this one)"));
  CHECK(says(x, "counted 2 times by it, -1 times by others"));
  CHECK(says(x,
             "queued: another thread has dropped a reference that the owner counted, and the merge queue of the owner "
             "holds it until the owner adds both counts"));
}

TEST_CASE("explain says that nobody owns a merged object") {
  if constexpr (!kBiased) return;
  Ref x = make_list(thread());
  WithHeader header(x.object(), gc::kNobody, 0, gc::shared_word(3, gc::kMerged));
  CHECK(says(x, "owned by nobody"));
  CHECK(says(x, "counted 2 times by all threads together"));
  CHECK(says(x, "merged: its last owner has added both counts"));
}

TEST_CASE("explain says that an object waits for its grace period") {
  if constexpr (!kBiased) return;
  Ref x = make_list(thread());
  WithHeader header(x.object(), gc::kNobody, 0, gc::shared_word(2, gc::kWaiting) | gc::kTouched);
  CHECK(says(x, "counted once by all threads together"));
  CHECK(says(x,
             "waiting: its last counted reference was dropped while registers could hold it without a count, and a "
             "list holds it until its grace period has ended"));
  CHECK(says(x, "another grace period follows, since one more reference was dropped meanwhile"));
}

TEST_CASE("explain says that an object is being destroyed") {
  if constexpr (!kBiased) return;
  Ref x = make_list(thread());
  WithHeader header(x.object(), gc::kNobody, 0, gc::kDead);
  CHECK(says(x, "dead: its destruction has begun"));
}

TEST_CASE("explain says that a count has come to its limit") {
  if constexpr (!kBiased) return;
  Ref x = make_list(thread());
  WithHeader header(x.object(), gc::kNobody, 0, gc::shared_word(gc::kSaturated, gc::kMerged));
  CHECK(says(x, "its count has come to the limit: it never ends"));
}

TEST_CASE("explain names the locks and loans that the flags tell of") {
  Ref x = make_list(thread());
  for (gc::Flag flag : {gc::kLocked, gc::kParked, gc::kBorrowed}) x.object()->set_flag(flag);
  CHECK(says(x, "locked: a thread holds its lock, or has reserved it"));
  CHECK(says(x, "threads wait for its lock"));
  CHECK(says(x, "lent: registers may hold it without a count, so it ends after a grace period"));
  for (gc::Flag flag : {gc::kLocked, gc::kParked, gc::kBorrowed}) x.object()->clear_flag(flag);
}

TEST_CASE("the words of a header cover its sixteen bytes, and their bits all of a word") {
  Ref x = make_list(thread());
  u32 end = 0;
  for (const HeaderWord& word : words_of_header(thread(), x)) {
    CHECK(word.offset == end);
    end += word.size;
    u32 next = 31;
    for (const HeaderBits& bits : word.bits) {
      CHECK(bits.high == next);
      next = bits.low - 1;
      CHECK(bits.low <= bits.high);
    }
    CHECK((word.bits.empty() || next == ~u32{0}));
  }
  CHECK(end == sizeof(Object));
}
