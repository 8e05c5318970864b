// Making a ZoneInfo from a file. zoneinfo._common reads the file, as for the class in Python.
#include <new>

#include "gc/heap/heap.h"
#include "runtime/library/datetime/zoneinfo_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::zones {

namespace {

Ref call_function_py(Thread& t, const char* module, const char* function, Value argument) {
  Ref from = import_module_py(t, module), callee = from ? getattr_py(t, from, function) : Ref();
  return callee ? call_py(t, callee, argument) : Ref();
}

// The numbers of a tuple, each as put(number).
template <class F>
bool read_numbers_py(Thread& t, Value tuple, F&& put) {
  for (u64 i = 0; i < as_tuple(tuple)->length; ++i) {
    i64 n;
    if (!index_i64_py(t, (*as_tuple(tuple))[i], &n, kOverflowErrorType) || !put(n)) return false;
  }
  return true;
}

class Loader {
 public:
  Loader(Thread& t, ZoneInfo* zone) : t_(t), zone_(zone), data_(*zone->data), objects_(make_list(t)) {}
  // Fills the zone with what _common.load_data() has given. False: an error is pending.
  bool load_py(Value parts);

 private:
  bool check(Value parts);
  bool read_transitions_py(Value indices, Value moments, u64 types);
  bool add_offset(Offset offset, Value name);
  bool read_end(Value rule);

