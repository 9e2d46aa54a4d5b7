import { listen } from "../../sandbox/engine/stand-in/monitor";

test("no two commands of a process have one address: a destroy would take an earlier program for its own", async () => {
  const addresses = new Set<string>();
  for (let command = 0; command < 1000; command++) {
    const { address, close } = await listen({} as never);
    addresses.add(address);
    close();
  }
  expect(addresses.size).toBe(1000);
});
