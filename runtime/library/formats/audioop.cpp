// Module audioop of the libraries 3.11 and 3.12: arithmetic of sound samples in bytes.
#include <cmath>
#include <numeric>

#include "runtime/library/formats/audioop_codes.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/text/plain_array.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"

namespace rt::audio {

namespace {

Type* g_error;

bool check_width(Thread& t, i64 width) {
  return (width >= 1 && width <= 4) || raise(t, g_error, "Size should be 1, 2, 3 or 4");
}

bool to_i32_py(Thread& t, Value v, i64* out) {
  i32 number;
  if (!to_i32_py(t, v, &number)) return false;
  *out = number;
  return true;
}

// The samples of a fragment argument. Not ok: an error is pending.
class Samples {
 public:
  // `channels`: how many samples make a frame.
  Samples(Thread& t, Value fragment, Value width, u32 channels = 1) : bytes_(t, fragment) {
    i64 n;
    if (!bytes_ || !to_i32_py(t, width, &n) || !check_width(t, n)) return;
    width_ = static_cast<u32>(n);
    ok_ = bytes_.size() % (width_ * channels) == 0 || raise(t, g_error, "not a whole number of frames");
  }
  explicit operator bool() const { return ok_; }
  u32 width() const { return width_; }
  size_t count() const { return bytes_.size() / width_; }
  size_t bytes() const { return bytes_.size(); }
  i32 operator[](size_t i) const { return load_sample(bytes_.data() + i * width_, width_); }
  i32 scaled(size_t i) const { return load_scaled(bytes_.data() + i * width_, width_); }
  const u8* at(size_t i) const { return bytes_.data() + i * width_; }

