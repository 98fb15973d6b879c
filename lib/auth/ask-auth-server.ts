/** Asking whose a token is, by which keys it was signed, and for the next one. */
const ABOUT_A_SESSION = /\/(user|\.well-known\/jwks\.json|token\?grant_type=refresh_token)$/;

/**
 * How auth-js reaches the auth server about sessions. A server that will not hear us now (408, 429) has said nothing of the
 * session, yet auth-js would take that for a refusal and sign its person out; told as trouble (503), the session stays.
 */
export const askAuthServer: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  const isRefused = answer.status === 408 || answer.status === 429;
  const address = input instanceof Request ? input.url : String(input);
  // Changing one's own account has limits of its own, which are told to whoever meets them.
  if (!isRefused || !ABOUT_A_SESSION.test(address) || init?.method === "PUT") return answer;
  await answer.body?.cancel();
  return new Response(null, { status: 503 });
};