  Thread& t_;
  ZoneInfo* zone_;
  ZoneData& data_;
  Ref objects_;
};

// (trans_idx, trans_list_utc, utcoff, isdst, abbr, tz_str)
bool Loader::check(Value parts) {
  bool good = is_tuple(parts) && as_tuple(parts)->length == 6;
  if (!good) return raise_type_error(t_, "load_data() must return a tuple of six items");
  for (u64 i = 0; i < 5; ++i) {
    if (!is_tuple((*as_tuple(parts))[i]))
      return raise_type_error(t_, "load_data() must return tuples, not %T", (*as_tuple(parts))[i]);
  }
  const Tuple* items = as_tuple(parts);
  auto length = [&](u64 i) { return as_tuple((*items)[i])->length; };
  if (length(0) == length(1) && length(2) == length(3) && length(2) == length(4)) return true;
  return raise_value_error(t_, "load_data() must return tuples of equal lengths");
}

bool Loader::read_transitions_py(Value indices, Value moments, u64 types) {
  auto put_index = [&](i64 n) {
    if (n < 0 || static_cast<u64>(n) >= types)
      return bool(
          raise_value_error(t_, "Invalid transition index found while reading TZif: %lld", static_cast<long long>(n)));
    data_.after.push_back(static_cast<u32>(n));
    return true;
  };
  return read_numbers_py(t_, indices, put_index) &&
         read_numbers_py(t_, moments, [&](i64 n) { return data_.utc.push_back(n), true; });
}

// Adds the objects of an offset behind the others.
bool Loader::add_offset(Offset offset, Value name) {
  if (!is_str(name)) return raise_type_error(t_, "names of zones must be str, not %T", name);
  List* list = as_list(objects_);
  return list_append(t_, list, datetimes::make_delta(t_, 0, offset.total)) &&
         list_append(t_, list, datetimes::make_delta(t_, 0, offset.dst)) && list_append(t_, list, Ref::share(t_, name));
}

// The rule or the offset that holds behind the last transition. All offsets of the file are known.
bool Loader::read_end(Value rule) {
  u32 types = static_cast<u32>(data_.offsets.size());
  std::string_view text = is_bytes(rule) ? rule.as<Bytes>()->view() : std::string_view();
  if (text.empty()) {
    if (types == 0) return raise_value_error(t_, "No time zone information found.");
    data_.last = data_.after.empty() ? types - 1 : data_.after.back();
    data_.is_fixed = types == 1;
    return true;
  }
  if (const char* problem = parse_rule(text, &data_.rule)) return raise_value_error(t_, "%s%R", problem, rule);
  TzRule& r = data_.rule;
  Ref std_name = make_str(t_, r.std_name), dst_name = r.has_dst ? make_str(t_, r.dst_name) : none();
  data_.offsets.push_back({r.std_offset, 0});
  if (!std_name || !dst_name || !add_offset(data_.offsets.back(), std_name)) return false;
  data_.has_rule = r.has_dst;
  data_.last = data_.rule_std = types;
  if (r.has_dst) {
    data_.rule_dst = types + 1;
    data_.offsets.push_back({r.dst_offset, r.difference()});
    return add_offset(data_.offsets.back(), dst_name);
  }
  const Offset& only = data_.offsets[0];
  List* list = as_list(objects_);
  data_.is_fixed =
      types == 0 || (types == 1 && only.total == r.std_offset && only.dst == 0 && str_equal((*list)[2], std_name));
  return true;
}

bool Loader::load_py(Value parts) {
  if (!objects_ || !check(parts)) return false;
  const Tuple* items = as_tuple(parts);
  Value names = (*items)[4];
  text::PlainArray<u8> is_dst;
  auto put_offset = [&](i64 n) {
    if (n != static_cast<i32>(n)) return bool(raise_value_error(t_, "an offset from UTC is out of range"));
    data_.offsets.push_back({static_cast<i32>(n), 0});
    return true;
  };
  if (!read_transitions_py((*items)[0], (*items)[1], as_tuple(names)->length) ||
      !read_numbers_py(t_, (*items)[2], put_offset) ||
      !read_numbers_py(t_, (*items)[3], [&](i64 n) { return is_dst.push_back(n != 0), true; }))
    return false;
  if (!data_.ok() || !is_dst.ok()) return raise_memory_error(t_);
  data_.complete(is_dst);
  for (u64 i = 0; i < data_.offsets.size(); ++i) {
    if (!add_offset(data_.offsets[i], (*as_tuple(names))[i])) return false;
  }
  if (!read_end((*items)[5])) return false;
  if (!data_.ok()) return raise_memory_error(t_);
  Ref objects = to_tuple_py(t_, objects_);
  if (!objects) return false;
  init_field(zone_->objects, std::move(objects));
  return true;
}

Ref empty_zone(Thread& t, Type* type, Value key) {
  Ref zone = allocate_instance(t, type);
  void* memory = zone ? gc::raw_alloc(sizeof(ZoneData)) : nullptr;
  if (!memory) return zone ? Ref(raise_memory_error(t)) : Ref();
  as_zone(zone)->data = new (memory) ZoneData;
  init_field(as_zone(zone)->key, Ref::share(t, key));
  return zone;
}

bool load_from_py(Thread& t, Value zone, Value file) {
  Ref parts = call_function_py(t, "zoneinfo._common", "load_data", file);
  return parts && Loader(t, as_zone(zone)).load_py(parts);
}

Ref open_file_py(Thread& t, Value key) {
  Ref path = call_function_py(t, "zoneinfo._tzpath", "find_tzfile", key);
  if (!path) return Ref();
  if (path.get() == kNone) return call_function_py(t, "zoneinfo._common", "load_tzdata", key);
  Ref io = import_module_py(t, "io"), open = io ? getattr_py(t, io, "open") : Ref(), mode = make_str(t, "rb");
  return open && mode ? call_py(t, open, path, mode) : Ref();
}

// Closes the file. An error that is pending stays.
bool close_py(Thread& t, Value file) {
  Ref error = take_error(t), name = intern(t, "close");
  Ref done = name ? call_method_py(t, file, name) : Ref();
  if (!error) return bool(done);
  clear_error(t);
  restore_error(t, std::move(error));
  return false;
}

}  // namespace

Ref new_zone_py(Thread& t, Type* type, Value key) {
  Ref file = open_file_py(t, key);
  if (!file) return Ref();
  Ref zone = empty_zone(t, type, key);
  bool loaded = zone && load_from_py(t, zone, file);
  return close_py(t, file) && loaded ? std::move(zone) : Ref();
}

Ref zone_from_file_py(Thread& t, Type* type, Value file, Value key) {
  Ref zone = empty_zone(t, type, key);
  if (!zone || !load_from_py(t, zone, file)) return Ref();
  Ref text = repr_py(t, file);
  if (!text) return Ref();
  init_field(as_zone(zone)->file_repr, std::move(text));
  return zone;
}

}  // namespace rt::zones