 private:
  SteadyBytes bytes_;
  u32 width_ = 1;
  bool ok_ = false;
};

// A bytes object of `count` samples, each of which f(i) gives.
template <class F>
Ref make_samples(Thread& t, size_t count, u32 width, F f) {
  Ref result = make_bytes_uninitialised(t, count * width);
  for (size_t i = 0; result && i < count; ++i) store_sample(result.as<Bytes>()->data() + i * width, width, f(i));
  return result;
}

u32 distance(i32 a, i32 b) {
  return a < b ? static_cast<u32>(b) - static_cast<u32>(a) : static_cast<u32>(a) - static_cast<u32>(b);
}
i32 least(u32 width) { return INT32_MIN >> (8 * (4 - width)); }
i32 most(u32 width) { return INT32_MAX >> (8 * (4 - width)); }
// The sample for a computed value.
i32 bounded(double value, u32 width) {
  if (value > most(width)) value = most(width);
  else if (value < least(width) + 1.0) value = least(width);
  return static_cast<i32>(std::floor(value));
}

// ---- measures

Ref getsample(Thread& t, Value fragment, Value width, Value index) {
  i64 i;
  Samples s(t, fragment, width);
  if (!s || !size_argument_py(t, index, &i)) return Ref();
  if (i < 0 || static_cast<size_t>(i) >= s.count()) return raise(t, g_error, "Index out of range");
  return make_int(t, s[static_cast<size_t>(i)]);
}

Ref max(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  if (!s) return Ref();
  u32 largest = 0;
  for (size_t i = 0; i < s.count(); ++i) largest = std::max(largest, distance(s[i], 0));
  return make_uint(t, largest);
}

Ref minmax(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  if (!s) return Ref();
  i32 lowest = INT32_MAX, highest = INT32_MIN;
  for (size_t i = 0; i < s.count(); ++i) {
    lowest = std::min(lowest, s[i]);
    highest = std::max(highest, s[i]);
  }
  return make_tuple(t, Value::small_int(lowest), Value::small_int(highest));
}

Ref avg(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  if (!s) return Ref();
  double sum = 0;
  for (size_t i = 0; i < s.count(); ++i) sum += s[i];
  return make_int(t, s.count() ? static_cast<i64>(std::floor(sum / static_cast<double>(s.count()))) : 0);
}

Ref rms(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  if (!s) return Ref();
  double sum = 0;
  for (size_t i = 0; i < s.count(); ++i) sum += static_cast<double>(s[i]) * s[i];
  return make_int(t, s.count() ? static_cast<i64>(std::sqrt(sum / static_cast<double>(s.count()))) : 0);
}

// Calls f(size) for each way from one extreme value to the next.
template <class F>
void for_each_swing(const Samples& s, F f) {
  bool known = false, falling = false, moved = false;
  i32 extreme = 0;
  for (size_t i = 1; i < s.count(); ++i) {
    i32 before = s[i - 1], now = s[i];
    if (now == before) continue;
    bool falls = now < before;
    if (moved && falls != falling) {
      if (known) f(distance(before, extreme));
      known = true;
      extreme = before;
    }
    falling = falls;
    moved = true;
  }
}

Ref avgpp(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  if (!s) return Ref();
  double sum = 0;
  u64 swings = 0;
  for_each_swing(s, [&](u32 size) { sum += size, ++swings; });
  return make_uint(t, swings ? static_cast<u64>(sum / static_cast<double>(swings)) : 0);
}

Ref maxpp(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  if (!s) return Ref();
  u32 largest = 0;
  for_each_swing(s, [&](u32 size) { largest = std::max(largest, size); });
  return make_uint(t, largest);
}

Ref cross(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  if (!s) return Ref();
  i64 crossings = s.count() ? 0 : -1;
  for (size_t i = 1; i < s.count(); ++i) crossings += (s[i] < 0) != (s[i - 1] < 0);
  return make_int(t, crossings);
}

// ---- comparison of fragments of 16 bits

// A fragment whose samples have two bytes each.
class Words {
 public:
  Words(Thread& t, Value fragment) : bytes_(t, fragment) {
    ok_ = bytes_ && (bytes_.size() % 2 == 0 || raise(t, g_error, "Strings should be even-sized"));
  }
  explicit operator bool() const { return ok_; }
  size_t count() const { return bytes_.size() / 2; }
  double operator[](size_t i) const { return load_sample(bytes_.data() + 2 * i, 2); }
  // The sum of products of `n` samples.
  double times(size_t from, const Words& other, size_t from_other, size_t n) const {
    double sum = 0;
    for (size_t i = 0; i < n; ++i) sum += (*this)[from + i] * other[from_other + i];
    return sum;
  }

