// The table of subjects, and what is in a mailbox.
#include "interp/vm/studio/race_subjects.h"

#include "interp/vm/studio/race_thread.h"

namespace vm {

void Mailbox::put(u64 item, const Gift& gift) {
  all_.join(*gift.clock);
  all_.raise(gift.thread, gift.time);
  if (items_.size() == kMostItems) {
    items_.clear();
    lost_ = all_;
  }
  items_.emplace(item, gift);
}

void Mailbox::take(u64 item, WatchedThread& thread) {
  auto [first, last] = items_.equal_range(item);
  if (first == last) return thread.learn(all_);
  thread.learn(lost_);
  for (auto at = first; at != last; ++at) thread.learn(at->second);
  items_.erase(first, last);
}

void Mailbox::take_all(WatchedThread& thread) { thread.learn(all_); }

void Mailbox::use_token(u64 there, WatchedThread& thread) {
  while (!tokens_.empty() && tokens_.size() >= there) {
    bool is_the_one = tokens_.size() == there;
    thread.learn(tokens_.front());
    tokens_.pop_front();
    if (is_the_one) return;
  }
}

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

u32 Subjects::forget(const void* subject) {
  Part& part = part_of(subject);
  gc::MutexGuard guard(part.mutex);
  auto found = part.subjects.find(subject);
  if (found == part.subjects.end()) return 0;
  u32 holder = 0;
  if (Passage* passage = found->second.passage) {
    holder = passage->holder.load(gc::relaxed);
    part.passages.give_back(passage);
  }
  for (auto& [key, place] : found->second.places) part.places.give_back(place);
  part.subjects.erase(found);
  return holder;
}

}  // namespace vm
