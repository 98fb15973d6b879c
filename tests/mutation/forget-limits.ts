/**
 * Empties Redis before each test file. One stack serves thousands of runs from one address: the limit of attempts at accounts
 * would refuse them after a while, and a refused run would count as a fault that was found.
 */
const { UPSTASH_REDIS_REST_URL = "", UPSTASH_REDIS_REST_TOKEN } = process.env;
const answer = await fetch(UPSTASH_REDIS_REST_URL, {
  method: "POST",
  headers: { authorization: `Bearer ${UPSTASH_REDIS_REST_TOKEN}` },
  body: JSON.stringify(["flushall"]),
});
if (!answer.ok) throw new Error(`Redis answered ${answer.status} ${await answer.text()}`);

export {};
