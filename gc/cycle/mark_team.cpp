// The words of the protocol
//   Helper::state   absent -> invited by the collecting thread, which starts the OS thread; idle -> invited likewise, which wakes it; invited ->
//                   joined by the helper; joined -> idle by the helper when the round is over; invited -> idle by the collecting thread, if
//                   the helper has come too late; idle -> absent by a helper that has not been needed for a while
//   round           number of the marking under way; 0 between two. A helper says which one it has joined, and leaves when that is over
//   unfinished      the collecting thread, while it traces, and packets that have been sent and whose consequences have not been traced and
//                   sent on in turn. At 0 everything is marked
//   owner           marker of each zone; only the collecting thread changes it, and gives only what is its own
// A helper that has left late has touched nothing but these words since the round ended, so nobody waits for it.
#include "gc/cycle/mark_team.h"

#include <mimalloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <algorithm>
#include <utility>

#include "gc/cycle/mark.h"
#include "gc/sync/clock.h"
#include "gc/sync/parking.h"

namespace gc {

namespace {

constexpr u32 kMostMarkers = 4;
constexpr u32 kZones = 16;
constexpr u32 kZoneBits = 20;
constexpr u32 kPacketObjects = 509;
constexpr i64 kPatienceNs = 5'000'000'000;  // of a helper that nobody invites

enum HelperState : u32 { kAbsent, kIdle, kInvited, kJoined };

struct Packet {
  Packet* next;
  u32 sender;  // to whom it goes back when it is empty
  u32 count;
  bool marked;  // the objects are marked and only wait to be traced
  Object* objects[kPacketObjects];
};

struct alignas(64) Member {
  Atomic<Packet*> inbox{nullptr};  // stacks; anyone pushes, the member takes all
  Atomic<Packet*> empties{nullptr};
  Atomic<u32> state{kAbsent};      // of a helper
  Atomic<u32> joined{0};           // the round
  Atomic<bool> hungry{false};      // has nothing to do; a hint
};

struct Team {
  Member members[kMostMarkers];  // 0 is the collecting thread
  alignas(64) Atomic<u8> owner[kZones] = {};  // read all the time
  Atomic<u32> round{0};
  alignas(64) Atomic<i64> unfinished{0};
};
Team g_team;
u32 g_rounds = 0;  // world stopped

u32 zone_of(const Object* object) { return static_cast<u32>(reinterpret_cast<uintptr_t>(object) >> kZoneBits) % kZones; }

void push(Atomic<Packet*>& stack, Packet* packet) {
  Packet* head = stack.load(relaxed);
  do {
    packet->next = head;
  } while (!stack.compare_exchange_weak(head, packet, release, relaxed));  // pairs with take_all()
}
Packet* take_all(Atomic<Packet*>& stack) { return stack.load(relaxed) ? stack.exchange(nullptr, acquire) : nullptr; }

void free_packets(Packet* packet) {
  while (packet) mi_free(std::exchange(packet, packet->next));
}

// One marker's work in one round.
class TeamMarker : public Visitor {
 public:
  // A helper frees nothing but its stack, so that mimalloc would keep that for it.
  explicit TeamMarker(u32 number)
      : Visitor{&see, &see}, number_(number), waiting_(number == 0 ? ObjectVector::kOften : ObjectVector::kSeldom) {}
  ~TeamMarker() {
    free_packets(spare_);
    free_packets(take_all(g_team.members[number_].empties));
  }

  void lead(void (*trace_roots)(Visitor&), u32 helpers);
  void help(u32 round);

 private:
  static void see(Visitor& self, Object* child) { static_cast<TeamMarker&>(self).mark(child); }

  TINYPY_INLINE void mark(Object* object) {
    u64 entry = page_map_get(object);
    if (entry > kUntracedPage) [[likely]] {
      if (!is_mine(object)) return send(object);
      if (reinterpret_cast<PageSide*>(entry)->mark(object)) waiting_.push(object);
    } else if (entry == kNoPage) {
      mark_large(object);
    }
  }
  TINYPY_COLD void mark_large(Object* object);
  void trace(Object* object);
  void drain();
  void look_up();

