// The table of subjects.
#include "interp/vm/studio/race_subjects.h"

namespace vm {

Place* Subjects::place(const Object* object, u64 key) {
  Part& part = part_of(object);
  gc::MutexGuard guard(part.mutex);
  auto& places = part.subjects[object].places;
  auto found = places.find(key);
  if (found != places.end()) return found->second;
  if (places.size() >= kMostPlaces) return nullptr;
  return places[key] = part.places.take();
}

Passage* Subjects::passage(const void* subject) {
  Part& part = part_of(subject);
  gc::MutexGuard guard(part.mutex);
  Passage*& passage = part.subjects[subject].passage;
  if (!passage) passage = part.passages.take();
  return passage;
}

void Subjects::forget(const void* subject) {
  Part& part = part_of(subject);
  gc::MutexGuard guard(part.mutex);
  auto found = part.subjects.find(subject);
  if (found == part.subjects.end()) return;
  if (Passage* passage = found->second.passage) part.passages.give_back(passage);
  for (auto& [key, place] : found->second.places) part.places.give_back(place);
  part.subjects.erase(found);
}

}  // namespace vm
