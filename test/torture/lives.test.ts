import { restore } from "./fast-clock.cjs";
import { lives } from "./lives";

afterAll(restore);

test("no promise is broken in the lives of random programs", async () => {
  const broken = await lives({ count: 30, seed: 1 }, { engine: "stand-in", embedded: true });
  expect(broken).toEqual([]);
});
