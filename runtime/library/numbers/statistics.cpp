// _statistics: the inverse of the normal distribution.
#include <cmath>
#include <iterator>

#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/types/numbers/float.h"

namespace rt {

namespace {

// The rational approximations of Wichura, Algorithm AS 241 (Applied Statistics 37, 1988), coefficients of the highest
// power first.
struct Ratio {
  double above[8], below[8];
  // The operations come in the order of Horner's scheme: results agree with CPython's to the last bit.
  double operator()(double r, double factor) const {
    double num = above[0], den = below[0];
    for (size_t i = 1; i < std::size(above); ++i) num = num * r + above[i];
    for (size_t i = 1; i < std::size(below); ++i) den = den * r + below[i];
    return num * factor / den;
  }
};

constexpr Ratio kMiddle = {{2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
                            13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080},
                           {5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
                            5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1.0}};
constexpr Ratio kOuter = {
    {7.74545014278341407640e-4, 0.0227238449892691845833, 0.241780725177450611770, 1.27045825245236838258,
     3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734},
    {1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.148103976427480074590,
     0.689767334985100004550, 1.67638483018380384940, 2.05319162663775882187, 1.0}};
constexpr Ratio kTail = {
    {2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.00124266094738807843860, 0.0265321895265761230930,
     0.296560571828504891230, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720},
    {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
     0.0148753612908506148525, 0.136929880922735805310, 0.599832206555887937690, 1.0}};

double standard_quantile(double p) {
  double q = p - 0.5;
  if (std::fabs(q) <= 0.425) return kMiddle(0.180625 - q * q, q);
  double r = std::sqrt(-std::log(q <= 0.0 ? p : 1.0 - p));
  double x = r <= 5.0 ? kOuter(r - 1.6, 1.0) : kTail(r - 5.0, 1.0);
  return q < 0.0 ? -x : x;
}

Ref inverse_normal(Thread& t, Value p, Value mu, Value sigma) {
  double probability, mean, deviation;
  if (!to_double_py(t, p, &probability) || !to_double_py(t, mu, &mean) || !to_double_py(t, sigma, &deviation))
    return Ref();
  if (probability <= 0.0 || probability >= 1.0) return raise_value_error(t, "inv_cdf undefined for these parameters");
  return make_float(t, mean + standard_quantile(probability) * deviation);
}

constexpr MethodDef kFunctions[] = {{"_normal_dist_inv_cdf", inverse_normal, "(p, mu, sigma, /)",
                                     "The value below which a normally distributed one lies with probability p."},
                                    {}};

}  // namespace

extern const ModuleDef kUnderStatisticsModule = {
    .name = "_statistics", .doc = "Parts of the module statistics that must be fast.", .methods = kFunctions};

}  // namespace rt
