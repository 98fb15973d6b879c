import { expect, test } from "vitest";
import { imageKind } from "@/lib/orgs/image-kind";
import { pngOf } from "../../support/images";

const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  // A JFIF segment, a table that is no start of frame, then the frame itself.
  Buffer.from([0xff, 0xe0, 0x00, 0x04, 0x4a, 0x46]),
  Buffer.from([0xff, 0xc4, 0x00, 0x03, 0x00]),
  Buffer.from([0xff, 0xc2, 0x00, 0x0b, 0x08, 0x01, 0x2c, 0x02, 0x58, 0x01, 0x11, 0x00]),
]);

const webp = (name: string, head: number[]) =>
  Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP", "latin1"), Buffer.from(name), Buffer.alloc(4), Buffer.from(head)]);

test("PNG, JPEG and WebP are told by their bytes, with their sizes", () => {
  expect(imageKind(pngOf(640, 48))).toEqual({ type: "image/png", width: 640, height: 48 });
  expect(imageKind(jpeg)).toEqual({ type: "image/jpeg", width: 600, height: 300 });
  const lossy = webp("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]);
  expect(imageKind(lossy)).toEqual({ type: "image/webp", width: 320, height: 240 });
  // 14 bits each, one less than the side: 400 by 300.
  const lossless = webp("VP8L", [0x2f, 0x8f, 0xc1, 0x4a, 0x00]);
  expect(imageKind(lossless)).toEqual({ type: "image/webp", width: 400, height: 300 });
  const extended = webp("VP8X", [0, 0, 0, 0, 0xff, 0x01, 0x00, 0x7f, 0x00, 0x00]);
  expect(imageKind(extended)).toEqual({ type: "image/webp", width: 512, height: 128 });
});

test.each([
  ["nothing", Buffer.alloc(0)],
  [
    "a script in a vector image",
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["a GIF", Buffer.from("GIF89a\x01\x00\x01\x00\x80\x00\x00")],
  ["a PNG cut off before its size", pngOf(64, 64).subarray(0, 18)],
  ["a JPEG cut off before its frame", jpeg.subarray(0, 12)],
  ["a PNG without height", pngOf(64, 0)],
  ["a RIFF of sound", Buffer.from("RIFF\0\0\0\0WAVEfmt \0\0\0\0\0\0\0\0\0\0\0\0\0\0", "latin1")],
])("%s is none", (_what, bytes) => {
  expect(imageKind(bytes)).toBeUndefined();
});
