import { restore } from "./fast-clock.cjs";
import { lives } from "./lives";

afterAll(restore);

test.each([
  { host: "dynamic", seed: 1 },
  { host: "plugin", seed: 2 },
] as const)(
  "no promise is broken in the lives of random programs that begin on the $host host",
  async ({ host, seed }) => {
    const broken = await lives({ count: 15, seed }, { engine: "stand-in", host, embedded: true });
    expect(broken).toEqual([]);
  },
);
