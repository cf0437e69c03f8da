/** Long work that comes in steps: whoever drives it may do something else between two of them, or stop. */

/** Carries out all steps at a stroke. */
export const atAStroke = <A>(steps: Generator<unknown, A>): A => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
