"use client";

import { useEffect, useRef } from "react";
import { type ChannelMixer, mixChannels } from "./channel-mixer";
import type { Heard } from "./channels";

/** Lets one channel of the sound be heard; the element of a recording that is heard as a whole is left alone. */
export function useHeardChannel(audio: HTMLAudioElement | null, heard: Heard) {
  const mixer = useRef<{ audio: HTMLAudioElement; mix: ChannelMixer } | null>(null);
  useEffect(() => {
    if (!audio || heard === "both") return;
    if (mixer.current?.audio !== audio) {
      mixer.current?.mix.close();
      mixer.current = { audio, mix: mixChannels(audio) };
    }
    mixer.current.mix.hear(heard);
  }, [audio, heard]);
  useEffect(() => () => mixer.current?.mix.close(), []);
}
