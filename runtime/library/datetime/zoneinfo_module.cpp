// _zoneinfo: the class ZoneInfo of the library's module zoneinfo.
#include "gc/heap/heap.h"
#include "runtime/library/datetime/zoneinfo_parts.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::zones {

Type* g_zone_type;

namespace {

using datetimes::TimeOfDay;

// ---- looking

// The local time that an argument of utcoffset() shows.
struct LocalTime {
  i64 seconds;  // since 1970
  i32 year;
  bool fold;
};

LocalTime local_time(const Day& day, const TimeOfDay& time) {
  return {datetimes::seconds_since_year_1(day, time) - datetimes::kEpochSeconds, day.year, time.fold != 0};
}

bool number_of_py(Thread& t, Value object, const char* attribute, i64* out) {
  Ref value = getattr_py(t, object, attribute);
  return value && index_i64_py(t, value, out, kOverflowErrorType);
}

// An argument of another class, or of one that may answer by itself. As in CPython, a datetime is not asked for its
// year and fold.
bool ask_local_time_py(Thread& t, Value dt, LocalTime* out) {
  Ref name = intern(t, "toordinal"), ordinal = name ? call_method_py(t, dt, name) : Ref();
  i64 day, hour, minute, second, fold, year;
  if (!ordinal || !index_i64_py(t, ordinal, &day, kOverflowErrorType) || !number_of_py(t, dt, "hour", &hour) ||
      !number_of_py(t, dt, "minute", &minute) || !number_of_py(t, dt, "second", &second))
    return false;
  if (datetimes::is_datetime(dt)) {
    year = datetimes::day_of(dt).year;
    fold = datetimes::clock_time(dt).fold;
  } else if (!number_of_py(t, dt, "fold", &fold) || !number_of_py(t, dt, "year", &year)) {
    return false;
  }
  constexpr i64 kMost = i64{1} << 32;  // far beyond what any date has
  for (i64 n : {day, hour, minute, second, fold}) {
    if (n < -kMost || n > kMost) return raise_overflow_error(t, "date or time is out of range");
  }
  if (year < datetimes::kMinYear || year > datetimes::kMaxYear)
    return raise_value_error(t, "year %lld is out of range", static_cast<long long>(year));
  *out = {(day - 1) * 86400 - datetimes::kEpochSeconds + hour * 3600 + minute * 60 + second, static_cast<i32>(year),
          fold != 0};
  return true;
}

enum class Part : u64 { kOffset, kDst, kName };

Ref part_of(Thread& t, const ZoneInfo* zone, u32 offset, Part part) {
  if (offset == ZoneData::kNoOffset) return none();
  return Ref::share(t, (*as_tuple(zone->objects.get()))[u64{offset} * 3 + static_cast<u64>(part)]);
}

template <Part kPart>
Ref ask(Thread& t, Value self, Value dt) {
  const ZoneInfo* zone = as_zone(self);
  const ZoneData& data = *zone->data;
  if (dt == kNone) return data.is_fixed ? part_of(t, zone, data.last, kPart) : none();
  LocalTime time;
  if (type_of(dt) == datetimes::g_datetime_type) time = local_time(datetimes::day_of(dt), datetimes::clock_time(dt));
  else if (!ask_local_time_py(t, dt, &time)) return Ref();
  return part_of(t, zone, data.at_local(time.seconds, time.year, time.fold), kPart);
}

Ref with_fold_py(Thread& t, Value dt) {
  if (type_of(dt) == datetimes::g_datetime_type) {
    TimeOfDay time = datetimes::clock_time(dt);
    time.fold = 1;
    return datetimes::make_exact_datetime(t, datetimes::day_of(dt), time, datetimes::zone_of_datetime(dt));
  }
  Ref method = getattr_py(t, dt, "replace"), name = intern(t, "fold"), names = name ? make_tuple(t, name) : Ref();
  Value one = Value::small_int(1);
  return method && names ? call_py(t, method, CallArgs{&one, 0, names}) : Ref();
}

Ref fromutc(Thread& t, Value self, Value dt) {
  if (!datetimes::is_datetime(dt)) return raise_type_error(t, "fromutc: argument must be a datetime");
  if (!is_same(datetimes::zone_of_datetime(dt), self)) return raise_value_error(t, "fromutc: dt.tzinfo is not self");
  LocalTime time;
  if (type_of(dt) == datetimes::g_datetime_type) time = local_time(datetimes::day_of(dt), datetimes::clock_time(dt));
  else if (!ask_local_time_py(t, dt, &time)) return Ref();
  const ZoneInfo* zone = as_zone(self);
  bool fold;
  u32 offset = zone->data->at_utc(time.seconds, time.year, &fold);
  if (offset == ZoneData::kNoOffset) return raise_value_error(t, "fromutc: the zone has no offset at that time");
  Ref delta = part_of(t, zone, offset, Part::kOffset);
  Ref local = datetimes::shift_datetime_py(t, dt, datetimes::as_delta(delta), 1);
  return local && fold ? with_fold_py(t, local) : std::move(local);
}

// ---- making

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(key)");
  Value key;
  return bind_arguments(t, "ZoneInfo", kSignature, args, &key) ? cached_zone_py(t, type, key) : Ref();
}
Ref no_cache(Thread& t, Value type, Value key) { return new_zone_py(t, type.as<Type>(), key); }
Ref from_file(Thread& t, Value type, Value file, Value key) { return zone_from_file_py(t, type.as<Type>(), file, key); }
Ref clear_cache(Thread& t, Value type, Value only_keys) {
  return clear_cache_py(t, type.as<Type>(), only_keys) ? none() : Ref();
}
Ref init_subclass(Thread& t, Value type, Value, Value) { return give_cache_py(t, type) ? none() : Ref(); }

