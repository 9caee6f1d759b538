/** Ends the session and shows the sign-in page; throws when the server could not be reached. */
export async function signOut(): Promise<void> {
  const response = await fetch("/api/auth/sign-out", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!response.ok) throw new Error(`Sign-out was answered with ${response.status}`);
  // A full load: nothing that the last user saw may stay in memory.
  window.location.assign("/login");
}
