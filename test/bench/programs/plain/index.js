// The straightforward way to write this package: dynamic resources as Pulumi's documentation shows them, a request for
// each read, and patience when there are too many.
const pulumi = require("@pulumi/pulumi");
const { fleet } = require("../fleet");

let config;

async function request(method, path, body) {
  const keys = `${config.require("flowroute:accessKey")}:${config.require("flowroute:secretKey")}`;
  for (;;) {
    const response = await fetch(config.require("flowroute:baseUrl") + path, {
      method,
      headers: {
        Authorization: `Basic ${Buffer.from(keys).toString("base64")}`,
        "Content-Type": "application/vnd.api+json",
      },
      body: body && JSON.stringify(body),
    });
    if (response.status === 429) {
      await response.text();
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get("retry-after") ?? 1)));
      continue;
    }
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : await response.json();
  }
}

const numberProvider = {
  async configure(request) {
    config = request.config;
  },
  async create({ number, alias }) {
    let found = await request("GET", `/v2/numbers/${number}`);
    if (!found) found = await request("POST", `/v2/numbers/${number}`);
    if (alias !== undefined && found.data.attributes.alias !== alias) {
      found = await request("PATCH", `/v2/numbers/${number}`, { type: "number", alias });
    }
    return { id: number, outs: { number, ...found.data.attributes } };
  },
  async read(id) {
    const found = await request("GET", `/v2/numbers/${id}`);
    return found ? { id, props: { number: id, ...found.data.attributes } } : {};
  },
  async diff(_, olds, news) {
    const replaces = olds.number === news.number ? [] : ["number"];
    return { changes: replaces.length > 0 || (news.alias !== undefined && olds.alias !== news.alias), replaces };
  },
  async update(id, _, { alias }) {
    const { data } = await request("PATCH", `/v2/numbers/${id}`, { type: "number", alias });
    return { outs: { number: id, ...data.attributes } };
  },
};

const routesProvider = {
  async configure(request) {
    config = request.config;
  },
  async create({ number, primaryRoute, failoverRoute }) {
    const { data } = await request("GET", `/v2/numbers/${number}`);
    await setRoute(number, "primary_route", data.relationships.primary_route.data, primaryRoute);
    await setRoute(number, "failover_route", data.relationships.failover_route.data, failoverRoute);
    return { id: number, outs: { number, primaryRoute, failoverRoute } };
  },
  async read(id) {
    const found = await request("GET", `/v2/numbers/${id}`);
    if (!found) return {};
    const { primary_route, failover_route } = found.data.relationships;
    return { id, props: { number: id, primaryRoute: primary_route.data?.id, failoverRoute: failover_route.data?.id } };
  },
  async diff(_, olds, news) {
    const differs = (name) => olds[name] !== news[name];
    return {
      changes: ["number", "primaryRoute", "failoverRoute"].some(differs),
      replaces: differs("number") ? ["number"] : [],
    };
  },
  async update(id, olds, { primaryRoute, failoverRoute }) {
    await setRoute(id, "primary_route", { id: olds.primaryRoute }, primaryRoute);
    await setRoute(id, "failover_route", { id: olds.failoverRoute }, failoverRoute);
    return { outs: { number: id, primaryRoute, failoverRoute } };
  },
};

async function setRoute(number, relationship, current, wanted) {
  if (current?.id === wanted) return;
  const path = `/v2/numbers/${number}/relationships/${relationship}`;
  await (wanted === undefined
    ? request("DELETE", path)
    : request("PATCH", path, { data: { type: "route", id: wanted } }));
}

class PhoneNumber extends pulumi.dynamic.Resource {
  constructor(name, args) {
    const attributes = { alias: undefined, number_type: undefined, rate_center: undefined, state: undefined };
    super(numberProvider, name, { ...attributes, ...args }, undefined, "plain", "PhoneNumber");
  }
}

class NumberRoutes extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(routesProvider, name, args, undefined, "plain", "NumberRoutes");
  }
}

for (const { number, primaryRoute, failoverRoute } of fleet) {
  const phone = new PhoneNumber(number, { number });
  new NumberRoutes(number, { number: phone.number, primaryRoute, failoverRoute });
}
