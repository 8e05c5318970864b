// Breadth-first search over the references of the heap: the shortest path from a set of roots to one object. World
// stopped by the calling thread throughout. Borrows all objects; runs no Python code, allocates none.
#pragma once

#include <vector>

#include "gc/heap/lifetime.h"

namespace vm {

// The objects that a search has met, each once: an array in the order of entry, and a hash table by address.
class NodeTable {
 public:
  static constexpr gc::u32 kNone = 0xFFFFFFFF;
  struct Node {
    gc::Object* object;
    gc::u32 parent;  // the user's
    gc::u32 found;   // the user's; 0 at first
  };

  NodeTable() = default;
  ~NodeTable();
  NodeTable(const NodeTable&) = delete;
  NodeTable& operator=(const NodeTable&) = delete;

  // The object's index, or kNone.
  gc::u32 find(const gc::Object* object) const;
  // The index of the object, which is entered if it is new: then *fresh is true. kNone: there is no memory.
  gc::u32 enter(gc::Object* object, gc::u32 parent, bool* fresh);
  Node& operator[](gc::u32 index) { return nodes_[index]; }
  gc::u32 size() const { return size_; }
  // True if memory was missing once: the table is incomplete.
  bool lost() const { return lost_; }

 private:
  gc::u32 place_of(const gc::Object* object) const;
  bool grow();

  Node* nodes_ = nullptr;
  gc::u32* places_ = nullptr;  // index + 1; 0: empty
  gc::u32 size_ = 0, capacity_ = 0, log2_places_ = 0;
  bool lost_ = false;
};

class PathSearch : public gc::Visitor {
 public:
  explicit PathSearch(gc::Object* target) : Visitor{see, see, nullptr, see}, target_(target) {}

  // A further root; `root` is the number by which its user knows it. An object that has been met already stays what it
  // was. Null and dead objects are ignored.
  void add_root(gc::Object* object, gc::u32 root);
  // Follows the references of the objects that have been met so far, but not those of what they lead to.
  void run_level();
  // Follows all references until the target is found or no object is left. True: found. May be called again after
  // further roots have been added.
  bool run();
  bool found() const { return end_ != NodeTable::kNone; }
  bool has_met(const gc::Object* object) const { return met_.find(object) != NodeTable::kNone; }
  bool lost() const { return met_.lost(); }
  // After success: the root's number, and the objects from the root to the target.
  gc::u32 root() { return root_; }
  std::vector<gc::Object*> path();

 private:
  static void see(gc::Visitor& self, gc::Object* child);
  void enter(gc::Object* object, gc::u32 parent);
  void follow_next();
  bool is_over() const { return found() || lost() || next_ == met_.size(); }

  // A node's parent: the index of another node, or this bit and the number of a root.
  static constexpr gc::u32 kIsRoot = 0x80000000;
  gc::Object* const target_;
  NodeTable met_;
  gc::u32 next_ = 0;  // the first node whose references have not been followed
  gc::u32 parent_ = 0;
  gc::u32 end_ = NodeTable::kNone;  // the target's node
  gc::u32 root_ = 0;
};

}  // namespace vm