 private:
  SteadyBytes bytes_;
  bool ok_;
};

Ref findfit(Thread& t, Value fragment, Value reference) {
  Words a(t, fragment);
  if (!a) return Ref();
  Words b(t, reference);
  if (!b) return Ref();
  size_t n = b.count(), best_at = 0;
  if (a.count() < n) return raise(t, g_error, "First sample should be longer");
  double own = b.times(0, b, 0, n), energy = a.times(0, a, 0, n), best = INFINITY;
  for (size_t at = 0; at + n <= a.count(); ++at) {
    if (at != 0) energy += a[at + n - 1] * a[at + n - 1] - a[at - 1] * a[at - 1];
    double both = a.times(at, b, 0, n), rest = (own * energy - both * both) / energy;
    if (at != 0 && !(rest < best)) continue;
    best = rest;
    best_at = at;
  }
  Ref factor = make_float(t, a.times(best_at, b, 0, n) / own), index = make_uint(t, best_at);
  return factor && index ? make_tuple(t, index, factor) : Ref();
}

Ref findfactor(Thread& t, Value fragment, Value reference) {
  Words a(t, fragment);
  if (!a) return Ref();
  Words b(t, reference);
  if (!b) return Ref();
  if (a.count() != b.count()) return raise(t, g_error, "Samples should be same size");
  return make_float(t, a.times(0, b, 0, a.count()) / b.times(0, b, 0, b.count()));
}

Ref findmax(Thread& t, Value fragment, Value length) {
  i64 wanted;
  Words a(t, fragment);
  if (!a || !size_argument_py(t, length, &wanted)) return Ref();
  if (wanted < 0 || a.count() < static_cast<size_t>(wanted)) return raise(t, g_error, "Input sample should be longer");
  size_t n = static_cast<size_t>(wanted), best_at = 0;
  double energy = a.times(0, a, 0, n), best = energy;
  for (size_t at = 1; at + n <= a.count(); ++at) {
    energy += n ? a[at + n - 1] * a[at + n - 1] - a[at - 1] * a[at - 1] : 0;
    if (energy > best) best = energy, best_at = at;
  }
  return make_uint(t, best_at);
}

// ---- arithmetic

Ref mul(Thread& t, Value fragment, Value width, Value factor) {
  double by;
  Samples s(t, fragment, width);
  if (!s || !to_double_py(t, factor, &by)) return Ref();
  return make_samples(t, s.count(), s.width(), [&](size_t i) { return bounded(s[i] * by, s.width()); });
}

Ref tomono(Thread& t, Value fragment, Value width, Value left, Value right) {
  double l, r;
  Samples s(t, fragment, width, 2);
  if (!s || !to_double_py(t, left, &l) || !to_double_py(t, right, &r)) return Ref();
  return make_samples(t, s.count() / 2, s.width(),
                      [&](size_t i) { return bounded(s[2 * i] * l + s[2 * i + 1] * r, s.width()); });
}

Ref tostereo(Thread& t, Value fragment, Value width, Value left, Value right) {
  double l, r;
  Samples s(t, fragment, width);
  if (!s || !to_double_py(t, left, &l) || !to_double_py(t, right, &r)) return Ref();
  return make_samples(t, s.count() * 2, s.width(),
                      [&](size_t i) { return bounded(s[i / 2] * (i % 2 ? r : l), s.width()); });
}

Ref add(Thread& t, Value fragment, Value other, Value width) {
  Samples a(t, fragment, width);
  if (!a) return Ref();
  Samples b(t, other, width);
  if (!b) return Ref();
  if (a.count() != b.count()) return raise(t, g_error, "Lengths should be the same");
  return make_samples(t, a.count(), a.width(), [&](size_t i) {
    i64 sum = i64{a[i]} + b[i];
    return static_cast<i32>(std::clamp<i64>(sum, least(a.width()), most(a.width())));
  });
}

Ref bias(Thread& t, Value fragment, Value width, Value offset) {
  i64 by;
  Samples s(t, fragment, width);
  if (!s || !to_i32_py(t, offset, &by)) return Ref();
  return make_samples(t, s.count(), s.width(),
                      [&](size_t i) { return static_cast<i32>(static_cast<u32>(s[i]) + static_cast<u32>(by)); });
}

Ref reverse(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  return s ? make_samples(t, s.count(), s.width(), [&](size_t i) { return s[s.count() - 1 - i]; }) : Ref();
}

Ref byteswap(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  Ref result = s ? make_bytes_uninitialised(t, s.bytes()) : Ref();
  for (size_t i = 0; result && i < s.count(); ++i) {
    u8* to = result.as<Bytes>()->data() + i * s.width();
    for (u32 byte = 0; byte < s.width(); ++byte) to[byte] = s.at(i)[s.width() - 1 - byte];
  }
  return result;
}

// ---- conversions

// Samples of `width` bytes from values of 32 bits.
template <class F>
Ref make_scaled(Thread& t, size_t count, u32 width, F f) {
  return make_samples(t, count, width, [&](size_t i) { return f(i) >> (8 * (4 - width)); });
}

Ref lin2lin(Thread& t, Value fragment, Value width, Value new_width) {
  i64 to;
  Samples s(t, fragment, width);
  if (!s || !to_i32_py(t, new_width, &to) || !check_width(t, to)) return Ref();
  return make_scaled(t, s.count(), static_cast<u32>(to), [&](size_t i) { return s.scaled(i); });
}

template <u8 (*kEncode)(i32), int kShift>
Ref encode(Thread& t, Value fragment, Value width) {
  Samples s(t, fragment, width);
  return s ? make_samples(t, s.count(), 1, [&](size_t i) { return i32{kEncode(s.scaled(i) >> kShift)}; }) : Ref();
}
template <i32 (*kDecode)(u8)>
Ref decode(Thread& t, Value fragment, Value width) {
  i64 to;
  SteadyBytes codes(t, fragment);
  if (!codes || !to_i32_py(t, width, &to) || !check_width(t, to)) return Ref();
  return make_scaled(t, codes.size(), static_cast<u32>(to), [&](size_t i) { return kDecode(codes.data()[i]) * 65536; });
}

// The state of the code: None, or (value, index). False: an error is pending.
bool adpcm_state_py(Thread& t, Value state, Adpcm* out) {
  if (state == kNone) return true;
  if (!is_tuple(state)) return raise_type_error(t, "state must be a tuple or None");
  i64 value, index;
  if (as_tuple(state)->length != 2)
    return raise_type_error(t, "function takes exactly 2 arguments (%zu given)", as_tuple(state)->length);
  if (!to_i32_py(t, (*as_tuple(state))[0], &value) || !to_i32_py(t, (*as_tuple(state))[1], &index)) return false;
  if (value != static_cast<i16>(value) || index < 0 || index > kLastStep) return raise_value_error(t, "bad state");
  out->value = static_cast<i32>(value);
  out->index = static_cast<i32>(index);
  return true;
}
Ref with_state(Thread& t, Ref data, const Adpcm& code) {
  Ref state = data ? make_tuple(t, Value::small_int(code.value), Value::small_int(code.index)) : Ref();
  return state ? make_tuple(t, data, state) : Ref();
}

Ref lin2adpcm(Thread& t, Value fragment, Value width, Value state) {
  Adpcm code;
  Samples s(t, fragment, width);
  if (!s || !adpcm_state_py(t, state, &code)) return Ref();
  Ref data = make_bytes_uninitialised(t, s.count() / 2);
  for (size_t i = 0; data && i < s.count(); ++i) {
    u32 bits = code.encode(s.scaled(i) >> 16);
    u8* to = data.as<Bytes>()->data() + i / 2;
    if (i % 2) *to |= static_cast<u8>(bits);
    else if (i + 1 < s.count()) *to = static_cast<u8>(bits << 4);
  }
  return with_state(t, std::move(data), code);
}

Ref adpcm2lin(Thread& t, Value fragment, Value width, Value state) {
  Adpcm code;
  i64 to;
  SteadyBytes in(t, fragment);
  if (!in || !to_i32_py(t, width, &to) || !check_width(t, to) || !adpcm_state_py(t, state, &code)) return Ref();
  Ref data = make_scaled(t, in.size() * 2, static_cast<u32>(to), [&](size_t i) {
    u32 both = in.data()[i / 2];
    return code.decode(i % 2 ? both & 15 : both >> 4) * 65536;
  });
  return with_state(t, std::move(data), code);
}

// ---- other rates

// A conversion that goes on from fragment to fragment.
struct Rate {
  i64 in, out, weight, weight_before;  // without common divisors
  i64 d;                               // how far the output is behind the input, in units of 1 / (in * out)
  struct Channel {
    i32 before, now;
  };
  text::PlainArray<Channel> channels;

