// _functools: reduce() and cmp_to_key(). partial and the LRU cache are in files of their own.
#include "runtime/library/functional/functools.h"

#include "runtime/library/parts/module_parts.h"

namespace rt {

namespace {

// ---- cmp_to_key

// A key for sorting, which compares by calling the function. Only `object` changes once it is made: Python code may set
// it.
struct KeyWrapper : Object {
  Slot compare, object;
};

Type* g_key_wrapper = nullptr;

Ref make_key_wrapper(Thread& t, Value compare, Value object) {
  Ref self = allocate_instance(t, g_key_wrapper);
  if (!self) return Ref();
  init_field(self.as<KeyWrapper>()->compare, Ref::share(t, compare));
  if (object) init_field(self.as<KeyWrapper>()->object, Ref::share(t, object));
  return self;
}

Ref key_wrapper_call(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(obj)");
  Value object;
  if (!bind_arguments(t, "K", kSignature, args, &object)) return Ref();
  return make_key_wrapper(t, self.as<KeyWrapper>()->compare.get(), object);
}

Ref key_wrapper_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (type_of(a) != g_key_wrapper || type_of(b) != g_key_wrapper)
    return raise_type_error(t, "other argument must be K instance");
  auto *left = a.as<KeyWrapper>(), *right = b.as<KeyWrapper>();
  Ref x = load_field(t, left, left->object), y = load_field(t, right, right->object);
  if (!x || !y) return raise(t, kAttributeErrorType, "object");
  Ref order = call_py(t, left->compare.get(), x, y);
  return order ? compare_py(t, order, Value::small_int(0), op) : Ref();
}

Ref cmp_to_key(Thread& t, Value compare) { return make_key_wrapper(t, compare, Value()); }

// For inspect.signature() of a key function.
Ref get_text_signature(Thread& t, Value) { return make_str_ascii(t, "(obj)"); }
constexpr GetSetDef kKeyWrapperGetSet[] = {{"__text_signature__", get_text_signature}, {}};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kKeyWrapperMembers[] = {
    {"obj", MemberKind::kSlot, offsetof(KeyWrapper, object), false, "Value wrapped by a key function."}, {}};
#pragma GCC diagnostic pop
constexpr TypeSpec kKeyWrapperSpec = {
    .name = "functools.KeyWrapper",
    .size = sizeof(KeyWrapper),
    .flags = kTypeTraced | kTypeDisallowNew,
    .lifetime = SlotsOf<KeyWrapper, &KeyWrapper::compare, &KeyWrapper::object>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.call = key_wrapper_call;
          s.compare = key_wrapper_compare;
          return s;
        }(),
    .getset = kKeyWrapperGetSet,
    .members = kKeyWrapperMembers,
};

// ---- reduce

Ref reduce(Thread& t, Value function, Value iterable, Value initial) {
  Ref result = initial ? Ref::share(t, initial) : Ref();
  Ref items = iter_or_py(t, iterable, "reduce() arg 2 must support iteration");
  bool ok = items && for_each_next_py(t, items, [&](Thread& t2, Value item) {
              result = result ? call_py(t2, function, result, item) : Ref::share(t2, item);
              return bool(result);
            });
  if (!ok) return Ref();
  return result ? std::move(result) : Ref(raise_type_error(t, "reduce() of empty iterable with no initial value"));
}

constexpr MethodDef kFunctions[] = {
    {"reduce", reduce, "(function, iterable, /, initial=<unrepresentable>)",
     "Combine the items from left to right: function(function(a, b), c) and so on. An initial value comes in front of "
     "them."},
    {"cmp_to_key", cmp_to_key, "(mycmp)",
     "A key function for sort() and the like that orders as the comparison function says."},
    {},
};

bool init(Thread& t, Value module) {
  if (!g_key_wrapper) g_key_wrapper = make_native_type(t, kKeyWrapperSpec);
  return functools::add_partial(t, module) && functools::add_lru_cache(t, module);
}

}  // namespace

const ModuleDef kUnderFunctoolsModule = {"_functools", "Tools that operate on functions.", kFunctions, init};

}  // namespace rt
