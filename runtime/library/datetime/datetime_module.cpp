// _datetime: the definition of the module. The library's `datetime` takes everything from it.
#include "runtime/library/datetime/datetime_types.h"
#include "runtime/types/numbers/int.h"

namespace rt {

Ref (*datetimes::g_make_c_table)(Thread& t);

namespace {

bool init(Thread& t, Value module) {
  using namespace datetimes;
  return add_delta(t, module) && add_zones(t, module) && add_date(t, module) && add_time(t, module) &&
         add_datetime(t, module) && (!g_make_c_table || module_add(t, module, "datetime_CAPI", g_make_c_table(t))) &&
         module_add(t, module, "MINYEAR", make_int(t, kMinYear)) &&
         module_add(t, module, "MAXYEAR", make_int(t, kMaxYear));
}

}  // namespace

extern const ModuleDef kUnderDatetimeModule = {
    .name = "_datetime", .doc = "Fast implementation of the datetime type.", .init = init};

}  // namespace rt
