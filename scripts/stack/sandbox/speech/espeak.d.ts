/** The part of the synthesizer's untyped module that the sandbox uses; measured against 0.3.5. */
declare module "@echogarden/espeak-ng-emscripten" {
  export type EspeakEvent = {
    type: "samplerate" | "sentence" | "word" | "phoneme" | "end" | "mark" | "play" | "msg_terminated";
    /** One-based position in the text, in characters. */
    text_position: number;
    word_length: number;
    /** Milliseconds from the start of the audio. */
    audio_position: number;
    id?: string | number;
  };

  export type EspeakWorker = {
    set_voice(name: string): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(value: number): void;
    set_range(value: number): void;
    synthesize(text: string, onChunk: (audio: Int16Array | null, events: EspeakEvent[]) => boolean): void;
  };

  const load: () => Promise<{ eSpeakNGWorker: new () => EspeakWorker }>;
  export default load;
}
