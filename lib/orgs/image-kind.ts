/** What an image is, by its own bytes: never by its name or by what a request says of it. */
export type ImageKind = { type: "image/png" | "image/jpeg" | "image/webp"; width: number; height: number };

/**
 * Reads kind and size from the head of a PNG, JPEG or WebP (PNG 1.2 §11.2.2, ITU-T T.81 §B.2.2, RFC 9649). Vector images,
 * which can hold scripts, and everything else are none.
 */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const found = png(view) ?? jpeg(view) ?? webp(view);
    return found && found.width > 0 && found.height > 0 ? found : undefined;
  } catch (error) {
    // Cut off before it says how large it is.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function png(view: DataView): ImageKind | undefined {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || text(view, 12, 4) !== "IHDR") return;
  return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
}

function jpeg(view: DataView): ImageKind | undefined {
  if (view.getUint16(0) !== 0xffd8) return;
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) return;
    // A start of frame: all of C0 to CF but DHT, JPG and DAC.
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { type: "image/jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
}

function webp(view: DataView): ImageKind | undefined {
  if (text(view, 0, 4) !== "RIFF" || text(view, 8, 4) !== "WEBP") return;
  const type = "image/webp";
  const chunk = text(view, 12, 4);
  if (chunk === "VP8 ")
    return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk === "VP8L") {
    const bits = view.getUint32(21, true);
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk === "VP8X") return { type, width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  return;
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

function text(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));
}
