/** Everything a key could be read from, by the name of the form. */
export function formsOf(key: string): Record<string, string> {
  const url = encodeURIComponent(key);
  const bytes = Array.from(key, (character) => `%${character.charCodeAt(0).toString(16)}`).join("");
  const forms: Record<string, string> = {
    clear: key,
    JSON: JSON.stringify(key).slice(1, -1),
    URL: url,
    "URL in lower case": url.replace(/%../g, (code) => code.toLowerCase()),
    "URL, every character": bytes,
    Base64: Buffer.from(key).toString("base64"),
  };
  // Within a longer text it depends on where the key begins. What the neighbours have a part in is left out.
  for (const before of ["", "-", "--"]) {
    const encoded = Buffer.from(`${before}${key}`).toString("base64");
    const own = encoded.slice(before === "" ? 0 : before.length + 1).replace(/.=+$/, "");
    forms[`Base64 within a text, ${before.length} before`] = own;
    forms[`Base64 for URLs, ${before.length} before`] = own.replaceAll("+", "-").replaceAll("/", "_");
  }
  return forms;
}

/** Fails if a text holds any of the keys in any form. */
export function expectNoSecretIn(text: string, keys: { accessKey: string; secretKey: string }): void {
  const found = Object.entries({ "access key": keys.accessKey, "secret key": keys.secretKey }).flatMap(([name, key]) =>
    Object.entries(formsOf(key))
      .filter(([, written]) => text.includes(written))
      .map(([form]) => `${name} in ${form}`),
  );
  expect(found).toEqual([]);
}
