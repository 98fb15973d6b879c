/** A Redis reply as Upstash writes it into JSON: strings (base64 when the client asked), integers, null, arrays. */
export function encodeReply(reply: unknown, base64: boolean): unknown {
  if (Array.isArray(reply)) return reply.map((item) => encodeReply(item, base64));
  if (reply instanceof Error) throw reply;
  if (Buffer.isBuffer(reply)) return reply.toString(base64 ? "base64" : "utf8");
  if (typeof reply === "string") return base64 ? Buffer.from(reply).toString("base64") : reply;
  if (reply !== null && typeof reply === "object")
    return Object.entries(reply).flatMap(([field, value]) => [encodeReply(field, base64), encodeReply(value, base64)]);
  return reply ?? null;
}
