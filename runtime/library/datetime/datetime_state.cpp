// Arguments of the constructors: ints, and the states that pickles hold.
#include <cstring>

#include "runtime/library/datetime/datetime_types.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::datetimes {

bool read_state(Thread& t, Value v, const char* what, u32 length, u32 at, u32 low, u32 high, u32 mask, u8* out,
                bool* failed) {
  *failed = false;
  if (is_bytes(v)) {
    const Bytes* b = v.as<Bytes>();
    u32 c = b->length == length ? b->data()[at] & mask : UINT32_MAX;
    if (c < low || c > high) return false;
    std::memcpy(out, b->data(), length);
    return true;
  }
  if (!is_str(v) || as_str(v)->length != length) return false;
  u32 c = as_str(v)->at(at) & mask;
  if (c < low || c > high) return false;
  for (u32 i = 0; i < length; ++i) {
    u32 unit = as_str(v)->at(i);
    if (unit > 0xff) {
      *failed = true;
      return raise_value_error(t,
                               "Failed to encode latin1 string when unpickling a %s object. pickle.load(data, "
                               "encoding='latin1') is assumed.",
                               what);
    }
    out[i] = static_cast<u8>(unit);
  }
  return true;
}

}  // namespace rt::datetimes
