import { expect, test } from "vitest";
import { columnsOf } from "@/app/[org]/calls/call-columns";
import { usualColumns } from "@/lib/views/call-columns";

const keysOf = (columns: ReturnType<typeof columnsOf>) => columns.map(({ key }) => key);

test("a phone's card keeps its facts whichever columns the table shows", () => {
  const columns = columnsOf(["agent"]);
  expect(keysOf(columns.filter(({ phone }) => phone))).toEqual(["party", "outcome", "duration", "started"]);
  expect(keysOf(columns.filter(({ phoneOnly }) => !phoneOnly))).toEqual(["party", "agent"]);
});

test("the table's columns keep their order, and one of them takes the room that is left", () => {
  expect(keysOf(columnsOf(usualColumns))).toEqual([...usualColumns]);
  expect(columnsOf(usualColumns).find(({ fill }) => fill)?.key).toBe("summary");
  expect(columnsOf(["agent", "started"]).filter(({ width, phoneOnly }) => !width && !phoneOnly)).toHaveLength(1);
});
