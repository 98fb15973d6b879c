/** The yardstick of `npm run bench`: what this server does for nothing. In no other build. */
export async function POST(): Promise<Response> {
  return Response.json({ received: true });
}

export async function GET(): Promise<Response> {
  return Response.json({ received: true });
}
