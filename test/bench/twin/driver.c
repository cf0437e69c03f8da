/*
 * Runs a generated kernel in C: the same loop as `Loop.ts`, timed by this process's own processor time.
 *
 * usage: twin IN OUT
 * IN   numbers of 64 bits: years, base year, slots, inputs, watched, cases, repeats; then the values
 *      of the inputs, case by case and year by year. Inputs are the first slots of a row.
 * OUT  seconds of processor time that all repeats of all cases took; then every row and what was watched, case by case and year by year.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arithmetic.h"
#include "kernel.c"

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  FILE *in = fopen(arguments[1], "rb");
  if (in == NULL) return 3;
  double head[7];
  if (fread(head, sizeof(double), 7, in) != 7) return 4;
  const long years = (long)head[0], base = (long)head[1], slots = (long)head[2], inputs = (long)head[3];
  const long watched = (long)head[4], cases = (long)head[5], repeats = (long)head[6];
  const long row = slots + watched, values = years * inputs;
  double *numbers = malloc(sizeof(double) * (size_t)(cases * values));
  double *v = calloc((size_t)(years * slots), sizeof(double));
  double *out = calloc((size_t)(years * watched + 1), sizeof(double));
  double *results = calloc((size_t)(cases * years * row), sizeof(double));
  if (numbers == NULL || v == NULL || out == NULL || results == NULL) return 5;
  if (fread(numbers, sizeof(double), (size_t)(cases * values), in) != (size_t)(cases * values)) return 4;
  fclose(in);

  double taken = 0;
  for (long c = 0; c < cases; c++) {
    const double *of_case = numbers + c * values;
    const double begun = seconds();
    for (long repeat = 0; repeat < repeats; repeat++) {
      for (long y = 0; y < years; y++) {
        const long now = y * slots;
        memcpy(v + now, of_case + y * inputs, sizeof(double) * (size_t)inputs);
        if (y == 0) {
          start(v, now, now, 0, (double)base, out);
          watchStart(v, now, now, 0, (double)base, out);
        } else {
          step(v, now, now - slots, 0, (double)(base + y), out + y * watched);
          watch(v, now, now - slots, 0, (double)(base + y), out + y * watched);
        }
      }
      /* Every repeat is carried out: the compiler may not see that they are alike. */
      __asm__ volatile("" : : "r"(v), "r"(out) : "memory");
    }
    taken += seconds() - begun;
    double *result = results + c * years * row;
    for (long y = 0; y < years; y++) {
      for (long s = 0; s < slots; s++) result[y * row + s] = v[y * slots + s];
      for (long w = 0; w < watched; w++) result[y * row + slots + w] = out[y * watched + w];
    }
  }

  FILE *to = fopen(arguments[2], "wb");
  if (to == NULL) return 3;
  fwrite(&taken, sizeof(double), 1, to);
  fwrite(results, sizeof(double), (size_t)(cases * years * row), to);
  return fclose(to) == 0 ? 0 : 6;
}
