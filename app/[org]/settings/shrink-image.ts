const SIDE = 512;
const LARGEST_BYTES = 128 * 1024;

/**
 * A picture as the server takes it, in base64: redrawn so that no side is longer than 512 pixels, which also leaves behind
 * where and when it was taken. Throws in words for the reader when the browser cannot draw it.
 */
export async function shrinkImage(file: File): Promise<string> {
  const drawn = await createImageBitmap(file).catch(() => {
    throw new Error("This file is no picture that can be shown. Use a PNG, JPEG or WebP.");
  });
  // Small ones stay as they are in size; large ones go on shrinking until they fit.
  for (let side = SIDE; side >= 64; side /= 2) {
    const blob = await redraw(drawn, side);
    if (blob.size <= LARGEST_BYTES) return base64(blob);
  }
  throw new Error("This picture is too large even when made small. Use a simpler one.");
}

async function redraw(picture: ImageBitmap, side: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw the picture.");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("This browser cannot draw the picture."))),
      "image/png",
    );
  });
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
