// Declarations that the files of _zoneinfo share.
#pragma once

#include "runtime/library/datetime/datetime_types.h"
#include "runtime/library/datetime/zoneinfo_data.h"

namespace rt::zones {

// No field changes once the object is known to others.
struct ZoneInfo : Object {
  Slot key;        // any object; None: made from a file without a key
  Slot file_repr;  // str; empty: not made by from_file()
  Slot objects;    // tuple: for each offset its timedelta, that of its part of daylight saving time, and its name
  ZoneData* data;  // owned
  bool from_cache;
};

extern Type* g_zone_type;
inline ZoneInfo* as_zone(Value v) { return v.as<ZoneInfo>(); }

// A new ZoneInfo for a key, read from the file that zoneinfo._tzpath names, or from the package tzdata.
// (zoneinfo_load.cpp)
Ref new_zone_py(Thread& t, Type* type, Value key);
// The same from an open file.
Ref zone_from_file_py(Thread& t, Type* type, Value file, Value key);

// ---- the caches (zoneinfo_cache.cpp)
bool make_caches_py(Thread& t);
// The one ZoneInfo for a key.
Ref cached_zone_py(Thread& t, Type* type, Value key);
// Gives a subclass its own cache. False: an error is pending.
bool give_cache_py(Thread& t, Value subclass);
// Forgets the zones of the iterable `only_keys`, or all of them if that is None.
bool clear_cache_py(Thread& t, Type* type, Value only_keys);

}  // namespace rt::zones
