// The straightforward way to write this package: dynamic resources as Pulumi's documentation shows them, a request for
// each read, and patience when there are too many.
const pulumi = require("@pulumi/pulumi");
const { fleet } = require("../fleet");

async function request(config, method, path, body) {
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
    const text = await response.text();
    if (response.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get("retry-after") ?? 1)));
      continue;
    }
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}

/** Pulumi's wire has no undefined. */
function defined(outs) {
  return Object.fromEntries(Object.entries(outs).filter(([, value]) => value !== undefined));
}

class NumberProvider {
  configure({ config }) {
    this.config = config;
  }

  async create({ number, alias }) {
    let found = await request(this.config, "GET", `/v2/numbers/${number}`);
    if (!found) found = await request(this.config, "POST", `/v2/numbers/${number}`);
    if (alias !== undefined && found.data.attributes.alias !== alias) {
      found = await request(this.config, "PATCH", `/v2/numbers/${number}`, { type: "number", alias });
    }
    return { id: number, outs: { number, ...found.data.attributes } };
  }

  async read(id) {
    const found = await request(this.config, "GET", `/v2/numbers/${id}`);
    return found ? { id, props: { number: id, ...found.data.attributes } } : {};
  }

  async diff(_, olds, news) {
    const replaces = olds.number === news.number ? [] : ["number"];
    return { changes: replaces.length > 0 || (news.alias !== undefined && olds.alias !== news.alias), replaces };
  }

  async update(id, _, { alias }) {
    const { data } = await request(this.config, "PATCH", `/v2/numbers/${id}`, { type: "number", alias });
    return { outs: { number: id, ...data.attributes } };
  }
}

class RoutesProvider {
  configure({ config }) {
    this.config = config;
  }

  async create({ number, primaryRoute, failoverRoute }) {
    const { data } = await request(this.config, "GET", `/v2/numbers/${number}`);
    await this.setRoute(number, "primary_route", data.relationships.primary_route.data?.id, primaryRoute);
    await this.setRoute(number, "failover_route", data.relationships.failover_route.data?.id, failoverRoute);
    return { id: number, outs: defined({ number, primaryRoute, failoverRoute }) };
  }

  async read(id) {
    const found = await request(this.config, "GET", `/v2/numbers/${id}`);
    if (!found) return {};
    const { primary_route, failover_route } = found.data.relationships;
    const [primaryRoute, failoverRoute] = [primary_route.data?.id, failover_route.data?.id];
    return { id, props: defined({ number: id, primaryRoute, failoverRoute }) };
  }

  async diff(_, olds, news) {
    const differs = (name) => olds[name] !== news[name];
    const replaces = differs("number") ? ["number"] : [];
    return { changes: ["number", "primaryRoute", "failoverRoute"].some(differs), replaces };
  }

  async update(id, olds, { primaryRoute, failoverRoute }) {
    await this.setRoute(id, "primary_route", olds.primaryRoute, primaryRoute);
    await this.setRoute(id, "failover_route", olds.failoverRoute, failoverRoute);
    return { outs: defined({ number: id, primaryRoute, failoverRoute }) };
  }

  async setRoute(number, relationship, current, wanted) {
    if (current === wanted) return;
    const path = `/v2/numbers/${number}/relationships/${relationship}`;
    if (wanted === undefined) await request(this.config, "DELETE", path);
    else await request(this.config, "PATCH", path, { data: { type: "route", id: wanted } });
  }
}

class PhoneNumber extends pulumi.dynamic.Resource {
  constructor(name, args) {
    const attributes = { alias: undefined, number_type: undefined, rate_center: undefined, state: undefined };
    super(new NumberProvider(), name, { ...attributes, ...args }, undefined, "plain", "PhoneNumber");
  }
}

class NumberRoutes extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(new RoutesProvider(), name, args, undefined, "plain", "NumberRoutes");
  }
}

for (const { number, primaryRoute, failoverRoute } of fleet) {
  const phone = new PhoneNumber(number, { number });
  new NumberRoutes(number, { number: phone.number, primaryRoute, failoverRoute });
}
