declare module "pg-copy-streams" {
  import type { Duplex, Readable } from "node:stream";
  import type { Submittable } from "pg";

  export function from(text: string): Duplex & Submittable;
  export function to(text: string): Readable & Submittable;
}
