// The array of nodes is the queue of the search, too: nodes are followed in the order in which they were entered.
#include "interp/library/tools/path_search.h"

#include <algorithm>

#include "gc/heap/heap.h"
#include "gc/refcount/address_hash.h"

namespace vm {

using gc::Object;
using gc::u32;

NodeTable::~NodeTable() {
  gc::raw_free(nodes_);
  gc::raw_free(places_);
}

// Linear probing: the place of the object, or the empty place where it belongs.
u32 NodeTable::place_of(const Object* object) const {
  u32 mask = (1u << log2_places_) - 1;
  u32 place = static_cast<u32>(gc::address_hash(object) >> (64 - log2_places_));
  while (places_[place] && nodes_[places_[place] - 1].object != object) place = (place + 1) & mask;
  return place;
}

u32 NodeTable::find(const Object* object) const {
  if (!places_) return kNone;
  u32 entry = places_[place_of(object)];
  return entry ? entry - 1 : kNone;
}

// The table of places has twice as many as there can be nodes.
bool NodeTable::grow() {
  constexpr u32 kFirstLog2 = 10, kLastLog2 = 31;
  u32 log2 = log2_places_ ? log2_places_ + 1 : kFirstLog2;
  if (log2 > kLastLog2) return false;
  size_t capacity = size_t{1} << (log2 - 1);
  auto* nodes = static_cast<Node*>(gc::raw_realloc(nodes_, capacity * sizeof(Node)));
  if (!nodes) return false;
  nodes_ = nodes;
  auto* places = static_cast<u32*>(gc::raw_calloc((size_t{1} << log2) * sizeof(u32)));
  if (!places) return false;
  gc::raw_free(places_);
  places_ = places;
  log2_places_ = log2;
  capacity_ = static_cast<u32>(capacity);
  for (u32 i = 0; i < size_; ++i) places_[place_of(nodes_[i].object)] = i + 1;
  return true;
}

u32 NodeTable::enter(Object* object, u32 parent, bool* fresh) {
  *fresh = false;
  u32 known = find(object);
  if (known != kNone) return known;
  if (size_ == capacity_ && !grow()) {
    lost_ = true;
    return kNone;
  }
  nodes_[size_] = {object, parent, 0};
  places_[place_of(object)] = size_ + 1;
  *fresh = true;
  return size_++;
}

void PathSearch::see(gc::Visitor& self, Object* child) {
  auto& search = static_cast<PathSearch&>(self);
  search.enter(child, search.parent_);
}

void PathSearch::enter(Object* object, u32 parent) {
  if (!object || object->dead() || found()) return;
  bool fresh;
  u32 index = met_.enter(object, parent, &fresh);
  if (fresh && object == target_) end_ = index;
}

void PathSearch::add_root(Object* object, u32 root) { enter(object, kIsRoot | root); }

// The class of an object is followed last: instances do not count it, but keep it alive.
void PathSearch::follow_next() {
  parent_ = next_++;
  Object* object = met_[parent_].object;
  if (auto trace = gc::lifetime_of(object).trace) trace(object, *this);
  enter(gc::shape_of(object)->type, parent_);
}

void PathSearch::run_level() {
  for (u32 end = met_.size(); next_ < end && !is_over();) follow_next();
}

bool PathSearch::run() {
  while (!is_over()) follow_next();
  return found();
}

std::vector<Object*> PathSearch::path() {
  std::vector<Object*> path;
  u32 node = end_;
  for (; !(node & kIsRoot); node = met_[node].parent) path.push_back(met_[node].object);
  root_ = node & ~kIsRoot;
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace vm
