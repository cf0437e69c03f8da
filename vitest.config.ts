import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Half as many again as processors: much of the time goes to processes and pages that a test waits for.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // Files share what they import, which is loaded and compiled once: no test changes a module.
    isolate: false,
    setupFiles: ["test/setup.ts"],
    // Properties and processes take seconds, and several times that on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
