// The promises of the library's objects, each at the instruction by which its function carries it out.
#include "interp/vm/studio/race_promises.h"

#include "interp/vm/studio/sites.h"
#include "runtime/library/containers/collections_deque.h"
#include "runtime/object/shape.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using Rule = LibraryFunction::Rule;

bool caller_keeps_it_to_itself(Thread& t, Value* r) {
  Value* caller = caller_of(r);
  const LibraryFunction* function = caller ? known_origin(t, code_of(caller)).function : nullptr;
  return function && function->is_own_affair;
}

// An attribute that is a small int; `otherwise` if it is none.
i64 int_attribute(Thread& t, Value object, Value name, i64 otherwise) {
  Ref value = rt::instance_get(t, object.object(), name);
  return value && value.get().is_small_int() ? value.get().small() : otherwise;
}

// How many items are in a queue.Queue. Negative: it keeps them in no list and no deque.
i64 items_of(Thread& t, Value queue) {
  Ref name = rt::intern(t, std::string_view("queue"));
  Ref items = name ? rt::instance_get(t, queue.object(), name) : Ref();
  if (items && rt::is_list(items)) return static_cast<i64>(items.as<rt::List>()->length.load(gc::relaxed));
  if (items && rt::collections::g_deque && rt::collections::is_deque(items))
    return static_cast<i64>(rt::collections::as_deque(items)->length());
  return -1;
}

// How many items fit into a queue.Queue; 0: as many as come.
i64 limit_of(Thread& t, Value queue) {
  Ref name = rt::intern(t, std::string_view("maxsize"));
  return name ? int_attribute(t, queue, name, 0) : 0;
}

class Keeper {
 public:
  Keeper(Thread& t, WatchedThread& self, Subjects& subjects, Value* r, const LibraryFunction& function)
      : t(t), self(self), subjects(subjects), r(r), function(function) {}

  void keep(const Rule& rule, const Access& access) {
    bool stores = access.kind == AccessKind::kWrite;
    switch (rule.promise) {
      case Promise::kGives:
        if (Place* place = place_of(access)) self.give(*place);
        return;
      case Promise::kTakes:
        if (Place* place = place_of(access)) self.takes.push_back(place);
        return;
      case Promise::kSends: return stores ? send(access.object) : void();
      case Promise::kReceives: return stores ? void() : receive(access.object);
      case Promise::kMakesTokens: return stores ? make_tokens(access) : void();
      case Promise::kUsesToken: return stores ? use_token(access) : void();
      default: return;
    }
  }

 private:
  Place* place_of(const Access& access) { return self.found(subjects, access.object, access.key).place; }
  Value item() const { return function.item < 0 ? Value() : r[function.item]; }

  // Of a queue that takes a limited number of items, each item that has come out lets another one in.
  void send(const Object* queue) {
    if (Value sent = item()) put_item(self, subjects, queue, sent.stripped().bits());
    i64 limit = limit_of(t, Value(queue)), there = limit > 0 ? items_of(t, Value(queue)) : 0;
    if (limit <= 0) return;
    u64 spaces = there < 0 ? 0 : static_cast<u64>(std::max<i64>(limit - there + 1, 0));
    self.with_mailbox(subjects, queue, [&](Mailbox& mailbox) { mailbox.use_token(spaces, self); });
  }
  void receive(const Object* queue) {
    bool limited = limit_of(t, Value(queue)) > 0;
    Value received = item();
    self.with_mailbox(subjects, queue, [&](Mailbox& mailbox) {
      if (received) mailbox.take(received.stripped().bits(), self);
      if (limited) mailbox.make_token(self.gift());
    });
    if (limited) self.advance();
  }

  void make_tokens(const Access& access) {
    if (!access.written.is_small_int()) return;
    i64 more = access.written.small() - int_attribute(t, Value(access.object), access.name, access.written.small());
    self.with_mailbox(subjects, access.object, [&](Mailbox& mailbox) {
      for (i64 i = 0; i < more; ++i) mailbox.make_token(self.gift());
    });
    self.advance();
  }
  void use_token(const Access& access) {
    if (!access.written.is_small_int()) return;
    u64 there = static_cast<u64>(access.written.small()) + 1;
    self.with_mailbox(subjects, access.object, [&](Mailbox& mailbox) { mailbox.use_token(there, self); });
  }

  Thread& t;
  WatchedThread& self;
  Subjects& subjects;
  Value* r;
  const LibraryFunction& function;
};

}  // namespace

void put_item(WatchedThread& self, Subjects& subjects, const void* queue, u64 item) {
  self.with_mailbox(subjects, queue, [&](Mailbox& mailbox) { mailbox.put(item, self.gift()); });
  self.advance();
}

void keep_promises(Thread& t, WatchedThread& self, Subjects& subjects, Value* r, const LibraryFunction& function,
                   const Accesses& found) {
  if (function.rules.empty() || caller_keeps_it_to_itself(t, r)) return;
  Keeper keeper(t, self, subjects, r, function);
  for (u32 i = 0; i < found.count; ++i) {
    const Access& access = found.at[i];
    if (access.place != PlaceKind::kAttribute || rt::is_type(Value(access.object))) continue;
    for (const Rule& rule : function.rules) {
      if (rule.attribute && rule.attribute == access.name.stripped()) keeper.keep(rule, access);
    }
  }
}

void keep_promises_at_release(WatchedThread& self, Subjects& subjects, Value* r, const LibraryFunction& function) {
  Value object = r[0];
  if (!object.is_pointer()) return;
  for (const Rule& rule : function.rules) {
    if (rule.promise == Promise::kTakesAtRelease) {
      Place* place = self.found(subjects, object.object(), key_of_name(rule.attribute)).place;
      if (place) self.take(*place);
    } else if (rule.promise == Promise::kTakesItemsAtRelease) {
      self.with_mailbox(subjects, object.object(), [&](Mailbox& mailbox) { mailbox.take_all(self); });
    }
  }
}

}  // namespace vm
