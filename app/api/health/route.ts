/** The process is up; says nothing about the database. */
export function GET(): Response {
  return Response.json({ status: "up" });
}
