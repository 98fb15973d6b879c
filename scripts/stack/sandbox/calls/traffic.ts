import type { Store } from "../state/store";
import { chooseConversation } from "./choose-conversation";
import type { Switchboard } from "./switchboard";

export type Traffic = {
  /** Reads the settings again; call it after they change. */
  restart(): void;
  close(): void;
};

/**
 * Places calls at random moments, `calls_per_minute` on average over all chosen agents, as telephones ring. The settings
 * live in the store, so traffic goes on after a restart.
 */
export function createTraffic(store: Store, switchboard: Switchboard): Traffic {
  let timer: NodeJS.Timeout | undefined;

  const next = () => {
    clearTimeout(timer);
    const { calls_per_minute } = store.settings.traffic;
    if (calls_per_minute <= 0) return;
    const wait_ms = (-Math.log(1 - Math.random()) * 60_000) / calls_per_minute;
    timer = setTimeout(() => {
      ring();
      next();
    }, wait_ms);
  };

  const ring = () => {
    const { agents, pace } = store.settings.traffic;
    const chosen = [...store.agents.values()].filter((agent) => agents.length === 0 || agents.includes(agent.id));
    const agent = chosen[Math.floor(Math.random() * chosen.length)];
    if (!agent) return;
    const conversation = chooseConversation(agent.industry, new Date().getHours());
    void switchboard.place({ agent, conversation, pace });
  };

  return { restart: next, close: () => clearTimeout(timer) };
}
