import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const CIPHER = "aes-256-gcm";
const TAG_BYTES = 16;

/** Encryption with a passphrase, in the format of Pulumi's `passphrase` secrets provider. */
export class Secrets {
  readonly #key: Buffer;

  private constructor(
    /** What is kept in state and configuration: salt and a word to recognise the passphrase by. */
    readonly salt: string,
    key: Buffer,
  ) {
    this.#key = key;
  }

  /** Derives the key; `salt` is what an earlier instance kept. Throws when it was made with another passphrase. */
  static async open(passphrase: string, salt?: string): Promise<Secrets> {
    const [, encoded, ...proof] = salt?.split(":") ?? [];
    const bytes = encoded === undefined ? randomBytes(8) : Buffer.from(encoded, "base64");
    const key = await promisify(pbkdf2)(passphrase, bytes, 1_000_000, 32, "sha256");
    const secrets = new Secrets(salt ?? "", key);
    if (salt === undefined) return new Secrets(`v1:${bytes.toString("base64")}:${secrets.encrypt("pulumi")}`, key);
    try {
      secrets.decrypt(proof.join(":"));
      return secrets;
    } catch {
      throw new Error("incorrect passphrase: the state and configuration of this stack were encrypted with another");
    }
  }

  encrypt(text: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv(CIPHER, this.#key, nonce);
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
  }

  decrypt(sealed: string): string {
    const [, nonce = "", data = ""] = sealed.split(":");
    const bytes = Buffer.from(data, "base64");
    const decipher = createDecipheriv(CIPHER, this.#key, Buffer.from(nonce, "base64"), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  }
}
