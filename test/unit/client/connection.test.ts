import { z } from "zod";
import { Connection } from "../../../provider/client/http/connection";
import { defaultLimits } from "../../../provider/client/http/retry";

test("whatever is thrown over an answer becomes an error that says the outcome is unknown", () => {
  const settings = { accessKey: "AK12cd34", secretKey: "S3cr3tS3cr3t", baseUrl: "http://127.0.0.1:1" };
  const connection = new Connection(settings, { limits: defaultLimits });
  const overflow = z.unknown().transform(() => {
    throw new RangeError(`Maximum call stack size exceeded by ${settings.secretKey}`);
  });
  const call = {
    method: "POST",
    target: "/v2/numbers/12065550100",
    number: "12065550100",
    retry: "never",
    lane: "purchase",
    connection: "fresh",
  } as const;
  expect(() => connection.parse(call, { status: 201, body: {} }, overflow)).toThrow(
    expect.objectContaining({
      name: "UnexpectedResponseError",
      number: "12065550100",
      serverMessage: "an answer this version cannot read (RangeError: Maximum call stack size exceeded by [hidden])",
      outcome: "unknown",
    }),
  );
});
