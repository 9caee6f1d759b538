import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { type EmulatorRecord, recordSchema } from "./records.ts";

const NEWLINE = 0x0a;

/**
 * An append-only file of JSON lines, written before a request is answered, so that a restart knows what was
 * acknowledged. A process killed in mid-write leaves a torn last line: it was never acknowledged, and is cut off at
 * the next start. A bad line anywhere else is damage, and is not guessed at.
 */
export class Journal {
  #fd: number | null;
  #sizeBytes = 0;

  /** `path` null keeps nothing. */
  constructor(path: string | null) {
    if (path === null) {
      this.#fd = null;
      return;
    }
    mkdirSync(dirname(path), { recursive: true });
    // Read and append on one descriptor; owner only, since received codes and amounts stand in it.
    this.#fd = openSync(path, "a+", 0o600);
  }

  /** All acknowledged records, oldest first; cuts a torn last line off. Throws on a damaged line, naming it. */
  load(): EmulatorRecord[] {
    if (this.#fd === null) return [];
    const bytes = readFileSync(this.#fd);
    this.#sizeBytes = bytes.lastIndexOf(NEWLINE) + 1;
    if (this.#sizeBytes < bytes.length) ftruncateSync(this.#fd, this.#sizeBytes);
    const lines = bytes.subarray(0, this.#sizeBytes).toString("utf8").split("\n").slice(0, -1);
    const records: EmulatorRecord[] = [];
    for (const [index, line] of lines.entries()) {
      const record = parseLine(line);
      if (record) {
        records.push(record);
      } else if (index === lines.length - 1) {
        // A crash of the machine can leave a whole line of the wrong bytes at the end, newline included.
        this.#cutTo(bytes.lastIndexOf(NEWLINE, this.#sizeBytes - 2) + 1);
      } else {
        throw new Error(`emulator data file: line ${index + 1} is damaged`);
      }
    }
    return records;
  }

  /** Returns when the line is handed to the operating system. A failed write is undone before the error goes up. */
  append(record: EmulatorRecord): void {
    if (this.#fd === null) return;
    const bytes = Buffer.from(`${JSON.stringify(record)}\n`, "utf8");
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      this.#cutTo(this.#sizeBytes);
      throw error;
    }
    this.#sizeBytes = fstatSync(this.#fd).size;
  }

  clear(): void {
    this.#cutTo(0);
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  #cutTo(sizeBytes: number): void {
    if (this.#fd === null) return;
    ftruncateSync(this.#fd, sizeBytes);
    this.#sizeBytes = sizeBytes;
  }
}

function parseLine(line: string): EmulatorRecord | null {
  try {
    return recordSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
