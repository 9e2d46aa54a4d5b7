// The life of a file: one JSON file in the directory STORE for each resource, and every call a line of calls.log there.
const { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const store = process.env.STORE;
let account = "nobody";

const place = (id) => join(store, `${id}.json`);
const log = (...words) => appendFileSync(join(store, "calls.log"), `${words.join(" ")}\n`);
const idOf = ({ prefix = "", path }) => prefix + path;
const outputs = (inputs) => ({ ...inputs, size: String(inputs.content).length, account });
const save = (id, inputs) => writeFileSync(place(id), JSON.stringify({ content: inputs.content, mode: inputs.mode }));

/** Waits until that many creates are under way at once. */
async function meet(count) {
  const arrived = () => readFileSync(join(store, "calls.log"), "utf8").split("create").length - 1;
  while (arrived() < count) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Waits until the test says `go`. */
async function go() {
  while (!existsSync(join(store, "go"))) await new Promise((resolve) => setTimeout(resolve, 10));
}

class Half extends Error {
  constructor(id, properties) {
    super("half way");
    Object.assign(this, { id, properties, reasons: ["the disk is slow", "the moon is full"] });
  }
}

module.exports = {
  configure({ config }) {
    account = config.get("account") ?? "nobody";
  },

  async check(olds, news) {
    const failures = news.content === "forbidden" ? [{ property: "content", reason: "must not be forbidden" }] : [];
    return { inputs: { mode: olds.mode ?? "rw", ...news }, failures };
  },

  async diff(_id, olds, news) {
    if (news.undecided) return {};
    const changes = ["content", "mode", "path", "label"].filter((key) => key in news && news[key] !== olds[key]);
    return {
      changes: changes.length > 0,
      replaces: changes.filter((key) => key === "path"),
      deleteBeforeReplace: news.exclusive === true,
    };
  },

  async create(inputs) {
    const id = idOf(inputs);
    log("create", id, inputs.content);
    if (inputs.meet) await meet(inputs.meet);
    if (inputs.content === "slow") await go();
    if (inputs.content === "hang") await new Promise((resolve) => setTimeout(resolve, 600_000));
    if (inputs.content === "explode") throw new Error("it exploded");
    save(id, inputs);
    if (inputs.content === "half") throw new Half(id, outputs(inputs));
    if (inputs.say) console.log(inputs.say);
    return { id, outs: outputs(inputs) };
  },

  async read(id, properties) {
    log("read", id);
    if (properties.content === "slow") await go();
    if (!existsSync(place(id))) return {};
    const { content, mode, note } = JSON.parse(readFileSync(place(id), "utf8"));
    if (content === "unreadable") throw new Error("it cannot be read");
    const props = { ...outputs({ path: id, ...properties, content, mode }), ...(note && { note }) };
    return properties.tell ? { id, props, inputs: { path: id, content, mode, tell: true } } : { id, props };
  },

  async update(id, olds, news) {
    log("update", id, olds.content, news.content);
    if (news.content === "slow") await go();
    if (news.content === "explode") throw new Error("it exploded");
    save(id, news);
    if (news.content === "half") throw new Half(id, outputs(news));
    return { outs: outputs(news) };
  },

  async delete(id, properties) {
    log("delete", id);
    if (properties.content === "slow") await go();
    if (properties.stuck) throw new Error("it is stuck");
    rmSync(place(id), { force: true });
  },
};
