// The method resolution order of a class (C3: Barrett et al., OOPSLA 1996), and the choice of the base that a class's
// layout extends.
#include "runtime/object/class.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

#include <vector>

namespace rt {

namespace {

using Order = std::vector<Type*>;

bool in_tail(const Order& order, size_t head, const Type* type) {
  for (size_t i = head + 1; i < order.size(); ++i) {
    if (order[i] == type) return true;
  }
  return false;
}

// The next class of the merge: the first head that is in no other order's tail. Null: there is none.
Type* next_candidate(const std::vector<Order>& orders, const std::vector<size_t>& heads) {
  for (size_t i = 0; i < orders.size(); ++i) {
    if (heads[i] == orders[i].size()) continue;
    Type* candidate = orders[i][heads[i]];
    bool blocked = false;
    for (size_t j = 0; j < orders.size() && !blocked; ++j) blocked = in_tail(orders[j], heads[j], candidate);
    if (!blocked) return candidate;
  }
  return nullptr;
}

Error raise_inconsistent(Thread& t, const std::vector<Order>& orders, const std::vector<size_t>& heads) {
  Ref names;
  Order seen;
  for (size_t i = 0; i < orders.size(); ++i) {
    if (heads[i] == orders[i].size()) continue;
    Type* type = orders[i][heads[i]];
    bool known = false;
    for (Type* s : seen) known |= s == type;
    if (known) continue;
    seen.push_back(type);
    // A copy of the name's text: %S of a str subclass would call __str__, which could change bases and free the classes
    // in `orders`.
    Ref text = exact_str(t, type->name.get());
    names = names && text ? format_message(t, "%S, %S", names.get(), text.get()) : std::move(text);
    if (!names) return {};
  }
  return raise_type_error(t, "Cannot create a consistent method resolution order (MRO) for bases %S", names.get());
}

bool check_duplicates(Thread& t, const Order& bases) {
  for (size_t i = 0; i < bases.size(); ++i) {
    if (in_tail(bases, i, bases[i])) return raise_type_error(t, "duplicate base class %S", bases[i]->name.get());
  }
  return true;
}

Order order_of(Value tuple) {
  Order order;
  const Tuple& items = *as_tuple(tuple);
  for (u64 i = 0; i < items.length; ++i) order.push_back(items[i].as<Type>());
  return order;
}

bool merge(Thread& t, const std::vector<Order>& orders, Order& result) {
  std::vector<size_t> heads(orders.size(), 0);
  for (;;) {
    bool done = true;
    for (size_t i = 0; i < orders.size(); ++i) done &= heads[i] == orders[i].size();
    if (done) return true;
    Type* next = next_candidate(orders, heads);
    if (!next) return raise_inconsistent(t, orders, heads);
    result.push_back(next);
    for (size_t i = 0; i < orders.size(); ++i) {
      if (heads[i] < orders[i].size() && orders[i][heads[i]] == next) ++heads[i];
    }
  }
}

Ref tuple_of(Thread& t, const Order& order) {
  Ref tuple = make_tuple_uninitialised(t, order.size());
  if (!tuple) return Ref();
  for (size_t i = 0; i < order.size(); ++i) init_field(as_tuple(tuple)->items[i], Ref::share(t, order[i]));
  return tuple;
}

// ---- layout

// The nearest class upwards whose instances are bigger than its base's.
const Type* solid_base(const Type* type) {
  while (type->base && type->base_size == type->base->base_size) type = type->base;
  return type;
}

Error raise_bad_mro_item(Thread& t, Value item) {
  if (!is_type(item)) return raise_type_error(t, "mro() returned a non-class ('%T')", item);
  return raise_type_error(t, "mro() returned base with unsuitable layout ('%N')", item.as<Type>());
}

Ref checked_mro_py(Thread& t, Type* type, Value result) {
  Ref tuple = to_tuple_py(t, result);
  if (!tuple) return Ref();
  const Type* solid = solid_base(type);
  const Tuple& items = *as_tuple(tuple);
  for (u64 i = 0; i < items.length; ++i) {
    if (!is_type(items[i]) || !is_subtype(solid, solid_base(items[i].as<Type>())))
      return raise_bad_mro_item(t, items[i]);
  }
  return tuple;
}

}  // namespace

Ref c3_mro(Thread& t, Type* type) {
  Order bases = order_of(type->bases.get_shared());
  Order result{type};
  if (bases.size() == 1 && bases[0]->mro.get_shared()) {
    for (Type* b : order_of(bases[0]->mro.get_shared())) result.push_back(b);
    return tuple_of(t, result);
  }
  if (!check_duplicates(t, bases)) return Ref();
  std::vector<Order> orders;
  for (Type* base : bases) {
    Value mro = base->mro.get_shared();
    if (!mro) return raise_type_error(t, "Cannot extend an incomplete type '%N'", base);
    orders.push_back(order_of(mro));
  }
  orders.push_back(bases);
  if (!merge(t, orders, result)) return Ref();
  return tuple_of(t, result);
}

Ref compute_mro_py(Thread& t, Type* type) {
  Type* meta = type_of(static_cast<Object*>(type));
  Type* where = nullptr;
  if (meta != kTypeType) lookup_in_mro(t, meta, name(N::mro), &where);
  if (!where || where == kTypeType) return c3_mro(t, type);
  bool self_first = false;
  Ref method = special_method_py(t, type, name(N::mro), &self_first);
  if (!method) return Ref();
  Ref result = self_first ? call_py(t, method, type) : call_py(t, method);
  if (!result) return Ref();
  return checked_mro_py(t, type, result);
}

Type* most_derived_metaclass(Thread& t, Type* meta, Value bases) {
  const Tuple& items = *as_tuple(bases);
  Type* winner = meta;
  for (u64 i = 0; i < items.length; ++i) {
    Type* candidate = type_of(items[i]);
    if (is_subtype(winner, candidate)) continue;
    if (!is_subtype(candidate, winner)) {
      return raise_type_error(
          t,
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
          "metaclasses of all its bases");
    }
    winner = candidate;
  }
  return winner;
}

Type* best_base(Thread& t, Value bases) {
  const Tuple& items = *as_tuple(bases);
  Type* winner = nullptr;
  const Type* winner_solid = nullptr;
  for (u64 i = 0; i < items.length; ++i) {
    if (!is_type(items[i])) return raise_type_error(t, "bases must be types");
    Type* base = items[i].as<Type>();
    if (!(base->flags & kTypeSubclassable))
      return raise_type_error(t, "type '%N' is not an acceptable base type", base);
    const Type* solid = solid_base(base);
    if (!winner || (winner_solid != solid && is_subtype(solid, winner_solid))) {
      winner = base;
      winner_solid = solid;
    } else if (!is_subtype(winner_solid, solid)) {
      return raise_type_error(t, "multiple bases have instance lay-out conflict");
    }
  }
  return winner;
}

}  // namespace rt
