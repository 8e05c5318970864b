// Speculative marking: how a marker without work helps with a long linked list, which offers no other parallelism.
//
//   root --> o --> o --> o --> o --> o --> o --> o --> o --> ...
//            marker 1 -->             ^ origin: marker 2 guesses --> tentative marks
//
// The idle marker guesses that some object, the origin, is reachable, and marks the objects that the origin reaches, in
// the tentative bits of the pages (PageRun::tentative). The other markers take no notice. If one of them marks the
// origin, the guess was right, because everything that the origin reaches is reachable then. The tentative marks are
// added to the real ones, and the objects that the guessing marker has not traced yet are its share of the work. If no
// marker marks the origin before the marking ends, the tentative marks are dropped. So a guess never keeps garbage
// alive.
//
// The tentative bits begin as a copy of the marks, so that objects marked before are not traced again; adding them is
// an `or` of words. A mark that another marker sets in the same word at that moment may get lost, which costs time only
// (mark.h).
//
// The origin is chosen in the middle, by address, of the unmarked objects. If it reaches only little, another one is
// chosen.
#pragma once

#include "gc/cycle/mark.h"
#include "gc/heap/page_run.h"

namespace gc {

// One speculation, of one marker, from begin to confirm() or drop(). The world is stopped for all of that time.
class Speculation {
 public:
  // `marker` has no objects that wait.
  explicit Speculation(Marker& marker);
  // Does a part of the work. False: there is nothing to do at the moment but to wait whether the guess is right.
  bool step();
  // False: guessing leads nowhere in this marking; drop().
  bool is_hopeful() const { return tries_ <= kTries; }
  // True if another marker has marked the origin.
  bool was_right() const;
  // After was_right(): adds the tentative marks to the real ones. The marker goes on with the objects that wait.
  void confirm();
  // Drops the guess. The marker has no objects that wait afterwards.
  void drop();

 private:
  void begin();
  void copy_marks(PageRun& run);
  void choose_origin();
  bool choose_on(Page& page);

  static constexpr u32 kTries = 8;       // origins
  static constexpr u64 kLittle = 10000;  // objects: an origin that reaches fewer is not worth waiting for

  Marker& marker_;
  PageRun* copying_ = nullptr;  // the next run whose marks are to be copied; null: all have been
  Object* origin_ = nullptr;
  u64 unmarked_ = 0;
  u64 traced_before_ = 0;
  u32 tries_ = 0;
};

}  // namespace gc
