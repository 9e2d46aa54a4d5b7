/** One request to the API, as it was received. Credentials are not among it. */
export interface LoggedRequest {
  method: string;
  /** With the query. */
  path: string;
  /** Null while, or because, no answer was given. */
  status: number | null;
  /** What was sent, as text. */
  body: string;
  /** When it arrived, ISO 8601. */
  time: string;
}

/** Every request to the API since the start or the last `clear`, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  /** The entry is kept: its status is set when the answer is known. */
  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
  }

  all(): LoggedRequest[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }
}
