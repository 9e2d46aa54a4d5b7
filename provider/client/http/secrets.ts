import { createHmac } from "node:crypto";

/** Tells pairs of keys apart and reveals nothing about them: it takes the secret key to compute it. */
export function keysIdOf(accessKey: string, secretKey: string): string {
  return createHmac("sha256", secretKey).update(accessKey).digest("hex").slice(0, 16);
}

/**
 * Makes the function that takes the keys out of a text, in case a server sent them back. It finds the keys in clear
 * and in Base64, alone or within a longer text such as `key:secret`, in upper or lower case, and each character of those
 * escaped as URLs or JSON do.
 */
export function hiderOf(...keys: string[]): (text: string) => string {
  // Of a key of one or two characters nothing may be left in Base64; a pattern of nothing is found everywhere.
  const forms = keys
    .flatMap((key) => [key, ...base64Of(key).filter((form) => form !== "")])
    .sort((a, b) => b.length - a.length);
  const pattern = new RegExp(forms.map(anySpelling).join("|"), "gi");
  return (text) => text.replace(pattern, "[hidden]");
}

/**
 * What a text is in Base64, alone or in a longer one. Three bytes make four characters, so it depends on where the text
 * begins; characters that depend on what is before and after it are left out.
 */
function base64Of(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.from("\0".repeat(before) + text).toString("base64");
    const own = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6));
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** A pattern for a text of ASCII characters, each as it is, after a backslash, or percent-encoded however often. */
function anySpelling(text: string): string {
  const spelled = Array.from(text, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(2, "0");
    return `(?:\\\\?\\x${code}|%(?:25)*${code})`;
  });
  return spelled.join("");
}
