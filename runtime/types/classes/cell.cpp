// The type cell.
#include "runtime/types/classes/cell.h"
#include "runtime/object/address.h"
#include "runtime/object/ops.h"
#include "runtime/types/all.h"

namespace rt {

namespace {

Ref content(Thread& t, Value cell) { return load_field(t, cell.object(), cell.as<Cell>()->value); }

Ref cell_create(Thread& t, Type*, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "cell() takes no keyword arguments");
  if (args.positional > 1) return raise_type_error(t, "cell expected at most 1 argument, got %d", args.positional);
  return make_cell(t, args.positional ? Ref::share(t, args[0]) : Ref());
}

Ref cell_repr(Thread& t, Value self) {
  Ref value = content(t, self);
  Address address(self);
  if (!value) return format_message(t, "<cell at %s: empty>", address.text);
  return format_message(t, "<cell at %s: %T object at %s>", address.text, value.get(), Address(value).text);
}

// Compares the contents; an empty cell is less than any other.
Ref cell_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_exact(b, TypeId::kCell)) return Ref::immediate(kNotImplemented);
  Ref x = content(t, a), y = content(t, b);
  if (x && y) return compare_py(t, x, y, op);
  int left = bool(x), right = bool(y);
  return compare_py(t, Value::small_int(left), Value::small_int(right), op);
}

Ref get_contents(Thread& t, Value self) {
  Ref value = content(t, self);
  return value ? std::move(value) : Ref(raise_value_error(t, "Cell is empty"));
}
bool set_contents(Thread& t, Value self, Value value) {
  store_field(t, self.object(), self.as<Cell>()->value, value ? Ref::share(t, value) : Ref());
  return true;
}

constexpr GetSetDef kGetSet[] = {{"cell_contents", get_contents, set_contents}, {}};

void trace(Object* object, gc::Visitor& visitor) { trace_slot(visitor, static_cast<Cell*>(object)->value); }
void clear(gc::Thread& t, Object* object) { clear_slot(static_cast<Thread&>(t), static_cast<Cell*>(object)->value); }

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = cell_repr;
  s.compare = cell_compare;
  s.create = cell_create;
  return s;
}();

}  // namespace

Ref make_cell(Thread& t, Ref value) {
  auto* cell = allocate_exact<Cell>(t, TypeId::kCell, sizeof(Cell), true);
  if (!cell) return Ref();
  init_field(cell->value, std::move(value));
  return Ref::steal(cell);
}

const TypeSpec kCellSpec = {
    .id = TypeId::kCell,
    .name = "cell",
    .size = sizeof(Cell),
    .flags = kTypeTraced,
    .doc =
        "A variable shared by nested functions. Without contents it is empty, and reading cell_contents raises "
        "ValueError.",
    .lifetime = {trace, clear, nullptr, clear},
    .slots = kSlots,
    .getset = kGetSet,
};

}  // namespace rt
