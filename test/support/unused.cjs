// Two thirds of the time that the SDK takes to load go to what nearly no process of a test uses: what packs the packages of
// functions that run in a cloud, a compiler, and the driver of the command line. They are loaded with the first use.
const unused = ["@npmcli/arborist", "normalize-package-data", "typescript"];

/** What stands for a module until something of it is wanted. */
function loadedOnUse(load) {
  let module;
  const loaded = () => {
    module ??= load();
    return module;
  };
  // Compiled code asks every module first whether it is an ES module, and takes the default of one.
  const get = (_, name) => name === "__esModule" || (name === "default" ? loaded() : loaded()[name]);
  return new Proxy({}, { get });
}

module.exports = { unused, loadedOnUse };