// ---- text and pickling

Ref repr(Thread& t, Value self) {
  const ZoneInfo* zone = as_zone(self);
  if (zone->key.get() != kNone) return format_message(t, "%s(key=%R)", type_name(type_of(self)), zone->key.get());
  return format_message(t, "%s.from_file(%S)", type_name(type_of(self)), zone->file_repr.get());
}
Ref str(Thread& t, Value self) {
  Value key = as_zone(self)->key.get();
  return key != kNone ? Ref::share(t, key) : repr_py(t, self);
}

Ref reduce(Thread& t, Value self) {
  const ZoneInfo* zone = as_zone(self);
  if (zone->file_repr.get()) {
    Ref pickle = import_module_py(t, "pickle"), error = pickle ? getattr_py(t, pickle, "PicklingError") : Ref();
    if (!error) return Ref();
    return raise(t, error.as<Type>(), "Cannot pickle a ZoneInfo file from a file stream.");
  }
  Ref unpickle = getattr_py(t, type_of(self), "_unpickle");
  Ref arguments = unpickle ? make_tuple(t, zone->key.get(), Value::small_int(zone->from_cache)) : Ref();
  return arguments ? make_tuple(t, unpickle, arguments) : Ref();
}
Ref unpickle(Thread& t, Value type, Value key, Value from_cache) {
  int yes = truth_py(t, from_cache);
  if (yes < 0) return Ref();
  return yes ? call_py(t, type, key) : new_zone_py(t, type.as<Type>(), key);
}

void dispose(gc::Thread& thread, Object* object) {
  if (ZoneData* data = std::exchange(static_cast<ZoneInfo*>(object)->data, nullptr)) {
    data->~ZoneData();
    gc::raw_free(data);
  }
  SlotsOf<ZoneInfo, &ZoneInfo::key, &ZoneInfo::file_repr, &ZoneInfo::objects>::dispose(thread, object);
}

constexpr MethodDef kMethods[] = {
    {"clear_cache", clear_cache, "@classmethod (type, /, *, only_keys=None)", "Clear the ZoneInfo cache."},
    {"no_cache", no_cache, "@classmethod (type, /, key)", "A new ZoneInfo that no cache knows."},
    {"from_file", from_file, "@classmethod (type, file_obj, /, key=None)", "A ZoneInfo from an open file."},
    {"utcoffset", ask<Part::kOffset>, "(self, dt, /)", "The offset from UTC at a local time, as a timedelta."},
    {"dst", ask<Part::kDst>, "(self, dt, /)", "The part of the offset that is daylight saving time, as a timedelta."},
    {"tzname", ask<Part::kName>, "(self, dt, /)", "The abbreviation that the zone has at a local time."},
    {"fromutc", fromutc, "(self, object, /)", "The local time of a datetime that shows UTC."},
    {"__reduce__", reduce, "(self, /)", "Function for serialization with the pickle protocol."},
    {"_unpickle", unpickle, "@classmethod (type, key, from_cache, /)", "Private method used in unpickling."},
    {"__init_subclass__", init_subclass, "@classmethod (type, /, *args, **kwargs)",
     "Function to initialize subclasses."},
    {}};
constexpr MemberDef kMembers[] = {{"key", MemberKind::kSlot, offsetof(ZoneInfo, key), true}, {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  s.repr = repr;
  s.str = str;
  return s;
}();
constexpr TypeSpec kSpec = {
    .name = "zoneinfo.ZoneInfo",
    .size = sizeof(ZoneInfo),
    .flags = kTypeSubclassable | kTypeTraced | kTypeHasWeakrefs,
    .lifetime = {SlotsOf<ZoneInfo, &ZoneInfo::key, &ZoneInfo::file_repr, &ZoneInfo::objects>::trace, nullptr, nullptr,
                 dispose},
    .slots = kSlots,
    .methods = kMethods,
    .members = kMembers};

bool init(Thread& t, Value module) {
  Ref datetime = import_module_py(t, "_datetime");  // has the base class
  return datetime && make_caches_py(t) && add_native_type(t, module, g_zone_type, kSpec, datetimes::g_tzinfo_type);
}

}  // namespace
}  // namespace rt::zones

namespace rt {

extern const ModuleDef kUnderZoneinfoModule = {
    .name = "_zoneinfo", .doc = "Time zones from the files of the system.", .init = zones::init};

}  // namespace rt
