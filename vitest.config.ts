import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // One for each processor: much of the time goes to processes that a test waits for.
    maxWorkers: "100%",
    setupFiles: ["test/setup.ts"],
    // Properties and processes take seconds, and several times that on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
