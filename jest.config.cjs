// Of the processes that tests start.
Object.assign(process.env, require("./test/support/quick-start.cjs"));

const swc = {
  jsc: { parser: { syntax: "typescript" }, target: "es2023" },
  module: { type: "commonjs" },
  sourceMaps: "inline",
};

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  setupFiles: ["<rootDir>/test/support/jest-setup.cjs"],
  transform: { "^.+\\.ts$": ["@swc/jest", swc] },
  // Programs and provider processes wait for each other, so two test files at a time are nearly twice as fast on two cores.
  maxWorkers: "100%",
  // Only what hangs takes longer, on whatever machine and beside whatever else it does.
  testTimeout: 600_000,
  reporters: ["default", "<rootDir>/scripts/closing-line.cjs"],
};
