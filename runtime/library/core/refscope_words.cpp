// refscope.explain(): the state of an object's header, and whose memory it shows, as a sentence.
#include "gc/refcount/deferred_counts.h"
#include "runtime/library/core/refscope.h"
#include "runtime/object/ops.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr bool kCountsPlainly = gc::kRefcount == gc::Refcount::kPlain;

std::string times(i64 n) { return n == 1 ? "once" : std::to_string(n) + " times"; }

// The phrases of the sentence, with "; " between them.
class Phrases {
 public:
  void add(const std::string& phrase) { text_ += (text_.empty() ? "" : "; ") + phrase; }
  void add_if(bool condition, const char* phrase) {
    if (condition) add(phrase);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void say_counts(Phrases& phrases, const Thread& t, const HeaderCopy& header) {
  i64 shared = gc::shared_count(header.shared);
  if (kCountsPlainly) {
    phrases.add("made by " + owner_in_words(t, header));
    return phrases.add("counted " + times(header.local) + " by all threads together, which take turns under the GIL");
  }
  if (header.shared == gc::kDead) return phrases.add("dead: its destruction has begun");
  if (header.state() == gc::kBiased || header.state() == gc::kQueued) {
    phrases.add("owned by " + owner_in_words(t, header));
    return phrases.add("counted " + times(header.local) + " by it, " + times(shared) + " by others");
  }
  phrases.add(gc::kRefcount == gc::Refcount::kAtomic ? "owned by nobody, as every count is atomic" : "owned by nobody");
  phrases.add("counted " + times(shared) + " by all threads together");
}

void say_state(Phrases& phrases, const HeaderCopy& header) {
  if (kCountsPlainly || header.shared == gc::kDead) return;
  switch (header.state()) {
    case gc::kBiased: break;
    case gc::kQueued:
      phrases.add(
          "queued: another thread has dropped a reference that the owner counted, and the merge queue of the "
          "owner holds it until the owner adds both counts");
      break;
    case gc::kMerged:
      phrases.add_if(gc::kRefcount == gc::Refcount::kBiased, "merged: its last owner has added both counts");
      break;
    case gc::kWaiting:
      phrases.add(
          "waiting: its last counted reference was dropped while registers could hold it without a count, and "
          "a list holds it until its grace period has ended");
      phrases.add_if(header.marked(), "another grace period follows, since one more reference was dropped meanwhile");
      break;
  }
}

void say_reach(Phrases& phrases, const HeaderCopy& header) {
  if (!gc::kFreeThreaded) return;
  phrases.add(header.has(gc::kPublished) ? "published: other threads can reach it"
                                         : "private: no other thread can reach it");
}

void say_flags(Phrases& phrases, const HeaderCopy& header) {
  phrases.add_if(header.has(gc::kDeferred) && !header.immortal,
                 "deferred: registers do not count it, and only a collection reclaims it");
  phrases.add_if(header.has(gc::kDeferred) && header.has(gc::kPublished) && !header.immortal &&
                     gc::kRefcount == gc::Refcount::kBiased,
                 "the counts of other threads wait in tables of theirs until the next collection");
  phrases.add_if(header.has(gc::kBorrowed),
                 "lent: registers may hold it without a count, so it ends after a grace period");
  phrases.add_if(header.has(gc::kLocked), "locked: a thread holds its lock, or has reserved it");
  phrases.add_if(header.has(gc::kParked), "threads wait for its lock");
  phrases.add_if(header.has(gc::kFinalized), "finalized: its finalizer has run, and will not run again");
  phrases.add_if(header.has(gc::kWeakrefs), "weak references to it have been made");
  phrases.add_if(header.has(gc::kFrozen), "frozen by gc.freeze(): collections treat it as alive");
  phrases.add_if(header.has(gc::kLarge), "large: it has a block of its own");
  phrases.add_if(gc::kFreeThreaded && gc::is_saturated(header.shared),
                 "its count has come to the limit: it never ends");
}

const char* kind_of_immediate(Value x) {
  return type_of(x) == kIntType ? "an int of 63 bits" : type_of(x) == kFloatType ? "a float" : "a constant";
}

}  // namespace

namespace refscope {

Ref explain_py(Thread& t, Value x) {
  Phrases phrases;
  if (!x.is_pointer()) {
    phrases.add(std::string("no object: ") + kind_of_immediate(x) +
                " that lies in the 64-bit word itself, without header and counts");
    return make_str(t, phrases.text());
  }
  HeaderCopy header = copy_header(t, x);
  if (header.immortal) {
    phrases.add("immortal: never counted, never freed");
  } else {
    say_counts(phrases, t, header);
    say_state(phrases, header);
  }
  say_reach(phrases, header);
  say_flags(phrases, header);
  std::string memory = memory_in_words_py(t, x);
  phrases.add_if(!memory.empty(), memory.c_str());
  return make_str(t, phrases.text());
}

}  // namespace refscope

}  // namespace rt
