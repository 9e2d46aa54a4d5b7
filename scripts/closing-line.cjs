/** A Jest reporter whose one line, the last of a run, a machine can read: `N passed, N failed`. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : "";
    // Jest prints its own summary after every reporter is done.
    process.once("exit", () => console.log(`${results.numPassedTests} passed, ${failed} failed${skipped}`));
  }
};
