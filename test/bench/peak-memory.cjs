// Preloaded (NODE_OPTIONS): a provider process keeps the most memory it ever had, in MB, in the file named by PEAK_MEMORY.
const { writeFileSync } = require("node:fs");

if (process.env.PEAK_MEMORY && process.argv[1]?.includes("dynamic-provider")) {
  let most = 0;
  const note = () => {
    const now = Math.round(process.resourceUsage().maxRSS / 1024);
    if (now <= most) return;
    most = now;
    writeFileSync(process.env.PEAK_MEMORY, String(most));
  };
  // Engines end it without warning.
  setInterval(note, 200).unref();
}
