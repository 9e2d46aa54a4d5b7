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
  transform: { "^.+\\.ts$": ["@swc/jest", swc] },
  testTimeout: 60_000,
  // Jest leaves a processor to itself, which is half of a machine with two; tests mostly wait for processes of their own.
  maxWorkers: "100%",
  reporters: ["default", "<rootDir>/scripts/closing-line.cjs"],
};
