import { z } from "zod";

export const passwordMinChars = 10;
export const passwordMaxChars = 128; // hashing a longer one would only cost time

const common = {
  email: z.email().max(200).toLowerCase(),
  name: z.string().trim().min(1).max(100),
  password: z.string().min(passwordMinChars).max(passwordMaxChars),
};

/** Who is to sign in by e-mail and password: one of a distributor's staff, or one of our own operators. */
export const createStaffInput = z.discriminatedUnion("role", [
  z.object({ ...common, role: z.literal("DISTRIBUTOR"), distributorId: z.uuid() }),
  z.object({ ...common, role: z.literal("ADMIN") }),
]);

export type CreateStaffInput = z.infer<typeof createStaffInput>;
