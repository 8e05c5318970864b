// The table of subjects, and what is in a mailbox.
#include "interp/vm/studio/race_subjects.h"

#include "interp/vm/studio/race_thread.h"

namespace vm {

void Mailbox::put(u64 item, Gift gift) {
  all_.join(*gift.clock);
  all_.raise(gift.thread, gift.time);
  if (few_.size() < kFew) {
    few_.push_back({item, std::move(gift)});
    return;
  }
  if (others_.size() == kMostItems) {
    others_.clear();
    lost_ = all_;
  }
  others_.emplace(item, std::move(gift));
}

void Mailbox::take(u64 item, WatchedThread& thread) {
  size_t known = std::erase_if(few_, [&](const Item& there) {
    if (there.item == item) thread.learn(there.gift);
    return there.item == item;
  });
  auto [first, last] = others_.equal_range(item);
  for (auto at = first; at != last; ++at, ++known) thread.learn(at->second);
  others_.erase(first, last);
  thread.learn(known ? lost_ : all_);
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
