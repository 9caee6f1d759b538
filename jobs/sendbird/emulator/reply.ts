/** What a handler wants done with a request: an answer, or one of the faults a network adds. */
export type Reply =
  | {
      kind: "json";
      status: number;
      body: unknown;
      headers?: Record<string, string>;
      /** Sendbird's error code, for the request log. */
      code?: number;
    }
  | { kind: "text"; status: number; contentType: string; body: string }
  /** Never answered: the caller's own timeout ends it. */
  | { kind: "hang" }
  /** The connection is torn down with a TCP reset. */
  | { kind: "reset" };
