import { auth } from "./auth.ts";
import { findEmployer } from "./identity.repository.ts";

/** Who is signed in, with what limits everything they can see: a distributor's id, or a store owner's number. */
export type Viewer =
  | { userId: string; name: string; role: "DISTRIBUTOR"; distributorId: string; distributorName: string }
  | { userId: string; name: string; role: "STORE"; phoneNumber: string }
  | { userId: string; name: string; role: "ADMIN" };

/** The viewer that a request's session cookie names; null without a valid one, or for staff without a distributor. */
export async function getViewer(headers: Headers): Promise<Viewer | null> {
  if (!headers.has("cookie")) return null;
  const session = await auth().api.getSession({ headers });
  if (!session) return null;
  const { id: userId, name, role, phoneNumber } = session.user;
  switch (role) {
    case "DISTRIBUTOR": {
      const employer = await findEmployer(userId);
      return employer && { userId, name, role, ...employer };
    }
    case "STORE":
      return phoneNumber ? { userId, name, role, phoneNumber } : null;
    case "ADMIN":
      return { userId, name, role };
    default:
      return null;
  }
}
