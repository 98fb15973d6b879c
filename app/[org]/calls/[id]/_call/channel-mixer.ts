export type ChannelMixer = { hear: (channel: 0 | 1) => void; close: () => void };

/** Puts one channel of an element's sound on both ears. Once an element sounds through it, it sounds through nothing else. */
export function mixChannels(audio: HTMLAudioElement): ChannelMixer {
  const context = new AudioContext();
  const splitter = context.createChannelSplitter(2);
  const gains = [0, 1].map((channel) => {
    // One channel into an output of one channel: the browser puts it on every speaker.
    const gain = new GainNode(context, { gain: 0, channelCount: 1, channelCountMode: "explicit" });
    splitter.connect(gain, channel);
    gain.connect(context.destination);
    return gain;
  });
  context.createMediaElementSource(audio).connect(splitter);
  return {
    hear(channel) {
      for (const [at, { gain }] of gains.entries()) gain.value = at === channel ? 1 : 0;
      void context.resume();
    },
    close: () => void context.close(),
  };
}
