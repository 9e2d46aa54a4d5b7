// A provider plugin for tests of engines: its boxes are files in the directory STORE, and every call is a line of calls.log
// there, in which `<<x>>` is a secret and `?` an unknown.
const { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const grpc = require("@grpc/grpc-js");
const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb.js");
const engineProto = require("@pulumi/pulumi/proto/engine_pb.js");
const { ErrorResourceInitFailed, ...proto } = require("@pulumi/pulumi/proto/provider_pb.js");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb.js");
const { Status } = require("@pulumi/pulumi/proto/status_pb.js");
const { Any } = require("google-protobuf/google/protobuf/any_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const { STORE: store, TOY_MODEST: modest } = process.env;
const engineAddress = process.argv.at(-1);
const engine = new EngineClient(engineAddress, grpc.credentials.createInsecure());
let token = "none";

const place = (id) => join(store, `${id}.json`);
const shown = (value) =>
  JSON.stringify(value, (_, member) => {
    if (member === UNKNOWN) return "?";
    return isSecret(member) ? `<<${JSON.stringify(member.value)}>>` : member;
  });
const log = (...words) => appendFileSync(join(store, "calls.log"), `${words.join(" ")}\n`);

const isSecret = (value) => value?.[SIGNATURE] === SECRET;
const secret = (value) => ({ [SIGNATURE]: SECRET, value });
const open = (value) => (isSecret(value) ? value.value : value);
const opened = (values) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, open(value)]));
const values = (struct) => struct?.toJavaScript() ?? {};
const struct = (object) => Struct.fromJavaScript(object);

function save(id, { content, label }) {
  writeFileSync(place(id), JSON.stringify({ content: open(content), label: open(label) }));
}

/** Outputs from inputs: what is made of a secret is one too, if the engine knows secrets. */
function outputs(inputs, serial) {
  const { content } = inputs;
  const size = open(content) === UNKNOWN ? UNKNOWN : String(open(content)).length;
  return { ...inputs, size: isSecret(content) ? secret(size) : size, serial, token: modest ? token : secret(token) };
}

function say(urn, severity, message) {
  const request = new engineProto.LogRequest()
    .setUrn(urn)
    .setSeverity(engineProto.LogSeverity[severity])
    .setMessage(message);
  return new Promise((resolve, reject) => engine.log(request, (error) => (error ? reject(error) : resolve())));
}

/** Waits until the test says `go`. */
async function go() {
  while (!existsSync(join(store, "go"))) await new Promise((resolve) => setTimeout(resolve, 10));
}

function halfDone(id, properties) {
  const detail = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(struct(properties))
    .setReasonsList(["it is half done"]);
  const any = new Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status().setCode(grpc.status.UNKNOWN).setMessage("half").setDetailsList([any]);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return Object.assign(new Error("half"), { code: grpc.status.UNKNOWN, details: "half", metadata });
}

