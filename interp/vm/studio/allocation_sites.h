// Where in the program an object was made: for the names of objects in reports. Any thread.
//
// An address is overwritten when the next object is made there, so the end of an object needs no notice. An object of a
// kind that nobody notes, at the address of one that has ended, would have a wrong place: the caller asks for objects
// of the noted kinds only.
#pragma once

#include <unordered_map>

#include "interp/vm/studio/sites.h"

namespace vm {

class AllocationSites {
 public:
  void note(const Object* object, const Site& site) {
    Part& part = part_of(object);
    gc::MutexGuard guard(part.mutex);
    part.sites[object] = site;
  }
  // Unknown if the object was not noted.
  Site find(const Object* object) {
    Part& part = part_of(object);
    gc::MutexGuard guard(part.mutex);
    auto found = part.sites.find(object);
    return found == part.sites.end() ? Site() : found->second;
  }

 private:
  static constexpr u32 kParts = 64;
  struct Part {
    gc::Mutex mutex;
    std::unordered_map<const Object*, Site> sites;
  };
  Part& part_of(const Object* object) { return parts_[reinterpret_cast<u64>(object) / 16 * 0x9e3779b97f4a7c15u >> 58]; }

  Part parts_[kParts];
};

}  // namespace vm
