import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EmulatorState, type EmulatorStateOptions } from "./emulator-state.ts";
import { handleRequest, readBody, sendReply } from "./http.ts";
import type { Reply } from "./reply.ts";

export interface EmulatorOptions extends EmulatorStateOptions {
  /** 0, the default, picks a free one. */
  port?: number;
}

/**
 * A Sendbird Platform API of our own, as strict as the real one, for development, tests and load tests. Listens on
 * 127.0.0.1 only. Besides `/v3/…` it serves pages that show each chat (`/`), and `/emulator/…` (see control-api.ts).
 */
export class SendbirdEmulator extends EmulatorState {
  #server: Server;
  #closing: Promise<void> | null = null;

  private constructor(options: EmulatorOptions) {
    super(options);
    this.#server = createServer((request, response) => {
      this.#serve(request).then(
        (reply) => sendReply(response, reply),
        (error: unknown) =>
          sendReply(response, { kind: "json", status: 500, body: { error: String(error) } }),
      );
    });
  }

  /** Throws when the port is taken or the data file is damaged. */
  static async start(options: EmulatorOptions): Promise<SendbirdEmulator> {
    const emulator = new SendbirdEmulator(options);
    await new Promise<void>((resolve, reject) => {
      emulator.#server.once("error", reject);
      emulator.#server.listen(options.port ?? 0, "127.0.0.1", resolve);
    });
    return emulator;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Ends requests that a fault left hanging, too. */
  close(): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      this.#server.close(() => {
        this.store.close();
        resolve();
      });
      this.#server.closeAllConnections();
    });
    return this.#closing;
  }

  async #serve(request: IncomingMessage): Promise<Reply> {
    const body = await readBody(request);
    const latencyMs = this.faults.latencyMs();
    if (latencyMs > 0 && request.url?.startsWith("/v3/")) {
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
    }
    return handleRequest(this, request, body);
  }
}