  void take(const Samples& s, size_t frame) {
    for (size_t c = 0; c < channels.size(); ++c) {
      Channel& channel = channels[c];
      channel.before = channel.now;
      double sum = static_cast<double>(weight) * s.scaled(frame * channels.size() + c) +
                   static_cast<double>(weight_before) * channel.before;
      channel.now = static_cast<i32>(sum / (static_cast<double>(weight) + static_cast<double>(weight_before)));
    }
    d += out;
  }
  void give(text::ByteBuilder& to, u32 width) {
    for (size_t c = 0; c < channels.size(); ++c) {
      double sum = static_cast<double>(channels[c].before) * static_cast<double>(d) +
                   static_cast<double>(channels[c].now) * static_cast<double>(out - d);
      u8 sample[4];
      store_scaled(sample, width, static_cast<i32>(sum / static_cast<double>(out)));
      to.append(sample, width);
    }
    d -= in;
  }
};

bool rate_state_py(Thread& t, Value state, Rate* rate) {
  if (state == kNone) {
    rate->d = -rate->out;
    for (size_t c = 0; c < rate->channels.size(); ++c) rate->channels[c] = {0, 0};
    return true;
  }
  constexpr const char* kIllegal = "ratecv(): illegal state argument";
  if (!is_tuple(state)) return raise_type_error(t, "state must be a tuple or None");
  if (as_tuple(state)->length != 2 || !is_tuple((*as_tuple(state))[1])) return raise_type_error(t, kIllegal);
  Tuple* pairs = as_tuple((*as_tuple(state))[1]);
  if (!to_i32_py(t, (*as_tuple(state))[0], &rate->d)) return false;
  if (pairs->length != rate->channels.size()) return raise(t, g_error, "illegal state argument");
  for (size_t c = 0; c < pairs->length; ++c) {
    i64 before, now;
    Value pair = (*pairs)[c];
    if (!is_tuple(pair)) return raise_type_error(t, "ratecv(): illegal state argument");
    if (as_tuple(pair)->length != 2) return raise_type_error(t, kIllegal);
    if (!to_i32_py(t, (*as_tuple(pair))[0], &before) || !to_i32_py(t, (*as_tuple(pair))[1], &now)) return false;
    rate->channels[c] = {static_cast<i32>(before), static_cast<i32>(now)};
  }
  return true;
}

Ref rate_result(Thread& t, const Rate& rate, const text::ByteBuilder& data) {
  Ref pairs = make_tuple_uninitialised(t, rate.channels.size());
  for (size_t c = 0; pairs && c < rate.channels.size(); ++c) {
    Ref pair = make_tuple(t, Value::small_int(rate.channels[c].before), Value::small_int(rate.channels[c].now));
    if (!pair) return Ref();
    init_field(as_tuple(pairs)->items[c], std::move(pair));
  }
  Ref state = pairs ? make_tuple(t, Value::small_int(rate.d), pairs) : Ref();
  Ref bytes = state ? make_bytes(t, data.text()) : Ref();
  return bytes ? make_tuple(t, bytes, state) : Ref();
}

// args: fragment, width, nchannels, inrate, outrate, state, weightA, weightB.
Ref ratecv(Thread& t, const Value* args) {
  i64 width, channels, numbers[4];
  SteadyBytes in(t, args[0]);
  if (!in || !to_i32_py(t, args[1], &width) || !to_i32_py(t, args[2], &channels)) return Ref();
  for (int i = 0; i < 4; ++i) {
    if (!to_i32_py(t, args[i < 2 ? 3 + i : 4 + i], &numbers[i])) return Ref();
  }
  if (!check_width(t, width)) return Ref();
  if (channels < 1) return raise(t, g_error, "# of channels should be >= 1");
  if (width > INT32_MAX / channels) return raise_overflow_error(t, "width * nchannels too big for a C int");
  if (numbers[2] < 1 || numbers[3] < 0) return raise(t, g_error, "weightA should be >= 1, weightB should be >= 0");
  Samples s(t, args[0], args[1], static_cast<u32>(channels));
  if (!s) return Ref();
  if (numbers[0] <= 0 || numbers[1] <= 0) return raise(t, g_error, "sampling rate not > 0");
  i64 rates = std::gcd(numbers[0], numbers[1]), weights = std::gcd(numbers[2], numbers[3]);
  Rate rate{numbers[0] / rates, numbers[1] / rates, numbers[2] / weights, numbers[3] / weights, 0, {}};
  if (!rate.channels.resize(static_cast<size_t>(channels))) return raise_memory_error(t);
  if (!rate_state_py(t, args[5], &rate)) return Ref();
  text::ByteBuilder out;
  for (size_t frame = 0;; ++frame) {
    while (rate.d >= 0) rate.give(out, s.width());
    if (frame == s.count() / static_cast<size_t>(channels)) break;
    rate.take(s, frame);
    if (frame % 4096 == 0 && !poll_py(t)) return Ref();
  }
  return out.ok() ? rate_result(t, rate, out) : Ref(raise_memory_error(t));
}

constexpr MethodDef kFunctions[] = {
    {"getsample", getsample, "(fragment, width, index, /)", "The sample with that index."},
    {"max", max, "(fragment, width, /)", "The largest absolute value."},
    {"minmax", minmax, "(fragment, width, /)", "The lowest and the highest sample."},
    {"avg", avg, "(fragment, width, /)", "The mean of all samples."},
    {"rms", rms, "(fragment, width, /)", "The root of the mean square."},
    {"findfit", findfit, "(fragment, reference, /)", "Where the reference fits best, and its factor there."},
    {"findfactor", findfactor, "(fragment, reference, /)", "The factor by which the reference comes nearest."},
    {"findmax", findmax, "(fragment, length, /)", "Where the slice of that length has most energy."},
    {"avgpp", avgpp, "(fragment, width, /)", "The mean distance between neighbouring extreme values."},
    {"maxpp", maxpp, "(fragment, width, /)", "The largest distance between neighbouring extreme values."},
    {"cross", cross, "(fragment, width, /)", "How often the sign changes."},
    {"mul", mul, "(fragment, width, factor, /)", "All samples times a factor."},
    {"tomono", tomono, "(fragment, width, lfactor, rfactor, /)", "One channel out of two."},
    {"tostereo", tostereo, "(fragment, width, lfactor, rfactor, /)", "Two channels out of one."},
    {"add", add, "(fragment1, fragment2, width, /)", "The sums of the samples of two fragments."},
    {"bias", bias, "(fragment, width, bias, /)", "All samples plus a number, which may wrap."},
    {"reverse", reverse, "(fragment, width, /)", "The samples in reverse order."},
    {"byteswap", byteswap, "(fragment, width, /)", "The samples with their bytes in reverse order."},
    {"lin2lin", lin2lin, "(fragment, width, newwidth, /)", "The samples in another width."},
    {"ratecv", ratecv, "(fragment, width, nchannels, inrate, outrate, state, weightA=1, weightB=0, /)",
     "The sound at another rate, and the state to go on from."},
    {"lin2ulaw", encode<to_ulaw, 18>, "(fragment, width, /)", "The samples in u-LAW."},
    {"ulaw2lin", decode<from_ulaw>, "(fragment, width, /)", "The samples of a fragment in u-LAW."},
    {"lin2alaw", encode<to_alaw, 19>, "(fragment, width, /)", "The samples in a-LAW."},
    {"alaw2lin", decode<from_alaw>, "(fragment, width, /)", "The samples of a fragment in a-LAW."},
    {"lin2adpcm", lin2adpcm, "(fragment, width, state, /)", "The samples in ADPCM, and the state to go on from."},
    {"adpcm2lin", adpcm2lin, "(fragment, width, state, /)", "The samples of ADPCM, and the state to go on from."},
    {},
};

constexpr TypeSpec kErrorSpec = {.name = "audioop.error", .base = TypeId::kException, .flags = kTypeSubclassable};

bool init(Thread& t, Value module) { return add_native_type(t, module, g_error, kErrorSpec); }

}  // namespace

}  // namespace rt::audio

namespace rt {

extern const ModuleDef kAudioopModule = {
    .name = "audioop", .doc = "Arithmetic of sound samples.", .methods = audio::kFunctions, .init = audio::init};

}  // namespace rt
