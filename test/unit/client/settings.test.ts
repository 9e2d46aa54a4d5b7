import { readSettings, type SettingName, SettingsError } from "../../../provider/client";

type Config = Partial<Record<SettingName, string>>;
const read = (config: Config, env: NodeJS.ProcessEnv = {}) => readSettings((name) => config[name], env);
const failure = (config: Config, env: NodeJS.ProcessEnv = {}): string => {
  try {
    read(config, env);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("the settings were accepted");
};

const keys = { accessKey: "AK12cd34", secretKey: "0123456789abcdef0123456789abcdef" };
const envKeys = { FLOWROUTE_ACCESS_KEY: "EK12cd34", FLOWROUTE_SECRET_KEY: "fedcba9876543210fedcba9876543210" };
const fromEnv = { accessKey: envKeys.FLOWROUTE_ACCESS_KEY, secretKey: envKeys.FLOWROUTE_SECRET_KEY };
const baseUrl = "https://api.flowroute.com";

test.each<[string, Config, NodeJS.ProcessEnv, object]>([
  ["configuration", keys, {}, { ...keys, baseUrl }],
  ["the environment", {}, envKeys, { ...fromEnv, baseUrl }],
  ["configuration before the environment", keys, envKeys, { ...keys, baseUrl }],
  ["the environment where configuration is empty", { accessKey: "", secretKey: "" }, envKeys, { ...fromEnv, baseUrl }],
  [
    "a base URL of configuration first",
    { ...keys, baseUrl: "https://one.example/" },
    { FLOWROUTE_BASE_URL: "https://two.example" },
    { ...keys, baseUrl: "https://one.example" },
  ],
  [
    "a base URL of the environment",
    keys,
    { FLOWROUTE_BASE_URL: "http://127.0.0.1:8080" },
    { ...keys, baseUrl: "http://127.0.0.1:8080" },
  ],
  ["the default where the base URL is empty", keys, { FLOWROUTE_BASE_URL: "" }, { ...keys, baseUrl }],
])("settings come from %s", (_, config, env, expected) => {
  expect(read(config, env)).toEqual(expected);
});

test("missing keys: both ways to set them are told, and where keys are made", () => {
  const message = failure({});
  for (const hint of [
    "pulumi config set --secret flowroute:accessKey",
    "pulumi config set --secret flowroute:secretKey",
    "FLOWROUTE_ACCESS_KEY",
    "FLOWROUTE_SECRET_KEY",
    "Preferences, API Control",
  ])
    expect(message).toContain(hint);
});

test.each<[string, Config, NodeJS.ProcessEnv, RegExp]>([
  [
    "secret of configuration",
    { accessKey: keys.accessKey },
    {},
    /^flowroute:secretKey is not set.*config set --secret flowroute:secretKey/,
  ],
  [
    "access of configuration",
    { secretKey: keys.secretKey },
    {},
    /^flowroute:accessKey is not set.*config set --secret flowroute:accessKey/,
  ],
  ["secret of the environment", {}, { FLOWROUTE_ACCESS_KEY: "x" }, /^FLOWROUTE_SECRET_KEY is not set/],
  ["access of the environment", {}, { FLOWROUTE_SECRET_KEY: "x" }, /^FLOWROUTE_ACCESS_KEY is not set/],
  [
    "secret of configuration, though the environment has it",
    { accessKey: keys.accessKey },
    envKeys,
    /^flowroute:secretKey is not set/,
  ],
  [
    "access of configuration, though the environment has it",
    { secretKey: keys.secretKey },
    { FLOWROUTE_ACCESS_KEY: "x" },
    /^flowroute:accessKey is not set/,
  ],
])("half a pair names the missing half: %s", (_, config, env, expected) => {
  expect(failure(config, env)).toMatch(expected);
});

test.each<[SettingName, string, RegExp]>([
  ["accessKey", "AK12\n", /^flowroute:accessKey contains white space/],
  ["secretKey", " s3cr3t", /^flowroute:secretKey contains white space/],
  ["secretKey", "s3\u00a0cr3t", /^flowroute:secretKey contains white space/],
  ["accessKey", "AK12:s3cr3t", /^flowroute:accessKey contains a colon/],
  ["accessKey", "ÄK12", /^flowroute:accessKey contains a character other than plain ASCII/],
  ["secretKey", "s3cr3t\u0000", /^flowroute:secretKey contains a character other than plain ASCII/],
])("a malformed %s (%j) is refused without being quoted", (name, value, expected) => {
  const message = failure({ ...keys, [name]: value });
  expect(message).toMatch(expected);
  expect(message).toContain(`pulumi config set --secret flowroute:${name}`);
  for (const secret of [value.trim(), keys.accessKey, keys.secretKey]) expect(message).not.toContain(secret);
});

test("a colon is a character like any other in the secret key", () => {
  expect(read({ ...keys, secretKey: "a:b" }).secretKey).toBe("a:b");
});

test.each([
  "http://127.0.0.1:1",
  "http://127.8.9.10",
  "http://localhost:3000",
  "http://[::1]:8080",
  "https://flowroute.example",
])("%s may be used", (url) => {
  expect(read({ ...keys, baseUrl: url }).baseUrl).toBe(url);
});

test.each([
  ["http://api.flowroute.com", "clear text"],
  ["http://127.0.0.1.example.com", "clear text"],
  ["http://0.0.0.0", "clear text"],
  ["http://10.0.0.1", "clear text"],
  ["http://localhost.example.com", "clear text"],
  ["api.flowroute.com", "not a URL"],
  ["https://", "not a URL"],
  ["localhost:8080", "scheme"],
  ["ftp://127.0.0.1", "scheme"],
  ["https://api.flowroute.com/v2", "path"],
  ["https://api.flowroute.com?a=b", "path"],
])("%s may not be used: %s", (url, why) => {
  const configured = failure({ ...keys, baseUrl: url });
  expect(configured).toMatch(/^flowroute:baseUrl /);
  expect(configured).toContain(why);
  expect(failure(keys, { FLOWROUTE_BASE_URL: url })).toMatch(/^FLOWROUTE_BASE_URL /);
});

test("credentials in the base URL are refused without being quoted", () => {
  const message = failure({ ...keys, baseUrl: `https://${keys.accessKey}:${keys.secretKey}@api.flowroute.com` });
  expect(message).toContain("contains credentials");
  for (const secret of Object.values(keys)) expect(message).not.toContain(secret);
});
