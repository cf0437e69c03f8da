import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // One for each processor: much of the time goes to processes that a test waits for.
    maxWorkers: "100%",
    // Files share what they import, which is loaded and compiled once: no test changes a module.
    isolate: false,
    setupFiles: ["test/setup.ts"],
    // Properties and processes take seconds, and several times that on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