const calls = {
  getPluginInfo: () => new PluginInfo().setVersion("0.1.0"),

  getSchema: () => {
    const box = { inputProperties: {}, properties: {} };
    const schema = { name: "toy", version: "0.1.0", resources: { "toy:index:Box": box, "toy:index:Crate": box } };
    return new proto.GetSchemaResponse().setSchema(JSON.stringify(schema));
  },

  handshake: (request) => {
    log("handshake", request.getEngineAddress() === engineAddress ? "of the same engine" : "of another engine");
    return new proto.ProviderHandshakeResponse().setAcceptSecrets(true);
  },

  checkConfig: (request) => {
    const news = values(request.getNews());
    log("checkConfig", request.getName(), shown(values(request.getOlds())), shown(news));
    const failures = news.realm === "nowhere" ? [["realm", "must be somewhere"]] : [];
    return checked(news.token === undefined ? news : { ...news, token: secret(news.token) }, failures);
  },

  diffConfig: (request) => {
    const [olds, news] = [values(request.getOldInputs()), values(request.getNews())];
    log("diffConfig", request.getName(), shown(olds), shown(news));
    const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const changes = keys.filter((key) => shown(olds[key]) !== shown(news[key]));
    return difference(
      changes,
      changes.filter((key) => key === "realm"),
    );
  },

  configure: (request) => {
    const args = values(request.getArgs());
    const { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS: keys = "no secret keys", PULUMI_PROJECT } = process.env;
    const settings = shown(Object.fromEntries(Object.entries(JSON.parse(PULUMI_CONFIG)).sort()));
    log("configure", request.getName(), shown(args), "in", PULUMI_PROJECT, "with", settings, "and", keys);
    if (open(args.token) === "refused") throw new Error("the token is refused");
    token = open(args.token) ?? "none";
    return new proto.ConfigureResponse();
  },

  check: (request) => {
    const [olds, news] = [values(request.getOlds()), values(request.getNews())];
    log("check", request.getName(), shown(olds), shown(news));
    const failures = open(news.content) === "forbidden" ? [["content", "must not be forbidden"]] : [];
    return checked({ mode: olds.mode ?? "rw", ...news }, failures);
  },

  diff: (request) => {
    const [olds, news] = [values(request.getOlds()), values(request.getNews())];
    log("diff", request.getName(), shown(values(request.getOldInputs())), shown(olds), shown(news));
    const changes = ["content", "label", "key"].filter((key) => open(olds[key]) !== open(news[key]));
    return difference(
      changes,
      changes.filter((key) => key === "key" && open(news.key) !== UNKNOWN),
    );
  },

  create: async (request) => {
    const inputs = values(request.getProperties());
    const { key, content } = opened(inputs);
    if (request.getPreview()) {
      log("preview of create", request.getName(), shown(inputs));
      return new proto.CreateResponse().setProperties(struct(outputs(inputs, UNKNOWN)));
    }
    log("create", request.getName(), shown(inputs));
    if (content === "explode") throw new Error("it exploded");
    await say(request.getUrn(), "INFO", `${key} is being made`);
    if (content === "odd") await say(request.getUrn(), "WARNING", `${key} is odd`);
    if (content === "slow") await go();
    save(key, inputs);
    if (content === "half") throw halfDone(key, outputs(inputs, "s1"));
    return new proto.CreateResponse().setId(key).setProperties(struct(outputs(inputs, "s1")));
  },

  read: (request) => {
    const id = request.getId();
    const [inputs, state] = [request.getInputs(), request.getProperties()];
    log("read", id, inputs ? shown(values(inputs)) : "-", state ? shown(values(state)) : "-");
    if (!existsSync(place(id))) return new proto.ReadResponse();
    const before = values(inputs);
    const found = JSON.parse(readFileSync(place(id), "utf8"));
    const content = isSecret(before.content) ? secret(found.content) : found.content;
    const label = found.label === undefined ? {} : { label: found.label };
    const now = { key: id, content, mode: before.mode ?? "rw", ...label };
    return new proto.ReadResponse()
      .setId(id)
      .setInputs(struct(now))
      .setProperties(struct(outputs(now, values(state).serial ?? "s0")));
  },

  update: async (request) => {
    const [olds, news] = [values(request.getOlds()), values(request.getNews())];
    const what = request.getPreview() ? "preview of update" : "update";
    log(what, request.getName(), shown(values(request.getOldInputs())), shown(olds), shown(news));
    if (!request.getPreview()) {
      save(request.getId(), news);
      if (open(news.content) === "half") throw halfDone(request.getId(), outputs(news, "s2"));
    }
    return new proto.UpdateResponse().setProperties(struct(outputs(news, request.getPreview() ? UNKNOWN : "s2")));
  },

  delete: (request) => {
    log("delete", request.getName(), shown(values(request.getOldInputs())), shown(values(request.getProperties())));
    rmSync(place(request.getId()), { force: true });
    return new Empty();
  },

  invoke: (request) => {
    const args = values(request.getArgs());
    log("invoke", request.getTok(), shown(args), request.getPreview() ? "in a preview" : "");
    if (request.getTok() === "toy:index:fail") throw new Error("it cannot be measured");
    if (open(args.text) === "")
      return new proto.InvokeResponse().setFailuresList([failure(["text", "must not be empty"])]);
    const length = String(open(args.text) ?? "").length;
    return new proto.InvokeResponse().setReturn(
      struct({ length: isSecret(args.text) ? secret(length) : length, by: token }),
    );
  },

  cancel: () => {
    log("cancel");
    return new Empty();
  },
};

function failure([property, reason]) {
  return new proto.CheckFailure().setProperty(property).setReason(reason);
}

function checked(inputs, failures) {
  return new proto.CheckResponse().setInputs(struct(inputs)).setFailuresList(failures.map(failure));
}

function difference(changes, replaces) {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse().setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE).setReplacesList(replaces);
}

const server = new grpc.Server();
const known = Object.entries(calls).filter(
  ([name]) => !(modest && ["handshake", "checkConfig", "diffConfig"].includes(name)),
);
const answer = (handle) => async (call, done) => {
  try {
    done(null, await handle(call.request));
  } catch (error) {
    done({ code: grpc.status.UNKNOWN, details: error.message, ...error });
  }
};
server.addService(ResourceProviderService, Object.fromEntries(known.map(([name, handle]) => [name, answer(handle)])));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
process.on("SIGINT", () => process.exit(0));
