import { pendingMigrations } from "#prisma/deploy.ts";
import { db } from "#server/platform/db.ts";
import { webLog } from "#server/trpc/context.ts";

export const dynamic = "force-dynamic";

/** 200 when the database answers and has every migration; else 503 with what is missing. */
export async function GET(): Promise<Response> {
  try {
    const pending = await pendingMigrations((sql) => db().$queryRawUnsafe<unknown[]>(sql));
    if (pending.length > 0) return Response.json({ status: "migrations pending", pending }, { status: 503 });
    return Response.json({ status: "ready" });
  } catch (error) {
    webLog().warn({ err: error }, "not ready");
    return Response.json({ status: "database unreachable" }, { status: 503 });
  }
}
