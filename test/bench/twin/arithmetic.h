/*
 * The arithmetic that generated C calls: the same operations in the same order as `Arithmetic.ts`.
 *
 * `exp`, `ln`, `pow` and the normal distribution are the C of the same stdlib packages as the engine's JavaScript.
 */
#ifndef GONGFU_ARITHMETIC_H
#define GONGFU_ARITHMETIC_H

#include <math.h>

#include "stdlib/math/base/special/exp.h"
#include "stdlib/math/base/special/ln.h"
#include "stdlib/math/base/special/pow.h"
#include "stdlib/stats/base/dists/normal/cdf.h"

#define exp_ stdlib_base_exp
#define ln_ stdlib_base_ln
#define pow_ stdlib_base_pow
#define normal_cdf stdlib_base_dists_normal_cdf

static inline double min(double a, double b) { return b < a || b != b ? b : a; }

static inline double max(double a, double b) { return b > a || b != b ? b : a; }

static inline double abs_(double a) { return a < 0 ? -a : a; }

static inline double clamp(double a, double low, double high) { return min(max(a, low), high); }

static inline double whole_power(double a, double exponent) {
  double result = 1;
  for (int i = (int)(exponent < 0 ? -exponent : exponent); i > 0; i--) result = result * a;
  return exponent < 0 ? 1 / result : result;
}

/* Linear between the points x0, y0, x1, y1, ...; `count` is how many numbers there are. */
static inline double lookup(double x, int count, const double *points) {
  if (x <= points[0]) return points[1];
  for (int i = 2; i < count; i += 2)
    if (x <= points[i]) {
      const double x0 = points[i - 2], y0 = points[i - 1], x1 = points[i], y1 = points[i + 1];
      return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
    }
  return x != x ? x : points[count - 1];
}

#endif