  u32 marker_of(const Object* object) const { return g_team.owner[zone_of(object)].load(acquire); }  // pairs with admit()
  bool is_mine(const Object* object) const { return marker_of(object) == number_; }
  [[gnu::noinline]] void send(Object* object);
  void put(Packet*& packet, Object* object, bool marked);
  Packet* new_packet(bool marked);
  void post(Packet* packet, u32 to);
  void send_all();
  // Takes what has been sent here; the number of packets.
  i64 receive();
  void work(i64 share, u32 round);
  void await_helpers();
  void admit();
  void admit(u32 helper);

  const u32 number_;
  u32 planned_ = 0;   // the leader: markers there may be
  u32 admitted_ = 0;  // bits of those that have zones
  u32 last_shape_ = 0;
  TraceStack waiting_;
  Packet* out_[kMostMarkers] = {};
  Packet* spare_ = nullptr;
};

void TeamMarker::mark_large(Object* object) {
  if (!is_traced_large(object)) return;
  LargeEntry* entry = LargeEntry::of(object);
  if (!is_mine(object)) return send(object);
  if (entry->marked) return;
  entry->marked = 1;
  waiting_.push(object);
}

void TeamMarker::put(Packet*& packet, Object* object, bool marked) {
  if (!packet) packet = new_packet(marked);
  packet->objects[packet->count++] = object;
}

Packet* TeamMarker::new_packet(bool marked) {
  if (!spare_) spare_ = take_all(g_team.members[number_].empties);
  Packet* packet = spare_;
  if (packet) {
    spare_ = packet->next;
  } else {
    packet = static_cast<Packet*>(mi_malloc(sizeof(Packet)));
    if (!packet) fatal("out of memory while collecting garbage");
  }
  packet->sender = number_;
  packet->count = 0;
  packet->marked = marked;
  return packet;
}

void TeamMarker::send(Object* object) {
  u32 to = marker_of(object);
  put(out_[to], object, false);
  if (out_[to]->count == kPacketObjects) post(std::exchange(out_[to], nullptr), to);
}

void TeamMarker::post(Packet* packet, u32 to) {
  g_team.unfinished.fetch_add(1, relaxed);  // ours is still counted, so it is not 0
  push(g_team.members[to].inbox, packet);
}

void TeamMarker::send_all() {
  for (u32 to = 0; to < kMostMarkers; ++to) {
    if (out_[to]) post(std::exchange(out_[to], nullptr), to);
  }
}

i64 TeamMarker::receive() {
  i64 packets = 0;
  for (Packet *packet = take_all(g_team.members[number_].inbox), *next; packet; packet = next) {
    for (u32 n = 0; n < packet->count; ++n) packet->marked ? waiting_.push(packet->objects[n]) : mark(packet->objects[n]);
    next = packet->next;
    push(g_team.members[packet->sender].empties, packet);
    ++packets;
  }
  return packets;
}

TINYPY_INLINE void TeamMarker::trace(Object* object) {
  u32 id = object->meta.load(relaxed) >> kFlagBits;
  const ShapeBase* shape = g_shapes[id];
  if (id != last_shape_) {
    last_shape_ = id;
    if (shape->type) mark(shape->type);
  }
  if (shape->lifetime->trace) shape->lifetime->trace(object, *this);
}

void TeamMarker::drain() {
  constexpr u32 kLook = 256;
  for (u32 n = 1; Object* object = waiting_.pop(); ++n) {
    trace(object);
    if (n % kLook == 0) look_up();
  }
}

// A full packet may be long in coming.
void TeamMarker::look_up() {
  if (planned_ != 0) admit();
  for (u32 to = 0; to < kMostMarkers; ++to) {
    if (out_[to] && g_team.members[to].hungry.load(relaxed)) post(std::exchange(out_[to], nullptr), to);
  }
}

void TeamMarker::admit() {
  for (u32 n = 1; n < planned_; ++n) {
    if ((admitted_ >> n & 1) || g_team.members[n].joined.load(relaxed) != g_rounds) continue;
    admitted_ |= 1u << n;
    admit(n);
  }
}

// A helper that has joined gets its zones, and what waits there. It sees the marks when it receives its first packet.
void TeamMarker::admit(u32 helper) {
  for (u32 zone = 0; zone < kZones; ++zone) {
    if (zone % planned_ == helper) g_team.owner[zone].store(static_cast<u8>(helper), release);
  }
  Packet* packet = nullptr;
  waiting_.keep_if([&](Object* object) {
    if (marker_of(object) != helper) return true;
    put(packet, object, true);
    if (packet->count == kPacketObjects) post(std::exchange(packet, nullptr), helper);
    return false;
  });
  if (packet) post(packet, helper);
}

// `share` of `unfinished` is this marker's.
void TeamMarker::work(i64 share, u32 round) {
  Atomic<bool>& hungry = g_team.members[number_].hungry;
  for (int turns = 0;; ++turns) {
    hungry.store(share == 0, relaxed);
    if (share != 0) {
      drain();
      send_all();
      // Release: what was marked. Acquire, for the leader: what the others marked.
      g_team.unfinished.fetch_sub(share, acq_rel);
      turns = 0;
    }
    if (g_team.unfinished.load(acquire) == 0 || g_team.round.load(acquire) != round) return;
    share = receive();
    if (share == 0) back_off(turns);
  }
}

// A helper that is there from the start saves handing over.
void TeamMarker::await_helpers() {
  constexpr i64 kWaitNs = 60'000;
  for (i64 end = now_ns() + kWaitNs; admitted_ != (1u << planned_) - 2 && now_ns() < end; admit()) cpu_pause();
}

void TeamMarker::lead(void (*trace_roots)(Visitor&), u32 helpers) {
  planned_ = helpers + 1;
  await_helpers();
  trace_roots(*this);
  work(1, g_team.round.load(relaxed));
}

void TeamMarker::help(u32 round) { work(0, round); }

void* helper_main(void* argument) {
  u32 number = static_cast<u32>(reinterpret_cast<uintptr_t>(argument));
  Atomic<u32>& state = g_team.members[number].state;
  for (;;) {
    u32 invited = kInvited, idle = kIdle;
    if (state.compare_exchange_strong(invited, kJoined, acquire, relaxed)) {
      u32 round = g_team.round.load(acquire);
      g_team.members[number].joined.store(round, relaxed);
      if (round != 0) TeamMarker(number).help(round);
      state.store(kIdle, release);
    } else if (park(state, kIdle, kPatienceNs) == Wait::kTimedOut && state.compare_exchange_strong(idle, kAbsent, relaxed, relaxed)) {
      return nullptr;
    }
  }
}

// Signals are for Python's threads.
bool start_helper(u32 number) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  bool started = pthread_create(&thread, nullptr, helper_main, reinterpret_cast<void*>(uintptr_t{number})) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (started) pthread_detach(thread);
  return started;
}

void invite(u32 number) {
  Atomic<u32>& state = g_team.members[number].state;
  u32 found = kIdle;
  if (state.compare_exchange_strong(found, kInvited, release, relaxed)) {
    unpark_one(state);
  } else if (found == kAbsent) {
    state.store(kInvited, release);
    if (!start_helper(number)) state.store(kAbsent, relaxed);
  }
}

u32 processors() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<u32>(CPU_COUNT(&set)) : 1;
}

}  // namespace

void mark_with_helpers(void (*trace_roots)(Visitor&)) {
  u32 helpers = std::min(processors(), kMostMarkers) - 1;
  for (auto& owner : g_team.owner) owner.store(0, relaxed);
  g_team.unfinished.store(1, relaxed);
  g_team.round.store(++g_rounds, release);  // pairs with helper_main
  for (u32 n = 1; n <= helpers; ++n) invite(n);
  TeamMarker(0).lead(trace_roots, helpers);
  g_team.round.store(0, release);
  for (u32 n = 1; n <= helpers; ++n) {
    u32 invited = kInvited;
    g_team.members[n].state.compare_exchange_strong(invited, kIdle, relaxed, relaxed);
  }
}

void helpers_after_fork_child() {
  for (Member& member : g_team.members) member.state.store(kAbsent, relaxed);
}

}  // namespace gc
