// What a marker does that has nothing to do: it guesses that some object, the origin, will be marked, and marks what
// the origin reaches, in the tentative bits of the pages (PageRun::tentative). So two markers share a long list, of
// which nobody knows an object in the middle before all that come before it have been traced.
//
// The others take no notice. If one of them marks the origin, the guess was right: what the origin reaches is reached.
// The tentative marks are added to the real ones, and what the guessing marker still has to trace is its share of the
// work. If nobody marks the origin until everything is marked, nothing of the guess remains. So it never keeps garbage
// alive.
//
// The tentative bits begin as a copy of the marks, so that what has been marked before is not traced once more, and
// adding them is a disjunction of words. A mark that somebody else sets in the same word at that moment may get lost,
// which costs time only (mark.h).
//
// The origin lies in the middle, by address, of what is not marked. If it turns out to reach little, another one is
// tried.
#pragma once

#include "gc/cycle/mark.h"
#include "gc/heap/page_run.h"

namespace gc {

class Speculation {
 public:
  // The marker has nothing that waits. World stopped until confirm() or drop().
  explicit Speculation(Marker& marker);
  // Does a little. False: there is nothing more to do, unless the guess was right.
  bool step();
  // False: this leads nowhere.
  bool is_hopeful() const { return tries_ <= kTries; }
  bool was_right() const;
  // It was right: marks what has been marked tentatively. The marker goes on with what waits.
  void confirm();
  // The marker has nothing that waits again.
  void drop();

 private:
  void begin();
  void copy_marks(PageRun& run);
  void choose_origin();
  bool choose_on(Page& page);

  static constexpr u32 kTries = 8;
  static constexpr u64 kLittle = 10000;  // objects: what the origin reaches, not worth to wait for

  Marker& marker_;
  PageRun* copying_ = nullptr;  // the next run of which the marks are to be copied
  Object* origin_ = nullptr;
  u64 unmarked_ = 0;
  u64 traced_before_ = 0;
  u32 tries_ = 0;
};

}  // namespace gc
