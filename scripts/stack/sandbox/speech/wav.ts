/** Bytes of a RIFF/WAVE file of 16-bit PCM; several channels are interleaved and equally long. */
export function encodeWav(channels: readonly Int16Array[], sampleRate: number): Buffer {
  const frames = channels[0]?.length ?? 0;
  const frameBytes = channels.length * 2;
  const wav = Buffer.alloc(44 + frames * frameBytes);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + frames * frameBytes, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(channels.length, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * frameBytes, 28);
  wav.writeUInt16LE(frameBytes, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(frames * frameBytes, 40);
  const samples = new Int16Array(wav.buffer, wav.byteOffset + 44, frames * channels.length);
  channels.forEach((channel, at) => {
    for (let frame = 0; frame < frames; frame++) samples[frame * channels.length + at] = channel[frame] ?? 0;
  });
  return wav;
}
