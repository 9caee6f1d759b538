export { handleAuthRequest as POST } from "#server/identity/handle-auth-request.ts";
