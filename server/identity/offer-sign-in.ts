import { type DemoSignIn, demoSignIns } from "#prisma/demo-sign-ins.ts";
import { env } from "#server/platform/env.ts";

/** Demo accounts and the address of the emulated phone's inbox, in a sandbox; nothing anywhere else. */
export function offerSignIn(): { demoSignIns: DemoSignIn[]; smsInboxUrl: string | null } {
  const { SANDBOX, EMULATOR_URL } = env();
  if (!SANDBOX) return { demoSignIns: [], smsInboxUrl: null };
  return { demoSignIns, smsInboxUrl: EMULATOR_URL ? `${EMULATOR_URL}/sms` : null };
}
