import { inspect } from "node:util";
import { frontDesk } from "../../support/accounts";
import { expectNoSecretIn } from "../../support/secrets";
import { startAccount, startCommand } from "../../support/session";

test("all that a session holds, printed to the last detail, holds no key", async () => {
  await using simulator = await startAccount();
  const { session } = startCommand(simulator);
  await session.account.details(frontDesk.number);
  expect(session.stack.maxReleases).toBe(10);
  const text = inspect(session, { depth: null, showHidden: true });
  expect(text).toContain("Session {");
  expectNoSecretIn(text, simulator);
});
