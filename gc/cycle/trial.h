// Trial deletion (Christopher, "Reference count garbage collection", 1984; as in CPython's collector): of each object on trial we know
// the references counted; those held by other objects on trial are subtracted; where some are left, somebody outside holds the
// object, and it lives with all it reaches. The rest is garbage.
//
// The structural edge from an object to its class (ShapeBase::type) is not counted. So it is not subtracted, but an object that lives
// keeps its class alive.
//
// The words stand in the pages' side tables (or the registry entries of large objects) from add() to release(), between which nothing
// may happen but the trial: the world is stopped, or the objects are private ones and their thread comes to no safepoint.
//
//   | on trial | revived | class | references left, 29 bits |        0: not on trial
#pragma once

#include "gc/cycle/scope.h"
#include "gc/cycle/trace_stack.h"
#include "gc/heap/large.h"
#include "gc/heap/object_vector.h"
#include "gc/heap/page.h"
#include "gc/refcount/refcount.h"

namespace gc {

class TrialSet {
 public:
  explicit TrialSet(Scope scope) : scope_(scope) {}
  ~TrialSet() { release(); }
  TrialSet(const TrialSet&) = delete;
  TrialSet& operator=(const TrialSet&) = delete;

  // Puts an object in scope on trial. `held` references are the collector's own and do not count. Must be traced; not on trial yet.
  void add(Object* object, u32 held);
  bool contains(const Object* object) const;
  // From outside: this object lives. Does nothing if it is null or not on trial. propagate() revives what the revived reach.
  void revive(Object* object);
  void propagate();
  // Subtracts internal references, and revives what is held from outside and what that reaches.
  void judge();
  // Takes the revived out of the set, into `revived` if that is not null; the set keeps its order.
  void drop_revived(ObjectVector* revived);
  // Ends the trial: frees the words, before the members may die. What the list of members holds then does not matter.
  void release();
  // Sets, or asks for, the class bit: somebody in the set has this object as its class.
  void flag_classes();
  bool flagged_class(const Object* object) const;

  ObjectVector& members() { return members_; }

 private:
  // The object's word, or null if it has none: it is out of scope, or lies where nothing is on trial.
  u32* word_of(const Object* object) const;
  u32* make_word(Object* object);
  void subtract_internal();
  friend struct Subtract;

  Scope scope_;
  ObjectVector members_{ObjectVector::kSeldom};
  ObjectVector places_;  // where words are: of each page the first member, and the large ones
  bool released_ = false;
  TraceStack pending_;  // revived, not traced yet
};

}  // namespace gc
